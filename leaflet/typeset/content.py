"""Inline content as a row of letters: read, and cut at one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from leaflet.article import Inline, Run, Span, Value

Content = tuple[Inline, ...]

WALL: Final = "\n"
"""Stands for what is no text; nothing goes through it."""


def leaves_of(content: Content) -> Iterator[tuple[str, bool]]:
    """Yield the letters of each run, and whether they are those of a placeholder."""
    for node in content:
        match node:
            case Run(text=text):
                yield text, False
            case Value(text=text):
                yield text, True
            case Span(children=children):
                yield from leaves_of(children)
            case _:
                yield WALL, True


def cut(content: Content, index: int) -> tuple[Content, Content]:
    """
    Return content in two parts, the first with so many letters.

    A placeholder's words are not cut: where the cut falls inside of them, they end the first part.
    """
    for place, node in enumerate(content):
        length = sum(len(leaf) for leaf, _ in leaves_of((node,)))
        if index >= length and index:
            index -= length
            continue
        before, behind = content[:place], content[place + 1 :]
        if index == 0:
            return before, content[place:]
        match node:
            case Run(text=text):
                first, second = replace(node, text=text[:index]), replace(node, text=text[index:])
                return (*before, first), (second, *behind)
            case Span(children=children):
                inner, outer = cut(children, index)
                return (
                    (*before, replace(node, children=inner)),
                    (replace(node, children=outer), *behind),
                )
            case _:
                return (*before, node), behind
    return content, ()
