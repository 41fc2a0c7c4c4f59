"""A survey of articles, catalogs and templates: all that is wrong, and nothing is made."""

from __future__ import annotations

from collections.abc import Iterable

from leaflet.assemble import Job, Library
from leaflet.errors import LeafletError, Problem


def survey(
    library: Library, articles: Iterable[str], languages: Iterable[str]
) -> tuple[Problem, ...]:
    """Return everything that would stop a build of these articles in these languages."""
    problems: dict[Problem, None] = {}
    languages = tuple(languages)
    for article in articles:
        try:
            library.article(article)
        except LeafletError as error:
            problems.update(dict.fromkeys(error.problems))
            continue
        for language in languages:
            job = Job(article=article, language=language, sheet=library.workspace.sheets[0])
            problems.update(dict.fromkeys(_job(library, job)))
    return tuple(problems)


def _job(library: Library, job: Job) -> tuple[Problem, ...]:
    try:
        ready = library.readiness(job)
    except LeafletError as error:
        return error.problems
    try:
        library.page(ready)
    except LeafletError as error:
        return (*ready.problems, *error.problems)
    return ready.problems
