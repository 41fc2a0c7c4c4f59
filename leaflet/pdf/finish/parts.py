"""What a document is made of as it is read: parts, the marks in them, and the links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

GROUPS = frozenset({"Document", "Sect", "Art", "Div", "BlockQuote"})
"""Types that hold paragraphs and no text (14.8.4.2)."""

CELLS = frozenset({"LBody", "TH", "TD", "Caption"})
"""Types that hold text or paragraphs, as it comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One piece of drawn text, or a picture: marked content (14.6)."""

    page: int
    """Starts at 0."""
    number: int
    """Its MCID; starts at 0 on each page."""
    box: Any
    """Of the engine."""
    line: Any = None
    """The line box that it stands in."""

    @property
    def place(self) -> tuple[int, int]:
        """Page and number."""
        return self.page, self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """Where a link can be clicked."""

    page: int
    """Starts at 0."""
    data: Any
    """The engine's dictionary."""


@dataclass(slots=True, kw_only=True, eq=False)
class Part:
    """One structure element."""

    kind: str
    """Its type, as "P"."""
    language: str
    """BCP 47."""
    parent: Part | None = None
    """None for the document."""
    kids: list[Part | Mark | Annotation] = field(default_factory=list)
    """In reading order."""
    attributes: dict[str, object] = field(default_factory=dict)
    """With their owner under `O`; empty for none."""
    alternative: str | None = None
    """What stands for a picture."""
    spoken: str | None = None
    """What is read instead of the letters drawn (ActualText)."""

    def add(self, kind: str, language: str | None = None) -> Part:
        """Return a new part at the end of this one."""
        part = Part(kind=kind, language=language or self.language, parent=self)
        self.kids.append(part)
        return part

    def parts(self) -> Iterator[Part]:
        """Yield this part and those in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Part):
                yield from kid.parts()

    def marks(self) -> list[Mark]:
        """Return the marks directly in it."""
        return [kid for kid in self.kids if isinstance(kid, Mark)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """A document as it is read."""

    root: Part
    """Of the kind "Document"."""
    running: Mapping[tuple[int, int], str]
    """What is repeated on pages, by page and number of the mark: "Header", "Footer", or ""."""
    spaced: frozenset[tuple[int, int]]
    """The marks whose space behind them is not drawn, by page and number: the engine takes it off
    the end of a line, and draws nothing of what is white space alone."""
