"""Digests of what goes into a handout, beside its texts."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from leaflet import __version__
from leaflet.approvals import digest_of
from leaflet.article import Article, Text
from leaflet.catalogs import Catalog


@functools.cache
def program_digest() -> str:
    """Return the digest of the program's own files: another program makes other handouts."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256(__version__.encode())
    for path in sorted([*package.rglob("*.py"), *package.glob("data/*.toml")]):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return "sha256:" + digest.hexdigest()


def form_digest(article: Article[Text]) -> str:
    """Return the digest of what an article says beside its texts: facts, marks, widths."""
    facts = (
        article.language,
        article.version,
        article.published,
        article.review_by,
        article.sources,
        article.codes,
    )
    return digest_of([repr(facts), repr([_shape(block) for block in article.walk()])])


def _shape(block: Any) -> tuple[Any, ...]:
    names = ("marks", "kind", "level", "start", "width_mm", "path", "alignments")
    return (type(block).__name__, *(getattr(block, name, None) for name in names))


def catalog_digest(catalog: Catalog) -> str:
    """Return the digest of all messages of a catalog, of those that are doubted too."""
    messages = sorted(catalog.messages.items(), key=repr)
    return digest_of([(*key, message.translation, message.fuzzy) for key, message in messages])


def files_digest(files: Mapping[str, bytes]) -> str:
    """Return the digest of files by their names."""
    return digest_of({name: hashlib.sha256(data).hexdigest() for name, data in files.items()})
