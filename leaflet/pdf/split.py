"""Boxes that are cut in two: who holds one page must not miss half of what is in them."""

from __future__ import annotations

from typing import Any

from leaflet.errors import Problem
from leaflet.pdf.watch import texts

_INSEPARABLE = ("li", "p")
"""What is not cut in a box that goes on in another whole box, between its items."""


def problems_of_boxes(pages: list[Any], name: str) -> list[Problem]:
    """
    Return a problem for each call-out that is cut by the end of a page.

    The engine keeps a box whole where a page has room for it, and splits it where none has. It may
    go on only in a box that is whole again: below its own head, which says what to do.

    Args:
        pages: WeasyPrint's `Page` objects.
        name: Of the handout, for messages.
    """
    first: dict[Any, tuple[int, str]] = {}
    split: dict[Any, int] = {}
    parts: dict[Any, int] = {}
    for number, page in enumerate(pages, start=1):
        for box in page._page_box.descendants():
            element = getattr(box, "element", None)
            if element is None or "callout" not in (element.get("class") or "").split():
                continue
            words = next((text.text for text, _ in texts(box)), "")
            begun = first.setdefault(element, (number, words))[0]
            if _cuts(box, number, parts) or (begun < number and not _has_head(box)):
                split[element] = number
    return [
        Problem(
            code="split",
            message=f"{name}: a box begins on page {first[element][0]} and ends on page {number}: "
            "it is too high for a page",
            evidence=(("text", first[element][1].strip()),),
            hint="choose a larger sheet for this language, or shorten what is in the box",
        )
        for element, number in split.items()
    ]


def _has_head(box: Any) -> bool:
    """Tell whether a part of a box has the head that the engine repeats, as that of a table."""
    return any(getattr(inner, "is_header", False) for inner in box.descendants())


def _cuts(box: Any, number: int, parts: dict[Any, int]) -> bool:
    """Tell whether something inseparable in a part of a box has begun on another page."""
    heads = {
        id(inner)
        for head in box.descendants()
        if getattr(head, "is_header", False)
        for inner in head.descendants()
    }
    return any(
        parts.setdefault(inner.element, number) < number
        for inner in box.descendants()
        if inner.element_tag in _INSEPARABLE and id(inner) not in heads
    )
