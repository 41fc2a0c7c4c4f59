"""What stays on one line: a number with its unit, a phone number, a range, French quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from leaflet.quantities import Quantity
from leaflet.typeset.formulas import LONGEST, Formula
from leaflet.typeset.marks import (
    NARROW_NO_BREAK_SPACE,
    NO_BREAK_SPACE,
    THIN_SPACE,
    WORD_JOINER,
)

_NO_BREAK: Final = {" ": NO_BREAK_SPACE, THIN_SPACE: NARROW_NO_BREAK_SPACE}

LONGEST_WORD: Final = 12
"""Letters that a word behind a number may have to stay with it: a longer one needs its line end."""
_LONGEST_NUMBER: Final = 9
"""As "1000–2000"; what is longer is no count of anything."""
# The unit or what is counted, in any script: "мг", "minutes", "°م".
_COUNTED: Final = re.compile(
    rf"([ \u2009])[°%٪]?([^\W\d_][^\s\d]{{0,{LONGEST_WORD - 1}}})(?![^\s\d])"
)
# "3-mal", "5-day"
_HYPHENED: Final = re.compile(rf"-(?=[^\W\d_]{{1,{LONGEST_WORD}}}(?!\w))")
# French sets a space inside its quotation marks, and the engine breaks there; before `: ; ! ?` it
# does not (UAX 14, LB13). German ones of the same shape stand the other way round, close to a word.
_QUOTED: Final = re.compile("(?:(?<=[\\s(][«‹])|(?<=^[«‹]))[ \u2009]|[ \u2009](?=[»›](?!\\w))")
_COMPARED: Final = re.compile("(?<=[A-Za-z0-9])[ \u2009][<>＜＞=≤≥≦≧≈]")
# "vitamin B12", "hepatitis B2", in any script
_CODED: Final = re.compile(
    rf"(?<!\w)[^\W\d_]{{1,{LONGEST_WORD}}}([ \u2009])(?=[A-Z]{{1,2}}\d{{1,3}}(?!\w))"
)
# In these scripts a line may end between a number and the letter that follows it.
_WITHOUT_SPACE: Final = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)


def keep_together(pieces: list[str], text: str, formulas: Iterable[Formula]) -> None:
    """
    Put no-break spaces and word joiners into the letters of a text.

    Args:
        pieces: The letters of `text`, one each; they are changed.
        text: The text.
        formulas: What was found in it.
    """
    for match in _QUOTED.finditer(text):
        pieces[match.start()] = _NO_BREAK[match.group()]
    for match in _CODED.finditer(text):
        pieces[match.start(1)] = _NO_BREAK[match.group(1)]
    for found in _unparted(formulas):
        if found.kind == "address":
            continue
        for index in range(found.start, found.end - 1):
            letter = text[index]
            if letter in _NO_BREAK:
                pieces[index] = _NO_BREAK[letter]
            elif letter in "–—" or (letter in "-/" and not _between_digits(text, found, index)):
                _join(pieces, text, index)
        if _COMPARED.match(text, found.start - 1) and found.start > 1:
            # "HbA1c > 7 %" is one formula, and half of it would be turned round.
            pieces[found.start - 1] = _NO_BREAK[text[found.start - 1]]
        if found.kind not in ("number", "range") or len(found.text) > _LONGEST_NUMBER:
            continue
        if not text[found.end - 1].isnumeric():
            continue
        counted = _COUNTED.match(text, found.end)
        if counted:
            pieces[found.end] = _NO_BREAK[counted.group(1)]
        elif _HYPHENED.match(text, found.end):
            _join(pieces, text, found.end)
        elif _WITHOUT_SPACE.match(text, found.end):
            _join(pieces, text, found.end - 1)


def _between_digits(text: str, found: Quantity, index: int) -> bool:
    """Return whether the engine itself ends no line behind a hyphen or a stroke."""
    return text[index + 1].isdecimal() and (index == found.start or text[index - 1].isdecimal())


def _unparted(formulas: Iterable[Formula]) -> Iterator[Quantity]:
    """Yield what stays on one line: of a formula that may need more than one, its parts."""
    for whole, parts in formulas:
        if len(whole.text) <= LONGEST:
            yield whole
        else:
            yield from parts


def _join(pieces: list[str], text: str, index: int) -> None:
    """Let no line end behind a letter."""
    if text[index + 1] != WORD_JOINER:
        pieces[index] += WORD_JOINER
