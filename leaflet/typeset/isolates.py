"""What keeps its own direction in right-to-left text, and which direction that is.

The rule, for a reader from right to left:

- Phone numbers, ISO dates, addresses and Latin words run from left to right, whatever their digits:
  they are dialled, typed or looked up sign by sign.
- So does whatever has Latin digits or Latin letters in it: `200–400 mg`, `5-10`, `> 2.5 g/l`. It
  stands as it stands on the source's sheet, which staff hold beside it.
- A range, a percentage or a comparison in Arabic-Indic or Persian digits alone runs from right to
  left, so that the first number is read first: `٢–٣` has the 2 at the right. So the Unicode
  algorithm sets it after an Arabic letter (rule W2), so it is printed in books, and so CLDR marks
  the signs of these digits (`arab` has ALM before the minus). The comparator is mirrored by the
  engine; its small end still points to the number. Persian alone writes the minus at the left of
  the number (CLDR: LRM before the minus of `fa`).
- N'Ko and Adlam digits run from right to left by themselves, in phone numbers too.
- Two Latin runs apart, as in a list, follow the text: the first stands at the right. A Latin run
  and a comparison behind it are one formula: `HbA1c > 7 %`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from leaflet.article import Direction
from leaflet.quantities import Quantity
from leaflet.typeset.formulas import Formula
from leaflet.typeset.marks import CLOSING

# Latin words on end, Greek and Cyrillic ones too: a name, an address, "B12", "α-blocker". Numbers
# that stand apart are not among them: after "take Nurofen", "3 times" belongs to the sentence.
_LETTER: Final = "A-Za-zªºÀ-ÖØ-öø-ɏΑ-ϿЀ-ԯḀ-ỿ"
_MARK: Final = "\u0300-\u036f\u200e₀-₉⁺⁻⁰¹²³⁴-⁹"  # "H₂O", "Ca²⁺"
_WORD: Final = (
    rf"\d*[{_LETTER}](?:[{_LETTER}{_MARK}\d.@/:&'’+_‑-]*[{_LETTER}{_MARK}\d+])?[{_MARK}™®]*"
)
_LATIN: Final = re.compile(rf"{_WORD}(?:[ \u00a0](?:& )?{_WORD})*")
_LATIN_LETTER: Final = re.compile(f"[{_LETTER}µμ°]")
_NATIVE_DIGIT: Final = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
_PERSIAN_MINUS: Final = re.compile("[-−][\u06f0-\u06f9]")
_ARABIC_NUMBER: Final = re.compile(r"[\u0660-\u0669]+(?:[.,٫٬:/\u00a0][\u0660-\u0669]+)*")
_ORDERED: Final = re.compile("[-–—‑−%٪‰<>＜＞=≤≥≦≧±≈~∼]")
"""Signs that stand on one side of a number, or between two."""
_COMPARED: Final = re.compile(" ?[<>＜＞=≤≥≦≧≈]")
_OPENINGS: Final = "\u2066\u2067\u2068"


class Stretch(NamedTuple):
    """A part of a text that keeps its own direction."""

    start: int
    """Index of the first letter."""
    end: int
    """Index behind the last letter."""
    direction: Direction
    """In which its parts follow each other."""


def latin(text: str) -> list[Stretch]:
    """Return the Latin words of a text, those on end together."""
    return [Stretch(*match.span(), "ltr") for match in _LATIN.finditer(text)]


def of_quantity(found: Quantity) -> Direction | None:
    """
    Return in which direction a quantity runs in right-to-left text; None where it needs no help.

    >>> from leaflet.quantities import find
    >>> [of_quantity(found) for found in find("020 7946 0000, 5-10, ٥–١٠, ٥–١٠ mg, 12")]
    ['ltr', 'ltr', 'rtl', 'ltr', None]
    """
    if found.text.isdecimal() or any(unicodedata.bidirectional(one) == "R" for one in found.text):
        return None
    if found.kind in ("address", "date", "phone") or _LATIN_LETTER.search(found.text):
        return "ltr"
    if _PERSIAN_MINUS.fullmatch(found.text[:2]) and not _ORDERED.search(found.text[2:]):
        return "ltr"
    if _NATIVE_DIGIT.search(found.text) and _ORDERED.search(found.text):
        return "rtl"
    return "ltr"


def directed(formulas: Iterable[Formula]) -> Iterator[Quantity]:
    """
    Yield what has a direction of its own: whole formulas in Latin digits, the parts of others.

    Parts in native digits follow each other as the text does, as the parts of a range do.
    """
    for whole, parts in formulas:
        if _NATIVE_DIGIT.search(whole.text):
            yield from parts
        else:
            yield whole


def stretches(text: str, quantities: Iterable[Quantity]) -> list[Stretch]:
    """Return what keeps its own direction in right-to-left text, none within another."""
    found = latin(text)
    for quantity in quantities:
        direction = of_quantity(quantity)
        if direction is not None:
            found.append(Stretch(quantity.start, quantity.end, direction))
    joined: list[Stretch] = []
    for each in sorted(found):
        if joined and _one(text, joined[-1], each):
            # "M62.830" is a number behind a letter; apart they would change places.
            joined[-1] = Stretch(joined[-1].start, max(joined[-1].end, each.end), "ltr")
        else:
            joined.append(each)
    kept = own_isolates(text)
    return [each for each in joined if not _kept_already(text, each, kept)]


def _one(text: str, first: Stretch, second: Stretch) -> bool:
    gap = text[first.end : second.start]
    if second.start <= first.end:
        return True
    # "HbA1c > 7 %" is one formula.
    return (
        {first.direction, second.direction} == {"ltr"}
        and gap == " "
        and _COMPARED.match(text, second.start) is not None
        and _LATIN_LETTER.match(text, first.start) is not None
    )


def turned(text: str, stretch: Stretch) -> list[Stretch]:
    """
    Return the numbers in a stretch that runs from left to right, which would change places in it.

    To the algorithm, what stands between two numbers in Arabic-Indic digits runs from right to
    left, be it isolated or not: `٢٠٢٦-١١-٢٢` would be a date of the year 22.
    """
    found = list(_ARABIC_NUMBER.finditer(text, stretch.start, stretch.end))
    if stretch.direction == "rtl" or len(found) < 2:
        return []
    return [Stretch(*match.span(), "ltr") for match in found]


def own_isolates(text: str) -> list[Stretch]:
    """
    Return what a translator has isolated, without the signs round it; what is not closed is none.

    >>> own_isolates("a \\u2066b\\u2069 \\u2067c")
    [Stretch(start=3, end=4, direction='ltr')]
    """
    found: list[Stretch] = []
    opened: list[int] = []
    for index, letter in enumerate(text):
        if letter in _OPENINGS:
            opened.append(index)
        elif letter == CLOSING and opened:
            start = opened.pop()
            found.append(Stretch(start + 1, index, _opened(text, start, index)))
    return sorted(found)


def _opened(text: str, start: int, end: int) -> Direction:
    if text[start] != "\u2068":
        return "ltr" if text[start] == "\u2066" else "rtl"
    kinds = (unicodedata.bidirectional(letter) for letter in text[start:end])
    return (
        "ltr" if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") == "L" else "rtl"
    )


def _kept_already(text: str, each: Stretch, kept: Sequence[Stretch]) -> bool:
    """Return whether the innermost isolate round a stretch does for it what ours would do."""
    inner = [one for one in kept if one.start <= each.start and each.end <= one.end]
    if not inner:
        return False
    innermost = max(inner)
    if innermost.direction == "ltr":
        return True
    within = text[innermost.start : innermost.end].strip("\u061c\u200f")
    return each.direction == "rtl" and within == text[each.start : each.end]
