"""The handouts of this repository, built from the real article and read back."""

from __future__ import annotations

import fcntl
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pytest

from leaflet.assemble import Job, Library
from leaflet.languages import language
from leaflet.typeset import unset
from leaflet.workspace import read_workspace
from tests.reading import letters, rows, text, verapdf

ROOT = Path(__file__).parent.parent
ARTICLE = "back-muscle-spasm"
LANGUAGES = ("en", "es", "de", "ar", "hi", "zh-Hans")
CLINIC_PHONE, INTERPRETER = "020 7946 0000", "020 7946 0999"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of handouts; built once for all processes that run tests."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "handouts"
    with Path(f"{folder}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _build("-o", str(folder), "--html")
    return folder


def _build(*arguments: str, **environment: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "leaflet", "-w", str(ROOT), "build", *arguments],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


def pdf(output: Path, tag: str) -> Path:
    return output / ARTICLE / f"{ARTICLE}.{tag}.a4.pdf"


def manifest(output: Path) -> list[dict[str, Any]]:
    content = json.loads((output / "manifest.json").read_text())
    handouts: list[dict[str, Any]] = content["handouts"]
    return handouts


def library() -> Library:
    return Library(read_workspace(ROOT))


def words(tag: str) -> list[str]:
    """Return what the body of the sheet says in a language, text by text, without markup."""
    found = library()
    ready = found.readiness(Job(article=ARTICLE, language=tag, sheet="a4"))
    article = found.handout(ready).article
    said = [line.plain() for line in article.texts()]
    alts = {block.alt.plain() for block in article.walk() if hasattr(block, "alt")}
    keywords = {line.plain() for line in article.keywords}
    return [line for line in said if line not in alts | keywords]


def letters_only(said: str) -> str:
    """Return text without the spaces that a reader of PDFs puts in or leaves out."""
    return re.sub(r"\s", "", unset(said))


def on_paper(said: str, pages: list[str]) -> bool:
    """Tell whether a text stands on a page, or ends one and goes on on the next."""
    if any(said in page for page in pages):
        return True
    return any(said[:cut] in pages[0] and said[cut:] in pages[1] for cut in range(1, len(said)))


# What is there


def test_every_language_is_built_complete_on_two_sides(output: Path) -> None:
    """Six languages, all of article and furniture translated, two sides each."""
    found = {row["language"]: (row["pages"], row["coverage"]) for row in manifest(output)}
    assert dict.fromkeys(LANGUAGES, (2, 1.0)) == found


def test_nobody_has_approved_it_yet(output: Path) -> None:
    """The manifest says draft for every handout."""
    assert {"draft"} == {row["approval"] for row in manifest(output)}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_draft_stands_on_every_page(output: Path, tag: str) -> None:
    """The band speaks the staff's language on each page, also of a foreign sheet."""
    with pikepdf.open(pdf(output, tag)) as document:
        pages = len(document.pages)
    bands = [
        "Draft" in text(pdf(output, tag), "-f", str(number), "-l", str(number))
        for number in range(1, pages + 1)
    ]
    assert [True] * pages == bands


@pytest.mark.parametrize(("tag", "draft"), [("es", "Borrador"), ("de", "Entwurf")])
def test_draft_speaks_the_patients_language(output: Path, tag: str, draft: str) -> None:
    """The band says it to the patient too."""
    assert draft in text(pdf(output, tag), "-f", "2", "-l", "2")


# The words


@pytest.mark.parametrize("tag", ["en", "es", "de", "zh-Hans"])
def test_no_word_of_the_article_is_lost(output: Path, tag: str) -> None:
    """Each text of the article can be read in the PDF, from its first letter to its last."""
    pages = [
        letters_only(text(pdf(output, tag), "-raw", "-f", number, "-l", number))
        for number in ("1", "2")
    ]
    lost = [said for said in words(tag) if not on_paper(letters_only(said), pages)]
    assert [] == lost


@pytest.mark.parametrize("tag", LANGUAGES)
def test_phone_numbers_are_not_turned_round(output: Path, tag: str) -> None:
    """Read off the page from left to right, the digits stand in the order of dialling."""
    seen = "\n".join(rows(pdf(output, tag), 2))
    found = [number.replace(" ", "") in seen for number in (CLINIC_PHONE, INTERPRETER)]
    assert [True, True] == found


def test_address_is_not_turned_round_in_arabic(output: Path) -> None:
    """The house number stands before the street, as it is written."""
    seen = "\n".join(rows(pdf(output, "ar"), 2))
    # A comma hangs below the row, so it is left out of it.
    assert "1MillLaneRiversideRV12AB" in seen


def test_emergency_number_is_the_territorys(output: Path) -> None:
    """The emergency box names the number of GB, in every language."""
    found = {tag: "999" in text(pdf(output, tag), "-l", "1") for tag in LANGUAGES}
    assert dict.fromkeys(LANGUAGES, True) == found


def test_staff_find_the_language_and_the_title(output: Path) -> None:
    """A sheet carries its language's name and the title in the staff's language."""
    for tag in LANGUAGES:
        page = text(pdf(output, tag), "-l", "1")
        assert language(tag).english in page or tag == "zh-Hans"
        assert "Back muscle spasm" in page


# The look


@pytest.mark.parametrize("tag", ["en", "es", "de"])
def test_capitals_of_the_title_are_8_mm_high(output: Path, tag: str) -> None:
    """The title can be read from two metres."""
    capitals = [one for one in letters(pdf(output, tag), 1) if one.text.isupper()]
    tallest = max(one.top_mm - one.bottom_mm for one in capitals)
    assert tallest >= 8.0


@pytest.mark.parametrize("tag", LANGUAGES)
def test_layout_has_no_flaw(tag: str) -> None:
    """Columns end within two lines, no heading or line is alone, the last side is 60 % full."""
    from leaflet.pdf.look import look
    from leaflet.pdf.render import laid_out

    found = library()
    page = found.page(found.readiness(Job(article=ARTICLE, language=tag, sheet="a4")))
    _setting, document = laid_out(page)
    assert 0 == look(document.pages).flaws, look(document.pages)


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours by WCAG 2.2, 1.4.3."""

    def luminance(colour: str) -> float:
        digits = colour.lstrip("#")
        digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
        parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_have_a_contrast_of_seven() -> None:
    """Accent, ink and quiet text stand out from white, and what is on them from them."""
    theme = (ROOT / "templates" / "themes" / "calm.css").read_text()
    colours = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6})", theme))
    pairs = {
        "ink": "#fff",
        "accent": "#fff",
        "quiet": "#fff",
        "on-accent": colours["accent"],
        "on-alarm": colours["alarm"],
    }
    weak = [name for name, other in pairs.items() if contrast(colours[name], other) < 7]
    assert [] == weak


# The file


@pytest.mark.parametrize("tag", LANGUAGES)
def test_metadata_speaks_the_sheets_language(output: Path, tag: str) -> None:
    """Title, language and bookmarks of the PDF are the patient's."""
    with pikepdf.open(pdf(output, tag)) as document:
        title = str(document.docinfo["/Title"])
        lang = str(document.Root.Lang)
        with document.open_outline() as outline:
            bookmarks = outline.root[0].children if len(outline.root) == 1 else outline.root
    assert (words(tag)[0], tag, 9) == (unset(title), lang, len(bookmarks))


def test_files_are_what_they_declare_quickly(output: Path) -> None:
    """page-validation finds nothing against PDF/UA-1."""
    verdicts = {tag: quick_verdict(pdf(output, tag)) for tag in LANGUAGES}
    assert dict.fromkeys(LANGUAGES, True) == verdicts


def quick_verdict(path: Path) -> bool:
    profile = page_validation.ValidationProfile.PDF_UA_1
    report = page_validation.validate_pdf_bytes(path.read_bytes(), profile=profile)
    return bool(report.is_compliant)


def test_files_are_what_they_declare(output: Path) -> None:
    """VeraPDF itself finds nothing against PDF/UA-1, which the manifest says they declare."""
    verdicts = verapdf("ua1", [pdf(output, tag) for tag in LANGUAGES])
    assert {pdf(output, tag).name: "" for tag in LANGUAGES} == verdicts
    assert {("PDF/UA-1",)} == {tuple(row["declares"]) for row in manifest(output)}


def test_gate_bites(output: Path, tmp_path: Path) -> None:
    """A handout without its title and its tags fails in both validators."""
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(pdf(output, "en")) as document:
        del document.Root.StructTreeRoot
        del document.Root.Metadata
        document.save(broken)
    assert quick_verdict(broken) is False
    assert verapdf("ua1", [broken])["broken.pdf"] != ""


def test_two_builds_are_byte_identical(output: Path, tmp_path: Path) -> None:
    """Hash seed, time zone, locale and the number of workers leave no trace."""
    _build("-o", str(tmp_path), "-j", "1", PYTHONHASHSEED="7", TZ="Asia/Kabul", LC_ALL="C")
    first = {tag: pdf(output, tag).read_bytes() for tag in LANGUAGES}
    second = {tag: pdf(tmp_path, tag).read_bytes() for tag in LANGUAGES}
    assert [] == [tag for tag in LANGUAGES if first[tag] != second[tag]]


def test_nothing_is_built_twice(output: Path) -> None:
    """A second build leaves every file alone, even when sources look newer."""
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.pdf")}
    os.utime(ROOT / "articles" / f"{ARTICLE}.md")
    _build("-o", str(output))
    assert before == {path: path.stat().st_mtime_ns for path in output.rglob("*.pdf")}
