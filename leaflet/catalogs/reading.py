"""The bytes of a PO file → `Catalog`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.pofile import PoFileError, read_po, unescape

from leaflet.catalogs.model import Catalog, Message
from leaflet.catalogs.syntax import mistakes
from leaflet.errors import ContentError, Place, Problem, UsageError
from leaflet.languages.tags import canonical, parse, script_of

CATALOG_LIMIT_BYTES = 8 * 1024 * 1024
"""A larger catalog is refused; that of an article has about 20 kB."""


def read_catalog(data: bytes, path: str, language: str) -> Catalog:
    """
    Return the catalog in the bytes of a PO file.

    Raises:
        ContentError: It is not UTF-8, not PO, of another language, or larger than
            `CATALOG_LIMIT_BYTES`.
    """
    catalog = read_babel(data, path)
    said = catalog._locale_identifier
    if said and _is_other(said, language):
        raise ContentError(
            Problem(
                code="language",
                message=f"the catalog says that it is in `{said}`, and lies in the folder of "
                f"`{language}`",
                place=Place(path=path),
                hint="move it into the folder of its language; or, if it lies right, correct "
                "`Language:` at its top",
            )
        )
    messages = {}
    for entry in catalog:
        if not entry.id:
            continue
        message = Message(
            id=first_form(entry.id),
            context=entry.context,
            translation=first_form(entry.string),
            fuzzy=entry.fuzzy,
            place=Place(path=path, line=entry.lineno),
            comments=tuple(entry.user_comments),
            previous=first_form(entry.previous_id or ""),
        )
        messages[message.key] = message
    return Catalog(language=language, paths=(path,), messages=messages)


def _is_other(said: str, tag: str) -> bool:
    try:
        ours, theirs = parse(canonical(tag)), parse(canonical(said))
    except UsageError:
        return False  # some tools write a name there
    return (ours.language, script_of(ours)) != (theirs.language, script_of(theirs))


def first_form(words: str | Sequence[str] | None) -> str:
    if words is None or isinstance(words, str):
        return words or ""
    return words[0] or ""


def read_babel(data: bytes, path: str) -> BabelCatalog:
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
    if problems := mistakes(text, path):
        raise ContentError(problems)
    # Babel refuses some well-formed tags in this header (`en-x-easy`) with a ValueError; the
    # folder says which language it is.
    header = re.search(r'^"Language: ([^"\\]*)\\n"$', text, flags=re.M)
    if header:
        text = text[: header.start(1)] + text[header.end(1) :]
    # What msgmerge notes of obsolete messages, Babel refuses; a line stays in its place.
    text = re.sub(r"^#~\|.*$", "", text, flags=re.M)
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
    catalog._locale_identifier = header.group(1) if header else None
    catalog.charset = "utf-8"
    for entry in (*catalog, *catalog.obsolete.values()):
        # Babel reads `#| msgid …` as a comment of the translator.
        entry.previous_id = _previous(entry.user_comments)
        entry.user_comments = [
            comment for comment in entry.user_comments if not comment.startswith("|")
        ]
    return catalog


def _previous(comments: Sequence[str]) -> list[str]:
    """Return the source that a doubtful translation was made for: msgid, and plural if any."""
    words: dict[str, str] = {}
    keyword = ""
    for comment in comments:
        if match := re.match(r"\|\s*(msg\w+)?", comment):
            keyword = match.group(1) or keyword
            strings = re.findall(r'"(?:[^"\\]|\\.)*"', comment[match.end() :])
            words[keyword] = words.get(keyword, "") + "".join(map(unescape, strings))
    return [words[name] for name in ("msgid", "msgid_plural") if name in words]


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
