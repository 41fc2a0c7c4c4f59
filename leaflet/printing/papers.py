"""Papers, by the names that people know and by those that printers have for them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from leaflet.sheets import A3, A4, A5, A6, LETTER, TABLOID, Sheet, Size

# PWG 5101.1, 5: a name ends in the size, as `iso_a4_210x297mm` or `na_letter_8.5x11in`.
_MEDIA = re.compile(r"(?!custom_(?:min|max)).*_([\d.]+)x([\d.]+)(mm|in)")
PAPERS = {
    "A3": A3,
    "A4": A4,
    "A5": A5,
    "A6": A6,
    "Letter": LETTER,
    "Legal": Size(width_mm=215.9, height_mm=355.6),
    "Tabloid": TABLOID,
}
"""Papers that people know by name."""
_NEAR_MM = 1.0
"""As far apart may two sizes be that are one paper: PWG rounds, and `iso_a4_210x297mm` does not."""
_INCH_MM = 25.4


def size_of(media: str) -> Size | None:
    """
    Return the size that the name of a paper says, or None.

    >>> size_of("na_letter_8.5x11in"), size_of("iso_a4_210x297mm").height_mm, size_of("a4")
    (Size(width_mm=215.9, height_mm=279.4), 297.0, None)
    """
    found = _MEDIA.fullmatch(media)
    if not found:
        return None
    unit = 1 if found.group(3) == "mm" else _INCH_MM
    width, height = sorted(round(float(found.group(at)) * unit, 2) for at in (1, 2))
    return Size(width_mm=width, height_mm=height)


def media_for(paper: Size, offered: Iterable[str]) -> str:
    """
    Return the name of a paper among those that a printer offers; empty where it is not there.

    >>> media_for(Size(width_mm=210, height_mm=297), ["na_letter_8.5x11in", "iso_a4_210x297mm"])
    'iso_a4_210x297mm'
    """
    for name in offered:
        size = size_of(name)
        if size and _same(size, paper):
            return name
    return ""


def _same(one: Size, other: Size) -> bool:
    return (
        abs(one.width_mm - other.width_mm) <= _NEAR_MM
        and abs(one.height_mm - other.height_mm) <= _NEAR_MM
    )


def paper_of(sheet: Sheet) -> Size:
    """Return the paper that a sheet is printed on, upright."""
    return sheet.fold.paper if sheet.fold else sheet.size


def paper_name(paper: Size) -> str:
    """
    Return what people call a paper; its size, to the millimetre, where it has no name.

    >>> paper_name(A3), paper_name(Size(width_mm=104.78, height_mm=241.3))
    ('A3', 'paper of 105 × 241 mm')
    """
    known = (name for name, size in PAPERS.items() if _same(size, paper))
    return next(known, f"paper of {paper.width_mm:.0f} × {paper.height_mm:.0f} mm")


def media_name(media: str) -> str:
    """
    Return what people call a paper of a printer; its own word where that does not say a size.

    >>> media_name("na_ledger_11x17in"), media_name("iso_dl_110x220mm"), media_name("roll")
    ('Tabloid', 'paper of 110 × 220 mm', 'roll')
    """
    size = size_of(media)
    return paper_name(size) if size else media


def media_names(offered: Iterable[str]) -> tuple[str, ...]:
    """
    Return what people call the papers of a printer, each once, those without a name last.

    The limits of its papers of any size are none.

    >>> media_names(["iso_dl_110x220mm", "iso_a4_210x297mm", "custom_max_330x480mm"])
    ('A4', 'paper of 110 × 220 mm')
    """
    real = (media for media in offered if not media.startswith(("custom_min_", "custom_max_")))
    found = dict.fromkeys(map(media_name, real))
    return tuple(sorted(found, key=lambda name: name not in PAPERS))
