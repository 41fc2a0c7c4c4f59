"""Letters that nobody means: control characters, and those that turn the order of letters round."""

from __future__ import annotations

import re
import unicodedata

from leaflet.errors import Place, Problem

# C0 but tab and line feed, DEL and C1; U+2028 and U+2029, which end a line of their own; U+202D and
# U+202E, which print `10` as `01` (isolates and marks of direction are fine); what a decoder writes
# for a letter that was lost; byte order mark; what is no character.
_STRANGE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufffd\ufeff\ufdd0-\ufdef\ufffe\uffff]"
)
_WHY = {
    "\u202d": "it prints letters in another order",
    "\u202e": "it prints letters in another order",
    "\ufffd": "it stands for a letter that was lost",
}


def letter_problems(words: str, place: Place) -> list[Problem]:
    """
    Return a problem for each kind of letter that must not stand in a text.

    >>> [str(problem) for problem in letter_problems("1\\u202e0 ml", Place(path="es.po", line=3))]
    ['es.po:3: error: behind `1` stands U+202E (it prints letters in another order)...']
    """
    problems = []
    for letter in dict.fromkeys(_STRANGE.findall(words)):
        before = words[: words.index(letter)].split()
        where = f"behind `{before[-1][-20:]}`" if before else "at the beginning"
        why = _WHY.get(letter, unicodedata.name(letter, "a control character").lower())
        problems.append(
            Problem(
                code="letters",
                message=f"{where} stands U+{ord(letter):04X} ({why})",
                place=place,
                hint="it cannot be seen: delete what stands there, and type it anew"
                if letter != "\ufffd"
                else "write the letter that was meant; then save the file as UTF-8",
            )
        )
    return problems
