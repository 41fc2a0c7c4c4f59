"""The sheets that come with the program."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest

from leaflet.assemble import Job, Library
from leaflet.html import HtmlPage
from leaflet.html.styles import families
from leaflet.pdf.pool import pool
from leaflet.sheets import LETTER, SHEETS, TABLOID, Size
from leaflet.workspace import read_workspace
from tests.handouts import ARTICLE, library

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


# Laid out


@pytest.fixture(scope="module")
def worker() -> Iterator[Executor]:
    with pool(1, families(["en", "de", "ta"])) as executor:
        yield executor


def page_of(found: Library, article: str, tag: str, sheet: str) -> HtmlPage:
    """Return a handout's page."""
    return found.page(found.readiness(Job(article=article, language=tag, sheet=sheet)))


def rows_by_page(page: HtmlPage) -> list[list[str]]:
    """Return the first words of each row of tables, page by page; in a worker."""
    from weasyprint.formatting_structure.boxes import TextBox

    from leaflet.pdf.layouts import fitted

    found = []
    for laid in fitted(page).pages:
        boxes = list(laid._page_box.descendants())
        rows = [box for box in boxes if getattr(box, "element_tag", "") == "tr"]
        words = [
            [one.text for one in row.descendants() if isinstance(one, TextBox)] for row in rows
        ]
        found.append([row[0] for row in words])
    return found


WORDS = " ".join(["A sentence that is neither very long nor short."] * 9)


@pytest.mark.slow
@pytest.mark.parametrize(("sheet", "before"), [("large-print", 5), ("a4", 13)])
def test_table_stays_on_one_page(worker: Executor, tmp_path: Path, sheet: str, before: int) -> None:
    """Unless no page has room for it; then it goes on below its head."""

    def rows(number: int) -> list[list[str]]:
        table = "".join(f"| r{row} | 10 ml |\n" for row in range(number))
        filling = f"{WORDS}\n\n" * before
        text = f"{filling}| When | How much |\n|---|---|\n{table}\n{WORDS}\n"
        (tmp_path / "articles").mkdir(exist_ok=True)
        (tmp_path / "articles/doses.md").write_text(f'+++\ntitle = "Doses"\n+++\n\n{text}')
        (tmp_path / "leaflet.toml").write_text('[clinic]\nterritory = "GB"\n')
        page = page_of(Library(read_workspace(tmp_path)), "doses", "en", sheet)
        free = dataclasses.replace(page, max_pages=0)
        return [page for page in worker.submit(rows_by_page, free).result() if page]

    assert [["When", *(f"r{row}" for row in range(12))]] == rows(12)
    parts = rows(100)
    assert len(parts) > 1
    assert {"When"} == {part[0] for part in parts}


def pages_of_boxes(page: HtmlPage) -> dict[str, set[int]]:
    """Return the pages that each urgent box stands on, by its classes; in a worker."""
    from leaflet.pdf.layouts import fitted

    found: dict[str, set[int]] = {"callout emergency": set(), "callout warning": set()}
    for number, laid in enumerate(fitted(page).pages, 1):
        for box in laid._page_box.descendants():
            element = getattr(box, "element", None)
            if element is not None and element.get("class") in found:
                found[element.get("class")].add(number)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["en", "de", "ta"])
def test_urgent_boxes_of_a_booklet_stand_whole(worker: Executor, tag: str) -> None:
    """One on the cover; the other on a page of its own choice, rather than in two halves."""
    page = page_of(library(), ARTICLE, tag, "booklet")
    pages = worker.submit(pages_of_boxes, page).result()

    assert {1} == pages["callout emergency"]
    assert 1 == len(pages["callout warning"])


@pytest.mark.slow
def test_foot_of_a_folded_sheet_says_whose_it_is_where_there_is_room() -> None:
    """On every side, above the line with the code."""

    def foot(tag: str, sheet: str) -> str:
        html = page_of(library(), ARTICLE, tag, sheet).html
        return html[html.index('<div class="footer') : html.index('<div class="band')]

    name = "Riverside Health Centre"
    for sheet in ("a6-cards", "trifold-letter"):
        for tag in ("de", "ta", "ur"):
            assert foot(tag, sheet).index(name) < foot(tag, sheet).index('class="code"')
        assert name not in foot("en", sheet)  # it stands at the head
    for tag in ("en", "de", "ar", "so"):
        # The whole width of a booklet's page is left to it: the code is on no line of its own.
        assert foot(tag, "booklet").index("</p>") < foot(tag, "booklet").index('class="code"')
        assert 'class="footer below"' in foot(tag, "booklet")
