"""The signs without ink that typesetting puts in, and how they are taken out."""

from __future__ import annotations

import re
from typing import Final

from leaflet.article import Direction

ZERO_WIDTH_SPACE: Final = "\u200b"
WORD_JOINER: Final = "\u2060"
NO_BREAK_SPACE: Final = "\u00a0"
NARROW_NO_BREAK_SPACE: Final = "\u202f"
THIN_SPACE: Final = "\u2009"

# By their classes Arabic-Indic digits are Arabic numbers, while the Persian ones are European
# numbers unless an Arabic letter stands before them; the letter mark is such a letter without ink.
OPENING: Final[dict[Direction, str]] = {"ltr": "\u2066", "rtl": "\u2067\u061c"}
"""What begins a stretch of text that keeps its own direction."""
CLOSING: Final = "\u2069"
"""What ends it."""

OURS: Final = (
    ZERO_WIDTH_SPACE + WORD_JOINER + NO_BREAK_SPACE + NARROW_NO_BREAK_SPACE + "\u061c\u2066\u2067"
    "\u2069"
)
"""All that typesetting puts in; text without any of them comes out of `unset` as it was."""

# One for one: each is put in for one kind of space only.
_SPACES: Final = {NO_BREAK_SPACE: " ", NARROW_NO_BREAK_SPACE: THIN_SPACE}
_ANY: Final = re.compile(f"[{OURS}]")


def unset(text: str) -> str:
    """
    Return text as it was before typesetting.

    >>> unset("Take \\u2066200\\u00a0mg\\u2069.")
    'Take 200 mg.'
    """
    return _ANY.sub(lambda found: _SPACES.get(found.group(), ""), text)
