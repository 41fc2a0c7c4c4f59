"""`HtmlPage` → `Pdf`: the only door to WeasyPrint, which is imported when a PDF has to be made."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A tagged PDF: the handout."""

    data: bytes
    """The file."""
    pages: int
    """How many."""
    base_pt: float
    """Size of the body's type after fitting."""
    spacing: float
    """Factor on the distances between blocks after fitting."""
    declares: tuple[str, ...]
    """The conformance that the file's own metadata states."""
    imposed: bytes = b""
    """The file to print and fold, where the sheet has a fold; `data` is the record."""
    press: bytes = b""
    """The file for a print shop, where one is wanted."""
    layouts: int = 1
    """How many layouts it took to fit it to its pages: most of the time that a handout takes."""
    warnings: tuple[Problem, ...] = ()
    """What differs from what was asked for, and does no harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """One section of a text, and how much of it that is."""

    words: str
    """Its heading, as it stands on the page; the title for what stands before the first."""
    share: float
    """0 to 1: of the area that the lines and pictures of the text take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How a text fits its sheet."""

    pages: int
    """How many it takes."""
    max_pages: int
    """How many it may have; 0 for no limit."""
    base_pt: float
    """Size of the body's type after fitting."""
    spacing: float
    """Factor on the distances between blocks after fitting."""
    room_lines: int | None
    """How many lines more there is room for, with type and spacing at their smallest; below 0, how
    many there are too many; None where there is no limit."""
    portions: tuple[Portion, ...]
    """Its sections, the longest first."""
    layouts: int
    """How many it took to find out."""

    @property
    def fits(self) -> bool:
        """Whether it keeps to its pages."""
        return not self.max_pages or self.pages <= self.max_pages
