"""Sheets: the papers that a handout can be made for, one row each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The size of a page, upright."""

    width_mm: float
    """The shorter side."""
    height_mm: float
    """The longer side."""


A4 = Size(width_mm=210, height_mm=297)  # ISO 216
LETTER = Size(width_mm=215.9, height_mm=279.4)  # ANSI/ASME Y14.1: 8.5 × 11 inches


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One kind of handout: paper, type, and how much of it there may be."""

    name: str
    """What `-s` and the names of files say."""
    size: Size
    """Of the paper."""
    template: str = "handout.html"
    """The template that makes it, found in the clinic's folder first, then in the stock."""
    theme: str = "calm"
    """The style sheet `themes/<theme>.css` that is laid over the template's own."""
    columns: int = 2
    """1 or more."""
    margin_mm: float = 12
    """On all four sides; office printers need 12 (UKAAF, see docs/architecture.md#sheet)."""
    base_pt: float = 13
    """Size of the body's type before fitting."""
    floor_pt: float = 12
    """No fitting goes below; 12 is the least that UKAAF G003 allows for clear print."""
    max_pages: int = 2
    """0 for no limit."""
    extra_pages: tuple[tuple[str, int], ...] = (("ur", 2), ("ks", 2))
    """Languages that honestly need another leaf, with how many pages more: Nastaliq stands on a
    line-height of 2.7 (measured from the ink of Noto Nastaliq Urdu)."""

    def pages_for(self, language: str) -> int:
        """
        Return how many pages the language may have; 0 for no limit.

        >>> SHEETS["a4"].pages_for("de"), SHEETS["a4"].pages_for("ur-PK")
        (2, 4)
        """
        if not self.max_pages:
            return 0
        return self.max_pages + dict(self.extra_pages).get(language.split("-")[0], 0)


SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        Sheet(name="a4", size=A4),
        Sheet(name="letter", size=LETTER),
    )
}
"""The sheets that come with the program; a clinic adds its own by `[sheets.NAME]`."""
