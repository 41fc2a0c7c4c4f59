"""One line set: its letters, and the markup that they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leaflet.article import Article, Break, Inline, Line, Placeholder, Run, Span, SpanKind, Value
from leaflet.languages import language
from leaflet.quantities import Quantity, find
from leaflet.typeset.breaks import break_points, joints
from leaflet.typeset.content import Content, cut, leaves_of
from leaflet.typeset.formulas import Formula, formulas
from leaflet.typeset.isolates import Stretch, directed, own_isolates, stretches, turned
from leaflet.typeset.marks import CLOSING, OPENING, WORD_JOINER, ZERO_WIDTH_SPACE
from leaflet.typeset.spaces import keep_together
from leaflet.typeset.thai import THAI, unbroken


def typeset(article: Article[Line]) -> Article[Line]:
    """Return the article ready for the page."""
    return article.map(typeset_line)


def typeset_line(line: Line) -> Line:
    """
    Return one line ready for the page, by the rules of its language and direction.

    It is looked at as a whole, since a dose may be half in bold: the engine sets each piece of
    markup for itself, and what stands in several is put into a span of its own direction.
    """
    leaves = list(leaves_of(line.content))
    text = "".join(leaf for leaf, _ in leaves)
    if not text:
        return line
    setting = language(line.language)
    kept = list(_formulas(leaves))
    quantities = [formula.whole for formula in kept]
    pieces = list(text)
    keep_together(pieces, text, kept)
    content = line.content
    if line.direction == "rtl":
        content = _isolate(content, leaves, text, pieces, list(directed(kept)))
    elif THAI.search(text):
        values = _values(leaves)
        for start, end in reversed(list(unbroken(text, kept))):
            if not any(start < last and first < end for first, last in values):
                content = _wrapped(content, start, end, "whole")
    if setting.breaking == "hangul":
        addresses = _inside(quantities, "address")
        for index in joints(text):
            if index not in addresses:
                pieces[index - 1] += WORD_JOINER
    # A no-break space is one letter for another, so the places stay.
    spaced = "".join(
        piece if len(piece) == 1 else letter for piece, letter in zip(pieces, text, strict=True)
    )
    for index in break_points(spaced, setting):
        if not pieces[index - 1].endswith(WORD_JOINER):
            pieces[index] = ZERO_WIDTH_SPACE + pieces[index]
    return replace(line, content=_filled(content, iter(pieces)))


def _formulas(leaves: list[tuple[str, bool]]) -> Iterator[Formula]:
    """Yield what is found in a line; a placeholder is a text of its own."""
    offset = 0
    words = ""
    for leaf, is_value in [*leaves, ("", True)]:
        if is_value:
            yield from _moved(words, offset)
            offset += len(words)
            yield from _moved(leaf, offset)
            offset += len(leaf)
            words = ""
        else:
            words += leaf


def _moved(text: str, offset: int) -> Iterator[Formula]:
    for whole, parts in formulas(text, find(text)):
        yield Formula(_at(whole, offset), tuple(_at(part, offset) for part in parts))


def _at(found: Quantity, offset: int) -> Quantity:
    return replace(found, start=found.start + offset, end=found.end + offset)


def _inside(quantities: list[Quantity], kind: str) -> set[int]:
    return {
        index
        for found in quantities
        if found.kind == kind
        for index in range(found.start + 1, found.end)
    }


# Direction


def _isolate(
    content: Content,
    leaves: list[tuple[str, bool]],
    text: str,
    pieces: list[str],
    quantities: list[Quantity],
) -> Content:
    """Put isolates into the letters; return the content with spans round what has markup in it."""
    edges = _edges(leaves)
    ours = _whole_values(stretches(text, quantities), leaves)
    for start, end, direction in [*ours, *(one for each in ours for one in turned(text, each))]:
        pieces[start] = OPENING[direction] + pieces[start]
        pieces[end - 1] += CLOSING
    # The signs have no effect beyond the piece of markup that they stand in, be they ours or the
    # translator's; nor beyond the end of a line, and an address may be longer than one.
    addresses = {found.start for found in quantities if found.kind == "address"}
    for start, end, direction in sorted({*ours, *own_isolates(text)}, reverse=True):
        if start in addresses or any(start < edge < end for edge in edges):
            content = _wrapped(content, start, end, direction)
    return content


def _values(leaves: list[tuple[str, bool]]) -> list[tuple[int, int]]:
    """Return where the words of placeholders stand: the page sets those in one piece itself."""
    found, start = [], 0
    for leaf, is_value in leaves:
        if is_value:
            found.append((start, start + len(leaf)))
        start += len(leaf)
    return found


def _edges(leaves: list[tuple[str, bool]]) -> set[int]:
    edges, index = set(), 0
    for leaf, _ in leaves[:-1]:
        index += len(leaf)
        edges.add(index)
    return edges


def _whole_values(found: list[Stretch], leaves: list[tuple[str, bool]]) -> list[Stretch]:
    """Return stretches that end nowhere in the middle of a placeholder's words."""
    start = 0
    for leaf, is_value in leaves:
        end = start + len(leaf)
        if is_value:
            found = [
                Stretch(min(each.start, start), max(each.end, end), each.direction)
                if each.start < end
                and start < each.end
                and not start <= each.start < each.end <= end
                else each
                for each in found
            ]
        start = end
    whole: list[Stretch] = []
    for each in sorted(found):
        if whole and each.start < whole[-1].end:
            whole[-1] = Stretch(whole[-1].start, max(whole[-1].end, each.end), whole[-1].direction)
        else:
            whole.append(each)
    return whole


def _wrapped(content: Content, start: int, end: int, kind: SpanKind) -> Content:
    before, rest = cut(content, start)
    inside, behind = cut(rest, end - start)
    return (*before, Span(kind=kind, children=inside), *behind)


def _filled(content: Content, pieces: Iterator[str]) -> Content:
    """Return the content with its letters taken from elsewhere, one piece for each."""

    def filled(node: Inline) -> Inline:
        match node:
            case Run(text=text) | Value(text=text):
                return replace(node, text="".join(next(pieces) for _ in text))
            case Span(children=children):
                return replace(node, children=_filled(children, pieces))
            case Break() | Placeholder():
                next(pieces)
        return node

    return tuple(filled(node) for node in content)
