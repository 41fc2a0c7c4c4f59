"""The handouts of this repository, as tests ask for them: files, rows of the manifest, words."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from leaflet.assemble import Job, Library
from leaflet.choosing.blocks import blocks_on
from leaflet.sheets import SHEETS
from leaflet.typeset import unset
from leaflet.workspace import read_workspace

ROOT = Path(__file__).parent.parent
ARTICLE = "back-muscle-spasm"
LANGUAGES = tuple(read_workspace(ROOT).languages)


def build(*arguments: str, **environment: str) -> None:
    """Build the repository's handouts in a process of its own."""
    subprocess.run(
        [sys.executable, "-m", "leaflet", "-w", str(ROOT), "build", *arguments],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


def pdf(output: Path, tag: str) -> Path:
    """Return the path of a handout in a folder of handouts."""
    return output / ARTICLE / f"{ARTICLE}.{tag}.a4.pdf"


def manifest(output: Path) -> list[dict[str, Any]]:
    """Return the rows of a folder's manifest."""
    content = json.loads((output / "manifest.json").read_text())
    handouts: list[dict[str, Any]] = content["handouts"]
    return handouts


def library() -> Library:
    """Return the repository's articles and catalogs."""
    return Library(read_workspace(ROOT))


def words(tag: str) -> list[str]:
    """Return what the body of the sheet says in a language, text by text, without markup."""
    found = library()
    ready = found.readiness(Job(article=ARTICLE, language=tag, sheet="a4"))
    article = found.handout(ready).article
    article = replace(article, blocks=blocks_on(article, SHEETS["a4"]))
    said = [line.plain() for line in article.texts()]
    alts = {block.alt.plain() for block in article.walk() if hasattr(block, "alt")}
    keywords = {line.plain() for line in article.keywords}
    return [line for line in said if line not in alts | keywords]


def letters_only(said: str) -> str:
    """Return text without what typesetting put in, and without white space."""
    return re.sub(r"\s", "", unset(said))


def folded(said: str) -> str:
    """Return text without what typesetting put in, its white space folded as HTML folds it."""
    return " ".join(unset(said).split())
