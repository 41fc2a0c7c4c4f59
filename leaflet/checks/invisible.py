"""Letters that cannot be seen, and that turn the order of others round."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from leaflet.checks.model import Finding, Subject, check
from leaflet.parse.letters import letter_problems, text_problems

# ZWNJ and ZWJ spell words in these scripts.
_JOINED = """
    Arab Syrc Deva Beng Gujr Guru Knda Mlym Orya Sinh Taml Telu Khmr Mymr Mong Nkoo Rohg Mtei Tibt
"""
_JOINING = frozenset(_JOINED.split())
# People who write these mark where words end; the program finds the same places by itself.
_ZERO_SPACE = frozenset({"Khmr", "Laoo", "Mymr", "Thai", "Tibt"})
_JOINERS = "\u200c\u200d"
_MARKS = "\u200e\u200f\u061c"
_FINE = "\n\t"
SOFT_HYPHEN = "\u00ad"
"""Where a word may be broken."""


@check("invisible", severity="error")
def invisible(subject: Subject) -> Iterator[Finding]:
    """
    There are no letters that cannot be seen.

    What it finds:
        Letters that change direction (isolates, embeddings), letters of private use; zero-width
        spaces and joiners in scripts that do not spell with them; marks of direction in
        left-to-right text, or beside a digit. Control characters, overrides, byte order marks and
        the like are refused wherever they stand, exception or not.
    Why it matters to a patient:
        They print numbers backwards, or as boxes, and nobody sees them in the catalog.
    Example:
        "Take 10 ml." translated into Spanish as "Tome U+206710 ml.", which prints "ml. 10"
    Use instead:
        Plain text. What right-to-left text needs round numbers is put in by the program.
    """
    words, place = subject.translation, subject.place
    if letter_problems(words, place) or text_problems(words, place):
        return  # the text is refused as it is
    for letter in dict.fromkeys(subject.translation):
        if letter not in subject.source and _is_strange(letter, subject):
            before = subject.translation[: subject.translation.index(letter)].split()
            where = f"behind `{before[-1][-20:]}`" if before else "at the beginning"
            name = unicodedata.name(letter, "a control character").lower()
            yield Finding(
                message=f"{where} stands U+{ord(letter):04X} ({name})",
                hint="it cannot be seen: delete what stands there, and type it anew",
            )


def _is_strange(letter: str, subject: Subject) -> bool:
    if letter.isprintable() or letter in _FINE:
        return False
    category, script = unicodedata.category(letter), subject.language.script
    if category == "Zs":
        return False  # spaces of all widths; typesetting puts in some itself
    if letter == SOFT_HYPHEN:
        return False
    if letter in _JOINERS:
        return script not in _JOINING
    if letter == "\u200b":
        return script not in _ZERO_SPACE
    if letter in _MARKS:
        return subject.language.direction == "ltr" or bool(
            re.search(rf"\d{letter}|{letter}\d", subject.translation)
        )
    return category in ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")
