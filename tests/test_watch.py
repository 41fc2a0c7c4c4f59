"""Watching: what stands outside its box is found, and nothing else is."""

from __future__ import annotations

import pytest
from weasyprint import HTML

from leaflet.pdf.watch import broad, overflows

PAGE = "<style>@page { size: 100mm; margin: 10mm } body { margin: 0; font: 13pt Noto Sans }</style>"
ROW = "<tr><td>Beclometasone<td>Levothyroxine<td>Hydrochlorothiazide</tr>"

pytestmark = pytest.mark.slow


def test_table_broader_than_its_column_is_found_once() -> None:
    """Each of its words keeps to its cell, and yet the table lies over the next column."""
    pages = HTML(string=f"{PAGE}<div style='columns: 2'><table>{ROW * 40}</table></div>").render()

    (number, tag, text, out_mm), *others = broad(pages.pages)

    assert (1, "table", "Beclometasone") == (number, tag, text)
    assert out_mm > 40
    assert not others
    assert not list(overflows(pages.pages))


def test_text_above_the_paper_is_found() -> None:
    """As a band at the head of the page that is higher than its margin."""
    pages = HTML(string=f"{PAGE}<p style='margin-top: -20mm'>Draft").render()

    assert ["Draft"] == [text for _, text, _ in overflows(pages.pages)]


def test_flush_left_cell_in_hebrew_is_no_fault() -> None:
    """The engine sets such a line to the left by the space that it takes off the line's end."""
    words = "יש למדוד את רמת הסוכר בדם לפני <span style='white-space: nowrap'>SOS 3624</span> "
    cell = f"<td style='text-align: end; padding: 1.5mm'>{words * 6}"
    pages = HTML(string=f"{PAGE}<html dir=rtl lang=he><table><tr>{cell}</table>").render()

    assert not list(overflows(pages.pages))
    assert not list(broad(pages.pages))
