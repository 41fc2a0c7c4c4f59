"""A survey of articles, catalogs and templates: all that is wrong, and nothing is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leaflet.assemble import Job, Library
from leaflet.errors import ContentError, LeafletError, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a survey found."""

    problems: tuple[Problem, ...]
    """Each once, in the order of articles and languages."""
    exit_code: int
    """0 when nothing is wrong; else that of the worst error."""


def survey(library: Library, articles: Iterable[str], languages: Iterable[str]) -> Survey:
    """Return everything that would stop a build of these articles in these languages."""
    errors = list(_errors(library, tuple(articles), tuple(languages)))
    problems = dict.fromkeys(problem for error in errors for problem in error.problems)
    return Survey(
        problems=tuple(problems),
        exit_code=max((error.exit_code for error in errors), default=0),
    )


def _errors(
    library: Library, articles: tuple[str, ...], languages: tuple[str, ...]
) -> Iterator[LeafletError]:
    for article in articles:
        try:
            library.article(article)
        except LeafletError as error:
            yield error
            continue
        for language in languages:
            for sheet in _sheets(library):
                job = Job(article=article, language=language, sheet=sheet)
                try:
                    ready = library.readiness(job)
                    if ready.problems:
                        yield ContentError(ready.problems)
                    library.page(ready)
                except LeafletError as error:
                    yield error


def _sheets(library: Library) -> Iterator[str]:
    """Yield a sheet for each template and theme that the workspace builds with."""
    workspace = library.workspace
    looks = {
        (sheet.template, sheet.theme): name
        for name in reversed(workspace.sheets)
        for sheet in [workspace.sheet(name)]
    }
    yield from looks.values()
