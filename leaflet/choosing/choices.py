"""`Choice`: what the sheets that go by markers take of a source, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leaflet.article import Block, Section, Text
from leaflet.choosing.blocks import is_box, is_marked, is_reserved
from leaflet.sheets import SHEETS, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way of choosing: of a sheet, and of those that differ from it by their paper alone."""

    sheet: Sheet
    """The first of them; a clinic's own sheets choose as the ones that they are based on."""

    def markers(self, block: Block[Text]) -> tuple[str, ...]:
        """Return the markers of a block that put it on the sheet."""
        return tuple(marker for marker in block.marks.classes if marker in self.sheet.chosen)

    def sections(
        self, blocks: tuple[Block[Text], ...], *, whole: bool = False
    ) -> Iterator[tuple[Standing, ...]]:
        """
        Yield the blocks of the article's beginning, then of each section, without headings.

        What is reserved for other sheets is left out: it stands in nobody's way.

        Args:
            blocks: Of an article.
            whole: Whether they stand in a section that is marked itself.
        """
        open_to = [block for block in blocks if not is_reserved(block, self.sheet)]
        yield tuple(
            Standing(block=block, there=whole or self._takes(block))
            for block in open_to
            if not isinstance(block, Section)
        )
        for block in open_to:
            if isinstance(block, Section):
                marked = whole or is_marked(block, self.sheet)
                yield from self.sections(block.blocks, whole=marked)

    def _takes(self, block: Block[Text]) -> bool:
        return is_box(block, self.sheet) or is_marked(block, self.sheet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One block of a section."""

    block: Block[Text]
    """No section itself."""
    there: bool
    """Whether it stands on the sheet."""


CHOICES = tuple(
    Choice(sheet=sheet)
    for sheet in {
        sheet.chosen: sheet for sheet in reversed(SHEETS.values()) if sheet.chosen
    }.values()
)
"""One for each set of markers."""


def texts(block: Block[Text]) -> tuple[Text, ...]:
    """Return the texts of a block in reading order, those of pictures where there are no others."""
    found: list[Text] = []
    block.map(found.append)
    return tuple(text for text in found if text.context != "alt") or tuple(found)
