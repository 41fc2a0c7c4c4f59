"""How a laid-out text looks, in numbers: ends of columns, lonely headings, single lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from leaflet.pdf.geometry import (
    HEADINGS,
    bottom,
    children,
    everything,
    fill,
    flow_and_kept,
    forced,
    line_height,
    lines,
    pages_of_text,
    tag,
    text_of,
)

UNEVEN_LINES = 2.0
"""What columns side by side may differ by, in lines."""
UNEVEN_LINES_OF_MANY = 4.0
"""The same on a sheet of more than one leaf: that is the height of an exercise with its picture,
which is never split, and there is less text to shift."""
LEAST_FILL = 0.6
"""How full the last page should be, where it is looked at beside the others."""
LEAST_LINES = 4
"""How many lines the last page of any sheet must have: none ends after three."""
LEAF, FEW = 2, 4
"""Pages of one leaf; and up to how many pages an end is seen beside the beginning."""
HOLLOW_FILL = 0.7
"""How full the pages before it should be."""
BARE_FILL = 0.5
"""How full the first of several must be: a title and a language alone are not a beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Numbers about a layout; the fewer `flaws`, the better."""

    pages: int = 1
    """How many there are."""
    uneven_lines: float
    """By how many lines the columns of the last row on a page differ, at most."""
    lonely_headings: int
    """Headings at the foot of a column or page, their text on the next."""
    single_lines: int
    """Single lines of longer paragraphs at the head or foot of a column."""
    last_fill: float
    """0 to 1: how much of the last page is used; 1 where a cover follows the text, which leaves as
    much white before it as there is."""
    last_lines: float = LEAST_LINES
    """How many lines high the text on its last page is; 0 where only what is kept at the foot of
    the last page stands there."""
    single_items: int = 0
    """Items of longer lists that stand alone at the head or foot of a column."""
    hollow_pages: int = 0
    """Pages before the last with white at their foot, as above a box that is not split."""
    bare_start: bool = False
    """Whether little but the title stands on the first of several pages."""

    @property
    def barely_begun(self) -> bool:
        """Whether the last of several pages has a few lines, or nothing but what is at its foot."""
        return self.pages > 1 and self.last_lines < LEAST_LINES

    @property
    def flaws(self) -> float:
        """
        Return a weight of what is wrong; 0 when nothing is.

        >>> Look(uneven_lines=1, lonely_headings=0, single_lines=0, last_fill=0.8).flaws
        0.0
        """
        uneven = UNEVEN_LINES if self.pages <= LEAF else UNEVEN_LINES_OF_MANY
        empty = 1 < self.pages <= FEW and self.last_fill < LEAST_FILL
        return (
            10 * self.lonely_headings
            + (6 if self.barely_begun and self.last_lines else 0)
            + 5 * self.single_lines
            + 3 * self.single_items
            + 2 * self.hollow_pages
            + max(0.0, self.uneven_lines - uneven)
            + (3 if empty else 0)
        )


def look(pages: list[Any]) -> Look:
    """
    Return how a layout looks.

    Args:
        pages: WeasyPrint's `Page` objects.
    """
    found = [text_of(page._page_box) for page in pages]
    *before, last = pages_of_text(pages)
    flows_on = [not asked for asked in forced([*before, last])[1:]]
    uneven = [_uneven(rows[-1]) for text in found if (rows := list(_rows(text)))]
    return Look(
        pages=len(pages),
        uneven_lines=max(uneven, default=0.0),
        lonely_headings=sum(_ends_in_heading(part) for text in found for part in _parts(text)),
        single_lines=_single_lines(found),
        last_fill=fill(last._page_box) if last is pages[-1] else 1.0,
        last_lines=_lines_of_last(last._page_box, found),
        single_items=_single_items(found),
        bare_start=len(pages) > 1 and fill(pages[0]._page_box) < BARE_FILL,
        hollow_pages=sum(
            on and fill(page._page_box) < HOLLOW_FILL
            for page, on in zip(before, flows_on, strict=True)
        ),
    )


def _rows(text: Any) -> Iterator[list[Any]]:
    """Yield the columns of a page, those side by side together, from the top."""
    rows: dict[tuple[int, float], list[Any]] = defaultdict(list)

    def gather(box: Any) -> None:
        for child in children(box):
            if getattr(child, "is_column", False):
                rows[id(box), round(child.position_y, 1)].append(child)
            gather(child)

    gather(text)
    yield from sorted(rows.values(), key=lambda row: float(row[0].position_y))


def _uneven(row: list[Any]) -> float:
    """Return by how many lines the columns of a row differ."""
    ends = [bottom(column) for column in row]
    line_px = line_height(row)
    return (max(ends) - min(ends)) / line_px if len(ends) > 1 and line_px else 0.0


def _lines_of_last(page_box: Any, found: list[Any]) -> float:
    """Return how many lines high the text on a page is, pictures and boxes in it."""
    flow, _ = flow_and_kept(page_box)
    line_px = line_height(found)
    if not line_px or not any(line.children for line in lines(flow)):
        return 0.0
    return float((bottom(flow) - page_box.content_box_y()) / line_px)


def _parts(text: Any) -> Iterator[Any]:
    """Yield what ends at the foot of a page's columns, and at the foot of the page."""
    for row in _rows(text):
        yield from row
    yield text


def _ends_in_heading(part: Any) -> bool:
    """
    Tell whether the lowest words of a column or page are a heading.

    A heading in two languages stands side by side, and only one of them may be marked as one: so it
    is lonely where nothing begins below it, whatever is beside it.
    """
    content = [box for box in everything(part) if _is_content(box)]
    headings = [box for box in content if tag(box) in HEADINGS]
    if not headings:
        return False
    foot = max(box.position_y + box.height for box in headings)
    return all(box.position_y < foot - 1 for box in content)


def _is_content(box: Any) -> bool:
    """Tell whether a box is a line with something in it, or a picture."""
    if isinstance(box, boxes.LineBox):
        return bool(box.children)
    return isinstance(box, boxes.ReplacedBox)


def _single_lines(found: list[Any]) -> int:
    """Return how many fragments of paragraphs have one line, where the whole has more."""
    fragments: dict[int, list[int]] = defaultdict(list)
    for text in found:
        for box in everything(text):
            if isinstance(box, boxes.BlockContainerBox) and box.element is not None:
                number = sum(isinstance(child, boxes.LineBox) for child in children(box))
                if number and tag(box) in ("p", "li", *HEADINGS):
                    fragments[id(box.element)].append(number)
    return sum(counts.count(1) for counts in fragments.values() if len(counts) > 1)


def _single_items(found: list[Any]) -> int:
    """Return how many fragments of lists have one item, where the whole has more."""
    fragments: dict[int, list[int]] = defaultdict(list)
    for text in found:
        for box in everything(text):
            if tag(box) in ("ul", "ol") and box.element is not None:
                number = sum(tag(child) == "li" for child in children(box))
                if number:
                    fragments[id(box.element)].append(number)
    return sum(counts.count(1) for counts in fragments.values() if len(counts) > 1)
