"""What a page must not have: boxes for letters, things outside their box, missing pictures."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes

from leaflet.errors import Problem
from leaflet.html import BASE_URL

TOLERANCE_PX = 1.0
"""What a text may stand out of its box: rounding in the engine is below it."""

_MISSING = re.compile(
    r'\.notdef glyph rendered for Unicode string unsupported by fonts: "(.*)" \((.*)\)', re.S
)


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
    """Return the engine's warnings as problems; a missing glyph or picture is an error."""
    problems = []
    for message in dict.fromkeys(said):
        missing = _MISSING.match(message)
        if missing:
            problems.append(
                Problem(
                    code="glyphs",
                    message=f"{name}: no font has a letter for {missing.group(2)}",
                    evidence=(("text", missing.group(1)),),
                    hint="`leaflet doctor` says which fonts are missing; or correct the text",
                )
            )
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
        for text, container in texts(page_box):
            if container is None:
                continue
            left, right = _room(container)
            out = max(left - text.position_x, text.position_x + text.width - right)
            bottom = text.position_y + text.height - page_box.margin_height()
            most = max(out, bottom, -text.position_y)
            if most > TOLERANCE_PX:
                yield number, text.text, most / 96 * 25.4  # CSS: 96 px are an inch


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
                yield number, str(block.element_tag), first, out / 96 * 25.4


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
