"""`Letters`: a text as lists of words can be compared with it, whatever the keyboard."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

# One letter typed in several ways. Arabic keyboards differ in ي ک ه; Ethiopic has four letters for
# one sound; Khmer subscript da and ta look the same; points below Indic letters are often left out.
_SAME = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىی", "ي"),
    **dict.fromkeys("ہةۃۀ", "ه"),
    "ک": "ك",
    "ត": "ដ",
    "ё": "е",
    "İ": "i",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "．": ".",
    "，": ",",
    "：": ":",
    "／": "/",
    "％": "%",
    "٪": "%",
    "−": "-",
    "‑": "-",
    "－": "-",
    "～": "–",
    "〜": "–",
    "\u202f": "\u00a0",
    "\u2007": "\u00a0",
    "\u2009": "\u00a0",
    "\u3000": " ",
    "\n": " ",
    **{chr(0x1220 + row): chr(0x1230 + row) for row in range(8)},
    **{chr(0x1210 + row): chr(0x1200 + row) for row in range(8)},
    **{chr(0x1280 + row): chr(0x1200 + row) for row in range(8)},
    **{chr(0x12D0 + row): chr(0x12A0 + row) for row in range(7)},
    **{chr(0x1340 + row): chr(0x1338 + row) for row in range(8)},
}
# Vowel points and tatweel of Arabic, nuktas, joiners, soft hyphens, selectors of variants, marks of
# direction.
_NOTHING = re.compile(
    "[\u0640\u064b-\u0655\u0670\u093c\u09bc\u0a3c"
    "\u00ad\u034f\u061c\u180b-\u180f\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
# An address is the same everywhere, and so is a placeholder: no words.
_NO_WORDS = re.compile(
    r"\{[a-z.]+\}|(?:https?://|www\.)[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", flags=re.IGNORECASE
)
_PLACE = "\ue000"

LETTER = (
    r"[^\W\d_\ue000]"
    # No letter may match in two ways: a long word would be tried in every mixture of them.
    r"|(?!\w)[\u0300-\u036f\u0900-\u0963\u0970-\u0dff\u0e31-\u0e4e\u17b4-\u17d3\u200c]"
)
"""A pattern of one letter, or of what belongs to one, in any script."""
BEFORE = r"(?<![^\W\d_\ue000])(?<![\u0300-\u036f\u0900-\u0963\u0970-\u0dff\u17b4-\u17d3\u200c])"
"""No letter stands before."""
AFTER = rf"(?!{LETTER})"
"""No letter follows."""
NO_MARK = "(?![\u0300-\u036f\u0e31-\u0e3a\u0e47-\u0e4e\u17b4-\u17d3])"
"""The last letter is whole, where words do not end with a space: เครื่องดื่ม has no งด."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """A text in small letters, one spelling for each word, digits 0 to 9."""

    text: str
    """To be searched."""
    original: str
    """As it was."""
    places: tuple[int, ...]
    """For each letter of `text`, the index of the original that it comes from."""

    def written(self, start: int, end: int) -> str:
        """Return how a piece of `text` is written in the original."""
        if start >= end:
            return ""
        return self.original[self.places[start] : self.places[end - 1] + 1].strip()


@functools.lru_cache(maxsize=4096)
def letters(text: str) -> Letters:
    """
    Return a text as its words can be compared.

    >>> letters("Ab ٣ ØÄ {clinic.phone}٪").text
    'ab 3 øä \ue000%'
    """
    original = unicodedata.normalize("NFC", text)
    blank = {
        index: index == match.start()
        for match in _NO_WORDS.finditer(original)
        for index in range(*match.span())
    }
    kept: list[str] = []
    places: list[int] = []
    for index, letter in enumerate(original):
        same = _one(letter) if index not in blank else _PLACE if blank[index] else ""
        kept.append(same)
        places += [index] * len(same)
    return Letters(text="".join(kept), original=original, places=tuple(places))


@functools.lru_cache(maxsize=4096)
def _one(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if _NOTHING.match(letter):
        return ""
    if letter in _SAME:
        return _SAME[letter]
    return letter.casefold().replace("ё", "е")
