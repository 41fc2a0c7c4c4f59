"""The boxes of a laid-out text: what stands in them, where it ends, how much of a page it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def children(box: Any) -> list[Any]:
    """Return the boxes in a box; of what is placed absolutely, the box itself."""
    if not isinstance(box, boxes.ParentBox):
        return []
    return [getattr(child, "_box", child) for child in box.children]


def everything(box: Any) -> Iterator[Any]:
    """Yield all boxes in a box, in the order of the text."""
    for child in children(box):
        yield child
        yield from everything(child)


def lines(box: Any) -> Iterator[Any]:
    """Yield the lines in a box."""
    return (inner for inner in everything(box) if isinstance(inner, boxes.LineBox))


def tag(box: Any) -> str:
    """Return the name of the element that a box was made from."""
    return str(box.element_tag or "")


def text_of(page_box: Any) -> Any:
    """Return what flows on a page, without its margins and what is kept at its foot."""
    return next(child for child in children(page_box) if tag(child) == "html")


def bottom(box: Any) -> float:
    """Return where the last line or picture in a box ends, in pixels from the top of the page."""
    ends = [line.position_y + line.height for line in lines(box)]
    ends += [
        inner.position_y + inner.margin_height()
        for inner in everything(box)
        if isinstance(inner, boxes.ReplacedBox)
    ]
    return float(max(ends, default=box.position_y))


def flow_and_kept(page_box: Any) -> tuple[Any, list[Any]]:
    """Return what flows on a page, and what is kept at its foot."""
    flow, *kept = (child for child in children(page_box) if not isinstance(child, boxes.MarginBox))
    return flow, kept


def fill(page_box: Any) -> float:
    """Return how much of a page is used; what is kept at its foot counts, the space above not."""
    flow, kept = flow_and_kept(page_box)
    used = bottom(flow) - page_box.content_box_y() + sum(box.margin_height() for box in kept)
    return float(used / page_box.height)


def line_height(texts: list[Any]) -> float:
    """Return how high a line is, in pixels: half of them are as high or higher; 0 without lines."""
    heights = sorted(line.height for text in texts for line in lines(text))
    return float(heights[len(heights) // 2]) if heights else 0.0


_FORCED = ("always", "page", "left", "right", "recto", "verso")


def is_blank(page: Any) -> bool:
    """Tell whether the engine left a page blank before a forced break, with nothing at its foot."""
    _, kept = flow_and_kept(page._page_box)
    return bool(page._page_box.page_type.blank) and not kept


def pages_of_text(pages: list[Any]) -> list[Any]:
    """
    Return the pages of a text, without an end that the style sheet asks a page of its own for.

    A cover behind the text does not flow to the page before it: white there is no room for it, and
    what the engine leaves blank before it has no text.

    Args:
        pages: WeasyPrint's `Page` objects, one or more.
    """
    written = [page for page in pages if not is_blank(page)]
    end = max((number for number, asked in enumerate(forced(written)) if asked), default=0)
    # What is longer than all before it is the text itself, behind a title page.
    return written[:end] if 0 < len(written) - end <= end else written


def forced(pages: list[Any]) -> list[bool]:
    """Return of each page whether it begins where the style sheet asks for a new one."""
    found = []
    begun: set[Any] = set()
    for page in pages:
        first = {box.element for box in _first(text_of(page._page_box)) if _is_forced(box)}
        # The engine says the same of each part of what it has split.
        found.append(bool(first - begun))
        begun |= first
    return found


def _first(box: Any) -> Iterator[Any]:
    """Yield a box, the first in it, the first in that."""
    while box is not None:
        yield box
        box = next(iter(children(box)), None)


def _is_forced(box: Any) -> bool:
    return box.element is not None and box.style["break_before"] in _FORCED
