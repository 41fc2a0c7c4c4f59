"""The page that staff click on, in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from leaflet.assemble import Job, Library
from leaflet.index import index_page
from leaflet.manifest import Entry, Manifest
from leaflet.workspace import read_workspace

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "es", "de", "ar", "hi", "zh-Hans")
CHROMIUM = shutil.which("chromium")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def entry(library: Library, tag: str) -> Entry:
    job = Job(article="back-muscle-spasm", language=tag, sheet="a4")
    return Entry(
        article=job.article,
        language=tag,
        sheet=job.sheet,
        path=f"output/{job.path()}",
        pages=2,
        sha256="0",
        fingerprint=library.readiness(job).fingerprint if tag != "hi" else "sha256:0",
        coverage=1.0,
        approval={"source": {}} if tag == "es" else "draft",
        source_version="1.0",
        environment={},
        declares=(),
    )


@pytest.fixture(scope="module")
def page() -> str:
    library = Library(read_workspace(ROOT))
    manifest = Manifest().with_entries([entry(library, tag) for tag in LANGUAGES])
    return index_page(library, manifest, "output/")


def test_each_handout_is_a_link_to_its_pdf(page: str) -> None:
    """A click opens the file, relative to the folder that the page lies in."""
    expected = {f"back-muscle-spasm/back-muscle-spasm.{tag}.a4.pdf" for tag in LANGUAGES}
    assert expected == set(re.findall(r'href="([^"]+)"', page))


def test_state_is_said_in_words(page: str) -> None:
    """Draft, approved and out of date can be told apart without colour."""
    said = dict.fromkeys(re.findall(r'<li class="(\w+)"', page))
    states = {name: page.count(f'<li class="{name}"') for name in said}
    assert {"draft": 4, "approved": 1, "stale": 1} == states
    assert 1 == page.count(">Out of date: build it again</span>")


def test_page_needs_nothing_else(page: str) -> None:
    """It is one file: no style, script, font or picture from elsewhere."""
    assert [] == re.findall(r"""(?:src=|url\(|@import|<link)[^>]*""", page)


def shown(page: str, folder: Path, search: str) -> list[str]:
    """Return the languages that a browser shows for words in the search field."""
    assert CHROMIUM
    path = folder / "index.html"
    path.write_text(page, encoding="utf-8")
    command = [CHROMIUM, *QUIET, f"--user-data-dir={folder}/profile", "--dump-dom"]
    said = subprocess.run(
        [*command, f"{path.as_uri()}#{search}"], check=True, capture_output=True, text=True
    ).stdout
    items = re.findall(r"<li (.*?)</li>", said, flags=re.S)
    visible = [item for item in items if not re.search(r'^[^>]*\bhidden=""', item)]
    return sorted(re.findall(r'class="autonym"[^>]*lang="([^"]+)"', "\n".join(visible)))


def test_search_finds_the_name_of_a_sheet(page: str) -> None:
    """Who has several sheets in a language finds one by its name."""
    words = re.findall(r'data-words="([^"]+)"', page)
    assert len(LANGUAGES) * ["a4"] == [row.split()[-1] for row in words]


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="Ubuntu has chromium only as a snap")
@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("", sorted(LANGUAGES)),
        ("german", ["de"]),
        ("ESPANOL", ["es"]),
        ("العربية", ["ar"]),
        ("rücken", ["de"]),
        ("chinese%20back", ["zh-Hans"]),
        ("klingon", []),
    ],
)
def test_search_finds_names_and_titles(
    page: str, tmp_path: Path, search: str, expected: list[str]
) -> None:
    """By either name of a language, by title, without case or accents."""
    assert expected == shown(page, tmp_path, search)
