"""What is mended in the engine stays mended."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from weasyprint import HTML
from weasyprint.formatting_structure import boxes

from leaflet.pdf import render  # puts the mends in place

PARAGRAPH = (
    "Votre glycémie à jeun doit rester entre 0,70 et 1,20 g/l. Deux heures après un repas, elle "
    "doit rester sous 1,80 g/l. Notez <strong>toujours</strong> la valeur, la date"
)


def lines(html: str, width_mm: float) -> list[str]:
    """Return the lines that a paragraph is broken into at a width."""
    style = f"@page {{ size: {width_mm}mm 100mm; margin: 0 }} body {{ font: 13pt 'Noto Sans' }}"
    document = HTML(string=f"<style>{style} body, p {{ margin: 0 }}</style><p>{html}").render()
    found: list[str] = []

    def walk(box: Any) -> str:
        if isinstance(box, boxes.TextBox):
            return str(box.text)
        said = "".join(walk(child) for child in getattr(box, "children", ()))
        if isinstance(box, boxes.LineBox):
            found.append(said.strip())
        return said

    walk(document.pages[0]._page_box)
    return found


@pytest.mark.parametrize("width_mm", range(40, 90, 5))
def test_right_to_left_lines_keep_to_their_edge(width_mm: int) -> None:
    """A line that ends before a value begins at the right edge, and its texts touch each other."""
    assert render.DECLARES
    style = f"@page {{ size: {width_mm}mm 200mm; margin: 0 }} body {{ margin: 0; font: 13pt Noto }}"
    words = "اتصلوا <b>فورًا</b> بالرقم <b>020 7946 0000</b> أو <i>اسألوا</i> الطبيب <b>999</b> "
    html = f'<html dir="rtl"><style>{style} b {{ white-space: nowrap }}</style><p>{words * 3}'
    page = HTML(string=html).render().pages[0]._page_box
    right = page.width
    for line in (box for box in page.descendants() if isinstance(box, boxes.LineBox)):
        texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
        spans = sorted((box.position_x, box.position_x + box.width) for box in texts if box.text)
        assert right == pytest.approx(spans[-1][1], abs=0.01)
        for (_, end), (start, _) in pairwise(spans):
            assert end == pytest.approx(start, abs=0.01)


@pytest.mark.parametrize(
    "words",
    [
        "در صورت درد پشت یا{}<b>اسپاسم‌های‌بلند</b>",
        "در <b>صورت درد</b>، پشت یا{}<b>اسپاسم‌های‌بلند</b>",
        "<b>در <i>صورت</i> درد، پشت یا</b>{}<span>اسپاسم‌های‌بلندتر</span>",
    ],
)
def test_right_to_left_letters_stand_as_before_a_forced_break(words: str) -> None:
    """What is measured of the boxes is what is printed: no comma stands on the bold words."""
    assert render.DECLARES
    style = (
        "@page { size: 80mm 40mm; margin: 5mm } body { margin: 0; font: 16pt Noto Naskh Arabic }"
    )

    def printed(between: str) -> bytes:
        html = f'<html dir="rtl"><style>{style}</style><p>{words.format(between)}'
        document = pypdfium2.PdfDocument(HTML(string=html).write_pdf())
        try:
            return bytes(document[0].render(scale=2, grayscale=True).buffer)
        finally:
            document.close()

    assert printed("<br>") == printed(" ")


def test_readers_agree_on_where_raised_marks_end() -> None:
    """In Nastaliq, where marks stand high and low, a line ends at its edge in PDFium too."""
    assert render.DECLARES
    style = "@page { size: 130mm 30mm; margin: 10mm 30mm } p { margin: 0 }"
    style += "p { font: 14pt/2.7 Noto Nastaliq Urdu }"
    html = f'<html dir="rtl"><style>{style}</style><p>حمل کے 20ویں ہفتے سے'
    document = pypdfium2.PdfDocument(HTML(string=html).write_pdf())
    try:
        bitmap = document[0].render(scale=1, grayscale=True)
        rows = [
            bytes(bitmap.buffer)[start:][: bitmap.width]
            for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
        ]
    finally:
        document.close()

    # 283 = 100 mm: from the left margin to the right edge of the line
    assert max(len(row.rstrip(b"\xff")) for row in rows) <= 283 + 3


def test_no_short_line_stands_before_bold_words() -> None:
    """A text that fits but for its last space is not broken after its first word."""
    assert render.DECLARES
    said = lines(PARAGRAPH, 89.5)
    assert "repas, elle doit rester sous 1,80 g/l. Notez" == said[2]
    assert 4 == len(said)


@pytest.mark.parametrize("width_mm", range(60, 110, 2))
def test_word_that_clings_to_bold_words_goes_on_with_them(width_mm: int) -> None:
    """The lines before it are as full as they can be."""
    said = "one two three four five six seven eight nine ten\u00a0{}\u00a0abcdefghijk"

    expected = [line.replace("\u00a0", " ") for line in lines(said.format("999"), width_mm)]
    found = lines(said.format("<span>999</span>"), width_mm)
    assert expected == [line.replace("\u00a0", " ") for line in found]


def test_picture_without_a_size_stands_in_a_right_to_left_line() -> None:
    """The engine would fail, and with it the sheet of a clinic's template."""
    picture = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>"

    document = HTML(string=f'<html dir="rtl"><p>x <img src="{picture}"></p>').render()

    assert 1 == len(document.pages)
