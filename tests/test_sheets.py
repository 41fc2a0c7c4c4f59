"""The sheets that come with the program."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from leaflet.sheets import LETTER, SHEETS, TABLOID, Size

TEMPLATES = Path(__file__).parent.parent / "templates"


def test_sheets_have_the_sizes_of_their_standards() -> None:
    """A4 of ISO 216; letter is 8.5 by 11 inches of 25.4 mm."""
    assert Size(width_mm=210, height_mm=297) == SHEETS["a4"].size
    assert (8.5 * 25.4, 11 * 25.4) == pytest.approx(
        (SHEETS["letter"].size.width_mm, SHEETS["letter"].size.height_mm)
    )


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_can_be_read_and_printed(name: str) -> None:
    """Type of 12 points at least (UKAAF G003), and margins that office printers can do."""
    sheet = SHEETS[name]

    assert name == sheet.name
    assert 12 <= sheet.floor_pt <= sheet.base_pt
    # Round a panel or a card it is less; laser printers cannot print within 4.2 mm of an edge.
    assert (6 if sheet.fold else 12) <= sheet.margin_mm


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_has_its_template_and_theme(name: str) -> None:
    """They come with the program."""
    assert (TEMPLATES / SHEETS[name].template).is_file()
    assert (TEMPLATES / "themes" / f"{SHEETS[name].theme}.css").is_file()


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_says_what_it_is_for(name: str) -> None:
    """In words that fit on a line beside its size."""
    assert 10 < len(SHEETS[name].purpose) < 90


@pytest.mark.parametrize(
    "name", [name for name, sheet in SHEETS.items() if not sheet.fold and "-" in name]
)
def test_sister_differs_in_paper_or_colour_alone(name: str) -> None:
    """What is mended on one is mended on the other."""
    sheet = SHEETS[name]
    for ending, size in (("-letter", LETTER), ("-tabloid", TABLOID)):
        if name.endswith(ending):
            plain = name.removesuffix(ending)
            # That of a poster on A3 is on Tabloid, and the poster on A4 has its own.
            sister = SHEETS.get(f"{plain}-a4", SHEETS[plain]) if size == LETTER else SHEETS[plain]
            assert sister.on(size, name=name) == sheet
    assert sheet.black == name.endswith("-black")


def test_text_is_as_wide_as_the_margins_leave() -> None:
    """Numbers before pixels."""
    sheet = SHEETS["a4"]

    assert 186 == sheet.size.width_mm - 2 * sheet.margin_mm  # 210 - 2 * 12


@pytest.mark.parametrize(
    ("language", "pages"),
    [("en", 2), ("ar", 2), ("ur", 4), ("ur-PK", 4), ("ks", 4), ("uk", 2), ("ta", 4)],
)
def test_a_language_may_have_another_leaf(language: str, pages: int) -> None:
    """Urdu stands on lines twice as high, and Tamil is wide."""
    assert pages == SHEETS["a4"].pages_for(language)


def test_sheet_without_a_limit_has_none_for_anybody() -> None:
    """0 means as many as it takes."""
    sheet = dataclasses.replace(SHEETS["a4"], max_pages=0)

    assert {0} == {sheet.pages_for(language) for language in ("en", "ur")}
