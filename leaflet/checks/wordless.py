"""No picture of easy read stands without words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from leaflet.article import Block, Figure, Listing, Paragraph, Text
from leaflet.checks.model import Finding, Source, source_check
from leaflet.choosing.choices import CHOICES, Standing


@source_check("wordless", severity="warning")
def wordless(source: Source) -> Iterator[Finding]:
    """
    Each picture of easy read has words beside it.

    What it finds:
        A picture that easy read chooses, and behind it in the same section no paragraph or list
        that is chosen too; and an item of such a list that is a picture alone.
    Why it matters to a patient:
        A heading and a drawing leave it to the patient to guess what is to be done.
    Example:
        A picture of tablets marked `.easy-only`, and nothing marked below it.
    Use instead:
        A short sentence below the picture, marked `.easy` or `.easy-only`; or no picture.
    """
    for choice in CHOICES:
        if not choice.sheet.headings:
            continue  # there the words need not stand beside it
        for section in choice.sections(source.blocks):
            for figure in _alone(tuple(one.block for one in section if one.there)):
                yield Finding(
                    message=f"the picture `{figure.path}` stands on the sheet "
                    f"`{choice.sheet.name}` without words beside it",
                    hint=_remedy(figure, section),
                    evidence=(("picture", figure.alt.source),),
                    place=figure.alt.place,
                )


def _alone(blocks: tuple[Block[Text], ...]) -> Iterator[Figure[Text]]:
    """Yield the pictures among the blocks of a section that have no words behind them."""
    for block, behind in pairwise((*blocks, None)):
        if isinstance(block, Figure) and not isinstance(behind, Paragraph | Listing):
            yield block
        elif isinstance(block, Listing):
            for item in block.items:
                if all(isinstance(inner, Figure) for inner in item.blocks):
                    yield from (inner for inner in item.blocks if isinstance(inner, Figure))


def _remedy(figure: Figure[Text], section: tuple[Standing, ...]) -> str:
    blocks = [one.block for one in section]
    behind = blocks[blocks.index(figure) + 1 :] if figure in blocks else []
    if behind and isinstance(behind[0], Paragraph):
        return f"write a line `{{.easy}}` above `{behind[0].text.source}`, or take the picture out"
    return "write a short sentence below it, marked `{.easy-only}`; or take the picture out"
