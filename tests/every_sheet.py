"""Every sheet in every language: what is built for the tests, and what it must say."""

from __future__ import annotations

import functools
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from leaflet.article import Article, Line
from leaflet.assemble import Job
from leaflet.build import Build
from leaflet.html import HtmlPage
from leaflet.impose import render
from leaflet.messages import FURNITURE
from leaflet.orders import Request, Task
from leaflet.pdf.pool import pool
from leaflet.pdf.profile import STOCK, read_profile
from leaflet.sheets import SHEETS, Sheet
from leaflet.workspace import read_workspace
from tests.handouts import ARTICLE, LANGUAGES, ROOT, library, manifest

STAFF = library().workspace.staff_language
CLINIC = library().workspace.clinic
OUTCOMES = "outcomes.json"

HARD = ("ar", "km", "ur")
"""Both directions, the highest lines, and a script without spaces."""
OF_SISTERS = ("ar",)
"""Their only difference is their size or their colour; that one is bound on the other side."""


def _sisters() -> dict[str, str]:
    """Return the sheets that are others on other paper or without colour, with those others."""
    first: dict[tuple[str, str, float], str] = {}
    for name, sheet in SHEETS.items():
        first.setdefault(_look(sheet), name)
    return {
        name: first[_look(sheet)] for name, sheet in SHEETS.items() if first[_look(sheet)] != name
    }


def _look(sheet: Sheet) -> tuple[str, str, float]:
    return sheet.template, sheet.fold.kind if sheet.fold else "", sheet.base_pt


SISTERS = _sisters()


def _chosen() -> dict[str, tuple[str, ...]]:
    """Return the languages of each sheet that are built for the tests at any time."""
    handouts = [name for name, sheet in SHEETS.items() if sheet.subject == "article"]
    return {
        **{name: OF_SISTERS if name in SISTERS else HARD for name in handouts},
        "a4": LANGUAGES,
        "a6-cards": (*HARD, "en", "zh-Hans"),
        "booklet": (*HARD, "de", "en", "zh-Hans"),
        "easy-read": (*HARD, "en"),
        "large-print": (*HARD, "de", "en", "ja"),
        "poster": (*HARD, "en"),
        "trifold": (*HARD, "en", "ta"),
    }


CHOSEN = _chosen()
"""
All of them, by `pytest --every-language`, take as long again as all other tests together. A4 is
built in all languages anyway; a sister has the template and the table of its sheet.
"""

PRESSED = frozenset(
    (name, tag)
    for name, sheet in SHEETS.items()
    if name != "a4"
    for tag in ((STAFF,) if sheet.subject != "article" else ("ar", "km"))
    if name not in SISTERS or tag in (STAFF, *OF_SISTERS)
)
"""Sheet and language of what is made for a print shop too: one from right to left, and of each
sheet that is no other's sister one from left to right. A4 is another test's."""


@dataclass
class _Everything(Build):
    """A build that leaves out what the tests do not ask for."""

    every_language: bool = False
    """Whether nothing is left out."""
    press: bytes = b""
    """The profile of the press; empty where there is none."""

    def jobs(self) -> Iterator[Job]:
        """Yield the jobs."""
        for job in super().jobs():
            if self.every_language or not job.article or job.language in CHOSEN[job.sheet]:
                yield job

    def _page(self, task: Task) -> HtmlPage:
        job = task.ready.job
        wanted = (job.sheet, job.language) in PRESSED
        return replace(super()._page(task), press=self.press if wanted else b"")


def build_all(folder: Path, of_a4: Path, *, every_language: bool) -> None:
    """
    Build every sheet; what becomes of each handout stands in `outcomes.json`.

    Args:
        folder: Where to.
        of_a4: The folder of those that were built already.
        every_language: Whether in all languages of the workspace.
    """
    shutil.copytree(of_a4, folder, ignore=shutil.ignore_patterns("*.a4.html"), dirs_exist_ok=True)
    build = _Everything(
        workspace=read_workspace(ROOT),
        request=Request(sheets=tuple(SHEETS), output=folder),
        every_language=every_language,
        press=read_profile() if STOCK.is_file() else b"",
    )
    build.plan()
    with pool(2, build.families()) as executor:
        build.run(executor, render, lambda _outcome: None)
    rows = [
        {
            "article": outcome.job.article,
            "language": outcome.job.language,
            "sheet": outcome.job.sheet,
            "status": outcome.status,
            "problems": [problem.message for problem in outcome.problems],
        }
        for outcome in build.outcomes
    ]
    (folder / OUTCOMES).write_text(json.dumps(rows), encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One handout on disc."""

    language: str
    """BCP 47; the staff's where the sheet belongs to no article."""
    of_article: bool
    """Whether it belongs to an article; a poster of languages belongs to none."""
    pages: int
    """Of the flat file."""
    flat: Path
    """The record."""
    folded: Path | None
    """What is printed and folded; None for a sheet that stays as it is."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """All its files."""
        return (self.flat, self.folded) if self.folded else (self.flat,)


@functools.cache
def made(folder: Path, name: str) -> tuple[Made, ...]:
    """Return the handouts of a sheet, by language."""
    return tuple(
        Made(
            language=row["language"],
            of_article=row["article"] is not None,
            pages=row["pages"],
            flat=folder / row["path"],
            folded=folder / row["imposed"]["path"] if row["imposed"] else None,
        )
        for row in manifest(folder)
        if row["sheet"] == name
    )


@functools.cache
def localized(tag: str) -> Article[Line]:
    """Return the repository's article in a language, as it is set."""
    found = library()
    ready = found.readiness(Job(article=ARTICLE, language=tag, sheet="a4"))
    return found.handout(ready).article


@functools.cache
def furniture(tag: str) -> Mapping[str, str]:
    """Return the templates' own words in a language by the English ones."""
    found = library()
    catalog = found.catalog(FURNITURE, tag)
    return {message.id: catalog.messages[message.key].translation for message in found.furniture}
