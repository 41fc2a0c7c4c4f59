"""The handouts of this repository, built from the real article and read back."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pikepdf
import pytest

from leaflet.assemble import Job
from leaflet.languages import language
from leaflet.typeset import unset
from tests.handouts import ARTICLE, LANGUAGES, ROOT, build, library, manifest, pdf, words
from tests.reading import letters, rows, text

CLINIC_PHONE, INTERPRETER = "020 7946 0000", "020 7946 0999"

pytestmark = pytest.mark.slow


# What is there


def test_every_language_is_built_complete_on_two_sides(output: Path) -> None:
    """Every language, all of article and furniture translated, two sides each."""
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
    """Title, language and bookmarks of the PDF are the patient's; who listens hears "Draft"."""
    with pikepdf.open(pdf(output, tag)) as document:
        title = str(document.docinfo["/Title"])
        lang = str(document.Root.Lang)
        with document.open_outline() as outline:
            bookmarks = outline.root[0].children if len(outline.root) == 1 else outline.root
    found = library()
    draft = (
        found.catalog("leaflet", tag).messages[None, "Draft:"].translation
        if tag != "en"
        else "Draft:"
    )
    assert (f"{draft} {words(tag)[0]}", tag, 9) == (unset(title), lang, len(bookmarks))


def test_two_builds_are_byte_identical(output: Path, tmp_path: Path) -> None:
    """Hash seed, time zone, locale and the number of workers leave no trace."""
    build("-o", str(tmp_path), "-j", "1", PYTHONHASHSEED="7", TZ="Asia/Kabul", LC_ALL="C")
    first = {tag: pdf(output, tag).read_bytes() for tag in LANGUAGES}
    second = {tag: pdf(tmp_path, tag).read_bytes() for tag in LANGUAGES}
    assert [] == [tag for tag in LANGUAGES if first[tag] != second[tag]]


def test_nothing_is_built_twice(output: Path) -> None:
    """A second build leaves every file alone, even when sources look newer."""
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.pdf")}
    os.utime(ROOT / "articles" / f"{ARTICLE}.md")
    build("-o", str(output))
    assert before == {path: path.stat().st_mtime_ns for path in output.rglob("*.pdf")}
