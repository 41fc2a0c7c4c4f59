"""Boxes that are cut in two: who holds one page must not miss half of what is in them."""

from __future__ import annotations

from typing import Any

from leaflet.errors import Problem
from leaflet.pdf.watch import texts


def problems_of_boxes(pages: list[Any], name: str) -> list[Problem]:
    """
    Return a problem for each call-out that stands on more than one page.

    The engine keeps a box whole where a page has room for it, and splits it where none has.

    Args:
        pages: WeasyPrint's `Page` objects.
        name: Of the handout, for messages.
    """
    first: dict[Any, tuple[int, str]] = {}
    split: dict[Any, int] = {}
    for number, page in enumerate(pages, start=1):
        for box in page._page_box.descendants():
            element = getattr(box, "element", None)
            if element is None or "callout" not in (element.get("class") or "").split():
                continue
            words = next((text.text for text, _ in texts(box)), "")
            if first.setdefault(element, (number, words))[0] < number:
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
