"""The manifest: one row for each handout in an output folder, and what it was made from."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from leaflet.errors import MachineError, Place, Problem

FILE_NAME = "manifest.json"
INPUTS_NAME = ".inputs.json"
"""Digests of what each handout was made from, to say which of it has changed; may be lost."""
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One handout on disc."""

    article: str | None
    """None for a sheet without an article."""
    language: str
    """BCP 47."""
    sheet: str
    """Its name."""
    path: str
    """Relative to the workspace, or to the folder given with `-o`."""
    pages: int
    """How many."""
    sha256: str
    """Of the file, in hexadecimal."""
    fingerprint: str
    """Of everything that went in, "sha256:…"."""
    coverage: float
    """0 to 1: how much of article and furniture is translated."""
    approval: Mapping[str, Any] | str
    """Who approved source and translation, or "draft"."""
    source_version: str
    """The article's own; empty where it has none."""
    environment: Mapping[str, str]
    """`digest`, and the versions of engine, Pango and fonts."""
    declares: tuple[str, ...]
    """The conformance that the file's own metadata states, as "PDF/UA-1"."""
    imposed: Mapping[str, str] | None = None
    """`path` and `sha256` of the sheet to fold, where there is one."""

    def files(self) -> dict[str, str]:
        """Return the sha256 of each of its files by path: the handout, then what is folded."""
        files = {self.path: self.sha256}
        if self.imposed is not None:
            files[self.imposed["path"]] = self.imposed["sha256"]
        return files

    @property
    def to_print(self) -> str:
        """The path of the file that goes to a printer."""
        return self.imposed["path"] if self.imposed is not None else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What stands in `manifest.json`."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    """By path."""

    def with_entries(self, changed: Iterable[Entry], gone: Iterable[str] = ()) -> Manifest:
        """Return the manifest with entries put in, and those of some paths taken out."""
        entries = {**self.entries, **{entry.path: entry for entry in changed}}
        for path in gone:
            entries.pop(path, None)
        return Manifest(entries=entries)

    def data(self) -> bytes:
        """Return it as the bytes of the file: JSON, sorted by article, language, sheet, path."""
        rows = sorted(
            self.entries.values(),
            key=lambda entry: (entry.article or "", entry.language, entry.sheet, entry.path),
        )
        content = {"version": VERSION, "handouts": [dataclasses.asdict(row) for row in rows]}
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


_NAMES = {entry.name for entry in dataclasses.fields(Entry)}


def _check(entry: Entry) -> None:
    """Refuse an entry that no build wrote; what it names may be read, written over and deleted."""
    texts = (entry.language, entry.sheet, entry.path, entry.sha256, entry.fingerprint)
    if not all(isinstance(text, str) for text in (*texts, entry.article or "")):
        raise ValueError("a row has something else where a text belongs")
    files: Mapping[Any, Any] = entry.files()
    for name, sha256 in files.items():
        if not isinstance(name, str) or not isinstance(sha256, str):
            raise ValueError("a row has something else where a text belongs")
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"`{name}` lies outside the folder")
        if path.suffix != ".pdf":
            raise ValueError(f"`{name}` is no handout")


def read_manifest(data: bytes, path: str) -> Manifest:
    """
    Return the manifest in the bytes of its file.

    Raises:
        MachineError: It is none, or of another version.
    """
    try:
        content = json.loads(data)
        if content["version"] != VERSION:
            raise ValueError(f"it has version {content['version']}, not {VERSION}")
        entries = [
            Entry(**{**row, "declares": tuple(row["declares"])})
            for row in content["handouts"]
            if row.keys() <= _NAMES
        ]
        for entry in entries:
            _check(entry)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "it is not what a build wrote"
        if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError)):
            reason = "it is not JSON"
        raise MachineError(
            Problem(
                code="manifest",
                message=f"the manifest cannot be read: {reason}",
                place=Place(path=path),
                hint="delete it; `leaflet build` makes everything anew",
            )
        ) from error
    return Manifest(entries={entry.path: entry for entry in entries})


def read_inputs(data: bytes) -> dict[str, dict[str, str]]:
    """
    Return the digests in the bytes of their file, by path; nothing where they cannot be read.

    >>> read_inputs(b"[]")
    {}
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    rows = found.items() if isinstance(found, dict) else ()
    return {path: row for path, row in rows if isinstance(row, dict)}
