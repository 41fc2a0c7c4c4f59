"""`output/printed.jsonl`: what was printed, when, on what, and what became of it.

A line is added before a job is sent and another when its end is known; nothing is ever changed.
Nothing is written of patients.
"""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from leaflet.errors import MachineError, Problem

FILE_NAME = "printed.jsonl"
SENT = "sent"
"""What stands as the outcome of a job before it is sent; without a second line nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One line."""

    time: str
    """ISO 8601, with the offset from UTC."""
    outcome: str
    """`SENT`, or as in `Delivery.outcome`."""
    article: str
    """Its id."""
    language: str
    """BCP 47."""
    sheet: str
    """Its name."""
    code: str
    """As it stands in the footer."""
    fingerprint: str
    """Of the handout, "sha256:…"."""
    copies: int
    """How many were asked for."""
    printer: str
    """As somebody named it."""
    job: str = ""
    """The printer's own id; empty where there is none."""
    draft: bool = False
    """Whether nobody had approved it."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Digests of what it was made from, shortened: to say later what has changed."""


def append(folder: Path, record: Record) -> None:
    """
    Add a line, whole, and on the disc when this returns.

    Raises:
        MachineError: It cannot be written.
    """
    path = folder / FILE_NAME
    line = json.dumps(asdict(record), ensure_ascii=False, separators=(",", ":")) + "\n"
    try:
        # Two may print at once: each waits for the other, and each line goes in with one write.
        with path.open("ab", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            # A line that a crash left half is ended first, so that this one can be read.
            torn = path.stat().st_size and not path.read_bytes().endswith(b"\n")
            file.write((b"\n" if torn else b"") + line.encode())
            os.fsync(file.fileno())
    except OSError as error:
        raise MachineError(
            Problem(
                code="disc",
                message=f"`{path}` cannot be written: {(error.strerror or str(error)).lower()}",
                hint="look at its permissions, and whether the disc is full; what is not in it "
                "is not printed",
            )
        ) from error


def read(folder: Path) -> tuple[Record, ...]:
    """Return the lines in their order; what cannot be read is left out."""
    try:
        data = (folder / FILE_NAME).read_bytes()
    except OSError:
        return ()
    found = []
    for line in data.decode("utf-8", "replace").splitlines():
        with contextlib.suppress(ValueError, TypeError):
            found.append(Record(**json.loads(line)))
    return tuple(found)


def now() -> str:
    """Return the time, as in `Record.time`."""
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")
