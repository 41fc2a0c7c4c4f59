"""`Bead`: sentences of a source, and those of the translation that say the same."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from math import inf, log

_END = re.compile(r"(?<=[.!?])[\"'”’»)*_]*\s+(?=[^a-zß-öø-ÿ])|(?<=[。！？])|(?<=[।॥۔؟።៕។])\s*")
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (2, 3), (3, 2))
# Thai and Lao end a sentence with a space, and have spaces inside of sentences too.
_PHRASES = re.compile(r"[\u0e00-\u0eff]")
_PHRASE_SHAPES = (*((1, count) for count in range(1, 10)), (2, 1), (2, 2), (2, 3))
_UNUSUAL = 0.3
"""What each sentence more costs in a bead that is not one to one."""
_MOST_PAIRS = 10_000
"""Beyond it, nobody's paragraph, and minutes of work."""
_SHORT = 30
"""Letters; what shorter sentences say of the ratio of lengths counts little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """Sentences that say the same."""

    source: str
    translation: str


def sentences(text: str) -> list[str]:
    """
    Return the sentences of a text, in any script.

    >>> sentences("Stay active. Rest at 5 p.m. is fine! 休息。走路。")
    ['Stay active.', 'Rest at 5 p.m. is fine!', '休息。', '走路。']
    """
    return [part.strip() for part in _END.split(text) if part and part.strip()]


@functools.lru_cache(maxsize=4096)
def beads(source: str, translation: str) -> tuple[Bead, ...]:
    """
    Return the sentences of two texts side by side; texts that cannot be parted so are one bead.

    After Gale and Church, "A program for aligning sentences in bilingual corpora" (1993): of all
    ways to put them side by side in order, the one in which their lengths agree best.

    >>> [bead.translation for bead in beads("Sit. Walk a lot every day.", "坐。每天多走路。")]
    ['坐。', '每天多走路。']
    """
    ours, theirs = sentences(source), sentences(translation)
    shapes: tuple[tuple[int, int], ...] = _SHAPES
    free = 1
    if _PHRASES.search(translation) and len(ours) > 1:
        theirs, shapes, free = translation.split(), _PHRASE_SHAPES, 9
    if len(ours) * len(theirs) > _MOST_PAIRS:
        return (Bead(source=source, translation=translation),)
    if len(ours) == len(theirs):
        return tuple(
            Bead(source=one, translation=other) for one, other in zip(ours, theirs, strict=True)
        )
    usual = log(max(1, len(translation)) / max(1, len(source)))
    costs: dict[tuple[int, int], float] = {(0, 0): 0.0}
    ways: dict[tuple[int, int], tuple[int, int]] = {}
    for one in range(len(ours) + 1):
        for other in range(len(theirs) + 1):
            for shape in shapes:
                before = (one - shape[0], other - shape[1])
                if before not in costs:
                    continue
                length = sum(map(len, ours[before[0] : one])) or 1
                other_length = sum(map(len, theirs[before[1] : other])) or 1
                differs = abs(log(other_length / length) - usual) * length / (length + _SHORT)
                more = 0 if shape[0] == 1 and shape[1] <= free else sum(shape) - 2
                cost = costs[before] + differs + _UNUSUAL * more
                if cost < costs.get((one, other), inf):
                    costs[one, other] = cost
                    ways[one, other] = before
    at = (len(ours), len(theirs))
    if at not in costs:
        return (Bead(source=source, translation=translation),)
    found = []
    while at != (0, 0):
        before = ways[at]
        found.append(
            Bead(
                source=" ".join(ours[before[0] : at[0]]),
                translation=" ".join(theirs[before[1] : at[1]]),
            )
        )
        at = before
    return tuple(reversed(found))
