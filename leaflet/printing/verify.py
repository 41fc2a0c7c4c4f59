"""Whether a sheet in somebody's hand still holds, by the code in its footer."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from leaflet.assemble import Job, Library
from leaflet.codes import code_of
from leaflet.errors import LeafletError
from leaflet.manifest import Manifest
from leaflet.printing import log
from leaflet.printing.gate import changes, manifest_of

State = Literal["current", "draft", "outdated", "withdrawn", "unknown"]

_LOOK_ONLY = {"fonts", "program"}
"""What sets a sheet, and says nothing on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is known of one sheet."""

    state: State
    """Only "current" may be handed out."""
    job: Job | None = None
    """Which handout; None where nobody knows."""
    reasons: tuple[str, ...] = ()
    """Why it is not current; empty for a current one."""
    printed: str = ""
    """When it was last printed here, ISO 8601; empty where the log does not say."""


def verify(library: Library, code: str, today: datetime.date) -> tuple[Verdict, ...]:
    """
    Return what is known of the sheets with a code; two may have the same by chance.

    Args:
        library: Of the workspace.
        code: As `read_code` returns it.
        today: For what is past its review.
    """
    manifest = manifest_of(library.workspace)
    records = log.read(library.workspace.output)
    found = {**dict(_printed(records, code)), **dict(_built(manifest, code))}
    if not found:
        return (Verdict(state="unknown"),)
    return tuple(_verdict(library, job, print_, today, records) for job, print_ in found.items())


def _built(manifest: Manifest, code: str) -> Iterator[tuple[Job, str]]:
    for entry in manifest.entries.values():
        if code_of(entry.fingerprint) == code:
            job = Job.of(entry)
            yield job, entry.fingerprint


def _printed(records: tuple[log.Record, ...], code: str) -> Iterator[tuple[Job, str]]:
    for record in records:
        if record.code == code:
            job = Job(article=record.article, language=record.language, sheet=record.sheet)
            yield job, record.fingerprint


def _verdict(
    library: Library,
    job: Job,
    fingerprint: str,
    today: datetime.date,
    records: tuple[log.Record, ...],
) -> Verdict:
    ours = [one for one in records if one.fingerprint == fingerprint]
    printed = ours[-1].time if ours else ""

    def say(state: State, *reasons: str) -> Verdict:
        return Verdict(state=state, job=job, reasons=reasons, printed=printed)

    withdrawal = library.workspace.withdrawn.get(job.article)
    if withdrawal:
        return say("withdrawn", f"withdrawn on {withdrawal.date.isoformat()}: {withdrawal.reason}")
    try:
        ready = library.readiness(job)
    except LeafletError as error:
        return say("outdated", *(problem.message for problem in error.problems))
    reasons = []
    if ready.fingerprint != fingerprint:
        reasons.append(_why(changes(dict(ours[-1].inputs), ready) if ours else ()))
    if ready.review_by and ready.review_by < today:
        reasons.append(f"it had to be reviewed by {ready.review_by.isoformat()}")
    if reasons:
        return say("outdated", *reasons)
    if ready.partial:
        return say("draft", "parts of it are not translated")
    if ready.draft:
        return say("draft", f"nobody has approved {' and '.join(ready.unapproved())}")
    return say("current")


def _why(changed: tuple[str, ...]) -> str:
    if not changed:
        return "something in it has changed since"
    if set(changed) <= _LOOK_ONLY:
        return f"only what sets it has changed since ({', '.join(changed)}), not its texts"
    return f"changed since: {', '.join(changed)}"


def similar(library: Library, code: str) -> tuple[str, ...]:
    """Return known codes that differ from an unknown one by one letter, for who misread it."""
    manifest = manifest_of(library.workspace)
    codes = {code_of(entry.fingerprint) for entry in manifest.entries.values()}
    codes |= {record.code for record in log.read(library.workspace.output)}
    return tuple(
        sorted(one for one in codes if sum(a != b for a, b in zip(one, code, strict=False)) == 1)
    )
