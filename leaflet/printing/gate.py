"""What may be printed: a handout whose file is the one that a build would make now."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leaflet.assemble import Job, Library, Readiness
from leaflet.catalogs import refuse_pseudo
from leaflet.errors import ContentError, LeafletError, Place, Problem
from leaflet.languages import language
from leaflet.manifest import INPUTS_NAME, Entry, Manifest, read_inputs
from leaflet.output import manifest_in
from leaflet.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """A handout that may be printed."""

    ready: Readiness
    """What it was made from."""
    entry: Entry
    """Its row in the manifest."""
    path: str
    """Of the file that goes to the printer, relative to the workspace."""
    data: bytes
    """That file, as it was compared with the manifest."""


def manifest_of(workspace: Workspace) -> Manifest:
    """Return the manifest of the workspace's own folder; raises as `read_manifest`."""
    return manifest_in(workspace, workspace.output)


def current(
    library: Library, manifest: Manifest, job: Job, today: datetime.date, *, draft: bool
) -> Current:
    """
    Return a handout that may be printed.

    Args:
        library: Of the workspace.
        manifest: Of its output folder.
        job: Which handout.
        today: For what is past its review.
        draft: Whether one that nobody approved may be printed too.

    Raises:
        ContentError: It may not; with every reason, and how to mend each.
        LeafletError: As `Library.readiness`.
    """
    refuse_pseudo(job.language, "it is made to be looked at, not handed out")
    library.workspace.sheet(job.sheet)
    ready = library.readiness(job)
    if ready.partial:
        raise ContentError(ready.problems)
    path = _path(library.workspace, job)
    entry = manifest.entries.get(path)
    problems = [*_review(library, ready, today), *_approval(ready, draft=draft)]
    problems += _stale(library.workspace, ready, entry, path)
    if problems or entry is None:
        raise ContentError(problems)
    files = {}
    for name, sha256 in entry.files().items():
        data = _bytes(library.workspace, name)
        if data is None:
            problems.append(_refused(job, "file-gone", "its file is gone", Place(path=name)))
        elif hashlib.sha256(data).hexdigest() != sha256:
            said = "its file is not the one that was built: somebody or something changed it"
            problems.append(_refused(job, "file-changed", said, Place(path=name)))
        else:
            files[name] = data
    if problems:
        raise ContentError(problems)
    return Current(ready=ready, entry=entry, path=entry.to_print, data=files[entry.to_print])


def printable(
    library: Library, jobs: Iterable[Job], today: datetime.date, *, draft: bool
) -> Iterator[Job]:
    """Yield those of some handouts that may be printed; arguments as of `current`."""
    manifest = manifest_of(library.workspace)
    for job in jobs:
        if _path(library.workspace, job) in manifest.entries:
            with contextlib.suppress(LeafletError):
                yield current(library, manifest, job, today, draft=draft).ready.job


def _path(workspace: Workspace, job: Job) -> str:
    return f"{workspace.output.name}/{job.path()}"


def _bytes(workspace: Workspace, name: str) -> bytes | None:
    try:
        return (workspace.root / name).read_bytes()
    except OSError:
        return None


def _refused(job: Job, code: str, said: str, place: Place | None = None, hint: str = "") -> Problem:
    # The name of a language, because who reads this stands at a desk.
    name = f"`{job.article}` in {language(job.language).english} ({job.sheet})"
    return Problem(
        code=code,
        message=f"{name if job.article else f'`{job.sheet}`'} is not printed: {said}",
        place=place,
        hint=hint or f"make it: `{job.command}`",
    )


def _review(library: Library, ready: Readiness, today: datetime.date) -> Iterator[Problem]:
    if ready.review_by and ready.review_by < today:
        said = f"it had to be reviewed by {ready.review_by.isoformat()}"
        hint = "have somebody qualified read it, set a new `review_by`, and approve it again"
        article = ready.job.article
        place = Place(path=library.article(article).path) if article else None
        yield _refused(ready.job, "review", said, place, hint)


def _approval(ready: Readiness, *, draft: bool) -> Iterator[Problem]:
    if not ready.draft or draft:
        return
    missing = " and ".join(ready.unapproved())
    hint = (
        "have it read and approved: `leaflet translations approve`; or print the draft, with its "
        "band, with `--draft`"
    )
    yield _refused(ready.job, "draft", f"nobody has approved {missing}", None, hint)


def _stale(
    workspace: Workspace, ready: Readiness, entry: Entry | None, path: str
) -> Iterator[Problem]:
    if entry is None:
        yield _refused(ready.job, "not-built", "there is no PDF of it yet")
        return
    row = Job.of(entry)
    if entry.fingerprint == ready.fingerprint and row == ready.job:
        return
    changed = changes(_inputs(workspace).get(path, {}), ready)
    said = f"changed since: {', '.join(changed)}" if changed else "something in it has changed"
    yield _refused(ready.job, "stale", f"its PDF is out of date, {said}", Place(path=path))


def _inputs(workspace: Workspace) -> dict[str, dict[str, str]]:
    data = _bytes(workspace, f"{workspace.output.name}/{INPUTS_NAME}")
    return read_inputs(data) if data else {}


DIGEST_LETTERS = 16
"""So much of a digest is kept to tell whether something has changed: 64 bits without their head."""


def shortened(inputs: dict[str, str]) -> dict[str, str]:
    """
    Return the digests of what a handout was made from, short enough for every line of a log.

    >>> shortened({"clinic": "sha256:" + "0123456789abcdef" * 4})
    {'clinic': '0123456789abcdef'}
    """
    return {
        name: digest.removeprefix("sha256:")[:DIGEST_LETTERS] for name, digest in inputs.items()
    }


def changes(before: dict[str, str], ready: Readiness) -> tuple[str, ...]:
    """Return the names of what goes into a handout and was another then; nothing if not known."""
    then = shortened(before)
    return tuple(
        name
        for name, digest in shortened(ready.inputs).items()
        if then and then.get(name) != digest
    )
