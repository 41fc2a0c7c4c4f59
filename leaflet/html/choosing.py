"""Which blocks of an article stand on a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leaflet.article import Article, Block, Callout, Line, Section
from leaflet.errors import ContentError, Place, Problem
from leaflet.sheets import Sheet


def flat(blocks: Iterable[Block[Line]]) -> Iterator[Block[Line]]:
    """Yield the blocks with each section's own behind it: a sheet flows, it does not nest."""
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from flat(block.blocks)


def blocks_on(article: Article[Line], sheet: Sheet) -> tuple[Block[Line], ...]:
    """
    Return the blocks of an article that stand on a sheet, in reading order.

    Raises:
        ContentError: The sheet chooses, and the article marks nothing for it.
    """
    blocks = tuple(flat(article.blocks))
    if not sheet.chosen:
        return blocks
    if not any(_is_marked(block, sheet) for block in blocks):
        raise ContentError(_nothing_chosen(article, sheet))
    return tuple(block for block in blocks if _is_marked(block, sheet) or _is_box(block, sheet))


def _is_marked(block: Block[Line], sheet: Sheet) -> bool:
    return any(marker in block.marks for marker in sheet.chosen)


def _is_box(block: Block[Line], sheet: Sheet) -> bool:
    """Tell whether a block stands on every sheet that chooses, as what to do in an emergency."""
    return isinstance(block, Callout) and block.kind in sheet.boxes


def _nothing_chosen(article: Article[Line], sheet: Sheet) -> Problem:
    marker = sheet.chosen[0]
    return Problem(
        code="chosen",
        message=f"the article marks nothing with `.{marker}`, and the sheet `{sheet.name}` would "
        "say nothing",
        place=Place(path=article.path),
        hint=f"write a line `{{.{marker}}}` above each block that belongs on it; or build other "
        "sheets",
    )
