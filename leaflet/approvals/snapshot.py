"""What was approved, word for word: kept beside the record, so that changes can be shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leaflet.approvals.digests import digest_of, source_content, translation_content
from leaflet.approvals.records import Approval
from leaflet.article import Article, Text

if TYPE_CHECKING:
    from leaflet.catalogs import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One text of an article, as it was when somebody approved it."""

    role: str
    """As in `Text.role`."""
    source: str
    """As in `Text.source`."""
    translation: str
    """Empty in the snapshot of a source, and where there was none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The texts that an approval is about."""

    passages: tuple[Passage, ...]
    """In reading order."""
    source: str
    """Digest of the article, "sha256:…"."""
    translation: str
    """Digest of the translation; empty in the snapshot of a source."""
    data: bytes
    """The file."""


def snapshot_name(approval: Approval) -> str:
    """
    Return the file that a record's snapshot lies in, relative to `approvals.toml`.

    Half of the name is the digest of the record's digests: two approvals of one text share it.
    """
    digest = digest_of([approval.source, approval.translation]).removeprefix("sha256:")
    return f"approved/{approval.article}.{digest[:16]}.json"


def passages(article: Article[Text], catalog: Catalog | None) -> tuple[Passage, ...]:
    """Return the texts of an article, with their translations where there is a catalog."""
    texts = list(article.texts())
    said = translation_content(article, catalog) if catalog else [None] * len(texts)
    return tuple(
        Passage(role=text.role, source=text.source, translation=words or "")
        for text, words in zip(texts, said, strict=True)
    )


def snapshot(
    article: Article[Text], pictures: Mapping[str, bytes], catalog: Catalog | None
) -> Snapshot:
    """
    Return the snapshot of an article, or of a translation of it.

    Args:
        article: As parsed.
        pictures: The bytes of each of `article.pictures()`, by path.
        catalog: The translation; None for the source itself.
    """
    content = {
        "source": source_content(article, pictures),
        "translation": translation_content(article, catalog) if catalog else None,
    }
    data = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return _snapshot(content, data.encode())


def read_snapshot(data: bytes, approval: Approval) -> Snapshot | None:
    """Return the snapshot of an approval; None where the file says other than was approved."""
    try:
        found = _snapshot(json.loads(data), data)
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    digests = (found.source, found.translation)
    return found if digests == (approval.source, approval.translation) else None


def _snapshot(content: Mapping[str, Any], data: bytes) -> Snapshot:
    texts, said = content["source"]["texts"], content["translation"]
    return Snapshot(
        passages=tuple(
            Passage(role=role, source=source, translation=words or "")
            for (role, _, source), words in zip(texts, said or [None] * len(texts), strict=True)
        ),
        source=digest_of(content["source"]),
        translation="" if said is None else digest_of(said),
        data=data,
    )
