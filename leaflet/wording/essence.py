"""What a sentence says that a small change may turn into harm."""

from __future__ import annotations

from leaflet.wording.bounds import bounds
from leaflet.wording.figures import figures
from leaflet.wording.letters import letters
from leaflet.wording.lexicon import lexicon
from leaflet.wording.negations import negations


def essence(text: str, tag: str) -> list[str]:
    """
    Return the numbers, units, bounds and negations of a text, sorted.

    Two texts of one language that differ in them do not mean the same.

    >>> essence("Do not take 2 of them after meals.", "en")
    ['2', 'after', 'not']
    """
    found = figures(text, tag)
    turns = lexicon(tag).turns.pattern
    return sorted(
        [
            *(" or ".join(map(str, number.values)) for number in found.numbers),
            *found.mentioned,
            *bounds(text, tag),
            *(said.casefold() for said in negations(text, tag).all),
            *(match.group() for match in (turns.finditer(letters(text).text) if turns else ())),
        ]
    )
