"""What stays on one line in Thai, where no-break spaces and word joiners do nothing.

Pango hands a Thai run to libthai with the digits and the spaces in it, and what libthai answers
overrides the line breaks of Unicode: a phone number ends a line at U+00A0, and a range behind its
dash, be U+2060 beside it or not (facts of 2026-11, from laid out lines).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from icu4py.breakers import LineBreaker

from leaflet.typeset.formulas import LONGEST, Formula
from leaflet.typeset.spaces import LONGEST_WORD

THAI: Final = re.compile("[\u0e01-\u0e5b]")
# libthai ends a line before digits: "vitamin B" / "12".
_CODE: Final = re.compile(
    rf"(?<!\w)(?:[^\W\d_]{{1,{LONGEST_WORD}}}[ \u00a0])?"
    rf"[A-Z][A-Za-z-]{{0,{LONGEST_WORD}}}\d{{1,4}}(?!\w)"
)
_UNIT: Final = re.compile("[ \u00a0\u2009\u202f]?\u2060?(?=[\u0e01-\u0e4e])")


def unbroken(text: str, formulas: Iterable[Formula]) -> Iterator[tuple[int, int]]:
    """
    Yield where each stretch that no line may end in begins and ends, in order.

    Args:
        text: In which there is Thai.
        formulas: What was found in it; the word that is counted stays with its number.
    """
    last: tuple[int, int] | None = None
    found = [*_of_formulas(text, formulas), *(match.span() for match in _CODE.finditer(text))]
    for start, end in sorted(found):
        if last is not None and start < last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def _of_formulas(text: str, formulas: Iterable[Formula]) -> Iterator[tuple[int, int]]:
    for whole, parts in formulas:
        for found in (whole,) if len(whole.text) <= LONGEST else parts:
            if found.kind == "address":
                continue
            end = _end_of_unit(text, found.end) if found.text[-1:].isnumeric() else found.end
            if end - found.start > 1:
                yield found.start, end


def _end_of_unit(text: str, index: int) -> int:
    """Return where the Thai word behind a number ends; the end of the number, if there is none."""
    unit = _UNIT.match(text, index)
    if not unit:
        return index
    word = next(iter(LineBreaker(text[unit.end() : unit.end() + 4 * LONGEST_WORD], "th")))
    length = len(word.rstrip())
    return unit.end() + length if length <= LONGEST_WORD else index
