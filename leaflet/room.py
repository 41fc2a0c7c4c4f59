"""How much room is left: each language on each sheet, without making a handout."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass

from leaflet.assemble import Job, Library, Readiness
from leaflet.assemble.places import heading_of
from leaflet.errors import ContentError, LeafletError, MachineError, Place, Problem
from leaflet.html import HtmlPage
from leaflet.pdf import Fit

AHEAD = 64
"""Pages that wait for a worker, at most: each holds its pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of an article, and how much of it that is in one language."""

    heading: str
    """In the author's words."""
    place: Place | None
    """Of the heading; None where it is not the article's own."""
    share: float
    """0 to 1, of its area on the sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How one handout would fit its sheet."""

    job: Job
    """Which one."""
    fit: Fit
    """How it fits."""
    sections: tuple[Section, ...]
    """The longest first."""

    @property
    def order(self) -> tuple[float, Job]:
        """What a table is sorted by: the tightest comes last, where a terminal ends."""
        room = self.fit.room_lines
        return (float("-inf") if room is None else -room), self.job


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What can be measured, and what cannot."""

    tasks: tuple[Readiness, ...]
    """Handouts whose words are all there."""
    problems: tuple[tuple[Job, LeafletError], ...]
    """Of the others, why not."""


def ready(library: Library, jobs: Iterable[Job]) -> Ready:
    """Return which handouts can be measured: those that can be built, drafts too."""
    tasks, problems = [], []
    for job in jobs:
        try:
            found = library.readiness(job)
            if found.problems:
                raise ContentError(found.problems)
            tasks.append(found)
        except LeafletError as error:
            problems.append((job, error))
    return Ready(tasks=tuple(tasks), problems=tuple(problems))


def measured(
    library: Library,
    tasks: Iterable[Readiness],
    executor: Executor,
    fit: Callable[[HtmlPage], Fit],
) -> Iterator[tuple[Job, Room | LeafletError]]:
    """
    Yield how each handout fits, as it is known; or why it cannot be laid out.

    Args:
        library: Of the workspace.
        tasks: What is ready.
        executor: Where pages are laid out; any of `concurrent.futures`.
        fit: What does it.

    Raises:
        MachineError: A worker died.
    """
    pending: dict[Future[Fit], Job] = {}
    try:
        for task in tasks:
            try:
                page = library.page(task)
            except LeafletError as error:
                yield task.job, error
                continue
            pending[executor.submit(fit, page)] = task.job
            yield from _finished(library, pending, most=AHEAD)
        yield from _finished(library, pending, most=0)
    except BrokenExecutor as error:
        raise MachineError(
            Problem(
                code="worker", message="a worker process died", hint="the machine may lack memory"
            )
        ) from error
    finally:
        for future in pending:
            future.cancel()


def _finished(
    library: Library, pending: dict[Future[Fit], Job], *, most: int
) -> Iterator[tuple[Job, Room | LeafletError]]:
    """Take what is finished out of `pending`, until no more than so many are left."""
    while pending:
        finished, _ = wait(
            pending, timeout=0 if len(pending) <= most else None, return_when=FIRST_COMPLETED
        )
        if not finished:
            return
        for future in [future for future in pending if future in finished]:
            job = pending.pop(future)
            try:
                yield job, _room(library, job, future.result())
            except LeafletError as error:
                yield job, library.located(job, error)


def _room(library: Library, job: Job, fit: Fit) -> Room:
    sections = []
    for portion in fit.portions:
        heading, place = heading_of(library, job, portion.words)
        sections.append(Section(heading=heading, place=place, share=portion.share))
    return Room(job=job, fit=fit, sections=tuple(sections))


def overflowing(jobs: Iterable[Job]) -> list[str]:
    """
    Return a line for each article and sheet, with the languages that do not fit.

    >>> overflowing([Job(article="cough", language=tag, sheet="a4") for tag in ("de", "fr")])
    ['cough, a4: de, fr']
    """
    languages: dict[tuple[str, str], list[str]] = defaultdict(list)
    for job in sorted(jobs, key=lambda job: (job.article, job.sheet)):
        languages[job.article, job.sheet].append(job.language)
    return [
        f"{', '.join(filter(None, about))}: {', '.join(tags)}" for about, tags in languages.items()
    ]
