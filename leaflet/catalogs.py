"""Catalogs: read, write, update, and which of their messages may be printed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.catalog import get_close_matches
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from leaflet import __version__, quantities
from leaflet.errors import ContentError, Place, Problem
from leaflet.languages import folder, plural_forms
from leaflet.messages import Key, SourceMessage

CATALOG_LIMIT_BYTES = 8 * 1024 * 1024
"""A larger catalog is refused; that of an article has about 20 kB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a catalog."""

    id: str
    context: str | None
    translation: str
    """Empty where there is none."""
    fuzzy: bool
    """A guess of a tool, or marked as doubtful by the translator."""
    place: Place
    comments: tuple[str, ...] = ()
    """What translators wrote above it."""

    @property
    def key(self) -> Key:
        return self.context, self.id


def usable(message: Message) -> bool:
    """
    Tell whether a translation may be printed: it is there, and nobody doubts it.

    >>> said = Message(id="Stop", context=None, translation="Alto", fuzzy=True,
    ...                place=Place(path="es.po"))
    >>> usable(said)
    False
    """
    return bool(message.translation.strip()) and not message.fuzzy


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The messages of one domain in one language, from one file or several."""

    language: str
    """BCP 47."""
    paths: tuple[str, ...] = ()
    """The files it was read from, the clinic's before the stock's."""
    messages: Mapping[Key, Message] = field(default_factory=dict)

    def translation(self, context: str | None, id: str) -> Message | None:
        """Return the message if its translation may be printed."""
        message = self.messages.get((context, id))
        return message if message is not None and usable(message) else None

    def over(self, stock: Catalog) -> Catalog:
        """
        Return the messages of this catalog, and the stock's where this one says nothing.

        A fuzzy message says something: that it is doubted. It hides the stock's.
        """
        said = {key: message for key, message in self.messages.items() if message.translation}
        return Catalog(
            language=self.language,
            paths=(*self.paths, *stock.paths),
            messages={**stock.messages, **said},
        )


def source_catalog(language: str, messages: Iterable[SourceMessage]) -> Catalog:
    """Return the catalog that translates every message to itself: the source's own."""
    return Catalog(
        language=language,
        messages={
            message.key: Message(
                id=message.id,
                context=message.context,
                translation=message.id,
                fuzzy=False,
                place=message.places[0],
            )
            for message in messages
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of a domain a catalog translates."""

    total: int
    missing: tuple[SourceMessage, ...]
    """Without a translation, in reading order."""
    fuzzy: tuple[SourceMessage, ...]
    """With a doubtful one: as good as missing."""

    @property
    def done(self) -> int:
        return self.total - len(self.missing) - len(self.fuzzy)


def coverage(catalog: Catalog, messages: Sequence[SourceMessage]) -> Coverage:
    """Return which messages the catalog translates, and which not."""
    missing, fuzzy = [], []
    for message in messages:
        found = catalog.messages.get(message.key)
        if found is None or not found.translation.strip():
            missing.append(message)
        elif found.fuzzy:
            fuzzy.append(message)
    return Coverage(total=len(messages), missing=tuple(missing), fuzzy=tuple(fuzzy))


# Reading


def read_catalog(data: bytes, path: str, language: str) -> Catalog:
    """
    Return the catalog in the bytes of a PO file.

    Raises:
        ContentError: It is not UTF-8, not PO, or larger than `CATALOG_LIMIT_BYTES`.
    """
    catalog = _read(data, path)
    messages = {}
    for entry in catalog:
        if not entry.id:
            continue
        message = Message(
            id=_first(entry.id),
            context=entry.context,
            translation=_first(entry.string),
            fuzzy=entry.fuzzy,
            place=Place(path=path, line=entry.lineno),
            comments=tuple(entry.user_comments),
        )
        messages[message.key] = message
    return Catalog(language=language, paths=(path,), messages=messages)


def _first(words: str | Sequence[str] | None) -> str:
    if words is None or isinstance(words, str):
        return words or ""
    return words[0] or ""


def _read(data: bytes, path: str) -> BabelCatalog:
    if len(data) > CATALOG_LIMIT_BYTES:
        raise ContentError(
            Problem(
                code="size",
                message=f"the catalog has {len(data) / 1024 / 1024:.1f} MiB, the limit is "
                f"{CATALOG_LIMIT_BYTES // 1024 // 1024} MiB",
                place=Place(path=path),
                hint="keep one catalog for each article; old messages (`#~`) can be deleted",
            )
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(
            Problem(
                code="encoding",
                message=f"the catalog is not UTF-8 (byte {error.start + 1})",
                place=Place(path=path, line=data[: error.start].count(b"\n") + 1),
                hint="save it as UTF-8; in Poedit: Catalogue > Properties > Charset",
            )
        ) from error
    # Babel refuses some well-formed tags in this header (`en-x-easy`) with a ValueError; the
    # folder says which language it is.
    text = re.sub(r'^"Language: [^"\\]*\\n"$', '"Language: \\\\n"', text, count=1, flags=re.M)
    try:
        catalog = read_po(StringIO(text), abort_invalid=True)
    except PoFileError as error:
        raise ContentError(
            Problem(
                code="catalog",
                message=f"the catalog is not PO: {_reason(error)}",
                place=Place(path=path, line=error.lineno + 1),
                hint="open it in Poedit, or compare the line with its neighbours; "
                "`msgfmt --check` shows more",
            )
        ) from error
    except (ValueError, IndexError, AttributeError, UnknownLocaleError) as error:
        # What Babel's parser raises on text that is no PO at all.
        raise ContentError(
            Problem(
                code="catalog",
                message=f"the catalog is not PO: {error}",
                place=Place(path=path, line=_first_odd_line(text)),
                hint="open it in Poedit, or write it anew with `leaflet translations update`",
            )
        ) from error
    for entry in catalog:
        # Babel reads `#| msgid …` as a comment of the translator.
        entry.user_comments = [
            comment for comment in entry.user_comments if not comment.startswith("| ")
        ]
    return catalog


def _reason(error: PoFileError) -> str:
    reason = re.sub(r" on \d+$", "", str(error))
    return reason[:1].lower() + reason[1:]


_PO_LINE = re.compile(
    r'\s*(#.*|"(?:[^"\\]|\\.)*"|(?:#~ )?msg\w+(?:\[\d+\])? "(?:[^"\\]|\\.)*")?\s*'
)


def _first_odd_line(text: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if not _PO_LINE.fullmatch(line):
            return number
    return 1


# Writing


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
            old = _read(previous, "")
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
        catalog = _read(previous, path)
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
    source = _first(entry.id)
    candidates = {
        _first(old.id): old for old in gone if _first(old.string) and old.context == entry.context
    }
    for nearest in get_close_matches(  # type: ignore[no-untyped-call]
        source, candidates, 1, 0.8
    ):
        if _numbers(source) != _numbers(nearest):
            continue
        old = candidates[nearest]
        entry.string = _first(old.string)
        entry.flags |= {"fuzzy"}
        entry.previous_id = [nearest]
        entry.user_comments = list(old.user_comments)
        return True
    return False


def _numbers(text: str) -> list[str]:
    return sorted(found.text for found in quantities.find(text))


# Compiling


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
    catalog = _read(data, path)
    buffer = BytesIO()
    write_mo(buffer, catalog)
    usable_messages = sum(1 for entry in catalog if entry.id and entry.string and not entry.fuzzy)
    return Compiled(data=buffer.getvalue(), messages=usable_messages)
