"""
Articles that must not be printed any more, and why: the records in `articles/withdrawn.toml`.

A recalled medicine, a wrong dose: one command stops the printing of an article in every language
at once. Records are only ever added; the last one about an article holds.
"""

from __future__ import annotations

import datetime
import json
import tomllib
from dataclasses import dataclass
from typing import Any

from leaflet.errors import ConfigurationError, Place, Problem
from leaflet.toml import syntax_error

FILE_NAME = "withdrawn.toml"

_TABLE = "withdrawal"
_HEAD = (
    "# Articles that must not be printed. Written by `leaflet withdraw`; the last record holds.\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """One record: an article was withdrawn, or may be printed again."""

    article: str
    """Its id."""
    reason: str
    """Why, for who asks at the desk."""
    date: datetime.date
    """Since when."""
    lifted: bool = False
    """Whether it may be printed again."""


def read_withdrawals(data: bytes, path: str) -> tuple[Withdrawal, ...]:
    """
    Return the records, in the order of the file.

    Args:
        data: The bytes of the file.
        path: As in `Place.path`.

    Raises:
        ConfigurationError: One cannot be read. Nobody knows then what must not be printed, so
            nothing is.
    """
    try:
        content = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _refused("the file is not UTF-8", path) from error
    except tomllib.TOMLDecodeError as error:
        line, said, _ = syntax_error(error)
        raise _refused(f"the file is not TOML: {said}", path, line) from error
    entries = content.get(_TABLE, [])
    if content.keys() - {_TABLE} or not isinstance(entries, list):
        raise _refused(f"there is more in it than records, `[[{_TABLE}]]`", path)
    return tuple(_record(entry, path) for entry in entries)


def _record(entry: Any, path: str) -> Withdrawal:
    kinds = {"article": str, "reason": str, "date": datetime.date, "lifted": bool}
    found = {"lifted": False, **entry} if isinstance(entry, dict) else {}
    for key, kind in kinds.items():
        if type(found.get(key)) is not kind:
            raise _refused(f"a record has no `{key}` that can be read", path)
    if unknown := sorted(found.keys() - kinds.keys()):
        raise _refused(f"a record says something unknown, `{unknown[0]}`", path)
    return Withdrawal(**found)


def _refused(message: str, path: str, line: int | None = None) -> ConfigurationError:
    return ConfigurationError(
        Problem(
            code="withdrawn",
            message=f"nobody knows which articles are withdrawn: {message}",
            place=Place(path=path, line=line),
            hint="mend the file, or restore it from the history; until then nothing is printed",
        )
    )


def appended(previous: bytes | None, record: Withdrawal) -> bytes:
    """Return the bytes of the file with one record more; nothing is overwritten."""
    before = _HEAD if previous is None else previous.decode("utf-8-sig").rstrip("\n") + "\n"
    lines = [
        f"[[{_TABLE}]]",
        f"article = {json.dumps(record.article)}",
        f"reason = {json.dumps(record.reason, ensure_ascii=False)}",
        f"date = {record.date.isoformat()}",
        *(["lifted = true"] if record.lifted else []),
    ]
    return "\n".join([before, *lines, ""]).encode()
