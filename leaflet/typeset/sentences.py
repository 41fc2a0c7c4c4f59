"""One line parted into its sentences, each of them a line again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from icu4py.breakers import SentenceBreaker

from leaflet.article import Line, Run
from leaflet.languages import language
from leaflet.quantities import find
from leaflet.typeset.abbreviations import goes_on
from leaflet.typeset.content import WALL, Content, cut, leaves_of
from leaflet.typeset.marks import (
    CLOSING,
    NARROW_NO_BREAK_SPACE,
    NO_BREAK_SPACE,
    THIN_SPACE,
    WORD_JOINER,
    ZERO_WIDTH_SPACE,
)
from leaflet.typeset.phrases import PHRASED, ends_of_phrases

_SPACES: Final = {NO_BREAK_SPACE: " ", NARROW_NO_BREAK_SPACE: THIN_SPACE}
_WITHOUT_INK: Final = f"{ZERO_WIDTH_SPACE}{WORD_JOINER}\u061c\u2066\u2067\u2068{CLOSING}"
_ISOLATES: Final = {"\u2066": 1, "\u2067": 1, "\u2068": 1, CLOSING: -1}
_BRACKETS: Final = {"Ps": 1, "Pe": -1}
# French sets a space before it: "« Stop ! »".
_CLOSES: Final = re.compile(r"[»›”’)\]]+(?:\s+|$)")


def sentences(line: Line) -> tuple[Line, ...]:
    """
    Return the sentences of a line in order, each a line with the markup that its words stand in.

    Where sentences end is ICU's answer (UAX 29), without the full stops of abbreviations. In Thai
    and Lao, which have no sign for it, it is where the author set a space and a new thought begins.
    Nothing is parted inside of brackets, a placeholder's words, a number or a stretch of the other
    direction. Where the author began a new line, a sentence ends.

    >>> line = Line(content=(Run(text="Stay active. Rest."),), language="en", direction="ltr")
    >>> [sentence.plain() for sentence in sentences(line)]
    ['Stay active.', 'Rest.']
    """
    leaves = list(leaves_of(line.content))
    text = "".join(leaf for leaf, _ in leaves)
    found: list[Content] = []
    rest, start = line.content, 0
    for end in [*_ends(text, leaves, line.language), len(text)]:
        part, rest = cut(rest, end - start)
        start = end
        found.append(_stripped(part))
    return tuple(replace(line, content=part) for part in found if part)


def _ends(text: str, leaves: list[tuple[str, bool]], tag: str) -> Iterator[int]:
    """Yield each index inside of a text at which another sentence begins, in order."""
    kept = [index for index, letter in enumerate(text) if letter not in _WITHOUT_INK]
    clean = "".join(_SPACES.get(text[index], text[index]) for index in kept)
    whole = [(found.start, found.end) for found in find(clean)]
    values = list(_values(leaves))
    for end in sorted({*_by_sign(clean, tag), *_by_space(clean)}):
        if any(first < end < last for first, last in whole) or _depth(clean[:end]):
            continue
        at = kept[end - 1] + 1
        # What closes belongs to what it closes.
        while at < len(text) and text[at] in _WITHOUT_INK and _ISOLATES.get(text[at], -1) < 0:
            at += 1
        inside = any(first < at < last for first, last in values)
        if at < len(text) and not inside and not sum(_ISOLATES.get(each, 0) for each in text[:at]):
            yield at


def _by_sign(clean: str, tag: str) -> Iterator[int]:
    """Yield where a sentence ends by its last sign, or by a new line of the author."""
    end = begin = 0
    for piece in SentenceBreaker(clean, language(tag).cldr):
        end += len(piece)
        at = _with_what_closes(clean, end)
        if not begin < at < len(clean):
            continue
        if piece.endswith("\n") or not goes_on(clean[begin:at], tag, clean[at:]):
            begin = at
            yield at


def _with_what_closes(clean: str, end: int) -> int:
    """Return an end with the marks behind it that close, without those before it that open."""
    while end and unicodedata.category(clean[end - 1]) in ("Ps", "Pi"):
        end -= 1  # "。「"
    closing = _CLOSES.match(clean, end)
    return closing.end() if closing else end


def _by_space(clean: str) -> Iterator[int]:
    if PHRASED.search(clean):
        yield from ends_of_phrases(clean)


def _depth(text: str) -> int:
    """Return how many brackets are open at the end of a text."""
    depth = 0
    for letter in text:
        depth = max(0, depth + _BRACKETS.get(unicodedata.category(letter), 0))
    return depth


def _values(leaves: list[tuple[str, bool]]) -> Iterator[tuple[int, int]]:
    start = 0
    for leaf, is_value in leaves:
        if is_value:
            yield start, start + len(leaf)
        start += len(leaf)


def _stripped(content: Content) -> Content:
    """Return content without white space and new lines at its ends; empty where nothing is left."""
    # White space inside of a placeholder's words is its own affair.
    text = "".join(
        "x" * len(leaf) if is_value and leaf != WALL else leaf
        for leaf, is_value in leaves_of(content)
    )
    bare = text.strip(f" \n\t{NO_BREAK_SPACE}{NARROW_NO_BREAK_SPACE}{THIN_SPACE}{ZERO_WIDTH_SPACE}")
    if not bare:
        return ()
    start = text.index(bare)
    inside, _ = cut(cut(content, start)[1], len(bare))
    return tuple(node for node in inside if node != Run(text=""))
