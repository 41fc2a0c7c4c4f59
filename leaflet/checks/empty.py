"""A translation of a text that has letters has letters too."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.checks.model import Finding, Subject, check


@check("empty", severity="error")
def empty(subject: Subject) -> Iterator[Finding]:
    """
    The translation says something.

    What it finds:
        A source with letters or digits, and a translation that has none: spaces, dots, a dash.
    Why it matters to a patient:
        The line is blank on paper, and nobody knows what stood there.
    Example:
        "chest pain" translated as "…"
    Use instead:
        The words; or no translation at all, so that the message counts as missing.
    """
    if any(map(str.isalnum, subject.source)) and not any(map(str.isalnum, subject.translation)):
        yield Finding(message="the translation has neither letters nor digits")
