"""How a laid-out text looks, in numbers: ends of columns, lonely headings, single lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

UNEVEN_LINES = 2.0
"""What columns side by side may differ by, in lines."""
LEAST_FILL = 0.6
"""How full the last page should be."""
HOLLOW_FILL = 0.7
"""How full the pages before it should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Numbers about a layout; the fewer `flaws`, the better."""

    uneven_lines: float
    """By how many lines the columns of the last row on a page differ, at most."""
    lonely_headings: int
    """Headings at the foot of a column or page, their text on the next."""
    single_lines: int
    """Single lines of longer paragraphs at the head or foot of a column."""
    last_fill: float
    """0 to 1: how much of the last page is used."""
    single_items: int = 0
    """Items of longer lists that stand alone at the head or foot of a column."""
    hollow_pages: int = 0
    """Pages before the last with white at their foot, as above a box that is not split."""

    @property
    def flaws(self) -> float:
        """
        Return a weight of what is wrong; 0 when nothing is.

        >>> Look(uneven_lines=1, lonely_headings=0, single_lines=0, last_fill=0.8).flaws
        0.0
        """
        return (
            10 * self.lonely_headings
            + 5 * self.single_lines
            + 3 * self.single_items
            + 2 * self.hollow_pages
            + max(0.0, self.uneven_lines - UNEVEN_LINES)
            + (3 if self.last_fill < LEAST_FILL else 0)
        )


def look(pages: list[Any]) -> Look:
    """
    Return how a layout looks.

    Args:
        pages: WeasyPrint's `Page` objects.
    """
    texts = [_text(page._page_box) for page in pages]
    uneven = [_uneven(rows[-1]) for box in texts if (rows := list(_rows(box)))]
    return Look(
        uneven_lines=max(uneven, default=0.0),
        lonely_headings=sum(_ends_in_heading(column) for box in texts for column in _ends(box)),
        single_lines=_single_lines(texts),
        last_fill=_fill(pages[-1]._page_box),
        single_items=_single_items(texts),
        hollow_pages=sum(_fill(page._page_box) < HOLLOW_FILL for page in pages[:-1]),
    )


def _text(page_box: Any) -> Any:
    """Return what flows on a page, without the boxes in its margins."""
    return next(child for child in _children(page_box) if _tag(child) == "html")


def _rows(text: Any) -> Iterator[list[Any]]:
    """Yield the columns of a page, those side by side together, from the top."""
    rows: dict[tuple[int, float], list[Any]] = defaultdict(list)

    def gather(box: Any) -> None:
        for child in _children(box):
            if getattr(child, "is_column", False):
                rows[id(box), round(child.position_y, 1)].append(child)
            gather(child)

    gather(text)
    yield from sorted(rows.values(), key=lambda row: float(row[0].position_y))


def _uneven(row: list[Any]) -> float:
    """Return by how many lines the columns of a row differ."""
    ends = [_bottom(column) for column in row]
    heights = [line.height for column in row for line in _lines(column)]
    if len(ends) < 2 or not heights:
        return 0.0
    return float((max(ends) - min(ends)) / sorted(heights)[len(heights) // 2])


def _bottom(box: Any) -> float:
    """Return where the last line or picture in a box ends."""
    ends = [line.position_y + line.height for line in _lines(box)]
    ends += [
        inner.position_y + inner.margin_height()
        for inner in _all(box)
        if isinstance(inner, boxes.ReplacedBox)
    ]
    return float(max(ends, default=box.position_y))


def _ends(text: Any) -> Iterator[Any]:
    """Yield what ends at the foot of a page's columns, and at the foot of the page."""
    for row in _rows(text):
        yield from row
    yield text


def _ends_in_heading(box: Any) -> bool:
    last = None
    for inner in _all(box):
        if isinstance(inner, boxes.LineBox) and inner.children:
            last = inner
    return last is not None and _tag(last) in HEADINGS


def _single_lines(texts: list[Any]) -> int:
    """Return how many fragments of paragraphs have one line, where the whole has more."""
    fragments: dict[int, list[int]] = defaultdict(list)
    for text in texts:
        for box in _all(text):
            if isinstance(box, boxes.BlockContainerBox) and box.element is not None:
                lines = sum(isinstance(child, boxes.LineBox) for child in _children(box))
                if lines and _tag(box) in ("p", "li", *HEADINGS):
                    fragments[id(box.element)].append(lines)
    return sum(counts.count(1) for counts in fragments.values() if len(counts) > 1)


def _single_items(texts: list[Any]) -> int:
    """Return how many fragments of lists have one item, where the whole has more."""
    fragments: dict[int, list[int]] = defaultdict(list)
    for text in texts:
        for box in _all(text):
            if _tag(box) in ("ul", "ol") and box.element is not None:
                items = sum(_tag(child) == "li" for child in _children(box))
                if items:
                    fragments[id(box.element)].append(items)
    return sum(counts.count(1) for counts in fragments.values() if len(counts) > 1)


def _fill(page_box: Any) -> float:
    """Return how much of a page is used; what is kept at its foot counts, the space above not."""
    flow, *kept = (child for child in _children(page_box) if not _in_margin(child))
    used = _bottom(flow) - page_box.content_box_y() + sum(box.margin_height() for box in kept)
    return float(used / page_box.height)


def _in_margin(box: Any) -> bool:
    return isinstance(box, boxes.MarginBox)


def _children(box: Any) -> list[Any]:
    if not isinstance(box, boxes.ParentBox):
        return []
    return [getattr(child, "_box", child) for child in box.children]


def _all(box: Any) -> Iterator[Any]:
    for child in _children(box):
        yield child
        yield from _all(child)


def _lines(box: Any) -> Iterator[Any]:
    return (inner for inner in _all(box) if isinstance(inner, boxes.LineBox))


def _tag(box: Any) -> str:
    return str(box.element_tag or "")
