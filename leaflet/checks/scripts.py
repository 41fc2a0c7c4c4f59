"""Which script a letter is of, and which scripts a language is written in."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator

# The first words of Unicode's names of letters, by ISO 15924 code; a language in a script that is
# not here is not judged by its letters.
_NAMES: dict[str, tuple[str, ...]] = {
    "Adlm": ("ADLAM",),
    "Arab": ("ARABIC",),
    "Armn": ("ARMENIAN",),
    "Beng": ("BENGALI",),
    "Cans": ("CANADIAN",),
    "Cher": ("CHEROKEE",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Ethi": ("ETHIOPIC",),
    "Geor": ("GEORGIAN",),
    "Grek": ("GREEK",),
    "Gujr": ("GUJARATI",),
    "Guru": ("GURMUKHI",),
    "Hani": ("CJK", "IDEOGRAPHIC"),
    "Hebr": ("HEBREW",),
    "Hira": ("HIRAGANA",),
    "Hang": ("HANGUL",),
    "Kana": ("KATAKANA", "KATAKANA-HIRAGANA"),
    "Khmr": ("KHMER",),
    "Knda": ("KANNADA",),
    "Laoo": ("LAO",),
    "Latn": ("LATIN",),
    "Mlym": ("MALAYALAM",),
    "Mong": ("MONGOLIAN",),
    "Mtei": ("MEETEI",),
    "Mymr": ("MYANMAR",),
    "Nkoo": ("NKO",),
    "Olck": ("OL",),
    "Orya": ("ORIYA",),
    "Rohg": ("HANIFI",),
    "Sinh": ("SINHALA",),
    "Syrc": ("SYRIAC",),
    "Taml": ("TAMIL",),
    "Telu": ("TELUGU",),
    "Tfng": ("TIFINAGH",),
    "Thaa": ("THAANA",),
    "Thai": ("THAI",),
    "Tibt": ("TIBETAN",),
}
_CODES = {name: code for code, names in _NAMES.items() for name in names}

# What ISO 15924 has one code for, and Unicode several.
_SEVERAL: dict[str, frozenset[str]] = {
    "Hans": frozenset({"Hani"}),
    "Hant": frozenset({"Hani", "Bopo"}),
    "Jpan": frozenset({"Hani", "Hira", "Kana"}),
    "Kore": frozenset({"Hang", "Hani"}),
}

WITHOUT_SPACES = frozenset({"Hans", "Hant", "Jpan", "Khmr", "Laoo", "Mymr", "Thai", "Tibt"})
"""Scripts that put no space between words."""


@functools.lru_cache(maxsize=8192)
def script_of_letter(letter: str) -> str | None:
    """
    Return the ISO 15924 code of a letter's script; None for signs, digits and marks.

    >>> [script_of_letter(letter) for letter in "aжक中1µ"]
    ['Latn', 'Cyrl', 'Deva', 'Hani', None, None]
    """
    if not letter.isalpha():
        return None
    words = unicodedata.name(letter, "").split()
    if words and words[0] in ("FULLWIDTH", "HALFWIDTH"):
        words = words[1:]
    return _CODES.get(words[0]) if words else None


def scripts_of_language(script: str) -> frozenset[str]:
    """
    Return the scripts that a language in this script is written in; empty for one not known.

    >>> sorted(scripts_of_language("Jpan"))
    ['Hani', 'Hira', 'Kana']
    """
    return _SEVERAL.get(script, frozenset({script} & _NAMES.keys()))


def letters(text: str) -> Iterator[tuple[str, str]]:
    """Yield each letter of a text whose script is known, with that script."""
    for letter in text:
        if script := script_of_letter(letter):
            yield letter, script
