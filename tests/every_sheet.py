"""Every sheet in every language: what is built for the tests, and what it must say."""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leaflet.article import Article, Line
from leaflet.assemble import Job
from leaflet.messages import FURNITURE
from leaflet.sheets import SHEETS
from tests.handouts import ARTICLE, LANGUAGES, ROOT, library, manifest

STAFF = library().workspace.staff_language
CLINIC = library().workspace.clinic

HARD = ("ar", "de", "km", "ur", "zh-Hans")
"""Both directions, the longest words, the highest lines, and scripts without spaces."""


def _is_sister(name: str) -> bool:
    """Tell whether a sheet is another one on other paper, or without colour."""
    return name.endswith(("letter", "tabloid", "black")) or name == "letter-cards"


BUILT = {name: HARD if _is_sister(name) else LANGUAGES for name in SHEETS}
"""
The languages of each sheet that are built for the tests.

A sister has the same template and the same table as its sheet, and nearly the same room; all
languages of all sisters would take as long again as all other tests together.
"""


def build_all(folder: Path, of_a4: Path) -> None:
    """
    Build every sheet, once; what becomes of each handout stands in `outcomes.json`.

    Args:
        folder: Where to.
        of_a4: The folder of those that were built already.
    """
    if (folder / "outcomes.json").is_file():
        return
    shutil.copytree(of_a4, folder, ignore=shutil.ignore_patterns("*.html"))
    outcomes = []
    for tags in dict.fromkeys(BUILT.values()):
        sheets = [name for name in SHEETS if BUILT[name] == tags]
        # All languages of the workspace are asked for by none, so that a sheet that is not for
        # all of them says so itself.
        languages = [] if tags == LANGUAGES else [part for tag in tags for part in ("-l", tag)]
        named = [part for name in sheets for part in ("-s", name)]
        command = [sys.executable, "-m", "leaflet", "-w", str(ROOT), "build", "--json"]
        said = subprocess.run(
            [*command, "-o", str(folder), *languages, *named],
            check=False,  # what was refused stands in its rows
            capture_output=True,
            cwd=ROOT,
            text=True,
        )
        assert said.stdout, said.stderr
        outcomes += json.loads(said.stdout)
    (folder / "outcomes.json").write_text(json.dumps(outcomes), encoding="utf-8")


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
