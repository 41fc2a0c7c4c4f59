"""Digests of what is approved: the source, and a translation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from leaflet.article import Article, Figure, Text

if TYPE_CHECKING:
    from leaflet.catalogs import Catalog


def digest_of(value: object) -> str:
    """
    Return the sha256 of a value's canonical JSON: sorted keys, no spaces, UTF-8.

    >>> digest_of({"b": 1, "a": [2]}) == digest_of({"a": [2], "b": 1})
    True
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def source_content(article: Article[Text], pictures: Mapping[str, bytes]) -> dict[str, Any]:
    """
    Return what an approval of an article is about: roles, order and texts, and the pictures.

    Args:
        article: As parsed; how its lines were wrapped does not matter.
        pictures: The bytes of each of `article.pictures()`, by path.
    """
    return {
        "texts": [[text.role, text.context, text.source] for text in article.texts()],
        # Each where it stands: the same picture may be shown twice.
        "pictures": [
            [block.path, hashlib.sha256(pictures[block.path]).hexdigest()]
            for block in article.walk()
            if isinstance(block, Figure)
        ],
    }


def translation_content(article: Article[Text], catalog: Catalog) -> list[str | None]:
    """Return the usable translations of an article's texts, in its order; None where none is."""
    said = [catalog.translation(text.context, text.source) for text in article.texts()]
    return [None if message is None else message.translation for message in said]


def source_digest(article: Article[Text], pictures: Mapping[str, bytes]) -> str:
    """Return the digest of an article; arguments as of `source_content`."""
    return digest_of(source_content(article, pictures))


def translation_digest(article: Article[Text], catalog: Catalog) -> str:
    """Return the digest of a translation: its usable messages, in the article's order."""
    return digest_of(translation_content(article, catalog))
