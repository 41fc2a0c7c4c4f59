"""Lines and dates as templates see them, every letter escaped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup, escape

from leaflet.article import Break, Inline, Line, Placeholder, Run, Span, Value
from leaflet.html.page import COUNTERS
from leaflet.languages import language
from leaflet.typeset import sentences


class Words:
    """A line as templates see it: `{{ words }}` is safe HTML, `{{ words.plain }}` the letters."""

    def __init__(self, line: Line, page_language: str) -> None:
        self.line = line
        self._page_language = page_language

    def __html__(self) -> str:
        body = inline_html(self.line.content)
        if self.line.language == self._page_language and self.line.translated:
            return body
        kind = "" if self.line.translated else ' class="untranslated"'
        return Markup('<span{} lang="{}" dir="{}">{}</span>').format(
            Markup(kind), self.line.language, self.line.direction, body
        )

    __str__ = __html__

    @property
    def plain(self) -> str:
        """The letters alone, for a title, a bookmark, an alternative text."""
        text = self.line.plain()
        if self.line.translated:
            return text
        return f"[{language(self.line.language).autonym}] {text}"

    @property
    def heading(self) -> Words:
        """The same, and no word of it stands alone on a second line."""
        words = self.line.plain().split(" ")
        if len(words) < 3 or len(words[-2] + words[-1]) > LONGEST_PAIR:
            return self
        content = _with_last_space_kept(self.line.content)
        return Words(replace(self.line, content=content), self._page_language)

    @property
    def sentences(self) -> tuple[Words, ...]:
        """The same, sentence by sentence."""
        return tuple(Words(line, self._page_language) for line in sentences(self.line))

    @property
    def language(self) -> str:
        return self.line.language

    @property
    def direction(self) -> str:
        return self.line.direction


LONGEST_PAIR = 24
"""Letters of two words that are kept together: with more they might not fit a line."""
LONGEST_DATE = 24
"""Letters: "22 de noviembre de 2026"."""
_TAGS = {"strong": "strong", "emphasis": "em", "code": "code"}


def inline_html(content: Iterable[Inline]) -> Markup:
    """
    Return inline content as HTML, every letter escaped.

    >>> inline_html((Run(text="a < b "), Span(kind="strong", children=(Run(text="now"),))))
    Markup('a &lt; b <strong>now</strong>')
    """
    return Markup("").join(_node_html(node) for node in content)


def _node_html(node: Inline) -> Markup:
    match node:
        case Run(text=text):
            return escape(text)
        case Break():
            return Markup("<br>")
        case Value(name=name, text=text):
            if name in COUNTERS:
                return Markup('<span class="counter-{}"></span>').format(name)
            # A number or a date stays on one line; a name or an address may be longer than that.
            long = name.startswith("clinic.") or len(text) > LONGEST_DATE
            kind = "value words" if long and any(map(str.isalpha, text)) else "value"
            return Markup('<span class="{}" dir="{}" translate="no">{}</span>').format(
                kind, _direction(text), text
            )
        case Span(kind="link", children=children, href=href):
            return Markup('<a href="{}">{}</a>').format(href, inline_html(children))
        case Span(kind="ltr" | "rtl" as direction, children=children):
            return Markup('<span dir="{}">{}</span>').format(direction, inline_html(children))
        case Span(kind="whole", children=children):
            return Markup('<span style="white-space: nowrap">{}</span>').format(
                inline_html(children)
            )
        case Span(kind=kind, children=children):
            return Markup("<{0}>{1}</{0}>").format(_TAGS[kind], inline_html(children))
        case Placeholder(name=name):
            raise AssertionError(f"placeholder {name} was not filled")


def _with_last_space_kept(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """
    Return content with a no-break space for its last space, where letters stand on both sides.

    Beside markup or a placeholder it stays: there the engine knows no way back but to end the line
    behind its first word.

    >>> _with_last_space_kept((Run(text="one of these "),))
    (Run(text='one of\\xa0these '),)
    >>> _with_last_space_kept((Run(text="Call "), Run(text="999")))
    (Run(text='Call '), Run(text='999'))
    """
    if not content:
        return content
    *before, last = content
    match last:
        case Run(text=text):
            words = text.rstrip(" ").rpartition(" ")
            if words[0].strip():
                text = f"{words[0]}\u00a0{text[len(words[0]) + 1 :]}"
            return (*before, replace(last, text=text))
        case Span(children=children):
            return (*before, replace(last, children=_with_last_space_kept(children)))
    return content


def verbatim(text: str) -> Markup:
    """
    Return a clinic's own words, set in their own direction, and never to be translated.

    Without it an address that starts with a number is turned round in a right-to-left sheet.

    >>> verbatim("1 Mill Lane")
    Markup('<span dir="ltr" translate="no">1 Mill Lane</span>')
    """
    return Markup('<span dir="{}" translate="no">{}</span>').format(_direction(text), text)


def _direction(text: str) -> str:
    """Return the direction of a value by its first letter; numbers run left to right."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            break
    return "ltr"
