"""Which blocks of an article stand on a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from leaflet.article import (
    RESERVED,
    Article,
    Block,
    Callout,
    Item,
    Listing,
    Section,
)
from leaflet.errors import ContentError, Place, Problem, either
from leaflet.sheets import Sheet

T = TypeVar("T")
Blocks = tuple[Block[T], ...]


def flat(blocks: Iterable[Block[T]]) -> Iterator[Block[T]]:
    """Yield the blocks, each section's own behind its heading: a sheet flows, it does not nest."""
    for block in blocks:
        if isinstance(block, Section):
            yield replace(block, blocks=())
            yield from flat(block.blocks)
        else:
            yield block


def blocks_on(article: Article[T], sheet: Sheet) -> Blocks[T]:
    """
    Return the blocks of an article that stand on a sheet, in reading order.

    Of a section its heading alone, what is in it follows. A marker above a heading is for all that
    stands below it.

    Raises:
        ContentError: The sheet chooses, and the article marks nothing for it.
    """
    kept = allowed(article.blocks, sheet)
    if not sheet.chosen:
        return tuple(flat(kept))
    if not any(is_marked(block, sheet) for block in flat(kept)):
        raise ContentError(_nothing_chosen(article, sheet))
    return tuple(_chosen(kept, sheet))


def allowed(blocks: Blocks[T], sheet: Sheet) -> Blocks[T]:
    """Return blocks without those that are reserved for other sheets, however deep they stand."""
    found: list[Block[T]] = []
    for block in blocks:
        if is_reserved(block, sheet):
            continue
        match block:
            case Section():
                inner = allowed(block.blocks, sheet)
                # A heading that has lost all that stood below it would promise what does not come.
                found += [replace(block, blocks=inner)] if inner or not block.blocks else []
            case Callout():
                inner = allowed(block.blocks, sheet)
                found += [replace(block, blocks=inner)] if inner else []
            case Listing():
                items = tuple(
                    Item(blocks=inner)
                    for item in block.items
                    if (inner := allowed(item.blocks, sheet))
                )
                found += [replace(block, items=items)] if items else []
            case _:
                found.append(block)
    return tuple(found)


def _chosen(blocks: Blocks[T], sheet: Sheet, *, whole: bool = False) -> Iterator[Block[T]]:
    """Yield what a sheet chooses of blocks; all of them where they stand in a marked section."""
    for block in blocks:
        marked = whole or is_marked(block, sheet)
        if not isinstance(block, Section):
            if marked or is_box(block, sheet):
                yield block
            continue
        inner = tuple(_chosen(block.blocks, sheet, whole=marked))
        # Above a box alone a heading would promise what does not follow.
        if marked or (sheet.headings and any(not is_bare_box(one, sheet) for one in inner)):
            yield replace(block, blocks=())
        yield from inner


def is_reserved(block: Block[T], sheet: Sheet) -> bool:
    """Tell whether a block is kept for other sheets."""
    return any(marker in block.marks for marker in RESERVED if marker not in sheet.chosen)


def is_marked(block: Block[T], sheet: Sheet) -> bool:
    """Tell whether a block has a marker that the sheet chooses by."""
    return any(marker in block.marks for marker in sheet.chosen)


def is_box(block: Block[T], sheet: Sheet) -> bool:
    """Tell whether a block stands on every sheet that chooses, as what to do in an emergency."""
    return isinstance(block, Callout) and block.kind in sheet.boxes


def is_bare_box(block: Block[T], sheet: Sheet) -> bool:
    """Tell whether it stands there for that reason alone."""
    return is_box(block, sheet) and not is_marked(block, sheet)


def _nothing_chosen(article: Article[T], sheet: Sheet) -> Problem:
    nothing = either(f".{marker}" for marker in sheet.chosen)
    markers = either(f"{{.{marker}}}" for marker in sheet.chosen)
    return Problem(
        code="chosen",
        message=f"the article marks nothing with {nothing}, and the sheet `{sheet.name}` would "
        "say nothing",
        place=Place(path=article.path),
        hint=f"write a line {markers} above each block that belongs on it; or build other sheets",
    )
