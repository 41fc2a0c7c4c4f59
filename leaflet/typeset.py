"""Typesetting of text: breaks that the engine does not find, isolates, no-break spaces.

It works on letters only, after localization and before HTML; what it puts in (U+200B, U+2066 …
U+2069, U+00A0, U+2060) is taken out again by `unset`, and by nothing else.
"""

from __future__ import annotations

import re
from dataclasses import replace

from icu4py.breakers import LineBreaker

from leaflet.article import Article, Line, map_runs
from leaflet.languages import language
from leaflet.quantities import find

ZERO_WIDTH_SPACE = "\u200b"
NO_BREAK_SPACE = "\u00a0"
ISOLATE = "\u2066"  # LEFT-TO-RIGHT ISOLATE
POP = "\u2069"  # POP DIRECTIONAL ISOLATE

# Latin letters and what holds them together: names, addresses, "NHS 111".
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f][\w.@/:&'’-]*")


def typeset(article: Article[Line]) -> Article[Line]:
    """Return the article ready for the page."""
    return article.map(typeset_line)


def typeset_line(line: Line) -> Line:
    """Return one line ready for the page, by the rules of its language and direction."""
    setting = language(line.language)

    def change(text: str) -> str:
        text = keep_together(text, isolate=line.direction == "rtl")
        return breaks(text, setting.cldr) if setting.breaking == "icu" else text

    return replace(line, content=map_runs(line.content, change))


def keep_together(text: str, *, isolate: bool) -> str:
    """
    Return the text with no-break spaces inside quantities and, for right-to-left text, isolates.

    The engine resolves direction line by line, so what is isolated must not be broken.

    >>> keep_together("Take 200 mg.", isolate=False)
    'Take 200\\xa0mg.'
    >>> keep_together("\u0627 020 7946 0000", isolate=True)
    'ا \\u2066020\\xa07946\\xa00000\\u2069'
    """
    parts = []
    position = 0
    for found in find(text):
        between = text[position : found.start]
        parts.append(_isolate_latin(between) if isolate else between)
        kept = re.sub(r"[ \u202f\u2009]", NO_BREAK_SPACE, found.text)
        alone = found.kind == "number" and kept.isdigit()
        parts.append(kept if alone or not isolate else f"{ISOLATE}{kept}{POP}")
        position = found.end
    rest = text[position:]
    parts.append(_isolate_latin(rest) if isolate else rest)
    return "".join(parts)


def _isolate_latin(text: str) -> str:
    return _LATIN.sub(lambda match: f"{ISOLATE}{match.group()}{POP}", text)


def breaks(text: str, locale: str) -> str:
    """
    Return the text with U+200B wherever ICU allows a line to end without a space.

    For Lao, Khmer and Burmese, which the engine does not break at all (docs/architecture.md).
    """
    pieces: list[str] = []
    for piece in LineBreaker(text, locale):
        if pieces and not pieces[-1][-1].isspace() and not pieces[-1].endswith(ZERO_WIDTH_SPACE):
            pieces.append(ZERO_WIDTH_SPACE)
        pieces.append(piece)
    return "".join(pieces)


_ADDED = re.compile("[\u200b\u2066\u2069\u2060]")


def unset(text: str) -> str:
    """
    Return text as it was before typesetting, but for no-break spaces that were there already.

    >>> unset(keep_together("Take 200 mg.", isolate=True))
    'Take 200 mg.'
    """
    return _ADDED.sub("", text).replace(NO_BREAK_SPACE, " ")
