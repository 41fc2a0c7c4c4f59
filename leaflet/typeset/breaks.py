"""Line breaks that the engine does not find, and those that it must not make.

Pango breaks Thai, but not Lao, Khmer, Burmese or Javanese, and it breaks Korean inside words
(docs/architecture.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from icu4py.breakers import LineBreaker

from leaflet.languages import Language
from leaflet.typeset.clusters import cluster_starts

# Scripts that are written without spaces between words, Thai aside: Lao, Myanmar with its
# extensions, Khmer, Tai Le, New Tai Lue, Tai Tham, Balinese, Batak, Javanese, Cham, Tai Viet.
UNSPACED: Final = re.compile(
    "[\u0e80-\u0eff\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf"
    "\u1b00-\u1b7f\u1bc0-\u1bff\ua980-\ua9df\uaa00-\uaa5f\uaa80-\uaadf]"
)
# Where the pattern of syllables is not known from the letters, only what is certain: in Tai Le a
# syllable ends with its tone, in Tai Viet it may begin with a vowel.
_TAI_LE: Final = re.compile("[\u1950-\u196d]")
_TAI_LE_TONE: Final = re.compile("[\u1970-\u1974]")
_TAI_VIET: Final = re.compile("[\uaa80-\uaabf]")
_TAI_VIET_FIRST: Final = re.compile("[\uaab5\uaab6\uaab9\uaabb\uaabc]")
_HANGUL: Final = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")


def break_points(text: str, setting: Language) -> Iterator[int]:
    """
    Yield each index at which a line may end without a space, though the engine knows nothing of it.

    By the letters, not by the language alone: a Khmer name in an English text needs it too.
    """
    if not UNSPACED.search(text):
        return
    by_syllable = setting.breaking == "syllable"
    found = _syllables(text) if by_syllable else _dictionary(text, setting.cldr)
    for index in cluster_starts(text):
        if index in found and _between_words(text[index - 1], text[index]):
            yield index


def _between_words(before: str, after: str) -> bool:
    # Before spaces, and where there is a sign that lets the line end, nothing is needed.
    if before.isspace() or after.isspace() or "\u200b" in (before, after):
        return False
    return bool(UNSPACED.match(before) or UNSPACED.match(after))


def _dictionary(text: str, locale: str) -> set[int]:
    """Return where ICU lets a line end: it has dictionaries for Lao, Khmer and Burmese."""
    ends, index = set(), 0
    for piece in LineBreaker(text, locale):
        index += len(piece)
        ends.add(index)
    return ends


def _syllables(text: str) -> set[int]:
    """Return where syllables begin, in scripts that ICU breaks inside them."""
    return {
        index
        for index in range(1, len(text))
        if UNSPACED.match(text[index - 1])
        and UNSPACED.match(text[index])
        and unicodedata.category(text[index]) == "Lo"
        and (not _TAI_LE.match(text[index]) or _TAI_LE_TONE.match(text[index - 1]))
        and (not _TAI_VIET.match(text[index]) or _TAI_VIET_FIRST.match(text[index]))
    }


def joints(text: str) -> Iterator[int]:
    """
    Yield each index inside a Korean word, where the engine would end a line.

    Korean is divided between words, as `word-break: keep-all` does it in browsers: a particle
    stays with what it follows, be it a number, a Latin word or a bracket.

    >>> list(joints("약을 MRI를"))
    [1, 6]
    """
    if not _HANGUL.search(text):
        return
    for index in cluster_starts(text):
        before, after = text[index - 1], text[index]
        if _HANGUL.match(after):
            joined = before.isalnum() or before in "%℃°" or _closes(before)
        else:
            joined = bool(_HANGUL.match(before)) and after.isalnum()
        if joined:
            yield index


def _closes(letter: str) -> bool:
    return unicodedata.category(letter) in ("Pe", "Pf") or letter in "\"'"
