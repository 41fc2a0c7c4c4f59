"""Lists that a sheet would part from the words that lead to them."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.article import (
    RESERVED,
    Article,
    Block,
    Callout,
    Figure,
    Listing,
    Paragraph,
    Section,
    Text,
)
from leaflet.choosing.blocks import Blocks, allowed, is_bare_box, is_box, is_marked
from leaflet.errors import Problem, either
from leaflet.sheets import Sheet

COLONS = (":", "\uff1a", "\u1366", "\u17d6")  # of Chinese, Amharic and Khmer
"""What words end in that lead to a list; the author may write in any language."""


def parted(article: Article[Text], sheet: Sheet) -> tuple[Problem, ...]:
    """
    Return where a sheet has a list without the words that lead to it, or the words alone.

    A list says the contrary of what is meant where "Do not take:" above it is left out.

    Args:
        article: As the author wrote it; in a translation a colon may be gone.
        sheet: Any.
    """
    return tuple(_parted(article.blocks, sheet, whole=not sheet.chosen))


def _parted(blocks: Blocks[Text], sheet: Sheet, *, whole: bool) -> Iterator[Problem]:
    """Yield it of blocks that are neighbours, and of those in them; `whole` as in `_chosen`."""
    leads: list[Paragraph[Text]] = []
    for block in blocks:
        there = _stands(block, sheet, whole=whole)
        if isinstance(block, Paragraph) and _leads(block):
            leads.append(block)
            continue
        if isinstance(block, Figure):
            continue  # between words and what they lead to
        # A box has a label of its own.
        if leads and not isinstance(block, Section) and not is_bare_box(block, sheet):
            led = [lead for lead in leads if _stands(lead, sheet, whole=whole)]
            if there != bool(led):
                yield _torn((led or leads)[-1], sheet, alone=not there)
        leads = []
        match block:
            case Section(blocks=inner) if allowed((block,), sheet):
                yield from _parted(inner, sheet, whole=whole or is_marked(block, sheet))
            case Callout(blocks=inner) if there:
                yield from _parted(inner, sheet, whole=True)
            case Listing(items=items) if there:
                for item in items:
                    yield from _parted(item.blocks, sheet, whole=True)


def _stands(block: Block[Text], sheet: Sheet, *, whole: bool) -> bool:
    chosen = whole or is_marked(block, sheet) or is_box(block, sheet)
    return chosen and bool(allowed((block,), sheet))


def _leads(block: Paragraph[Text]) -> bool:
    return block.text.source.rstrip("*_ \u00a0").endswith(COLONS)


def _torn(lead: Paragraph[Text], sheet: Sheet, *, alone: bool) -> Problem:
    said = f"`{lead.text.source}`"
    message = (
        f"{said} is on the sheet `{sheet.name}` without what it leads to"
        if alone
        else f"what {said} leads to is on the sheet `{sheet.name}` without these words"
    )
    markers = either(f"{{.{marker}}}" for marker in sheet.chosen or RESERVED)
    return Problem(
        code="chosen",
        message=message,
        place=lead.text.place,
        hint=f"write {markers} above both, or above neither",
    )
