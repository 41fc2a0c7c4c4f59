"""What a build was asked for, what it plans, and what became of each handout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from leaflet.assemble import Job, Library, Readiness
from leaflet.errors import Problem

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
