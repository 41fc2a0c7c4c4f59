"""`[printers.NAME]` and `[racks.NAME]`: where handouts come out, and where they are laid out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from leaflet.errors import LeafletError, did_you_mean
from leaflet.languages import canonical
from leaflet.sheets import Sheet

Wrong = Callable[[str, str, str, str], None]
"""Told of a mistake: message, hint, key and table."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_URI = re.compile(r"ipps?://[^\s/]+(/\S*)?", re.IGNORECASE)
# As in the library of CUPS: printable, without space, `/` and `#`; ours cannot be an option.
_QUEUE = re.compile(r"(?!-)[^\s/#\x00-\x20\x7f]{1,127}")
_PRINTER_KEYS = ("default", "queue", "uri")
_RACK_KEYS = ("articles", "copies", "languages", "printer", "sheet")
MOST_COPIES = 999
"""More of one handout is taken for a slip of the finger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A printer, as somebody named it; either its address or its queue is empty."""

    name: str
    """What `-p` says."""
    uri: str = ""
    """Of a printer that is asked by itself: ipp or ipps."""
    queue: str = ""
    """Of CUPS."""
    default: bool = False
    """Whether it is meant where nobody says `-p`."""

    def __str__(self) -> str:
        """
        >>> str(Destination(name="desk", queue="clinic"))
        'desk (queue clinic)'
        """
        if self.name in (self.uri, self.queue):
            return self.name
        return f"{self.name} ({self.uri or f'queue {self.queue}'})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rack:
    """What lies in a rack: each article in each language, so many times."""

    name: str
    """What `--rack` says."""
    articles: tuple[str, ...] = ()
    """Empty for all of the workspace."""
    languages: tuple[tuple[str, int], ...]
    """BCP 47, with the number of copies."""
    sheet: str = ""
    """Empty for the first of the workspace that is about an article."""
    printer: str = ""
    """Empty for the one that is meant where nobody says another."""


def address(words: str) -> Destination | None:
    """
    Return the destination of an address or of the name of a queue; None where it is neither.

    >>> str(address("ipp://desk.local/ipp/print")), address("http://desk.local"), address("-x")
    ('ipp://desk.local/ipp/print', None, None)
    """
    if _URI.fullmatch(words):
        return Destination(name=words, uri=words)
    if _QUEUE.fullmatch(words) and ":" not in words:
        return Destination(name=words, queue=words)
    return None


def read_printers(values: Mapping[str, Any], wrong: Wrong) -> dict[str, Destination]:
    """Return the table `[printers]` of `leaflet.toml`."""
    found: dict[str, Destination] = {}
    for name, row in _tables(values, "printers", _PRINTER_KEYS, wrong):
        where = f"printers.{name}"
        uri, queue, default = row.get("uri", ""), row.get("queue", ""), row.get("default", False)
        if bool(uri) == bool(queue):
            said = "has both `uri` and `queue`" if uri else "says neither `uri` nor `queue`"
            hint = 'write `uri = "ipp://…/ipp/print"` for its address, or `queue = "…"` for a '
            wrong(f"the printer `{name}` {said}", hint + "queue of CUPS", name, "printers")
            continue
        if uri and not (isinstance(uri, str) and _URI.fullmatch(uri)):
            hint = 'write it as `uri = "ipp://desk.example/ipp/print"`'
            wrong(f"`{uri}` is no address of a printer", hint, "uri", where)
        if queue and not (isinstance(queue, str) and _QUEUE.fullmatch(queue)):
            hint = "`lpstat -e` lists the queues of CUPS"
            wrong(f"`{queue}` cannot be the name of a queue", hint, "queue", where)
        if not isinstance(default, bool):
            wrong("`default` is neither true nor false", "write `default = true`", "default", where)
        elif default and any(one.default for one in found.values()):
            wrong("two printers are the default", "take `default` out of one", "default", where)
        found[name] = Destination(
            name=name, uri=str(uri), queue=str(queue), default=default is True
        )
    return found


def read_racks(
    values: Mapping[str, Any],
    wrong: Wrong,
    *,
    languages: tuple[str, ...],
    sheets: Mapping[str, Sheet],
    printers: Mapping[str, Destination],
) -> dict[str, Rack]:
    """
    Return the table `[racks]` of `leaflet.toml`.

    Args:
        values: All of the file.
        wrong: Told of each mistake.
        languages: Of the workspace; what a rack has that names none.
        sheets: By name.
        printers: By name.
    """
    found = {}
    for name, row in _tables(values, "racks", _RACK_KEYS, wrong):
        where = f"racks.{name}"
        for key, known in (("sheet", sheets), ("printer", printers)):
            value = row.get(key, "")
            # A rack may name a queue of CUPS, or an address, that has no table of its own.
            other = key == "printer" and isinstance(value, str) and address(value)
            if value not in ("", *known) and not other:
                hint = did_you_mean(str(value), known)
                wrong(f"there is no {key} `{value}`", hint, key, where)
        about = sheets.get(str(row.get("sheet", "")))
        if about is not None and about.subject != "article":
            hint = f"print it by itself: `leaflet print {about.name}`"
            said = f"the sheet `{about.name}` is one for all languages, and none for a rack"
            wrong(said, hint, "sheet", where)
        articles = row.get("articles", [])
        if not isinstance(articles, list) or not all(isinstance(id, str) for id in articles):
            hint = 'write `articles = ["…", "…"]`'
            wrong("`articles` is not a list of texts", hint, "articles", where)
            articles = []
        found[name] = Rack(
            name=name,
            articles=tuple(dict.fromkeys(articles)),
            languages=tuple(dict(_languages(row, where, wrong, languages)).items()),
            sheet=str(row.get("sheet", "")),
            printer=str(row.get("printer", "")),
        )
    return found


def _tables(
    values: Mapping[str, Any], key: str, keys: tuple[str, ...], wrong: Wrong
) -> Iterator[tuple[str, dict[str, Any]]]:
    table = values.get(key, {})
    if not isinstance(table, dict):
        wrong(f"`{key}` is not a table", f"write `[{key}.NAME]` on a line of its own", key, "")
        return
    for name, row in table.items():
        if not isinstance(row, dict) or not _NAME.fullmatch(name):
            hint = f"use small letters, digits and single hyphens, as `[{key}.front-desk]`"
            wrong(f"`[{key}.{name}]` cannot be a name here", hint, name, key)
            continue
        for unknown in row.keys() - set(keys):
            where = f"{key}.{name}"
            wrong(
                f"`{unknown}` is not known under `[{where}]`",
                did_you_mean(unknown, keys),
                unknown,
                where,
            )
        yield name, row


def _languages(
    row: Mapping[str, Any], where: str, wrong: Wrong, every: tuple[str, ...]
) -> Iterator[tuple[str, int]]:
    """Yield languages with copies: `languages` is a list, or a table of copies by language."""
    copies = row.get("copies", 1)
    value = row.get("languages", list(every))
    by_tag = value if isinstance(value, dict) else {}
    if not isinstance(value, (list, dict)) or not value:
        hint = 'write `languages = ["en", "ar"]`, or `languages = {en = 20, ar = 5}`'
        wrong("`languages` names no languages", hint, "languages", where)
        return
    for word in value:
        try:
            tag = canonical(word if isinstance(word, str) else repr(word))
        except LeafletError as error:
            wrong(error.problems[0].message, error.problems[0].hint, "languages", where)
            continue
        number = by_tag.get(word, copies)
        if type(number) is not int or not 1 <= number <= MOST_COPIES:
            key = "languages" if word in by_tag else "copies"
            hint = f"write a whole number from 1 to {MOST_COPIES}"
            wrong(f"`{number}` is no number of copies", hint, key, where)
            continue
        yield tag, number
