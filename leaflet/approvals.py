"""Who approved what: digests of source and translation, and the records that name them.

An approval is bound to the words. It ends by itself when either text changes, and a record that
is malformed or names other digests is no approval.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leaflet.article import Article, Figure, Text

if TYPE_CHECKING:
    from leaflet.catalogs import Catalog

FILE_NAME = "approvals.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One record: a named person answered for one text in one language."""

    article: str
    """The id of the article."""
    by: str
    """The person's name."""
    role: str
    """As what: "clinician", "translator" …"""
    date: datetime.date
    """The day on which the person said so."""
    source: str
    """Digest of the article, "sha256:…"."""
    translation: str = ""
    """Digest of the translation; empty in the record of a source."""


def digest_of(value: object) -> str:
    """
    Return the sha256 of a value's canonical JSON: sorted keys, no spaces, UTF-8.

    >>> digest_of({"b": 1, "a": [2]}) == digest_of({"a": [2], "b": 1})
    True
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def source_digest(article: Article[Text], pictures: Mapping[str, bytes]) -> str:
    """
    Return the digest of an article: roles, order and texts, and the pictures' bytes.

    Args:
        article: As parsed; how its lines were wrapped does not matter.
        pictures: The bytes of each of `article.pictures()`, by path.
    """
    return digest_of(
        {
            "texts": [(text.role, text.context, text.source) for text in article.texts()],
            # Each where it stands: the same picture may be shown twice.
            "pictures": [
                (block.path, hashlib.sha256(pictures[block.path]).hexdigest())
                for block in article.walk()
                if isinstance(block, Figure)
            ],
        }
    )


def translation_digest(article: Article[Text], catalog: Catalog) -> str:
    """Return the digest of a translation: its usable messages, in the article's order."""
    said = []
    for text in article.texts():
        message = catalog.translation(text.context, text.source)
        said.append(None if message is None else message.translation)
    return digest_of(said)


def read_approvals(data: bytes) -> tuple[Approval, ...]:
    """
    Return the well-formed records of an `approvals.toml`; all others are none.

    >>> read_approvals(b"[[approval]]\\narticle = 'cough'")
    ()
    """
    try:
        entries = tomllib.loads(data.decode("utf-8-sig")).get("approval", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return ()
    if not isinstance(entries, list):
        return ()
    return tuple(record for entry in entries if (record := _record(entry)) is not None)


def _record(entry: Any) -> Approval | None:
    if not isinstance(entry, dict):
        return None
    date = entry.get("date")
    words = {key: entry.get(key) for key in ("article", "by", "role", "source")}
    named = {key: word for key, word in words.items() if isinstance(word, str) and word.strip()}
    translation = entry.get("translation", "")
    if len(named) < len(words) or not isinstance(translation, str):
        return None
    if type(date) is not datetime.date:
        return None
    return Approval(**named, date=date, translation=translation)


def approval_of(
    records: tuple[Approval, ...], *, article: str, source: str, translation: str = ""
) -> Approval | None:
    """Return the newest record for just these digests; None is a draft."""
    fitting = [
        record
        for record in records
        if (record.article, record.source, record.translation) == (article, source, translation)
    ]
    return max(fitting, key=lambda record: record.date, default=None)
