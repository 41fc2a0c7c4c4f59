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
    Figure,
    Item,
    Listing,
    Paragraph,
    Section,
    Text,
)
from leaflet.errors import ContentError, Place, Problem, either
from leaflet.sheets import Sheet

COLONS = (":", "\uff1a", "\u1366", "\u17d6")  # of Chinese, Amharic and Khmer
"""What words end in that lead to a list; the author may write in any language."""

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
    allowed = _allowed(article.blocks, sheet)
    if not sheet.chosen:
        return tuple(flat(allowed))
    if not any(_is_marked(block, sheet) for block in flat(allowed)):
        raise ContentError(_nothing_chosen(article, sheet))
    return tuple(_chosen(allowed, sheet))


def _allowed(blocks: Blocks[T], sheet: Sheet) -> Blocks[T]:
    """Return blocks without those that are reserved for other sheets, however deep they stand."""
    found: list[Block[T]] = []
    for block in blocks:
        if any(marker in block.marks for marker in RESERVED if marker not in sheet.chosen):
            continue
        match block:
            case Section():
                inner = _allowed(block.blocks, sheet)
                # A heading that has lost all that stood below it would promise what does not come.
                found += [replace(block, blocks=inner)] if inner or not block.blocks else []
            case Callout():
                inner = _allowed(block.blocks, sheet)
                found += [replace(block, blocks=inner)] if inner else []
            case Listing():
                items = tuple(
                    Item(blocks=inner)
                    for item in block.items
                    if (inner := _allowed(item.blocks, sheet))
                )
                found += [replace(block, items=items)] if items else []
            case _:
                found.append(block)
    return tuple(found)


def _chosen(blocks: Blocks[T], sheet: Sheet, *, whole: bool = False) -> Iterator[Block[T]]:
    """Yield what a sheet chooses of blocks; all of them where they stand in a marked section."""
    for block in blocks:
        marked = whole or _is_marked(block, sheet)
        if not isinstance(block, Section):
            if marked or _is_box(block, sheet):
                yield block
            continue
        inner = tuple(_chosen(block.blocks, sheet, whole=marked))
        # Above a box alone a heading would promise what does not follow.
        if marked or (sheet.headings and any(not _is_bare_box(one, sheet) for one in inner)):
            yield replace(block, blocks=())
        yield from inner


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
        if leads and not isinstance(block, Section) and not _is_bare_box(block, sheet):
            led = [lead for lead in leads if _stands(lead, sheet, whole=whole)]
            if there != bool(led):
                yield _torn((led or leads)[-1], sheet, alone=not there)
        leads = []
        match block:
            case Section(blocks=inner) if _allowed((block,), sheet):
                yield from _parted(inner, sheet, whole=whole or _is_marked(block, sheet))
            case Callout(blocks=inner) if there:
                yield from _parted(inner, sheet, whole=True)
            case Listing(items=items) if there:
                for item in items:
                    yield from _parted(item.blocks, sheet, whole=True)


def _stands(block: Block[Text], sheet: Sheet, *, whole: bool) -> bool:
    chosen = whole or _is_marked(block, sheet) or _is_box(block, sheet)
    return chosen and bool(_allowed((block,), sheet))


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


def _is_marked(block: Block[T], sheet: Sheet) -> bool:
    return any(marker in block.marks for marker in sheet.chosen)


def _is_box(block: Block[T], sheet: Sheet) -> bool:
    """Tell whether a block stands on every sheet that chooses, as what to do in an emergency."""
    return isinstance(block, Callout) and block.kind in sheet.boxes


def _is_bare_box(block: Block[T], sheet: Sheet) -> bool:
    return _is_box(block, sheet) and not _is_marked(block, sheet)


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
