"""`Negations`: how often a text says "not", "never", "without", "avoid" … in its language."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from leaflet.wording.letters import Letters, letters
from leaflet.wording.lexicon import Words, lexicon

_CLAUSE: Final = re.compile(r"[,;:.!?،؛؟。！？，、；：।॥۔።፣፤៖។()–—]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Negations:
    """What a text denies or forbids, as written, each once for each thing that it denies."""

    words: tuple[str, ...]
    """What says no: "not", "never", "without"."""
    verbs: tuple[str, ...]
    """What denies by its meaning: "lack", "unless"; another language may say it with a "not"."""
    stops: tuple[str, ...]
    """What ends or avoids something: "stop", "avoid". With a "not" it is left out: "do not stop" is
    one negation."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every one of them."""
        return (*self.words, *self.verbs, *self.stops)


@dataclass(frozen=True, slots=True)
class _There:
    kind: str
    start: int
    end: int


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

    >>> negations("Do not stop, unless you cannot sleep. Avoid tea.", "en")
    Negations(words=('not', 'cannot'), verbs=('unless',), stops=('Avoid',))
    >>> negations("No tome nada sin agua.", "es").words
    ('No', 'sin')
    """
    lists = lexicon(tag)
    read = letters(text)
    found = _found(read, lists.negations)
    clauses = _clauses(read)
    kept = [there for there in found if there.kind == "words"]
    strong = {_clause(there, clauses) for there in kept}
    for there in found:
        # "no … nada", "ne … pas" are one; "ne" alone is one too.
        if there.kind == "weak" and (clause := _clause(there, clauses)) not in strong:
            strong.add(clause)
            kept.append(there)
    said = {"words": [read.written(there.start, there.end) for there in _ordered(kept)]}
    for clause in strong:
        said["words"] += _each(read, lists.each, clause, clauses)
    denied_stops = {
        min(near, key=lambda stop: _gap(stop, there))
        for there in kept
        if (
            near := [
                stop
                for stop in found
                if stop.kind == "stops"
                and _clause(stop, clauses) == _clause(there, clauses)
                and _gap(stop, there) <= lists.beside_not
            ]
        )
    }
    for kind in ("verbs", "stops"):
        said[kind] = [
            read.written(there.start, there.end)
            for there in found
            if there.kind == kind and there not in denied_stops
        ]
    return Negations(
        words=tuple(said["words"]), verbs=tuple(said["verbs"]), stops=tuple(said["stops"])
    )


def denied(text: str, tag: str, start: int, end: int) -> bool:
    """
    Tell whether a place lies in a clause with a negation outside of it.

    Args:
        text: In one language, without markup.
        tag: Canonical BCP 47.
        start: In the letters of the text.
        end: Behind it.
    """
    read = letters(text)
    clauses = _clauses(read)
    here = _There("", start, end)
    found = _found(read, lexicon(tag).negations)
    # The "ne" of "ne … pas plus de" denies nothing more.
    negated = any(start <= there.start < end for there in found)
    return any(
        there.kind in (("words",) if negated else ("words", "weak"))
        and _clause(there, clauses) == _clause(here, clauses)
        and not (start <= there.start < end)
        for there in found
    )


def has_negation(text: str, tag: str) -> bool:
    """
    Tell whether a text has a negation in it of any kind, those that deny nothing too.

    >>> has_negation("no more than", "en"), has_negation("at most", "en")
    (True, False)
    """
    return bool(_found(letters(text), lexicon(tag).negations))


def affirms(text: str, tag: str) -> bool:
    """
    Tell whether a text neither denies anything nor turns it round.

    >>> affirms("Call a doctor.", "en"), affirms("Only call a doctor.", "en")
    (True, False)
    """
    turns = lexicon(tag).turns.pattern
    turned = turns is not None and turns.search(letters(text).text) is not None
    return not turned and not has_negation(text, tag)


def _found(read: Letters, words: Words) -> list[_There]:
    if words.pattern is None:
        return []
    found = []
    for match in words.pattern.finditer(read.text):
        kinds = words.meanings[match.lastgroup or ""]
        found.append(_There("none" if "none" in kinds else kinds[0], *match.span()))
    return found


def _ordered(found: list[_There]) -> list[_There]:
    return sorted(found, key=lambda there: there.start)


def _gap(one: _There, other: _There) -> int:
    """Return how many letters stand between two words."""
    return max(one.start, other.start) - min(one.end, other.end)


def _clauses(read: Letters) -> list[int]:
    return [0, *(mark.end() for mark in _CLAUSE.finditer(read.text))]


def _clause(there: _There, clauses: list[int]) -> int:
    return max(begin for begin in clauses if begin <= there.start)


def _each(read: Letters, each: Words, clause: int, clauses: list[int]) -> list[str]:
    """Return what is denied besides the first thing: 運転も飲酒もしない has two."""
    if each.pattern is None:
        return []
    end = min((begin for begin in clauses if begin > clause), default=len(read.text))
    there = [match.group() for match in each.pattern.finditer(read.text[clause:end])]
    return there[1:]
