"""Typesetting of text: breaks that the engine does not find, isolates, no-break spaces.

It works on letters only, after localization and before HTML; what it puts in (U+200B, U+2066 …
U+2069, U+00A0, U+202F, U+2060) is taken out again by `unset`, and by nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from icu4py.breakers import LineBreaker

from leaflet.article import Article, Line, map_runs
from leaflet.languages import language
from leaflet.quantities import Quantity, find

ZERO_WIDTH_SPACE = "\u200b"
NO_BREAK_SPACE = "\u00a0"
ISOLATE = "\u2066"  # LEFT-TO-RIGHT ISOLATE
POP = "\u2069"  # POP DIRECTIONAL ISOLATE
WORD_JOINER = "\u2060"

# Latin words on end: a name, an address, "B12". Numbers that stand apart are not among them: after
# "take Nurofen", "3 times" belongs to the sentence.
_LETTER = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_WORD = rf"\d*[{_LETTER}](?:[{_LETTER}\d.@/:&'’+_-]*[{_LETTER}\d+])?"
_LATIN = re.compile(rf"{_WORD}(?:[ \u00a0]{_WORD})*")


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

    The engine resolves direction line by line, so a quantity must not be broken, in its spaces or
    behind its dash or stroke. Between the words of a Latin run a line may end.

    >>> keep_together("Take 200 mg.", isolate=False)
    'Take 200\\xa0mg.'
    >>> keep_together("\u0627 020 7946 0000", isolate=True)
    'ا \\u2066020\\xa07946\\xa00000\\u2069'
    """
    quantities = list(find(text))
    letters = list(text)
    for found in quantities:
        if found.kind == "address":
            continue
        for index in range(found.start, found.end - 1):
            letter, after = text[index], text[index + 1]
            if letter in _NO_BREAK:
                letters[index] = _NO_BREAK[letter]
            elif letter in "–—" or (letter in "-/" and not after.isdecimal()):
                letters[index] += WORD_JOINER
    if isolate:
        for start, end in _isolated(text, quantities):
            letters[start] = ISOLATE + letters[start]
            letters[end - 1] += POP
    return "".join(letters)


_NO_BREAK = {" ": NO_BREAK_SPACE, NO_BREAK_SPACE: NO_BREAK_SPACE, "\u2009": "\u202f"}


def _isolated(text: str, quantities: Iterable[Quantity]) -> list[tuple[int, int]]:
    """Return where that starts and ends which keeps its own direction in right-to-left text."""
    spans = [match.span() for match in _LATIN.finditer(text)]
    # Bare digits keep their order by themselves.
    spans += [(found.start, found.end) for found in quantities if not found.text.isdigit()]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            # "M62.830" is a number behind a letter; apart they would change places.
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


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
    Return text as it was before typesetting, but for the kinds of its spaces.

    >>> unset(keep_together("Take 200 mg.", isolate=True))
    'Take 200 mg.'
    """
    return re.sub("[\u00a0\u202f\u2009]", " ", _ADDED.sub("", text))
