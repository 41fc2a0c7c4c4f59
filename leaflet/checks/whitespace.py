"""Spaces where nobody means any."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.checks.model import Finding, Subject, check
from leaflet.checks.words import around, base

_SPACES = " \t\u00a0\u2002-\u200a\u202f\u3000"
_DOUBLED = re.compile(rf"[{_SPACES}]{{2,}}")
_BEFORE = re.compile(rf"(?<![{_SPACES}])[{_SPACES}]+([.,،؛。，、;:])(?![\d.])")
_FRENCH = ";:"


@check("whitespace", severity="warning")
def whitespace(subject: Subject) -> Iterator[Finding]:
    """
    There is one space where a space belongs, and none elsewhere.

    What it finds:
        Spaces or line ends at the beginning or the end of a translation that the source does not
        have, line ends in its middle, two spaces on end, tabs, and a space before a comma, a full
        stop, or (but for French) a colon or semicolon.
    Why it matters to a patient:
        A gap reads as if a word were missing; a lone full stop lands at the start of a line.
    Example:
        "Stay active. Avoid bed rest." translated as "Bleiben Sie  aktiv ."
    Use instead:
        One space between words. Spaces that must not break are put in by the program.
    """
    source, text = subject.source, subject.translation
    for where, ours, theirs in (
        ("beginning", text[:1], source[:1]),
        ("end", text[-1:], source[-1:]),
    ):
        if ours.isspace() and not theirs.isspace():
            yield Finding(
                message=f"there is a space or a line end at the {where}",
                hint="delete it",
            )
    inner = text.strip()
    if match := _DOUBLED.search(inner):
        if not _DOUBLED.search(source.strip()):
            before, behind = around(inner, *match.span())
            yield Finding(
                message=f"there are two spaces between `{before}` and `{behind}`",
                hint="delete one of them",
            )
    elif "\n" in inner and "\n" not in source:
        yield Finding(message="there is a line end in the middle of it", hint="write a space")
    elif "\t" in inner:
        yield Finding(message="there is a tab in it", hint="write a space")
    french = base(subject.language.tag) == "fr"
    for match in _BEFORE.finditer(inner):
        if not (french and match[1] in _FRENCH) and match[0] not in source:
            before, _ = around(inner, *match.span())
            yield Finding(
                message=f"there is a space between `{before}` and `{match[1]}`",
                hint="delete it",
            )
            return
