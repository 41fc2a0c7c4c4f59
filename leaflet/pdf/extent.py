"""How much of its paper a laid-out text takes: in pages, in lines, and section by section."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from weasyprint.formatting_structure import boxes

from leaflet.pdf import Portion
from leaflet.pdf.geometry import (
    HEADINGS,
    children,
    everything,
    fill,
    is_blank,
    line_height,
    pages_of_text,
    tag,
    text_of,
)
from leaflet.pdf.watch import texts

LEAST_OVER = 0.001
"""What a text exceeds its pages by where all of its lines would find room: it breaks badly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much of its paper a text takes, in pages."""

    over: float
    """By how much it exceeds its pages: above 0 it does not fit, else room is left."""
    spaces: float
    """How much of it is distances, which grow with the spacing."""
    text: float
    """All else, which grows with the square of the type."""
    lines_per_page: float
    """How many lines of a column would fill a page, in all of its columns together."""

    @property
    def lines(self) -> int:
        """
        Return how many lines too long the text is; below 0, how many more there is room for.

        >>> Extent(over=0.25, spaces=0.2, text=2.1, lines_per_page=90).lines
        23
        """
        lines = self.over * self.lines_per_page
        return max(1, math.ceil(lines)) if self.over > 0 else -math.floor(-lines)


def extent(pages: list[Any], limit: int) -> Extent:
    """
    Return how much of its paper a text takes.

    Args:
        pages: WeasyPrint's `Page` objects.
        limit: How many pages it may have, 1 or more.
    """
    # A cover takes the pages that it takes, and what is blank before it is room for the text.
    flowing = pages_of_text(pages)
    blank = sum(map(is_blank, pages))
    room = limit - (len(pages) - blank - len(flowing))
    used = [fill(page._page_box) for page in flowing]
    if len(used) > room:
        over = sum(used[room:]) - sum(1 - each for each in used[max(0, room - 1) : room])
    else:
        over = used[-1] - 1 - (room - len(used))
    over = max(LEAST_OVER, over) if len(pages) > limit else min(0.0, over)
    spaces = sum(_spaces(page._page_box) for page in flowing)
    return Extent(
        over=over,
        spaces=spaces,
        text=max(0.0, sum(used) - spaces),
        lines_per_page=_lines_per_page(pages),
    )


def _spaces(page_box: Any) -> float:
    """Return how much of a page is distances above and below blocks, and inside their borders."""
    spaces = 0.0
    waiting = [child for child in children(page_box) if not isinstance(child, boxes.MarginBox)]
    while waiting:
        box = waiting.pop()
        if isinstance(box, boxes.LineBox):
            continue
        if isinstance(box, boxes.BlockLevelBox) and box.is_in_normal_flow():
            distances = (box.margin_top, box.margin_bottom, box.padding_top, box.padding_bottom)
            spaces += sum(distances) * box.width
        waiting += children(box)
    return float(spaces / (page_box.width * page_box.height))


def _lines_per_page(pages: list[Any]) -> float:
    found = [text_of(page._page_box) for page in pages]
    line_px = line_height(found)
    if not line_px:
        return 1.0
    columns = max((_columns(text) for text in found), default=1)
    return float(pages[0]._page_box.height / line_px * columns)


def _columns(text: Any) -> int:
    """Return how many columns stand side by side, at most; 1 without columns."""
    most = 1
    for box in [text, *everything(text)]:
        tops = sorted(
            round(child.position_y, 1)
            for child in children(box)
            if getattr(child, "is_column", False)
        )
        most = max([most, *(len(list(same)) for _, same in groupby(tops))])
    return most


def portions(pages: list[Any]) -> tuple[Portion, ...]:
    """
    Return the sections of a text with their share of its area, the longest first.

    What stands before the first heading goes with the title; smaller headings go with the section
    that they stand in.

    Args:
        pages: WeasyPrint's `Page` objects.
    """
    flow = [text_of(page._page_box) for page in pages]
    levels = {tag(box) for text in flow for box in everything(text)} & {*HEADINGS[1:]}
    parting = (HEADINGS[0], *sorted(levels)[:1])
    areas: dict[Any, float] = defaultdict(float)
    words: dict[Any, str] = defaultdict(str)
    section = None
    for text in flow:
        for box, width in _pieces(text, 0.0):
            if isinstance(box, boxes.LineBox):
                areas[section] += box.height * width
            elif isinstance(box, boxes.ReplacedBox):
                areas[section] += box.margin_height() * width
            elif tag(box) in parting:
                section = box.element
                words[section] += "".join(one.text for one, _ in texts(box))
    areas.pop(None, None)  # what is above the title
    total = sum(areas.values()) or 1.0
    found = [Portion(words=words[key].strip(), share=area / total) for key, area in areas.items()]
    return tuple(sorted(found, key=lambda one: -one.share))


def _pieces(box: Any, width: float) -> Iterator[tuple[Any, float]]:
    """Yield the blocks, lines and pictures in a box, with how broad a line is there."""
    for child in children(box):
        if isinstance(child, boxes.LineBox):
            if child.children:
                yield child, width
        elif isinstance(child, boxes.ReplacedBox):
            yield child, child.margin_width()
        elif isinstance(child, boxes.BlockLevelBox):
            yield child, width
            yield from _pieces(child, child.width)
        else:
            yield from _pieces(child, width)
