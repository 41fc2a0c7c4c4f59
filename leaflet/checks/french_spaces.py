"""French puts a space before a colon, and inside its quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.checks.model import Finding, Subject, check
from leaflet.checks.words import around, running_text

_SPACE = " \u00a0\u202f"
_LOST_BEFORE = re.compile(rf"(?<![\s{_SPACE}\d!?;:«(\[])([;:!?»])(?=[\s*_)\]»”]|$)")
_LOST_AFTER = re.compile(rf"«(?=[^\s{_SPACE}])")
_CANADIAN = frozenset({":", "»"})
"""In Canada the others stand close: Office québécois de la langue française, "Espacement"."""


@check("french-spaces", severity="warning")
def french_spaces(subject: Subject) -> Iterator[Finding]:
    """
    French has a space before `: ; ! ?` and inside `« »`.

    What it finds:
        In French, a colon, semicolon, question or exclamation mark without a space before it, and
        quotation marks without a space inside. In Canadian French only colons and quotation marks
        have one; in Swiss French nothing is asked.
    Why it matters to a patient:
        It reads as careless, and what reads as careless is not believed.
    Example:
        "Ask first in case of:" translated as "Demandez d’abord en cas de:"
    Use instead:
        A plain space; the program sees to it that no line breaks there.
    """
    base, *regions = subject.language.tag.split("-")
    if base != "fr" or "CH" in regions:
        return
    text = running_text(subject.words)
    for match in _LOST_BEFORE.finditer(text):
        before, _ = around(text, *match.span())
        if before and ("CA" not in regions or match[1] in _CANADIAN):
            yield Finding(
                message=f"there is no space between `{before}` and `{match[1]}`",
                hint="write a space before it",
            )
            return
    if _LOST_AFTER.search(text):
        yield Finding(message="there is no space behind `«`", hint="write a space behind it")
