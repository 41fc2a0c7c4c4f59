"""The article: blocks of texts, from the title to the last picture's alternative text.

An `Article[T]` holds a `T` wherever there are words. Parsed it is an `Article[Text]` (Markdown
source with its place), localized an `Article[Line]` (inline content in one language). `map` walks
it in reading order and `texts` is built on `map`, so extraction and localization cannot disagree.
No file is opened here.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from leaflet.errors import Place

T = TypeVar("T")
U = TypeVar("U")

Direction = Literal["ltr", "rtl"]


# Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words as the author wrote them: one message for the translators."""

    source: str
    """Markdown inline source, soft breaks folded to one space: the message id."""
    role: str
    """What the words are: "title", "summary", "heading-2", "warning/list/item", "alt" …"""
    place: Place
    """Where it stands in the file."""
    context: str | None = None
    """The msgctxt: "title", "summary", "alt" or "keywords"; None for the text of the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Letters without markup."""

    text: str
    """As it is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A line break that the author asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a placeholder stands for: a phone number, the clinic's name."""

    name: str
    """The placeholder, without braces."""
    text: str
    """What is printed; empty for a page counter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """A placeholder that has not been filled in."""

    name: str
    """Without braces, as "clinic.phone"."""


SpanKind = Literal["strong", "emphasis", "code", "link", "ltr", "rtl", "whole"]
"""The last three are typesetting's: words of that direction, in a text of the other; and words that
stay on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Marked words inside a line."""

    kind: SpanKind
    """How the words are marked."""
    children: tuple[Inline, ...]
    """What stands between the marks."""
    href: str = ""
    """The target of a link; https, tel or mailto."""


Inline = Run | Break | Value | Placeholder | Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words ready to be set, in one language."""

    content: tuple[Inline, ...]
    """In reading order, without markup of HTML."""
    language: str
    """BCP 47; the source's where a translation is missing."""
    direction: Direction
    """Of the language."""
    translated: bool = True
    """False where the source stands in for a missing translation."""

    def plain(self) -> str:
        """Return the words alone, as for a bookmark or a picture's alternative text."""
        return plain(self.content)


def plain(content: tuple[Inline, ...]) -> str:
    """
    Return the letters of inline content, without markup.

    >>> plain((Run(text="Call "), Span(kind="strong", children=(Value(name="e", text="999"),))))
    'Call 999'
    """
    parts = []
    for node in content:
        match node:
            case Run(text=text) | Value(text=text):
                parts.append(text)
            case Break():
                parts.append(" ")
            case Placeholder(name=name):
                parts.append(f"{{{name}}}")
            case Span(children=children):
                parts.append(plain(children))
    return "".join(parts)


def map_runs(content: tuple[Inline, ...], change: Callable[[str], str]) -> tuple[Inline, ...]:
    """Return the content with the letters of every run and value changed."""

    def mapped(node: Inline) -> Inline:
        match node:
            case Run(text=text) | Value(text=text):
                return replace(node, text=change(text))
            case Span(children=children):
                return replace(node, children=map_runs(children, change))
        return node

    return tuple(mapped(node) for node in content)


# Blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What the author wrote in `{#id .class}` above a block; sheets choose blocks by it."""

    id: str | None = None
    """The `#name`; unique in its article."""
    classes: tuple[str, ...] = ()
    """The `.markers`, in the author's order."""

    def __contains__(self, name: object) -> bool:
        return name in self.classes


NO_MARKS = Marks()
CHOOSING = ("key", "card", "easy")
"""Markers that put a block on a sheet, and do nothing else; see `leaflet.choosing`."""
RESERVED = ("easy-only",)
"""Markers that keep a block from every sheet that does not choose by them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Generic[T]):
    """Words on their own."""

    text: T
    """All of its words."""
    marks: Marks = NO_MARKS
    """What stands in braces above it."""

    def map(self, change: Callable[[T], U]) -> Paragraph[U]:
        return Paragraph(text=change(self.text), marks=self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Generic[T]):
    """A picture on a line of its own."""

    path: str
    """Relative to the folder of articles, as "pictures/hug.svg"."""
    alt: T
    """What the picture shows, for those who cannot see it."""
    width_mm: float | None = None
    """None leaves it to the sheet."""
    marks: Marks = NO_MARKS
    """What stands in braces above it."""

    def map(self, change: Callable[[T], U]) -> Figure[U]:
        return Figure(
            path=self.path, alt=change(self.alt), width_mm=self.width_mm, marks=self.marks
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Generic[T]):
    """One item of a list; the first block is a paragraph in most."""

    blocks: tuple[Block[T], ...]
    """At least one."""

    def map(self, change: Callable[[T], U]) -> Item[U]:
        return Item(blocks=tuple(block.map(change) for block in self.blocks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[T]):
    """A list, bulleted or numbered."""

    items: tuple[Item[T], ...]
    """At least one."""
    start: int | None = None
    """The first number; None for a bulleted list."""
    marks: Marks = NO_MARKS
    """What stands in braces above it."""

    def map(self, change: Callable[[T], U]) -> Listing[U]:
        return Listing(
            items=tuple(item.map(change) for item in self.items),
            start=self.start,
            marks=self.marks,
        )


Alignment = Literal["start", "center", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[T]):
    """A regular table with one row of heads."""

    head: tuple[T, ...]
    """One for each column."""
    rows: tuple[tuple[T, ...], ...]
    """Each as long as `head`; an empty cell has an empty text."""
    alignments: tuple[Alignment, ...]
    """One for each column."""
    marks: Marks = NO_MARKS
    """What stands in braces above it."""

    def map(self, change: Callable[[T], U]) -> Table[U]:
        return Table(
            head=tuple(change(cell) for cell in self.head),
            rows=tuple(tuple(change(cell) for cell in row) for row in self.rows),
            alignments=self.alignments,
            marks=self.marks,
        )


CalloutKind = Literal["warning", "emergency", "note", "do", "dont"]
CALLOUTS: tuple[CalloutKind, ...] = ("warning", "emergency", "note", "do", "dont")


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout(Generic[T]):
    """A box that stands out: `::: warning` … `:::`."""

    kind: CalloutKind
    """What the box is for; its label and its icon follow."""
    blocks: tuple[Block[T], ...]
    """At least one."""
    marks: Marks = NO_MARKS
    """What stands in braces above it."""

    def map(self, change: Callable[[T], U]) -> Callout[U]:
        return Callout(
            kind=self.kind,
            blocks=tuple(block.map(change) for block in self.blocks),
            marks=self.marks,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Generic[T]):
    """A heading and all that belongs to it, sections of a deeper level too."""

    level: int
    """2 to 6; 1 is the title of the article."""
    heading: T
    """It says what the section is about."""
    blocks: tuple[Block[T], ...]
    """Up to the next heading of this level or a higher one."""
    marks: Marks = NO_MARKS
    """What stands in braces above it."""

    def map(self, change: Callable[[T], U]) -> Section[U]:
        return Section(
            level=self.level,
            heading=change(self.heading),
            blocks=tuple(block.map(change) for block in self.blocks),
            marks=self.marks,
        )


Block = Paragraph[T] | Figure[T] | Listing[T] | Table[T] | Callout[T] | Section[T]


# The whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Generic[T]):
    """One article: what its front matter says, and its blocks."""

    id: str
    """The name of its file, without ".md"."""
    path: str
    """Its file, as in `Place.path`."""
    language: str
    """BCP 47."""
    title: T
    """Also the title of the PDF."""
    blocks: tuple[Block[T], ...]
    """What stands before the first heading, then the sections."""
    summary: T | None = None
    """The main message in a few sentences."""
    keywords: tuple[T, ...] = ()
    """For the PDF's metadata only."""
    version: str = ""
    """As the author counts; empty where nobody does."""
    published: datetime.date | None = None
    """The day of this version."""
    review_by: datetime.date | None = None
    """The last day on which it may be handed out."""
    sources: tuple[str, ...] = ()
    """Citations, in the language in which they were published; never translated."""
    codes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Coding system and codes, as (("icd10cm", ("M62.830",)),)."""

    def map(self, change: Callable[[T], U]) -> Article[U]:
        """Return the article with each text changed, in reading order."""
        return Article(
            id=self.id,
            path=self.path,
            language=self.language,
            title=change(self.title),
            summary=None if self.summary is None else change(self.summary),
            keywords=tuple(change(keyword) for keyword in self.keywords),
            blocks=tuple(block.map(change) for block in self.blocks),
            version=self.version,
            published=self.published,
            review_by=self.review_by,
            sources=self.sources,
            codes=self.codes,
        )

    def texts(self) -> Iterator[T]:
        """Yield every text in reading order; the only walker there is."""
        found: list[T] = []
        self.map(found.append)
        return iter(found)

    def walk(self) -> Iterator[Block[T]]:
        """Yield every block, outer before inner."""
        return walk(self.blocks)

    def pictures(self) -> tuple[str, ...]:
        """Return the paths of the pictures, each once, in reading order."""
        return tuple(
            dict.fromkeys(block.path for block in self.walk() if isinstance(block, Figure))
        )


def walk(blocks: tuple[Block[T], ...]) -> Iterator[Block[T]]:
    """Yield blocks and the blocks in them, outer before inner."""
    for block in blocks:
        yield block
        match block:
            case Section(blocks=inner) | Callout(blocks=inner):
                yield from walk(inner)
            case Listing(items=items):
                for item in items:
                    yield from walk(item.blocks)
