"""How much of a line's height a text needs, measured from the ink of its letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from pathlib import Path

import pypdfium2

from leaflet.html import HtmlPage
from leaflet.languages import language
from tests.corpus import document, setting_of

FONT_PX, BAND_EM, WIDTH_PX, MARGIN_PX = 32, 5, 1600, 40
"""The type is set in bands so high that no ink of one stands in the next."""

BAND_PX = FONT_PX * BAND_EM
WHITE = b"\xff"
NOTHING = 10**6


def lines(words: Iterable[str], letters: int = 44) -> list[str]:
    """Return words in lines of about so many letters."""
    found: list[str] = []
    for word in words:
        if found and len(found[-1]) + len(word) < letters:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def bands(texts: Mapping[str, Sequence[str]], weight: str) -> HtmlPage:
    """Return a document with a page for each language, and its lines in bands."""
    pages, rules = [], []
    for index, (tag, found) in enumerate(texts.items()):
        setting = language(tag)
        height = len(found) * BAND_PX + 2 * MARGIN_PX
        rules.append(f"@page p{index} {{ size: {WIDTH_PX}px {height}px; margin: {MARGIN_PX}px }}")
        rows = "".join(f"<p>{setting_of(tag, line)}</p>" for line in found)
        pages.append(
            f'<section lang="{setting.tag}" dir="{setting.direction}" style="page: p{index}">'
            f"{rows}</section>"
        )
    style = (
        f"{' '.join(rules)} body, p {{ margin: 0 }} section {{ break-before: page }} "
        f"p {{ height: {BAND_PX}px; font-size: {FONT_PX}px; line-height: {BAND_EM} !important; "
        f"font-weight: {weight}; white-space: nowrap }}"
    )
    return document("".join(pages), texts, name=f"ink, {weight}", style=style)


@dataclass(frozen=True, kw_only=True)
class Ink:
    """The pixels of a page of bands."""

    rows: tuple[bytes, ...]
    """Of the bands, one byte a pixel, from the top."""

    @cached_property
    def need(self) -> float:
        """The line height, of the type's, at which any line may stand below any other."""
        inked = [row % BAND_PX for row, pixels in enumerate(self.rows) if pixels.strip(WHITE)]
        return (max(inked) - min(inked) + 1) / FONT_PX

    @cached_property
    def need_as_it_stands(self) -> float:
        """The line height at which each line keeps clear of the next, two pixels to each side."""
        outlines = [
            self._outline(start) for start in range(0, len(self.rows) - BAND_PX + 1, BAND_PX)
        ]
        touching = (
            bottom - min(below[max(0, x - 2) : x + 3], default=(NOTHING, 0))[0]
            for above, below in pairwise(outlines)
            for x, (_, bottom) in enumerate(above)
        )
        return max(touching) / FONT_PX

    def _outline(self, start: int) -> list[tuple[int, int]]:
        """Return where the ink of a band begins and ends, pixel by pixel from the left."""
        band = b"".join(self.rows[start : start + BAND_PX])
        width = len(self.rows[0])
        outline = []
        for x in range(width):
            column = band[x::width]
            inked = column.lstrip(WHITE)
            ends = (BAND_PX - len(inked), len(column.rstrip(WHITE)))
            outline.append(ends if inked else (NOTHING, -NOTHING))
        return outline


def ink(path: Path, page: int) -> Ink:
    """Return the ink of a page of bands (starts at 1)."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        bitmap = pdf[page - 1].render(scale=96 / 72, grayscale=True)  # a pixel of CSS is one
        pixels, stride = bytes(bitmap.buffer), bitmap.stride
        return Ink(
            rows=tuple(
                pixels[row * stride : row * stride + bitmap.width]
                for row in range(MARGIN_PX, bitmap.height - MARGIN_PX)
            )
        )
    finally:
        pdf.close()


PIXELS_PER_MM = 4
LEAST_MM = 1.5
"""Lower than a letter of 12 pt: a row of dots and marks that stand apart from their letters."""


def edges_mm(path: Path, page: int, *, below_mm: float) -> list[tuple[float, float]]:
    """
    Return where the ink of each line of a page begins and ends, from the left edge of the paper.

    Args:
        path: Of the PDF.
        page: Starts at 1.
        below_mm: What stands above is left out, as a heading.
    """
    pdf = pypdfium2.PdfDocument(path)
    try:
        bitmap = pdf[page - 1].render(scale=PIXELS_PER_MM * 25.4 / 72, grayscale=True)
        pixels, stride, width = bytes(bitmap.buffer), bitmap.stride, bitmap.width
        rows = [
            pixels[row * stride : row * stride + width]
            for row in range(int(below_mm * PIXELS_PER_MM), bitmap.height)
        ]
    finally:
        pdf.close()
    found = []
    for inked, group in groupby(rows, key=lambda row: bool(row.strip(WHITE))):
        line = list(group)
        if inked and len(line) > LEAST_MM * PIXELS_PER_MM:
            left = min(width - len(row.lstrip(WHITE)) for row in line)
            right = max(len(row.rstrip(WHITE)) for row in line)
            found.append((left / PIXELS_PER_MM, right / PIXELS_PER_MM))
    return found
