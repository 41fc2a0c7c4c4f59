"""Phone numbers of a translation are those of its source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from leaflet.checks.model import Finding, Subject, check
from leaflet.quantities import find

_BETWEEN = re.compile(r"(?<=\d)[\s().\-–‑/]+(?=\d)")


@check("phones", severity="error")
def phones(subject: Subject) -> Iterator[Finding]:
    """
    Phone numbers are those of the source, digit by digit.

    What it finds:
        A phone number that is lost, added, or has other digits. Spaces, hyphens and brackets
        between the digits are free, and so are the digits of the language (٠٢٠, ०२०).
    Why it matters to a patient:
        A wrong digit reaches a stranger, or nobody, in an emergency.
    Example:
        "Call 020 7946 0000" translated as "Llame al 020 7946 0001"
    Use instead:
        The number copied from the source; or a placeholder in the article, as `{clinic.phone}`.
    """
    wanted, found = _phones(subject.source_words), _phones(subject.words)
    there, asked = _runs(subject.words), _runs(subject.source_words)
    for digits, written in wanted.items():
        if not any(digits in run for run in there):
            yield Finding(
                message=f"the source says `{written}`, the translation does not have this number",
                hint="copy the number of the source digit by digit",
            )
    for digits, written in found.items():
        if not any(digits in run for run in asked):
            yield Finding(
                message=f"the translation has the number `{written}`, the source has not",
                hint="copy the number of the source digit by digit",
            )


def _phones(words: str) -> dict[str, str]:
    """Return the digits of each phone number, and how it is written."""
    return {
        "".join(_runs(found.text)): found.text for found in find(words) if found.kind == "phone"
    }


def _runs(words: str) -> list[str]:
    """
    Return the digits that stand together, spaces and hyphens aside.

    >>> _runs("٠٢٠ 7946-0000 or 3")
    ['02079460000', '3']
    """
    plain = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in words
    )
    return re.findall(r"\d+", _BETWEEN.sub("", plain))
