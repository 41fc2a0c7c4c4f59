"""A survey of articles, catalogs and templates: all that is wrong, and nothing is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from leaflet.article import plain
from leaflet.assemble import Job, Library
from leaflet.checks import Excused
from leaflet.checks.readability import Reading, reading
from leaflet.errors import ContentError, LeafletError, Problem
from leaflet.languages import language
from leaflet.messages import FURNITURE
from leaflet.parse.inline import read_inline


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a survey found."""

    problems: tuple[Problem, ...]
    """Each once, in the order of articles and languages; errors and warnings."""
    exit_code: int
    """0 when nothing is wrong, or warnings only; else that of the worst error."""
    excused: tuple[Excused, ...] = ()
    """What translators have given a reason for."""


def survey(library: Library, articles: Iterable[str], languages: Iterable[str]) -> Survey:
    """Return everything that would stop a build of these articles, and what the checks warn of."""
    ledger = _Ledger()
    tags = tuple(languages)
    for article in articles:
        try:
            library.article(article)
        except LeafletError as error:
            ledger.take(error)
            continue
        for tag in tags:
            _look(library, article, tag, ledger)
    for tag in tags:
        ledger.note(library.workspace.approvals(tag).problems)
    return ledger.survey()


def proofread(library: Library, domains: Iterable[str], languages: Iterable[str]) -> Survey:
    """
    Return what the checks say of catalogs, complete or not; nothing is assembled from them.

    Args:
        library: Of the workspace.
        domains: Ids of articles, and `FURNITURE`.
        languages: BCP 47; a catalog that does not exist has no problems.
    """
    ledger = _Ledger()
    for domain in domains:
        for tag in languages:
            try:
                verdict = library.verdict(domain, tag)
            except LeafletError as error:
                ledger.take(error)
                continue
            ledger.note(verdict.problems)
            ledger.excused.update(dict.fromkeys(verdict.excused))
    return ledger.survey()


# What is refused when it is assembled, and the check that says it of the same message.
_SAID_BY = {"placeholder": "placeholders"}


@dataclass(slots=True)
class _Ledger:
    """What has been found so far."""

    problems: dict[Problem, None] = field(default_factory=dict)
    excused: dict[Excused, None] = field(default_factory=dict)
    jobs: set[Job] = field(default_factory=set)
    exit_code: int = 0

    def take(self, error: LeafletError) -> None:
        said = {(problem.code, problem.place) for problem in self.problems}
        for problem in error.problems:
            if (_SAID_BY.get(problem.code), problem.place) not in said:
                self.problems[problem] = None
        self.exit_code = max(self.exit_code, error.exit_code)

    def note(self, problems: Iterable[Problem]) -> None:
        """Take in what the checks say, of which warnings stop nothing."""
        for problem in problems:
            self.problems[problem] = None
            if problem.severity == "error":
                self.exit_code = max(self.exit_code, ContentError.exit_code)

    def survey(self) -> Survey:
        return Survey(
            problems=tuple(self.problems),
            exit_code=self.exit_code,
            excused=tuple(self.excused),
        )


def _look(library: Library, article: str, tag: str, ledger: _Ledger) -> None:
    for sheet in _sheets(library):
        job = library.job(article, tag, sheet)
        if job in ledger.jobs or library.says_twice(tag, sheet):
            continue
        ledger.jobs.add(job)
        try:
            ready = library.readiness(job)
            if ready.problems:
                ledger.take(ContentError(ready.problems))
            ledger.note(library.doubts(job))
            for domain in (article, FURNITURE):
                ledger.excused.update(dict.fromkeys(library.verdict(domain, tag).excused))
            library.page(ready)
        except LeafletError as error:
            ledger.take(error)


def _sheets(library: Library) -> Iterator[str]:
    """Yield a sheet for each template and theme that the workspace builds with."""
    workspace = library.workspace
    looks = {
        (sheet.template, sheet.theme): name
        for name in reversed(workspace.sheets)
        for sheet in [workspace.sheet(name)]
    }
    yield from looks.values()


def reading_level(library: Library, id: str, tag: str) -> Reading | None:
    """Return how hard an article is to read in a language; None where nothing is translated."""
    catalog = library.catalog(id, tag)
    texts = [
        plain(read_inline(message.translation, message.place)[0])
        for text in library.article(id).texts()
        if text.context not in ("keywords", "alt")
        for message in [catalog.translation(text.context, text.source)]
        if message is not None
    ]
    return reading(texts, language(tag))
