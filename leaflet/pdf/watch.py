"""What a page must not have: boxes for letters, things outside their box, missing pictures."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes

from leaflet.errors import Problem
from leaflet.html import BASE_URL

TOLERANCE_PX = 1.0
"""What a text may stand out of its box: rounding in the engine is below it."""
ASCENT, DESCENT = 0.7, 0.2
"""How far letters reach above and below the line, of the size of the type; more than that may be
ink, and is air in most scripts."""
MOST_PROBLEMS = 10
"""As many texts of one handout are shown."""
MM_PER_PX = 25.4 / 96  # CSS: 96 px are an inch

# Said of glyphs that are missing; `glyphs.py` knows more of them.
_OF_GLYPHS = re.compile(r"\.notdef glyph rendered|Too many glyphs missing")


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect what the engine warns of; it says nothing else, to nobody else."""
    logger = logging.getLogger("weasyprint")
    listener = _Listener()
    propagate, logger.propagate = logger.propagate, False
    # WeasyPrint gives its logger a handler that writes to stderr when it is imported.
    handlers, logger.handlers = logger.handlers, [listener]
    try:
        yield listener.said
    finally:
        logger.handlers, logger.propagate = handlers, propagate


def problems_of_log(said: list[str], name: str) -> list[Problem]:
    """Return the engine's warnings as problems; a picture that cannot be read is an error."""
    problems = []
    for message in dict.fromkeys(said):
        if _OF_GLYPHS.match(message):
            continue
        message = message.replace(BASE_URL, "").strip().removesuffix(":")
        broken = "image" in message.lower() and "fail" in message.lower()
        problems.append(
            Problem(
                code="picture" if broken else "engine",
                message=f"{name}: {message[:1].lower()}{message[1:]}",
                hint="save the picture again, as plain SVG or PNG"
                if broken
                else "correct the template or the style sheet",
                severity="error" if broken else "warning",
            )
        )
    return problems


def problems_of_layout(pages: list[Any], name: str) -> list[Problem]:
    """Return a problem for each text that would not be read whole where it belongs."""
    problems = [
        Problem(
            code="overflow",
            message=f"{name}: a text stands {out_mm:.1f} mm out of its box on page {number}",
            evidence=(("text", _shortened(text)),),
            hint="shorten the word, or give it a hyphen (U+00AD) where it may be broken",
        )
        for number, text, out_mm in overflows(pages)
    ]
    problems += [
        Problem(
            code="overflow",
            message=f"{name}: {'a table' if tag == 'table' else f'a block (`{tag}`)'} is "
            f"{out_mm:.1f} mm too broad on page {number}",
            evidence=(("text", _shortened(text)),),
            hint="give it fewer columns or shorter words; or the sheet `columns = 1` under "
            "`[sheets.NAME]`",
        )
        for number, tag, text, out_mm in broad(pages)
    ]
    problems += [
        Problem(
            code="overflow",
            message=f"{name}: {out_mm:.1f} mm of a text are cut off on page {number}",
            evidence=(("text", _shortened(text)),),
            hint="shorten it, or take `overflow` out of the style sheet",
        )
        for number, text, out_mm in clipped(pages)
    ]
    problems += [
        Problem(
            code="overprint",
            message=f"{name}: a text is printed over another, or on its ground, on page {number}",
            evidence=(("text", _shortened(first)), ("over", _shortened(second))),
            hint="shorten one of them; or correct the template or the style sheet",
        )
        for number, first, second in overprints(pages)
    ]
    problems += [
        Problem(
            code="overflow",
            message=f"{name}: what stands at the foot of page {number} is {out_mm:.1f} mm too high",
            evidence=(("text", _shortened(text)),),
            hint="name fewer sources in the article, or choose a larger sheet for this language",
        )
        for number, text, out_mm in too_high(pages)
    ]
    if len(problems) <= MOST_PROBLEMS:
        return problems
    more = Problem(
        code="overflow",
        message=f"{name}: {len(problems) - MOST_PROBLEMS} more texts do not keep to their places",
        hint="mend the first of them, then build it again",
    )
    return [*problems[:MOST_PROBLEMS], more]


def _shortened(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 40 else text[:39] + "…"


def overflows(pages: list[Any]) -> Iterator[tuple[int, str, float]]:
    """
    Yield each text that stands out of its box or off its page.

    Args:
        pages: WeasyPrint's `Page` objects.

    Returns:
        Page number (starts at 1), the text, and by how many millimetres.
    """
    for number, page in enumerate(pages, start=1):
        page_box = page._page_box
        paper = (0.0, 0.0, page_box.margin_width(), page_box.margin_height())
        for text, container in texts(page_box):
            if container is None:
                continue
            start, end = _room(container)
            out = max(start - text.position_x, text.position_x + text.width - end)
            left, top, right, bottom = _beyond(text, paper)
            most = max(out, top, bottom)
            if not isinstance(container, boxes.TableCellBox):
                most = max(most, left, right)  # a broad table is told as one, by `broad`
            if most > TOLERANCE_PX:
                yield number, text.text, most * MM_PER_PX


def too_high(pages: list[Any]) -> Iterator[tuple[int, str, float]]:
    """
    Yield what is kept at the foot of a page, and is higher than the page is.

    The engine sets it upwards from the foot, over the band at the head of the page.

    Returns:
        Page number (starts at 1), its first text, and by how many millimetres.
    """
    for number, page in enumerate(pages, start=1):
        top = page._page_box.content_box_y()
        for box in page._page_box.children:
            out = top - box.position_y
            if isinstance(box, boxes.FootnoteAreaBox) and out > TOLERANCE_PX:
                yield number, next((text.text for text, _ in texts(box)), ""), out * MM_PER_PX


Area = tuple[float, float, float, float]
"""Left, top, right, bottom, in CSS pixels from the upper left corner of the page."""


def _beyond(text: Any, area: Area) -> tuple[float, float, float, float]:
    """Return how far a text stands out of an area at each side; negative where it does not."""
    left, top, right, bottom = area
    return (
        left - text.position_x,
        top - text.position_y,
        text.position_x + text.width - right,
        text.position_y + text.height - bottom,
    )


def clipped(pages: list[Any]) -> Iterator[tuple[int, str, float]]:
    """
    Yield each text that a box with `overflow: hidden` cuts off.

    Returns:
        As `overflows`.
    """
    for number, page in enumerate(pages, start=1):
        for text, area in _cut(page._page_box, None):
            size, baseline = text.style["font_size"], text.position_y + text.baseline
            left, _, right, _ = _beyond(text, area)
            ink = (area[1] - (baseline - size * ASCENT), baseline + size * DESCENT - area[3])
            out = max(left, right, *ink)
            if out > TOLERANCE_PX:
                yield number, text.text, out * MM_PER_PX


def _cut(box: Any, area: Area | None) -> Iterator[tuple[Any, Area]]:
    """Yield each text box in a box that cuts, with the area that can be seen."""
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.TextBox):
        if area is not None and box.text.strip():
            yield box, area
    elif isinstance(box, boxes.ParentBox):
        # A page is a box that cuts, at the paper's edge: `overflows` looks at that.
        if box.style["overflow"] != "visible" and not isinstance(box, boxes.PageBox):
            left, top = box.padding_box_x(), box.padding_box_y()
            right, bottom = left + box.padding_width(), top + box.padding_height()
            area = area or (left, top, right, bottom)
            area = (
                max(left, area[0]),
                max(top, area[1]),
                min(right, area[2]),
                min(bottom, area[3]),
            )
        for child in box.children:
            yield from _cut(child, area)


def overprints(pages: list[Any]) -> Iterator[tuple[int, str, str]]:
    """
    Yield each text that is printed over another, or over or under the ground of another's box.

    What counts is the middle of a line, where its letters are: the boxes of lines that are set
    tightly touch each other.

    Returns:
        Page number (starts at 1), the text, and the other; each text once.
    """
    for number, page in enumerate(pages, start=1):
        found = [text for text, _ in texts(page._page_box)]
        cores = sorted(((_core(text), index) for index, text in enumerate(found)), key=_top)
        told: set[int] = set()
        for place, (core, index) in enumerate(cores):
            for other_core, other in cores[place + 1 :]:
                if other_core[1] >= core[3]:
                    break  # sorted by their upper edges
                if index not in told and _overlap(core, other_core):
                    told.update((index, other))
                    yield number, found[index].text, found[other].text
        for box in _grounds(page._page_box):
            own = [text for text, _ in texts(box)]
            area = _border_area(box)
            inside = set(map(id, own))
            for core, index in cores:
                text = found[index]
                if index not in told and id(text) not in inside and _overlap(core, area):
                    told.add(index)
                    yield number, text.text, own[0].text if own else f"<{box.element_tag}>"


def _grounds(box: Any) -> Iterator[Any]:
    """Yield each box with a colour behind its words, but the page's own."""
    box = getattr(box, "_box", box)
    if not isinstance(box, boxes.ParentBox):
        return
    coloured = get_color(box.style, "background_color").alpha > 0
    if coloured and box.element_tag not in ("html", "body") and not isinstance(box, boxes.PageBox):
        yield box
    for child in box.children:
        yield from _grounds(child)


def _border_area(box: Any) -> Area:
    left, top = box.border_box_x(), box.border_box_y()
    return left, top, left + box.border_width(), top + box.border_height()


def _top(core: tuple[Area, int]) -> float:
    return core[0][1]


def _core(text: Any) -> Area:
    """Return the middle of a text's line, without the white at its ends."""
    size = text.style["font_size"]
    # Half an x-height above the baseline.
    middle = text.position_y + text.baseline - size * 0.25
    blank = len(text.text) - len(text.text.strip())
    ends = blank * size * 0.3 + TOLERANCE_PX
    reach = size * 0.25
    return (
        text.position_x + ends,
        middle - reach,
        text.position_x + text.width - ends,
        middle + reach,
    )


def _overlap(one: Area, other: Area) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(
        one[1], other[1]
    )


def _room(container: Any) -> tuple[float, float]:
    """Return from where to where a text may stand."""
    # In right-to-left cells that are set flush left, the engine sets a line to the left by the
    # space that it takes off the line's end. There is white for that in the cell.
    if isinstance(container, boxes.TableCellBox):
        left = container.padding_box_x()
        return left, left + container.padding_width()
    left = container.content_box_x()
    return left, left + container.width


def broad(pages: list[Any]) -> Iterator[tuple[int, str, str, float]]:
    """
    Yield each block that is broader than the column or box that it stands in.

    A table grows with its words, and its cells with it: each text keeps to its cell, while the
    table lies over the next column and runs off the paper. A table in parts is told once.

    Args:
        pages: WeasyPrint's `Page` objects.

    Returns:
        Page number (starts at 1), the block's tag, its first text, and how many millimetres it is
        too broad.
    """
    told = set()
    for number, page in enumerate(pages, start=1):
        for block, container in blocks(page._page_box):
            left = container.content_box_x()
            right = left + container.width
            out = max(left - block.position_x, block.position_x + block.margin_width() - right)
            if out > TOLERANCE_PX and block.element not in told:
                told.add(block.element)
                first = next((text.text for text, _ in texts(block)), "")
                yield number, str(block.element_tag), first, out * MM_PER_PX


def blocks(box: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each block that stands in the flow, with the block that it stands in."""
    for child in box.children if isinstance(box, boxes.ParentBox) else ():
        inner = getattr(child, "_box", child)
        if (
            isinstance(box, boxes.BlockContainerBox)
            and isinstance(inner, boxes.BlockLevelBox)
            and inner.is_in_normal_flow()
        ):
            yield inner, box
        yield from blocks(inner)


def texts(box: Any, container: Any = None) -> Iterator[tuple[Any, Any]]:
    """Yield each text box with the block that its lines are set in."""
    box = getattr(box, "_box", box)  # an absolutely placed box stands behind a placeholder
    if isinstance(box, boxes.TextBox):
        if box.text.strip():
            yield box, container
        return
    if isinstance(box, boxes.ParentBox):
        inner = box if isinstance(box, boxes.BlockContainerBox) else container
        for child in box.children:
            yield from texts(child, inner)
