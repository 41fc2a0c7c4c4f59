"""Where a text may be parted at all: never inside what is written as one sign.

Unicode's grapheme clusters are not enough. They end behind a virama, which would stand visible at
the end of a line; Burmese vowels that are written apart are clusters of their own, and so are the
vowels that Thai and Lao write before the consonant that they are spoken after.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from icu4py.breakers import CharacterBreaker

# Unicode's property Logical_Order_Exception: a vowel that is written before its consonant.
_BEFORE_CONSONANT: Final = (
    "\u0e40-\u0e44\u0ec0-\u0ec4\u19b5-\u19b7\u19ba\uaab5\uaab6\uaab9\uaabb\uaabc"
)
# Letters by their category, yet they only end a syllable: vowels and signs of Thai and Lao, vowels,
# finals and tones of New Tai Lue, finals of Cham, chillus of Malayalam, khanda ta of Bengali.
_BEHIND_CONSONANT: Final = (
    "\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6"
    "\u19b0-\u19b4\u19b8\u19b9\u19bb-\u19c9\uaa40-\uaa4d"
    "\u0d54-\u0d56\u0d7a-\u0d7f\u09ce"
)
# A consonant that closes a syllable: in the Myanmar script with asat, or with another below it; in
# Tai Tham under ra haam or karan; in Tamil with a dot, in Sinhala with a stroke that joins nothing.
_KILLED: Final = re.compile(
    "[\u1000-\u102a\u103f\u1050-\u109f\uaa60-\uaa7f]\u1037?[\u103a\u1039]"
    "|[\u1a20-\u1a54][\u1a7a\u1a7c]|[\u0b95-\u0bb9]\u0bcd|[\u0d9a-\u0dc6]\u0dca(?!\u200d)"
)
# "CANADIAN SYLLABICS K", "… NG", "… CARRIER NGG": a name without a vowel.
_SYLLABIC_CONSONANT: Final = re.compile(
    r"CANADIAN SYLLABICS (?:[A-Z-]+ )*(?!Y\Z)[BCDFGHJKLMNPQRSTVWXYZ]+|CANADIAN SYLLABICS Y"
)
_ASAT: Final = "\u103a"
_VIRAMA: Final = 9
"""Canonical combining class of every virama, coeng and their like."""

# U+157C: the H of Nunavut, which a vowel follows.
_JOINED_TO_NEXT: Final = re.compile(f"[{_BEFORE_CONSONANT}\u157c\u200d\u2060]$")
_JOINED_TO_LAST: Final = re.compile(f"[{_BEHIND_CONSONANT}\u200d\u2060]")


def cluster_starts(text: str) -> Iterator[int]:
    """
    Yield each index at which a text may be parted; never 0.

    >>> list(cluster_starts("ស្ត្រី"))  # one consonant with two below it, and a vowel
    []
    >>> list(cluster_starts("ເດັກ"))  # written before its consonant, the vowel stays with it
    [3]
    """
    index = 0
    for cluster in CharacterBreaker(text, "und"):
        if index and _may_part(text, index):
            yield index
        index += len(cluster)


def _ends_syllable(letter: str) -> bool:
    """Return whether it is one of the small raised consonants of Canadian syllabics."""
    if not "\u1400" <= letter <= "\u167f" and not "\u18b0" <= letter <= "\u18f5":
        return False
    name = unicodedata.name(letter, "")
    return ("FINAL" in name or bool(_SYLLABIC_CONSONANT.fullmatch(name))) and "INITIAL" not in name


def _may_part(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    return not (
        unicodedata.category(after).startswith("M")
        or _JOINED_TO_LAST.match(after)
        or _ends_syllable(after)
        or _JOINED_TO_NEXT.match(before)
        or (unicodedata.combining(before) == _VIRAMA and before != _ASAT)
        or _KILLED.match(text, index)
    )
