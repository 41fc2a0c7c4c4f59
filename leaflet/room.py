"""How much room is left: each language on each sheet, without making a handout."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass

from leaflet.assemble import Job, Library, Readiness
from leaflet.assemble.places import heading_of
from leaflet.errors import ContentError, LeafletError, Place
from leaflet.html import HtmlPage
from leaflet.pdf import Fit
from leaflet.pdf.pool import worked


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
    for task, found in worked(tasks, library.page, executor, fit):
        if isinstance(found, LeafletError):
            yield task.job, library.located(task.job, found)
        else:
            yield task.job, _room(library, task.job, found)


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
