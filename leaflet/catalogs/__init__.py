"""Catalogs: read, write, update, and which of their messages may be printed."""

from leaflet.catalogs.merging import Merged, Returned, merge_catalog
from leaflet.catalogs.model import (
    Catalog,
    Coverage,
    Message,
    coverage,
    source_catalog,
    usable,
)
from leaflet.catalogs.pseudo import PSEUDO_LANGUAGES, pseudo_catalog, refuse_pseudo
from leaflet.catalogs.reading import CATALOG_LIMIT_BYTES, read_catalog
from leaflet.catalogs.writing import Update, compile_catalog, update_catalog, write_template

__all__ = [
    "CATALOG_LIMIT_BYTES",
    "PSEUDO_LANGUAGES",
    "Catalog",
    "Coverage",
    "Merged",
    "Message",
    "Returned",
    "Update",
    "compile_catalog",
    "coverage",
    "merge_catalog",
    "pseudo_catalog",
    "read_catalog",
    "refuse_pseudo",
    "source_catalog",
    "update_catalog",
    "usable",
    "write_template",
]
