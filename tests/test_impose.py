"""Folded and cut paper: page orders, and handouts put together by them and read back."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter, ImageOps

from leaflet.errors import ContentError
from leaflet.html import HtmlPage
from leaflet.impose import render
from leaflet.impose.folding import (
    Binding,
    Row,
    Side,
    booklet_order,
    cards_order,
    sides,
    trifold_order,
)
from leaflet.impose.paper import PT_PER_MM, binding, impose
from leaflet.languages import language
from leaflet.sheets import SHEETS, Fold
from tests.handouts import ARTICLE, ROOT, manifest
from tests.reading import Letter, letters, text
from tests.structure import tree

FOLDED = [name for name, sheet in SHEETS.items() if sheet.fold]
BINDINGS: tuple[Binding, ...] = ("left", "right")
PAGES = st.integers(1, 40)


def fold_of(name: str) -> Fold:
    """Return the fold of a sheet."""
    fold = SHEETS[name].fold
    assert fold is not None
    return fold


# Orders


@given(PAGES, st.sampled_from(BINDINGS))
def test_each_page_of_a_booklet_stands_once(pages: int, side: Binding) -> None:
    """And blanks fill up the last sheet of paper."""
    found = Counter(page for row in booklet_order(pages, side) for page in row)
    assert {*range(1, pages + 1)} == found.keys() - {None}
    assert {1} == {count for page, count in found.items() if page}
    assert -pages % 4 == found[None]


@given(PAGES, st.sampled_from(BINDINGS))
def test_each_panel_of_a_trifold_stands_once(pages: int, side: Binding) -> None:
    """And blanks fill up the six panels."""
    found = Counter(page for row in trifold_order(pages, side) for page in row)
    assert {*range(1, pages + 1)} == found.keys() - {None}
    assert {1} == {count for page, count in found.items() if page}
    assert -pages % 6 == found[None]


@given(PAGES)
def test_each_card_stands_four_times(pages: int) -> None:
    """On a side of its own, so that every card has its own back."""
    assert [{page} for page in range(1, pages + 1)] == [set(row) for row in cards_order(pages)]
    assert {4} == {len(row) for row in cards_order(pages)}


@pytest.mark.parametrize("order", [booklet_order, trifold_order])
@given(pages=PAGES)
def test_right_to_left_is_a_mirror(order: Any, pages: int) -> None:
    """Every row of it."""
    assert tuple(row[::-1] for row in order(pages, "left")) == order(pages, "right")


def leaves(rows: tuple[Row, ...]) -> list[tuple[Row, Row]]:
    """Return front and back of each sheet of paper."""
    return list(zip(rows[::2], rows[1::2], strict=True))


@given(PAGES, st.sampled_from(BINDINGS))
def test_booklet_can_be_leafed_through(pages: int, side: Binding) -> None:
    """Folded and put into each other, the sheets show the pages in their order."""
    full = -(-pages // 4) * 4
    # What is seen from the front cover on: outer halves of each sheet, front and back, then inward.
    near, far = (1, 0) if side == "left" else (0, 1)
    first = []
    last = []
    for front, back in leaves(booklet_order(pages, side)):
        # Turned over the short edge, what was on the left lies on the right.
        first += [front[near], back[far]]
        last += [front[far], back[near]]
    expected = [page if page <= pages else None for page in range(1, full + 1)]
    assert expected == first + last[::-1]


@given(PAGES, st.sampled_from(BINDINGS))
def test_panels_have_their_backs(pages: int, side: Binding) -> None:
    """The second panel is behind the title, the third behind the last."""
    for number, (outside, inside) in enumerate(leaves(trifold_order(pages, side))):
        behind = dict(zip(outside, inside[::-1], strict=True))
        whole = {6 * number + 1: 2, 6 * number + 6: 3, 6 * number + 5: 4}
        for front, back in whole.items():
            if front <= pages:
                page = 6 * number + back
                assert (page if page <= pages else None) == behind[front]


# Places


def areas(name: str, side: Side) -> list[tuple[int, float, float, float, float]]:
    """Return page, left, bottom, right and top of what stands on a side."""
    sheet, fold = SHEETS[name], fold_of(name)
    found = []
    for place in side.placements:
        panel = (place.page - 1) % fold.pages + 1
        width = sheet.size.width_mm - (fold.tucked_mm if panel in fold.tucked else 0)
        found.append(
            (
                place.page,
                place.left_mm,
                place.bottom_mm,
                place.left_mm + width,
                place.bottom_mm + sheet.size.height_mm,
            )
        )
    return found


@pytest.mark.parametrize("side", BINDINGS)
@pytest.mark.parametrize("name", FOLDED)
def test_pages_lie_on_the_paper_and_not_on_each_other(name: str, side: Binding) -> None:
    """To a hundredth of a millimetre."""
    fold = fold_of(name)
    for one in sides(SHEETS[name], 6, side):
        found = areas(name, one)
        for _, left, bottom, right, top in found:
            assert -0.01 <= left < right <= fold.width_mm + 0.01
            assert -0.01 <= bottom < top <= fold.height_mm + 0.01
        for index, (_, left, bottom, right, top) in enumerate(found):
            for _, left_2, bottom_2, right_2, top_2 in found[index + 1 :]:
                apart = right <= left_2 + 0.01 or right_2 <= left + 0.01
                assert apart or top <= bottom_2 + 0.01 or top_2 <= bottom + 0.01


@pytest.mark.parametrize("side", BINDINGS)
@pytest.mark.parametrize("name", FOLDED)
def test_front_and_back_are_cut_and_folded_at_one_place(name: str, side: Binding) -> None:
    """The narrow panel has the narrow panel behind it; a card its own back."""
    fold = fold_of(name)
    both = sides(SHEETS[name], 12 if fold.kind == "trifold" else 8, side)
    for front, back in zip(both[::2], both[1::2], strict=True):
        seen = sorted(
            (round(left, 2), round(right, 2)) for _, left, _, right, _ in areas(name, front)
        )
        # Turned over, the sheet is seen in a mirror.
        behind = sorted(
            (round(fold.width_mm - right, 2), round(fold.width_mm - left, 2))
            for _, left, _, right, _ in areas(name, back)
        )
        assert len(seen) == len(behind)
        for one, other in zip(seen, behind, strict=True):
            assert one == pytest.approx(other)


@pytest.mark.parametrize("side", BINDINGS)
@pytest.mark.parametrize("name", ["trifold", "trifold-letter"])
def test_tucked_panel_is_at_the_edge_and_shorter(name: str, side: Binding) -> None:
    """2.9 mm or more, or the paper bulges; and nothing is left of the sheet's width."""
    fold = fold_of(name)
    assert 2.9 <= fold.tucked_mm
    for one in sides(SHEETS[name], 12, side):
        widths = {page: right - left for page, left, _, right, _ in areas(name, one)}
        assert fold.width_mm == pytest.approx(sum(widths.values()))
        narrow = [page for page, width in widths.items() if width == min(widths.values())]
        assert [page for page in one.placements[0:1] + one.placements[-1:] if page.page in narrow]
        assert {(page - 1) % 6 + 1 for page in narrow} <= set(fold.tucked)


@pytest.mark.parametrize("side", BINDINGS)
@pytest.mark.parametrize("name", FOLDED)
def test_marks_stand_between_pages(name: str, side: Binding) -> None:
    """In the margin of a page, where no text is."""
    margin = SHEETS[name].margin_mm
    for one in sides(SHEETS[name], 6, side):
        assert one.marks
        for mark in one.marks:
            for x, y in (mark.start_mm, mark.end_mm):
                for _, left, bottom, right, top in areas(name, one):
                    inside = left + margin < x < right - margin
                    assert not (inside and bottom + margin < y < top - margin)


# Handouts


TAGS = ("en", "ar", "km")
NAMES = ("booklet", "trifold", "a6-cards")
BOTH = [(tag, name) for tag in TAGS for name in NAMES]

slow = pytest.mark.slow
each = pytest.mark.parametrize(("tag", "name"), BOTH)


def flat(folder: Path, tag: str, name: str) -> Path:
    """Return the handout."""
    return folder / ARTICLE / f"{ARTICLE}.{tag}.{name}.pdf"


def printed(folder: Path, tag: str, name: str) -> Path:
    """Return the file to print and fold."""
    return folder / ARTICLE / f"{ARTICLE}.{tag}.{name}.print.pdf"


def plan(folder: Path, tag: str, name: str) -> tuple[Side, ...]:
    """Return what should stand where."""
    with pikepdf.open(flat(folder, tag, name)) as pdf:
        side: Binding = "right" if language(tag).direction == "rtl" else "left"
        assert side == binding(pdf)
        return sides(SHEETS[name], len(pdf.pages), side)


def inked(letters_found: list[Letter]) -> list[Letter]:
    """Return the letters that can be seen."""
    return [one for one in letters_found if one.text.strip() and one.right_mm > one.left_mm]


def spot(one: Letter, left_mm: float = 0, bottom_mm: float = 0) -> tuple[float, ...]:
    """Return where a letter's ink is, moved, to a twentieth of a millimetre."""
    ink = [one.left_mm + left_mm, one.bottom_mm + bottom_mm]
    ink += [one.right_mm + left_mm, one.top_mm + bottom_mm]
    return tuple(round(20 * value) / 20 for value in ink)


def near(expected: list[tuple[float, ...]], actual: list[tuple[float, ...]]) -> bool:
    """Tell whether two sets of spots are the same but for rounding."""
    if len(expected) != len(actual):
        return False
    others = list((Counter(actual) - Counter(expected)).elements())
    for one in (Counter(expected) - Counter(actual)).elements():
        beside = (
            other
            for other in others
            if all(abs(a - b) <= 0.11 for a, b in zip(one, other, strict=True))
        )
        found = next(beside, None)
        if found is None:
            return False
        others.remove(found)
    return True


def picture(path: Path, page: int, area_mm: tuple[float, ...] | None = None) -> Image.Image:
    """Return a page (starts at 1), or an area of it: left, bottom, right, top."""
    document = pypdfium2.PdfDocument(path)
    try:
        shown = document[page - 1]
        if area_mm is None:
            return _grey(shown.render(scale=2))
        left, bottom, right, top = (side * PT_PER_MM for side in area_mm)
        around = (left, bottom, shown.get_width() - right, shown.get_height() - top)
        return _grey(shown.render(scale=2, crop=around))
    finally:
        document.close()


def _grey(rendered: Any) -> Image.Image:
    found: Image.Image = rendered.to_pil()
    return found.convert("L")


GRID = (24, 36)
"""So many areas of a page are compared, across and down; each is some millimetres wide."""


def darkness(shown: Image.Image) -> list[int]:
    """Return how dark the areas of a page are, 0 to 255, row by row."""
    return list(ImageOps.invert(shown.resize(GRID, Image.Resampling.BOX)).tobytes())


@slow
@each
def test_every_page_is_where_it_belongs(every_sheet: Path, tag: str, name: str) -> None:
    """A page looks in its place as it looks alone, upright and in its size; a blank is white."""
    # Without the margins, where the marks are; but bars and the white of QR codes reach into them.
    margin = 2 * PT_PER_MM * (SHEETS[name].margin_mm - 2.7)
    for number, side in enumerate(plan(every_sheet, tag, name), start=1):
        for page, left, bottom, right, top in areas(name, side):
            alone = picture(flat(every_sheet, tag, name), page)
            placed = picture(printed(every_sheet, tag, name), number, (left, bottom, right, top))
            placed = placed.resize(alone.size)
            cut = (margin, margin)
            box = (*cut, alone.width - cut[0], alone.height - cut[1])
            expected, actual = darkness(alone.crop(box)), darkness(placed.crop(box))
            assert max(expected) > 40
            worst = max(abs(one - two) for one, two in zip(expected, actual, strict=True))
            assert worst < 30, (number, page)


def test_comparison_of_pictures_bites() -> None:
    """Two pages of text, or one and the same upside down, are told apart."""
    one = Image.effect_noise((420, 595), 60).filter(ImageFilter.BoxBlur(8))
    one = ImageOps.autocontrast(one)
    for other in (one.rotate(180), ImageOps.mirror(one), ImageOps.autocontrast(one.rotate(3))):
        pairs = zip(darkness(one), darkness(other), strict=True)
        assert 30 <= max(abs(first - second) for first, second in pairs)


@slow
@pytest.mark.parametrize(("lines", "refused"), [(9, False), (60, True)])
def test_box_that_is_too_high_for_a_card_is_refused(lines: int, refused: bool) -> None:
    """Nobody gets a card with half of an emergency box."""
    sheet = SHEETS["a6-cards"]
    style = "@page { size: 105mm 148mm; margin: 7mm } .callout { break-inside: avoid }"
    box = f'<div class="callout emergency">{"<p>Call 999</p>" * lines}</div>'
    html = f'<html lang="en"><title>x</title><style>{style}</style><h1>x</h1>{box}'
    page = HtmlPage(html=html, resources={}, name="x", sheet=sheet, max_pages=0)
    if not refused:
        assert render(page).imposed
        return
    with pytest.raises(ContentError) as caught:
        render(page)
    assert ["split"] == [problem.code for problem in caught.value.problems]


@slow
@pytest.mark.parametrize("name", ["booklet", "trifold", "a6-cards"])
def test_patterns_move_with_their_pages(name: str, tmp_path: Path) -> None:
    """A ground of repeated pictures lies where the page begins, whatever its content does."""
    sheet = SHEETS[name]
    space = "xmlns='http://www.w3.org/2000/svg' width='60' height='60'"
    ground = f"data:image/svg+xml,<svg {space}><path d='M0 0h30v30z'/></svg>"
    box = f'<div style="background: url(&quot;{ground}&quot;); height: 43mm"></div>'
    size = f"{sheet.size.width_mm}mm {sheet.size.height_mm}mm"
    style = f"@page {{ size: {size}; margin: 20mm }} div {{ break-after: page }}"
    html = f'<html lang="en"><title>x</title><style>{style}</style>{box * 2}'
    page = HtmlPage(html=html, resources={}, name="x", sheet=sheet, max_pages=0)
    made = render(page)
    for path, data in (("flat", made.data), ("paper", made.imposed)):
        (tmp_path / f"{path}.pdf").write_bytes(data)
    with pikepdf.open(tmp_path / "flat.pdf") as document:
        assert len(document.pages[0].Resources.Pattern)
    found = 0
    for number, side in enumerate(sides(sheet, made.pages, "left"), start=1):
        for where, left, bottom, right, top in areas(name, side):
            alone = picture(tmp_path / "flat.pdf", where)
            placed = picture(tmp_path / "paper.pdf", number, (left, bottom, right, top))
            margin = 2 * PT_PER_MM * 10
            cut = (margin, margin, alone.width - margin, alone.height - margin)
            expected = darkness(alone.crop(cut))
            actual = darkness(placed.resize(alone.size).crop(cut))
            worst = max(abs(one - two) for one, two in zip(expected, actual, strict=True))
            assert worst < 30
            found += max(expected) > 40
    assert found >= 2


@slow
@pytest.mark.parametrize(("tag", "name"), [("en", "booklet"), ("en", "trifold")])
def test_every_letter_is_where_it_belongs(every_sheet: Path, tag: str, name: str) -> None:
    """Each letter of each page stands in its cell, upright and in its size; no other does."""
    for number, side in enumerate(plan(every_sheet, tag, name), start=1):
        expected = [
            spot(one, place.left_mm, place.bottom_mm)
            for place in side.placements
            for one in inked(letters(flat(every_sheet, tag, name), place.page))
        ]
        actual = [spot(one) for one in inked(letters(printed(every_sheet, tag, name), number))]
        assert len(expected) == len(actual)
        assert near([one[:2] for one in expected], [one[:2] for one in actual])
        assert near([one[2:] for one in expected], [one[2:] for one in actual])


def destinations(path: Path) -> list[tuple[str, int, float, float]]:
    """Return title, page (starts at 1), and place in millimetres of each bookmark."""
    with pikepdf.open(path) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        found = []

        def walk(one: Any) -> None:
            while one is not None:
                page, _, x, y, *_ = one.Dest
                found.append(
                    (
                        str(one.Title),
                        pages[page.objgen],
                        float(x) / PT_PER_MM,
                        float(y) / PT_PER_MM,
                    )
                )
                walk(one.get("/First"))
                one = one.get("/Next")

        walk(pdf.Root.Outlines.First)
        return found


def links(path: Path) -> list[tuple[str, int, list[float]]]:
    """Return target, page (starts at 1), and rectangle in millimetres of each link."""
    with pikepdf.open(path) as pdf:
        return [
            (str(link.A.URI), number, [float(side) / PT_PER_MM for side in link.Rect])
            for number, page in enumerate(pdf.pages, start=1)
            for link in page.get("/Annots", [])
        ]


@slow
@each
def test_bookmarks_and_links_move_with_their_pages(every_sheet: Path, tag: str, name: str) -> None:
    """They lead to the side and the place where their words stand now."""
    where: dict[int, tuple[int, float, float]] = {}
    for number, side in enumerate(plan(every_sheet, tag, name), start=1):
        for place in side.placements:
            where.setdefault(place.page, (number, place.left_mm, place.bottom_mm))
    expected_marks = [
        (title, where[page][0], x + where[page][1], y + where[page][2])
        for title, page, x, y in destinations(flat(every_sheet, tag, name))
    ]
    actual_marks = destinations(printed(every_sheet, tag, name))
    assert [mark[:2] for mark in expected_marks] == [mark[:2] for mark in actual_marks]
    for expected, actual in zip(expected_marks, actual_marks, strict=True):
        assert expected[2:] == pytest.approx(actual[2:], abs=0.01)
    expected_links = sorted(
        (
            uri,
            where[page][0],
            [side + where[page][1 + at % 2] for at, side in enumerate(rectangle)],
        )
        for uri, page, rectangle in links(flat(every_sheet, tag, name))
    )
    actual_links = sorted(links(printed(every_sheet, tag, name)))
    for one, two in zip(expected_links, actual_links, strict=True):
        assert one[:2] == two[:2]
        assert one[2] == pytest.approx(two[2], abs=0.01)


@slow
@each
def test_same_handout_makes_the_same_paper(every_sheet: Path, tag: str, name: str) -> None:
    """Byte for byte."""
    data = flat(every_sheet, tag, name).read_bytes()
    assert printed(every_sheet, tag, name).read_bytes() == impose(data, SHEETS[name])


@slow
def test_manifest_names_both_files(every_sheet: Path) -> None:
    """The flat one is the record; the other stands beside it, with its digest."""
    rows = [row for row in manifest(every_sheet) if row["sheet"] in FOLDED]
    assert set(FOLDED) == {row["sheet"] for row in rows}
    for row in rows:
        path = flat(every_sheet, row["language"], row["sheet"])
        paper = printed(every_sheet, row["language"], row["sheet"])
        digest = hashlib.sha256(paper.read_bytes()).hexdigest()
        assert f"{ARTICLE}/{path.name}" == row["path"]
        assert {"path": f"{ARTICLE}/{paper.name}", "sha256": digest} == row["imposed"]


@slow
def test_index_leads_to_what_is_printed(every_sheet: Path) -> None:
    """Who clicks on a folding sheet gets the paper, not its single pages."""
    said = (every_sheet / "index.html").read_text()
    for tag, name in BOTH:
        assert f'href="{ARTICLE}/{printed(every_sheet, tag, name).name}"' in said


@slow
@pytest.mark.parametrize("tag", TAGS)
def test_draft_stands_on_every_folded_page(every_sheet: Path, tag: str) -> None:
    """In the staff's language too, on pages, panels and cards."""
    for name in NAMES:
        path = flat(every_sheet, tag, name)
        for number in range(1, manifest_pages(every_sheet, tag, name) + 1):
            assert "Draft" in text(path, "-f", str(number), "-l", str(number)), (name, number)


def manifest_pages(folder: Path, tag: str, name: str) -> int:
    """Return the number of pages of a handout."""
    rows = manifest(folder)
    return next(int(row["pages"]) for row in rows if (row["language"], row["sheet"]) == (tag, name))


@slow
@pytest.mark.parametrize("tag", TAGS)
def test_emergency_box_stands_on_the_first_page(every_sheet: Path, tag: str) -> None:
    """On the title of a booklet or tri-fold, on the front of a card."""
    for name in NAMES:
        assert "999" in text(flat(every_sheet, tag, name), "-f", "1", "-l", "1"), name


@slow
@pytest.mark.parametrize("tag", TAGS)
def test_trifold_fills_six_panels(every_sheet: Path, tag: str) -> None:
    """And no more."""
    assert 6 == manifest_pages(every_sheet, tag, "trifold")


TWO_SHEETS = (("ta", "left"), ("ur", "right"))


@slow
@pytest.mark.parametrize(("tag", "spine"), TWO_SHEETS)
def test_second_trifold_is_folded_as_the_first(every_sheet: Path, tag: str, spine: str) -> None:
    """Panels 7 to 12 lie on it as 1 to 6 on the first; by where their letters are on paper."""
    pages = manifest_pages(every_sheet, tag, "trifold")
    assert 6 < pages <= 12
    assert 4 == len(pikepdf.open(printed(every_sheet, tag, "trifold")).pages)
    order = ((5, 6, 1), (2, 3, 4), (11, 12, 7), (8, 9, 10))
    rows = [row if spine == "left" else row[::-1] for row in order]
    begins = {"left": ((0, 97, 197), (0, 100, 200)), "right": ((0, 100, 200), (0, 97, 197))}[spine]
    for number, row in enumerate(rows, start=1):
        expected = [
            spot(one, begins[(number - 1) % 2][at])
            for at, page in enumerate(row)
            if page <= pages
            for one in inked(letters(flat(every_sheet, tag, "trifold"), page))
        ]
        actual = [spot(one) for one in inked(letters(printed(every_sheet, tag, "trifold"), number))]
        assert near(expected, actual), number


def boxes_of(path: Path) -> list[int]:
    """Return how often the number to call stands on each page."""
    with pikepdf.open(path) as pdf:
        numbers = range(1, len(pdf.pages) + 1)
    return [text(path, "-f", str(one), "-l", str(one)).count("999") for one in numbers]


@slow
@pytest.mark.parametrize("name", NAMES)
def test_box_that_goes_on_is_whole_twice(every_sheet: Path, name: str) -> None:
    """The front has the first half of it at least; who listens hears it once, as one list."""
    path = flat(every_sheet, "ur", name)
    assert [1, 1] == [min(1, count) for count in boxes_of(path)[:2]]
    with pikepdf.open(path) as pdf:
        heard = " ".join(node.text for node in tree(pdf).walk() if node.kind in ("P", "Div"))
    assert 1 == heard.count("999") - heard.count("0999")


@slow
def test_warning_goes_on_between_its_items(tmp_path: Path) -> None:
    """Where no page has room for it: each says whom to call, has two items at least, none twice."""
    style = "@page { size: 105mm 148mm; margin: 7mm } li { break-inside: avoid }"
    style += ":root { --leading: 1.4; --tight: 1.2; --floor: 12pt }"
    style += (ROOT / "templates" / "folded.css").read_text(encoding="utf-8")
    items = [f"sign {number}." for number in range(24)]
    halves = "".join(
        f"<div><ul>{''.join(f'<li>{item}</li>' for item in half)}</ul></div>"
        for half in (items[:12], items[12:])
    )
    html = (
        f'<html lang="en"><title>x</title><style>{style}</style>'
        '<div class="callout warning"><div class="top"><div class="heading"><p>Call 111</p></div>'
        f'</div><div class="inside"><div class="halves">{halves}</div></div></div>'
    )
    sheet = SHEETS["a6-cards"]
    page = HtmlPage(html=html, resources={}, name="x", sheet=sheet, max_pages=0)
    path = tmp_path / "x.pdf"
    path.write_bytes(render(page).data)
    with pikepdf.open(path) as pdf:
        numbers = range(1, len(pdf.pages) + 1)
    said = [text(path, "-f", str(one), "-l", str(one)) for one in numbers]
    assert len(said) > 1
    assert [1] * len(said) == [one.count("Call 111") for one in said]
    assert all(one.count("sign") >= 2 for one in said)
    assert [1] * 24 == [sum(one.count(item) for one in said) for item in items]


@slow
def test_back_cover_says_whom_to_call(every_sheet: Path) -> None:
    """The last page of a booklet is the last of its paper."""
    for tag in TAGS:
        pages = manifest_pages(every_sheet, tag, "booklet")
        assert 0 == pages % 4
        last = text(flat(every_sheet, tag, "booklet"), "-f", str(pages), "-l", str(pages))
        assert "020 7946 0999" in " ".join(last.split())


@slow
def test_cards_have_four_sides(every_sheet: Path) -> None:
    """Two cards in every language that no other is granted to; whom to call is on the last."""
    for tag in TAGS:
        assert 4 == manifest_pages(every_sheet, tag, "a6-cards")
        last = " ".join(text(flat(every_sheet, tag, "a6-cards"), "-f", "4", "-l", "4").split())
        assert "020 7946 0999" in last


@slow
def test_prune_takes_all_files_of_a_handout(tmp_path: Path) -> None:
    """The paper to fold and the file for the print shop go with the handout."""
    root = tmp_path / "clinic"
    root.mkdir()
    for name in ("articles", "translations", "templates", "leaflet.toml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, root / name)
    ask = [sys.executable, "-m", "leaflet", "-w", str(root), "build"]
    subprocess.run([*ask, "-l", "de", "-s", "a6-cards", "--print-shop"], check=True)
    files = root / "output" / ARTICLE
    assert 3 == len(list(files.glob("*.de.a6-cards.*")))
    (root / "articles" / f"{ARTICLE}.md").rename(root / "articles" / "renamed.md")
    # In German it is refused, since nobody has translated it under its new name: no PDF is made.
    subprocess.run([*ask, "-l", "de", "--prune", "--dry-run"], check=False)
    assert 3 == len(list(files.glob("*.de.a6-cards.*")))
    subprocess.run([*ask, "-l", "de", "--prune"], check=False)
    assert [] == list(files.glob("*.de.a6-cards.*"))


@slow
def test_card_says_what_the_article_chose(every_sheet: Path) -> None:
    """The marked blocks, the emergency box and the clinic's number; nothing of the rest."""
    said = " ".join(text(flat(every_sheet, "en", "a6-cards")).split())
    for words in ("Stay active", "Wrap a heat pack", "Hug your knees", "bladder", "020 7946 0000"):
        assert words in said
    for words in ("glucosamine", "What a spasm is", "blood thinners"):
        assert words not in said
