"""Page orders of folded and cut paper: whole numbers, and millimetres on a side of the paper.

Pages start at 1, and None is a blank. Blanks stand at the end of the reading. A handout that is
read from right to left is bound on the right: every order is the same in a mirror.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from leaflet.sheets import Sheet

Binding = Literal["left", "right"]
Row = tuple[int | None, ...]
"""What stands side by side on paper, from the left."""

TICK_MM = 8.0
"""How far a mark reaches from the edge of the paper; the outer half of it is not printed by most
machines."""
CROSS_MM = 3.0
"""How far the arms of the cross reach where two cuts meet: less than the margin of a card."""


def booklet_order(pages: int, binding: Binding = "left") -> tuple[Row, ...]:
    """
    Return the sides of a saddle-stitched booklet, two pages each, front and back in turn.

    Args:
        pages: Number of pages, 1 or more.
        binding: The side of the spine.

    >>> booklet_order(8)
    ((8, 1), (2, 7), (6, 3), (4, 5))
    >>> booklet_order(5, "right")[:2]
    ((1, None), (None, 2))
    """
    total = -(-pages // 4) * 4
    sides = []
    for leaf in range(total // 4):
        sides += [(total - 2 * leaf, 2 * leaf + 1), (2 * leaf + 2, total - 2 * leaf - 1)]
    return tuple(_bound(side, pages, binding) for side in sides)


def trifold_order(pages: int, binding: Binding = "left") -> tuple[Row, ...]:
    """
    Return the sides of sheets that are folded as a letter is, three panels each.

    The first panel is the title, the sixth the back. Who opens the title sees the second and, still
    folded in, the fifth.

    >>> trifold_order(6)
    ((5, 6, 1), (2, 3, 4))
    >>> trifold_order(4, "right")
    ((1, None, None), (4, 3, 2))
    """
    sides = []
    for start in range(0, pages, 6):
        for side in ((5, 6, 1), (2, 3, 4)):
            sides.append(_bound(tuple(start + panel for panel in side), pages, binding))
    return tuple(sides)


def cards_order(pages: int, _binding: Binding = "left") -> tuple[Row, ...]:
    """
    Return the sides of sheets that are cut into four like cards, from the upper left.

    Turned over its long edge, each card has its own back: so the binding does not matter.

    >>> cards_order(2)
    ((1, 1, 1, 1), (2, 2, 2, 2))
    """
    return tuple((page,) * 4 for page in range(1, pages + 1))


def _bound(side: tuple[int, ...], pages: int, binding: Binding) -> Row:
    row = tuple(page if page <= pages else None for page in side)
    return row if binding == "left" else row[::-1]


ORDERS: dict[str, Callable[[int, Binding], tuple[Row, ...]]] = {
    "booklet": booklet_order,
    "trifold": trifold_order,
    "cards": cards_order,
}
"""By the kind of a fold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a page stands on a side of the paper: its lower left corner."""

    page: int
    """Starts at 1."""
    left_mm: float
    bottom_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A fine line that says where to fold or to cut."""

    start_mm: tuple[float, float]
    """From the left, from below."""
    end_mm: tuple[float, float]
    fold: bool
    """Whether it is dashed, for a fold; a cut is a whole line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a sheet of paper."""

    placements: tuple[Placement, ...]
    """Blanks are left out."""
    marks: tuple[Mark, ...]
    """They stand in the margins of the pages, away from all text."""


def sides(sheet: Sheet, pages: int, binding: Binding) -> tuple[Side, ...]:
    """
    Return what stands where on each side of the paper.

    Args:
        sheet: One with a fold.
        pages: Number of pages of the handout, 1 or more.
        binding: The side of the spine; "right" for what is read from right to left.

    >>> from leaflet.sheets import SHEETS
    >>> [(one.page, one.left_mm) for one in sides(SHEETS["trifold"], 6, "left")[0].placements]
    [(5, 0), (6, 97), (1, 197)]
    """
    assert sheet.fold is not None
    columns = 2 if sheet.fold.kind == "cards" else 0
    found = []
    for number, row in enumerate(ORDERS[sheet.fold.kind](pages, binding)):
        rows = (row[:columns], row[columns:]) if columns else (row,)
        folds = _folds(sheet, binding, outside=number % 2 == 0)
        found.append(
            Side(
                placements=tuple(_placements(sheet, rows, folds)),
                marks=tuple(_cuts(sheet) if columns else _folded(sheet, folds)),
            )
        )
    return tuple(found)


def _folds(sheet: Sheet, binding: Binding, *, outside: bool) -> tuple[float, ...]:
    """Return where pages begin, from the left; the first at the edge of the paper."""
    fold = sheet.fold
    assert fold is not None
    if fold.kind != "trifold":
        return (0, fold.width_mm / 2)
    width, tucked = sheet.size.width_mm, sheet.size.width_mm - fold.tucked_mm
    # Outside it is as far from the title as can be; inside, seen from behind, at the other end.
    tucked_first = outside == (binding == "left")
    return (0, tucked, tucked + width) if tucked_first else (0, width, 2 * width)


def _placements(
    sheet: Sheet, rows: tuple[Row, ...], begins: tuple[float, ...]
) -> Iterator[Placement]:
    fold = sheet.fold
    assert fold is not None
    height = fold.height_mm / len(rows)
    for number, row in enumerate(rows):
        for at, page in zip(begins, row, strict=True):
            if page is None:
                continue
            room = fold.width_mm / 2
            # A page of a booklet keeps to the spine, a card to the middle of its room.
            air = {"booklet": 0 if at else room - sheet.size.width_mm, "trifold": 0}.get(
                fold.kind, (room - sheet.size.width_mm) / 2
            )
            bottom = fold.height_mm - (number + 1) * height + (height - sheet.size.height_mm) / 2
            yield Placement(page=page, left_mm=at + air, bottom_mm=bottom)


def _folded(sheet: Sheet, begins: tuple[float, ...]) -> Iterator[Mark]:
    fold = sheet.fold
    assert fold is not None
    top = fold.height_mm
    for at in begins[1:]:
        yield Mark(start_mm=(at, 0), end_mm=(at, TICK_MM), fold=True)
        yield Mark(start_mm=(at, top), end_mm=(at, top - TICK_MM), fold=True)


def _cuts(sheet: Sheet) -> Iterator[Mark]:
    fold = sheet.fold
    assert fold is not None
    right, top = fold.width_mm, fold.height_mm
    x, y = right / 2, top / 2
    for start, end in (
        ((x, 0), (x, TICK_MM)),
        ((x, top), (x, top - TICK_MM)),
        ((0, y), (TICK_MM, y)),
        ((right, y), (right - TICK_MM, y)),
        ((x - CROSS_MM, y), (x + CROSS_MM, y)),
        ((x, y - CROSS_MM), (x, y + CROSS_MM)),
    ):
        yield Mark(start_mm=start, end_mm=end, fold=False)
