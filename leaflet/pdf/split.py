"""Boxes that are cut in two: who reads one page or column must not miss half of what is in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from leaflet.errors import Problem
from leaflet.pdf.geometry import children
from leaflet.pdf.watch import texts

_INSEPARABLE = ("li", "p")
"""What is not cut in a box that goes on in another whole box, between its items."""


def problems_of_boxes(pages: list[Any], name: str) -> list[Problem]:
    """
    Return a problem for each call-out that is cut by the end of a page or column.

    The engine keeps a box whole where there is room for it, and splits it where there is none. It
    may go on only in a box that is whole again: below its own head, which says what to do.

    Args:
        pages: WeasyPrint's `Page` objects.
        name: Of the handout, for messages.
    """
    first: dict[Any, tuple[int, str]] = {}
    split: dict[Any, int] = {}
    parts: dict[Any, int] = {}
    numbers: dict[int, int] = {}
    for place, number, box in _callouts(pages):
        numbers[place] = number
        said = (text.text for text, _ in texts(box))
        words = next((each for each in said if any(map(str.isalnum, each))), "")
        begun = first.setdefault(box.element, (place, words))[0]
        if _cuts(box, place, parts) or (begun < place and not _has_head(box)):
            split[box.element] = place
    problems = []
    for element, place in split.items():
        begun, words = first[element]
        start, end = numbers[begun], numbers[place]
        where, room = (
            (f"is cut by the end of a column on page {end}", "column")
            if start == end
            else (f"begins on page {start} and ends on page {end}", "page")
        )
        problems.append(
            Problem(
                code="split",
                message=f"{name}: a box {where}: it is too high for a {room}",
                evidence=(("text", words.strip()),),
                hint="choose a larger sheet for this language, or shorten what is in the box",
            )
        )
    return problems


def parted(pages: list[Any]) -> int:
    """
    Return how many call-outs stand in more than one place, cut or not.

    Args:
        pages: WeasyPrint's `Page` objects.
    """
    places: dict[Any, set[int]] = defaultdict(set)
    for place, _, box in _callouts(pages):
        places[box.element].add(place)
    return sum(len(each) > 1 for each in places.values())


def _callouts(pages: list[Any]) -> Iterator[tuple[int, int, Any]]:
    """
    Yield the parts of call-outs in the order of reading.

    Returns:
        The place: each page, and each column on it, is one; the page's number, starts at 1; and the
        part.
    """
    place = 0

    def inside(box: Any) -> Iterator[Any]:
        nonlocal place
        for child in children(box):
            place += getattr(child, "is_column", False)
            element = getattr(child, "element", None)
            if element is not None and "callout" in (element.get("class") or "").split():
                yield child
            yield from inside(child)

    for number, page in enumerate(pages, start=1):
        place += 1
        for box in inside(page._page_box):
            yield place, number, box


def _has_head(box: Any) -> bool:
    """Tell whether a part of a box has the head that the engine repeats, as that of a table."""
    return any(getattr(inner, "is_header", False) for inner in box.descendants())


def _cuts(box: Any, place: int, parts: dict[Any, int]) -> bool:
    """Tell whether something inseparable in a part of a box has begun in another place."""
    heads = {
        id(inner)
        for head in box.descendants()
        if getattr(head, "is_header", False)
        for inner in head.descendants()
    }
    return any(
        parts.setdefault(inner.element, place) < place
        for inner in box.descendants()
        if inner.element_tag in _INSEPARABLE and id(inner) not in heads
    )
