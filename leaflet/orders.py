"""What a build was asked for, what it plans, and what became of each handout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from leaflet.assemble import Job, Library, Readiness
from leaflet.errors import Place, Problem, UsageError, either
from leaflet.languages import language

Status = Literal["built", "unchanged", "failed", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to build."""

    articles: tuple[str, ...] = ()
    """Empty for all."""
    languages: tuple[str, ...] = ()
    """BCP 47; empty for the workspace's."""
    sheets: tuple[str, ...] = ()
    """Empty for the workspace's."""
    output: Path | None = None
    """None for the workspace's own folder."""
    print_shop: bytes = b""
    """The ICC profile of a press, to make a file for it beside each PDF."""
    html: bool = False
    """Keep the HTML beside the PDF."""
    allow_source: bool = False
    """Print the source's words where a translation is missing, marked, as a draft."""


def jobs(
    library: Library,
    articles: Iterable[str],
    sheets: Iterable[str],
    languages: Iterable[str],
    *,
    insisted: bool = False,
) -> Iterator[Job]:
    """
    Yield what is to be made of articles, sheets and languages, each once, article by article.

    A sheet with the staff's language beside the patient's has none in the staff's own.

    Args:
        library: Of the workspace.
        articles: Ids.
        sheets: By name.
        languages: BCP 47.
        insisted: Whether just these are wanted: then what would say everything twice is among
            them, to be refused later on, with the reason.
    """
    sheets, languages = tuple(sheets), tuple(languages)
    yield from dict.fromkeys(
        library.job(article, tag, sheet)
        for article in articles
        for sheet in sheets
        for tag in languages
        if insisted or not library.says_twice(tag, sheet)
    )


def asked(library: Library, request: Request) -> Iterator[Job]:
    """Yield the jobs that were asked for; what the request leaves open, `leaflet.toml` says."""
    articles, sheets, languages = _filled_in(library, request)
    return jobs(library, articles, sheets, languages, insisted=_insists(request))


def left_out(library: Library, request: Request) -> tuple[Problem, ...]:
    """
    Return what was asked for, or stands in `leaflet.toml`, and has no handout; as warnings.

    Raises:
        UsageError: There is nothing to make at all, but for articles that are withdrawn.
    """
    articles, sheets, languages = _filled_in(library, request)
    if not articles:
        if library.workspace.chosen_articles:
            return (_all_withdrawn(library),)
        raise UsageError(_no_article())
    if _insists(request):
        return ()
    doubled = [name for name in sheets if all(library.says_twice(tag, name) for tag in languages)]
    if len(doubled) == len(sheets):
        found = [_without_patients(library, request, name) for name in doubled]
        raise UsageError(replace(problem, severity="error") for problem in found)
    if not request.languages:
        return tuple(_without_patients(library, request, name) for name in doubled)
    # A language alone asks for no sheet, but for some sheet.
    return tuple(
        _without_staffs(tag, sheets)
        for tag in languages
        if all(library.says_twice(tag, name) for name in sheets)
    )


def unasked(library: Library, job: Job) -> str:
    """
    Return why the workspace does not ask for a handout; empty where it does.

    Args:
        library: Of the workspace.
        job: What the handout was made for; its article, language or sheet may be gone.
    """
    workspace = library.workspace
    if job.sheet not in workspace.sheet_table:
        return f"there is no sheet `{job.sheet}` any more"
    about_article = workspace.sheet(job.sheet).subject == "article"
    if about_article != bool(job.article):
        return f"the sheet `{job.sheet}` is about something else now"
    if job.article and job.article not in workspace.article_ids:
        return f"there is no article `{job.article}` any more"
    if job.article in workspace.withdrawn:
        return f"`{job.article}` was withdrawn on {workspace.withdrawn[job.article].date}"
    if job.article and job.article not in workspace.chosen_articles:
        return f"`{job.article}` is not in `articles` of leaflet.toml"
    if job.sheet not in workspace.sheets:
        return f"`{job.sheet}` is not in `sheets` of leaflet.toml"
    if about_article and job.language not in workspace.languages:
        return f"`{job.language}` is not in `languages` of leaflet.toml"
    if not about_article and job.language != workspace.staff_language:
        return f"the staff's language is `{workspace.staff_language}` now"
    if about_article and library.says_twice(job.language, job.sheet):
        return f"`{job.language}` is the staff's language now, which stands beside the patient's"
    return ""


def _filled_in(
    library: Library, request: Request
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return articles, sheets and languages that are asked for."""
    workspace = library.workspace
    return (
        request.articles or workspace.printable_articles,
        request.sheets or workspace.sheets,
        request.languages or workspace.languages,
    )


def _insists(request: Request) -> bool:
    """Tell whether just these languages are wanted on just these sheets."""
    return bool(request.languages and request.sheets)


def _all_withdrawn(library: Library) -> Problem:
    which = "that leaflet.toml names " if library.workspace.articles else ""
    return Problem(
        code="nothing",
        message=f"there is nothing to make: every article {which}is withdrawn",
        severity="warning",
        hint='when one may be printed again: `leaflet withdraw ARTICLE --lift --reason "…"`',
    )


def _no_article() -> Problem:
    return Problem(
        code="nothing",
        message="there is nothing to make: the workspace has no article",
        place=Place(path="articles"),
        hint="write one, as `articles/cough.md`, with its `title` between two lines `+++`",
    )


def _without_patients(library: Library, request: Request, sheet: str) -> Problem:
    """Return the problem that only the staff's language is there for a sheet of two."""
    workspace = library.workspace
    staff = workspace.staff_language
    named = "no other was asked for" if request.languages else "`languages` names no other"
    choose = (
        "name a patient's language, as `-l ar`"
        if request.languages
        else "add the patients' languages to `languages` in leaflet.toml"
    )
    return Problem(
        code="nothing",
        message=f"there is nothing to make on the sheet `{sheet}`: it has "
        f"{language(staff).english} (`{staff}`), the staff's language, beside the patient's, and "
        f"{named}",
        place=None if request.languages else workspace.place("languages"),
        severity="warning",
        hint=f"{choose}; or choose a sheet of one language, as `a4`",
    )


def _without_staffs(staff: str, sheets: tuple[str, ...]) -> Problem:
    """Return the problem that the sheets have the staff's language beside the patient's."""
    return Problem(
        code="nothing",
        message=f"there is nothing to make in {language(staff).english} (`{staff}`): it is the "
        f"staff's language, which {either(sheets)} has beside the patient's",
        severity="warning",
        hint=f"choose a sheet of one language for it, as `-s a4 -l {staff}`",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one handout."""

    job: Job
    """What was asked for."""
    status: Status
    """"failed" where it could not be made, "refused" where it must not be."""
    path: str = ""
    """As in the manifest; empty where there is none."""
    reason: str = ""
    """Why it was to be made, as "the translation has changed"."""
    pages: int = 0
    """0 where there is none."""
    problems: tuple[Problem, ...] = ()
    """Of a handout that is there, warnings."""
    exit_code: int = 0
    """0 when it is there; else that of the error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One handout of a plan."""

    ready: Readiness
    """What goes into it."""
    path: str
    """As in the manifest."""
    reason: str
    """Why it is to be made; empty when it is as it should be."""
