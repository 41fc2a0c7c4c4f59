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
    warnings: tuple[Problem, ...] = ()
    """What differs from what was asked for, and does no harm."""
