"""`Negations`: how often a text says "not", "never", "without", "avoid" … in its language."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from leaflet.wording.lexicon import lexicon
from leaflet.wording.letters import letters

_CLAUSE = re.compile(r"[,;:.!?،؛؟。！？，、；：।॥۔።፣፤៖។()–—]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Negations:
    """What a text denies or forbids."""

    words: tuple[str, ...]
    """What says no: "not", "never", "without"; as written."""
    verbs: tuple[str, ...]
    """What denies by its meaning: "stop", "unless", "lack"; another language may say it with a
    "not"."""

    @property
    def most(self) -> int:
        """The negations, whatever kind."""
        return len(self.words) + len(self.verbs)

    @property
    def least(self) -> int:
        """The negations that any translation needs."""
        return len(self.words) or min(1, len(self.verbs))


def has_list(tag: str) -> bool:
    """Tell whether the negations of a language are known."""
    return lexicon(tag).negations.pattern is not None


@functools.lru_cache(maxsize=8192)
def negations(text: str, tag: str) -> Negations:
    """
    Return the negations of a text.

    Args:
        text: In one language, without markup.
        tag: Canonical BCP 47.

    >>> negations("Do not stop, unless you cannot sleep.", "en")
    Negations(words=('not', 'cannot'), verbs=('stop', 'unless'))
    >>> negations("No tome nada sin agua.", "es").words
    ('No', 'sin')
    """
    words = lexicon(tag).negations
    if words.pattern is None:
        return Negations(words=(), verbs=())
    read = letters(text)
    found: dict[str, list[tuple[int, str]]] = {"words": [], "weak": [], "verbs": []}
    for match in words.pattern.finditer(read.text):
        meanings = words.meanings[match.lastgroup or ""]
        kind = "none" if "none" in meanings else meanings[0]
        if kind in found:
            found[kind].append((match.start(), read.written(*match.span())))
    clauses = [0, *(mark.end() for mark in _CLAUSE.finditer(read.text))]
    strong = {_clause(start, clauses) for start, _ in found["words"]}
    for start, written in found["weak"]:
        # "no … nada", "ne … pas" are one; "ne" alone is one too.
        if (clause := _clause(start, clauses)) not in strong:
            strong.add(clause)
            found["words"].append((start, written))
    return Negations(
        words=tuple(written for _, written in sorted(found["words"])),
        verbs=tuple(written for _, written in sorted(found["verbs"])),
    )


def _clause(start: int, clauses: list[int]) -> int:
    return max(begin for begin in clauses if begin <= start)
