"""The handouts of this repository, built from the real article and read back."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pikepdf
import pytest

from leaflet.assemble import Job
from leaflet.cli.main import run
from leaflet.languages import language
from leaflet.sheets import SHEETS
from tests.handouts import (
    ARTICLE,
    LANGUAGES,
    ROOT,
    build,
    letters_only,
    library,
    manifest,
    pdf,
    words,
)
from tests.reading import letters, rows, text

CLINIC_PHONE, INTERPRETER = "020 7946 0000", "020 7946 0999"

pytestmark = pytest.mark.slow


# What is there


def test_every_language_is_built_complete_on_two_sides(output: Path) -> None:
    """All of article and furniture is translated; two sides, and a leaf more where granted."""
    rows = {row["language"]: row for row in manifest(output)}
    assert dict.fromkeys(LANGUAGES, 1.0) == {tag: row["coverage"] for tag, row in rows.items()}
    granted = {tag: SHEETS["a4"].pages_for(tag) for tag in LANGUAGES}
    expected = {
        # Who was granted a leaf needs it, and may leave its last side white.
        tag: range(2, 3) if most == 2 else range(3, most + 1)
        for tag, most in granted.items()
    }
    wrong = {
        tag: rows[tag]["pages"] for tag in LANGUAGES if rows[tag]["pages"] not in expected[tag]
    }
    assert {} == wrong


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
    with pikepdf.open(pdf(output, tag)) as document:
        last = len(document.pages)
    seen = "\n".join(rows(pdf(output, tag), last))
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


# Laying out takes seconds for each: one of every script that is set in its own way, the longest
# words, and the sheets with another leaf. The rest are laid out by the same rules.
LAID_OUT = ("en", "de", "ar", "ur", "hi", "km", "th", "ta", "ja", "zh-Hans", "ru", "am")


@pytest.mark.parametrize("tag", LAID_OUT)
def test_layout_has_no_flaw(tag: str) -> None:
    """
    Columns end within two lines, no heading or line is alone, the last side is 60 % full.

    On a leaf more than two sides they may end four lines apart: that is the height of an exercise
    with its picture, which is never split, and there is less text to shift.
    """
    from leaflet.pdf.layouts import fitted
    from leaflet.pdf.look import look

    found = library()
    page = found.page(found.readiness(Job(article=ARTICLE, language=tag, sheet="a4")))
    seen = look(fitted(page).pages)
    assert seen.flaws == 0, seen


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
    said = letters_only(f"{draft} {words(tag)[0]}")
    assert (said, tag, 9) == (letters_only(title), lang, len(bookmarks))


def test_long_title_takes_more_lines_of_the_footer(tmp_path: Path) -> None:
    """And they keep to the margin of printers; it was one line once, which left the page."""
    title, name = f"Back {'and shoulder ' * 8}spasm", f"back-{'and-shoulder-' * 4}spasm"
    article = tmp_path / "articles" / f"{name}.md"
    shutil.copytree(ROOT / "articles", article.parent)
    for other in ("translations", "leaflet.toml"):
        (tmp_path / other).symlink_to(ROOT / other)
    said = (article.parent / f"{ARTICLE}.md").read_text().replace("Back muscle spasm", title, 1)
    article.write_text(said)
    (article.parent / f"{ARTICLE}.md").unlink()
    assert 0 == run(["-w", str(tmp_path), "build", "-l", "en"])
    made = tmp_path / "output" / name / f"{name}.en.a4.pdf"
    assert name in text(made)
    assert min(letter.bottom_mm for letter in letters(made, 1) if letter.text.strip()) >= 8.5


def test_address_ends_no_line_behind_a_hyphen() -> None:
    """Who copies it by hand would leave the hyphen out."""
    found = library()
    for sheet in ("a4", "a6-cards", "poster"):
        page = found.page(found.readiness(Job(article=ARTICLE, language="de", sheet=sheet)))
        assert ">riverside.example/\u200bback-\u2060muscle-\u2060spasm/\u200bde</a>" in (
            page.html.replace("&#8203;", "\u200b")
        )


def test_two_builds_are_byte_identical(output: Path, tmp_path: Path) -> None:
    """Hash seed, time zone, locale and the number of workers leave no trace."""
    tags = ("en", "ar", "km", "zh-Hans")
    chosen = [part for tag in tags for part in ("-l", tag)]
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Asia/Kabul", "LC_ALL": "C"}
    build("-o", str(tmp_path), "-j", "1", *chosen, **elsewhere)
    first = {tag: pdf(output, tag).read_bytes() for tag in tags}
    second = {tag: pdf(tmp_path, tag).read_bytes() for tag in tags}
    assert [] == [tag for tag in tags if first[tag] != second[tag]]


def test_nothing_is_built_twice(output: Path, tmp_path: Path) -> None:
    """A second build leaves every file alone, even when sources look newer."""
    folder = shutil.copytree(output, tmp_path / "handouts")
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.pdf")}
    os.utime(ROOT / "articles" / f"{ARTICLE}.md")
    build("-o", str(folder))
    assert before == {path: path.stat().st_mtime_ns for path in folder.rglob("*.pdf")}
