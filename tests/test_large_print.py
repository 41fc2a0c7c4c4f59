"""The sheet in large print: how large, how wide, and what stands on its first page."""

from __future__ import annotations

import ctypes
import math
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from leaflet.article import Callout, Line
from leaflet.pdf.fit import settings
from leaflet.sheets import SHEETS
from tests.every_sheet import furniture, localized
from tests.handouts import ARTICLE, letters_only, manifest, words
from tests.reading import rows
from tests.structure import Node, tree

SHEET = SHEETS["large-print"]
TAGS = ("en", "ar", "de", "ja", "km", "ur")
LATIN = ("en", "de")
LEAST_PT = 16
"""UKAAF G003: the least that is large print; for what the staff alone read."""
ROUNDING_PT = 0.01


def handout(folder: Path, tag: str) -> Path:
    """Return the path of a handout in large print."""
    return folder / ARTICLE / f"{ARTICLE}.{tag}.{SHEET.name}.pdf"


def sizes(path: Path) -> list[tuple[str, float]]:
    """Return each letter with the size of its type, in points, as PDFium reads it."""
    document = pypdfium2.PdfDocument(path)
    found = []
    try:
        for page in document:
            read = page.get_textpage()
            matrix = pdfium.FS_MATRIX()
            for index in range(read.count_chars()):
                letter = read.get_text_range(index, 1)
                if pdfium.FPDFText_IsGenerated(read, index) or not letter.strip():
                    continue
                pdfium.FPDFText_GetMatrix(read, index, ctypes.byref(matrix))
                size = pdfium.FPDFText_GetFontSize(read, index)
                found.append((letter, size * math.hypot(matrix.c, matrix.d)))
    finally:
        document.close()
    return found


def on_first_page(path: Path) -> str:
    """Return the letters of the first page, in the order in which they are read."""

    def said(node: Node) -> str:
        return "".join(
            said(part) if isinstance(part, Node) else part
            for part in node.said
            if not isinstance(part, Node) or any(page == 0 for page in pages(part))
        )

    def pages(node: Node) -> set[int]:
        return {page for inner in node.walk() for page, _ in inner.places}

    with pikepdf.open(path) as document:
        return letters_only(said(tree(document)))


def test_type_is_never_smaller_than_eighteen_points() -> None:
    """However long the text is: it is refused before that."""
    assert 18 == SHEET.floor_pt
    assert 18 == min(setting.base_pt for setting in settings(SHEET))


@pytest.mark.slow
@pytest.mark.parametrize("tag", TAGS)
def test_no_letter_is_smaller_than_large_print(every_sheet: Path, tag: str) -> None:
    """Not in the footer, the draft's band or the colophon either; and most are of 18 or more."""
    found = sizes(handout(every_sheet, tag))
    assert min(size for _, size in found) >= LEAST_PT - ROUNDING_PT
    small = sum(size < SHEET.floor_pt - ROUNDING_PT for _, size in found)
    assert small < len(found) * 0.45  # the footers of eight pages, and the colophon


@pytest.mark.slow
@pytest.mark.parametrize("tag", LATIN)
def test_what_a_patient_reads_is_as_large_as_the_text(every_sheet: Path, tag: str) -> None:
    """The article, whom to call, what the sheet does not replace, and the number of the page."""
    large_print = SHEET.floor_pt - ROUNDING_PT
    read = letters_only(
        "".join(one for one, size in sizes(handout(every_sheet, tag)) if size >= large_print)
    )
    said = furniture(tag)
    ours = [
        said["Large print"],
        said["Draft:"],
        said["not yet checked by a qualified person."],
        said["This sheet does not replace the advice of a doctor, nurse or pharmacist."],
        said["Ask us for this sheet in large print or in another language."],
        said["Page {page} of {pages}"].format(page=1, pages=SHEET.max_pages),
    ]
    for expected in [*words(tag), *ours]:
        # Where it begins; further on, the foot of a page may stand in between.
        assert letters_only(expected)[:20] in read


@pytest.mark.slow
@pytest.mark.parametrize("tag", LATIN)
def test_lines_are_short(every_sheet: Path, tag: str) -> None:
    """At most 70 letters, a sixth of them spaces, so that the eye finds the next line."""
    path = handout(every_sheet, tag)
    lines = [row for page in range(1, SHEET.max_pages + 1) for row in rows(path, page)]
    assert 30 < max(map(len, lines)) <= 70 * 5 / 6


@pytest.mark.slow
@pytest.mark.parametrize("tag", TAGS)
def test_emergency_box_stands_whole_on_the_first_page(every_sheet: Path, tag: str) -> None:
    """With the title and the label of the sheet, in every script."""
    article = localized(tag)
    box = article.blocks[0]
    assert isinstance(box, Callout)
    found: list[Line] = []
    box.map(found.append)
    read = on_first_page(handout(every_sheet, tag))
    names = {furniture("en")["Large print"], furniture(tag)["Large print"]}
    for expected in [article.title.plain(), *names, *(line.plain() for line in found)]:
        assert letters_only(expected) in read


@pytest.mark.slow
def test_languages_have_as_many_sides(every_sheet: Path) -> None:
    """Four leaves, printed on both sides; Nastaliq takes more, which the sheet's table grants."""
    rows = [row for row in manifest(every_sheet) if row["sheet"] == SHEET.name]
    pages = {row["language"]: row["pages"] for row in rows if row["language"] in TAGS}
    assert {SHEET.max_pages} == {count for tag, count in pages.items() if tag != "ur"}
    assert SHEET.max_pages < pages["ur"] <= SHEET.pages_for("ur")
