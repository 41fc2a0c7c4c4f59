"""On which side of a number something lies: "over 65", "no more than 3"."""

from __future__ import annotations

import functools

from leaflet.wording.figures import figures
from leaflet.wording.letters import letters
from leaflet.wording.lexicon import lexicon
from leaflet.wording.negations import denied

_NEAR = 24
"""How many letters may stand between a bound and its number."""
_SIGNS = {">": "above", "≥": "above", "<": "below", "≤": "below"}


@functools.lru_cache(maxsize=4096)
def bounds(text: str, tag: str) -> dict[str, str]:
    """
    Return "above" and "below", as far as a text has them beside a number, and how it says them;
    "not above" and "not below" for a bound in a clause with a negation, which may turn it round.

    >>> bounds("age over 65, no more than 3 tablets", "en")
    {'above': 'over', 'below': 'no more than'}
    """
    words = lexicon(tag).bounds
    read = letters(text)
    numbers = [(number.start, number.end) for number in figures(text, tag).numbers if number.strict]
    found: dict[str, str] = {}
    places: list[tuple[int, int, str]] = []
    if words.pattern is not None:
        for match in words.pattern.finditer(read.text):
            places.append((*match.span(), words.meanings[match.lastgroup or ""][0]))
    for index, letter in enumerate(read.text):
        if letter in _SIGNS:
            places.append((index, index + 1, _SIGNS[letter]))
    for start, end, side in sorted(places):
        if not any(
            0 <= first - end <= _NEAR or 0 <= start - last <= _NEAR for first, last in numbers
        ):
            continue
        # "do not take more than 3": the other side is meant. "do not give it under 12": this one.
        if denied(text, tag, start, end):
            side = f"not {side}"
        found.setdefault(side, read.written(start, end))
    return found
