"""What a build was asked for, what it plans, and what became of each handout."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from leaflet.assemble import Job, Readiness
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
