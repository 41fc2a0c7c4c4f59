"""Templates, updated catalogs and compiled ones, as the bytes of their files."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.catalog import get_close_matches
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from leaflet import __version__, quantities
from leaflet.catalogs.reading import first_form, read_babel
from leaflet.errors import ContentError
from leaflet.languages import folder, plural_forms
from leaflet.messages import SourceMessage


def write_template(
    messages: Iterable[SourceMessage], *, now: datetime.datetime, previous: bytes | None
) -> bytes:
    """
    Return the bytes of a `.pot` file.

    Args:
        messages: In reading order.
        now: For the creation date.
        previous: The file as it is; when only the date would change, it is returned unchanged.
    """
    catalog = _template(messages, now)
    if previous is not None:
        try:
            old = read_babel(previous, "")
        except ContentError:
            return _written(catalog)
        catalog.creation_date = old.creation_date
        if _written(catalog) == previous:
            return previous
        catalog.creation_date = now
    return _written(catalog)


def _template(messages: Iterable[SourceMessage], now: datetime.datetime) -> BabelCatalog:
    catalog = BabelCatalog(
        project="leaflet",
        version=__version__,
        charset="utf-8",
        creation_date=now,
        revision_date=now,
        header_comment="# Written by `leaflet translations extract`.",
        fuzzy=False,
    )
    for message in messages:
        catalog.add(
            message.id,
            context=message.context,
            # Without lines, so that a moved line changes no catalog.
            locations=_locations(message),
            auto_comments=message.comments,
        )
    return catalog


def _locations(message: SourceMessage) -> Any:
    """Return the files of a message; None for a line is Babel's own, its types do not say so."""
    return [(path, None) for path in dict.fromkeys(place.path for place in message.places)]


def _written(catalog: BabelCatalog) -> bytes:
    buffer = BytesIO()
    write_po(buffer, catalog, width=99, include_previous=True)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What an update did to one catalog."""

    data: bytes
    """The file to write."""
    added: int
    """Messages new in it, without a translation."""
    guessed: int
    """Among the added, those that carry an old translation as a doubtful guess."""
    removed: int
    """Messages that the source no longer has; kept at the end of the file (`#~`)."""


def update_catalog(
    messages: Sequence[SourceMessage],
    *,
    language: str,
    path: str,
    now: datetime.datetime,
    previous: bytes | None,
) -> Update:
    """
    Return a catalog with the messages that the source has now.

    A translation is kept where its message still stands; a message that is gone is kept as
    obsolete; for a message that is nearly like one that is gone, the old translation is offered as
    fuzzy, with the old source above it, unless their quantities differ.

    Raises:
        ContentError: The catalog cannot be read; it is left as it is.
    """
    template = _template(messages, now)
    if previous is None:
        catalog = _new_catalog(language, now)
        before: set[object] = set()
    else:
        catalog = read_babel(previous, path)
        _restore_language(catalog, language, previous)
        before = set(catalog._messages)
    gone_before = set(catalog.obsolete)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    removed = set(catalog.obsolete) - gone_before
    added = [
        entry
        for entry in catalog
        if entry.id and catalog._key_for(entry.id, entry.context) not in before
    ]
    guessed = sum(_guess(entry, catalog.obsolete.values()) for entry in added)
    data = _written(catalog)
    if previous is not None and data != previous:
        catalog.creation_date = now
        data = _written(catalog)
    return Update(data=data, added=len(added), guessed=guessed, removed=len(removed))


def _new_catalog(language: str, now: datetime.datetime) -> BabelCatalog:
    catalog = BabelCatalog(
        project="leaflet",
        version=__version__,
        charset="utf-8",
        creation_date=now,
        revision_date=now,
        header_comment=f"# {language}. A draft until a qualified person approves it.",
        fuzzy=False,
    )
    _restore_language(catalog, language, None)
    return catalog


def _restore_language(catalog: BabelCatalog, language: str, previous: bytes | None) -> None:
    """Give the catalog its own language and plural forms, which Babel's table may not know."""
    catalog._locale = None
    catalog._locale_identifier = folder(language)
    forms = None
    if previous is not None:
        match = re.search(rb'^"Plural-Forms: ([^"\\]*)\\n"$', previous, flags=re.M)
        forms = match.group(1).decode() if match else None
    header = ("Plural-Forms", forms or plural_forms(language))
    catalog.mime_headers = [header]


def _guess(entry: BabelMessage, gone: Iterable[BabelMessage]) -> bool:
    """Offer the translation of the nearest message that is gone, if it cannot hurt."""
    source = first_form(entry.id)
    candidates = {
        first_form(old.id): old
        for old in gone
        if first_form(old.string) and old.context == entry.context
    }
    for nearest in get_close_matches(  # type: ignore[no-untyped-call]
        source, candidates, 1, 0.8
    ):
        if _numbers(source) != _numbers(nearest):
            continue
        old = candidates[nearest]
        entry.string = first_form(old.string)
        entry.flags |= {"fuzzy"}
        entry.previous_id = [nearest]
        entry.user_comments = list(old.user_comments)
        return True
    return False


def _numbers(text: str) -> list[str]:
    return sorted(found.text for found in quantities.find(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A catalog for other tools."""

    data: bytes
    """The `.mo` file."""
    messages: int


def compile_catalog(data: bytes, path: str) -> Compiled:
    """
    Return the `.mo` of a PO file: its usable messages, none that is fuzzy.

    Raises:
        ContentError: The catalog cannot be read.
    """
    catalog = read_babel(data, path)
    buffer = BytesIO()
    write_mo(buffer, catalog)
    usable_messages = sum(1 for entry in catalog if entry.id and entry.string and not entry.fuzzy)
    return Compiled(data=buffer.getvalue(), messages=usable_messages)
