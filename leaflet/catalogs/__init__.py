"""Catalogs: read, write, update, and which of their messages may be printed."""

from leaflet.catalogs.model import (
    Catalog,
    Coverage,
    Message,
    coverage,
    source_catalog,
    usable,
)
from leaflet.catalogs.reading import CATALOG_LIMIT_BYTES, read_catalog
from leaflet.catalogs.writing import Update, compile_catalog, update_catalog, write_template

__all__ = [
    "CATALOG_LIMIT_BYTES",
    "Catalog",
    "Coverage",
    "Message",
    "Update",
    "compile_catalog",
    "coverage",
    "read_catalog",
    "source_catalog",
    "update_catalog",
    "usable",
    "write_template",
]
