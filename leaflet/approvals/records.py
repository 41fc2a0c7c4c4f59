"""The records in `approvals.toml`: read with suspicion, and only ever added to."""

from __future__ import annotations

import datetime
import json
import tomllib
from dataclasses import dataclass
from typing import Any

from leaflet.approvals.digests import digest_of
from leaflet.errors import Place, Problem
from leaflet.toml import syntax_error

FILE_NAME = "approvals.toml"

_TABLE = "approval"
_REQUIRED = ("article", "by", "role", "source")
_OPTIONAL = ("translation", "checks")
_HEAD = """\
# Who approved what. Written by `leaflet translations approve`, which only ever adds to it; a record
# that is changed by hand no longer fits its digests, and is no approval.
"""


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
    checks: str = ""
    """What the checks said on that day, as "no problems" or "2 warnings"."""

    def digest(self) -> str:
        """Return the digest of all that the record says, who and when too."""
        said = {field: str(getattr(self, field)) for field in (*_REQUIRED, *_OPTIONAL, "date")}
        return digest_of(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What stands in an `approvals.toml`."""

    approvals: tuple[Approval, ...] = ()
    """The well-formed records, in the order of the file."""
    problems: tuple[Problem, ...] = ()
    """Warnings of what else stands there, which approves nothing."""


def read_approvals(data: bytes, path: str) -> Records:
    """
    Return the well-formed records of an `approvals.toml`; all others are none.

    Args:
        data: The bytes of the file.
        path: As in `Place.path`.

    >>> found = read_approvals(b"[[approval]]\\narticle = 'cough'", "approvals.toml")
    >>> found.approvals, found.problems[0].message
    ((), 'a record of `cough` is no approval: it has no `by`')
    """
    hint = "nothing in it counts as approved; restore the file from the history of the repository"
    try:
        content = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Records(problems=(_warning("the file is not UTF-8", Place(path=path), hint),))
    except tomllib.TOMLDecodeError as error:
        line, said, mend = syntax_error(error)
        place = Place(path=path, line=line)
        return Records(
            problems=(
                _warning(f"the file is not TOML: {said}", place, f"{mend or 'mend it'}; {hint}"),
            )
        )
    entries = content.pop(_TABLE, [])
    problems = [
        _warning(f"`{key}` says nothing here", Place(path=path), "records stand in `[[approval]]`")
        for key in content
    ]
    if not isinstance(entries, list):
        entries = [None]
    approvals = []
    for entry in entries:
        record = _record(entry)
        if isinstance(record, Approval):
            approvals.append(record)
            continue
        about = entry.get("article") if isinstance(entry, dict) else None
        problems.append(
            _warning(
                f"a record{f' of `{about}`' if about else ''} is no approval: {record}",
                Place(path=path),
                "take it out, and let who approves say so with `leaflet translations approve`",
            )
        )
    return Records(approvals=tuple(approvals), problems=tuple(problems))


def _warning(message: str, place: Place, hint: str) -> Problem:
    return Problem(code="approvals", message=message, place=place, hint=hint, severity="warning")


def _record(entry: Any) -> Approval | str:
    """Return the record, or what is wrong with it."""
    if not isinstance(entry, dict):
        return "it is no table `[[approval]]`"
    words: dict[str, str] = {}
    for key in (*_REQUIRED, *_OPTIONAL):
        word = entry.get(key, "")
        if not isinstance(word, str):
            return f"its `{key}` is no text"
        if not word.strip() and key in _REQUIRED:
            return f"it has no `{key}`"
        words[key] = word
    date = entry.get("date")
    if type(date) is not datetime.date:
        return "its `date` is no day, as `date = 2026-11-22`"
    if unknown := sorted(entry.keys() - words.keys() - {"date", "record"}):
        return f"it says something unknown, `{unknown[0]}`"
    approval = Approval(**words, date=date)
    # A record that a person wrote has none; one that `approve` wrote says if it was changed since.
    if entry.get("record", approval.digest()) != approval.digest():
        return "it was changed since it was written"
    return approval


def appended(previous: bytes | None, approval: Approval) -> bytes:
    """Return the bytes of an `approvals.toml` with one record more; nothing is overwritten."""
    before = _HEAD if previous is None else previous.decode("utf-8-sig").rstrip("\n") + "\n"
    fields: dict[str, str | datetime.date] = {
        "article": approval.article,
        "by": approval.by,
        "role": approval.role,
        "date": approval.date,
        "source": approval.source,
        "translation": approval.translation,
        "checks": approval.checks,
        "record": approval.digest(),
    }
    lines = [f"{key} = {_toml(value)}" for key, value in fields.items() if value]
    return "\n".join([before, f"[[{_TABLE}]]", *lines, ""]).encode()


def _toml(value: str | datetime.date) -> str:
    # A text in JSON is one in TOML, but for U+007F.
    return (
        value.isoformat()
        if isinstance(value, datetime.date)
        else json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    )


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
