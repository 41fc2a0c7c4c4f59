"""Numbers, doses, ranges, phone numbers, dates and addresses in running text, in any digits.

Typesetting keeps each of them together and in order; checks compare them between languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["address", "date", "phone", "range", "quantity", "number"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One find in a text."""

    kind: Kind
    """What it is; a quantity is a number with a unit."""
    start: int
    """Index of the first character."""
    end: int
    """Index behind the last character."""
    text: str
    """As it stands there."""


_SPACE = r"[ \u00a0\u202f\u2009]"
# What stands between the digits of one number: decimal and grouping marks of Latin, Arabic and
# Indian numerals (CLDR: symbols/decimal, symbols/group). Half a tablet is a number too, and so are
# one and a half.
_FRACTION = r"[¼½¾⅐-⅞]"
_NUMBER = rf"(?:\d+(?:[.,٫٬'’]\d+)*(?:{_SPACE}?{_FRACTION})?|{_FRACTION})"
_DASH = r"[-–—‑]"

# Units are letters of the Latin script or signs; a unit in the language's own script needs no
# help, since it follows the direction of the text.
_UNIT = (
    r"(?:°[CF]?|%|‰|[µμ]g|(?:mg|ml|mL|kg|cm|mm|km|kcal|IU|IE|UI|min|g|h|l|L|m|s|x|×)"
    r"(?:/(?:kg|ml|mL|l|L|d|h|min|day))?)(?![A-Za-z])"
)
_MEASURE = rf"{_NUMBER}(?:{_SPACE}?{_UNIT})?"

_PATTERN = re.compile(
    "|".join(
        (
            (
                r"(?P<address>(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\]}'\"”»]"
                r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
            ),
            r"(?P<date>(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d))",
            # Two groups or more: 020 7946 0000, +44 20 …, (020) 7946-0000, 1800 022 222.
            (
                rf"(?P<phone>\+\d[\d()./-]*(?:{_SPACE}\(?\d[\d()./-]*)*(?<=[\d)])"
                rf"|\(\d+\)(?:{_SPACE}?\d[\d-]*)+"
                # 10-15 is from ten to fifteen.
                r"|(?!\d{1,3}-\d{1,3}(?![\d-]))"
                rf"\d{{2,}}(?:(?:{_SPACE}|-)\d{{2,}}){{1,5}}(?![\d.,]*{_SPACE}?{_UNIT}))"
            ),
            rf"(?P<range>{_MEASURE}{_SPACE}?{_DASH}{_SPACE}?{_MEASURE}|\d+(?:[/:]\d+)+)",
            rf"(?P<quantity>{_NUMBER}{_SPACE}?{_UNIT})",
            rf"(?P<number>{_NUMBER})",
        )
    )
)


def find(text: str) -> Iterator[Quantity]:
    """
    Yield the quantities in a text, from its start, none within another.

    >>> [(found.kind, found.text) for found in find("Call 020 7946 0000 or take 200–400 mg.")]
    [('phone', '020 7946 0000'), ('range', '200–400 mg')]
    >>> [(found.kind, found.text) for found in find("37.5 °C on 2026-11-22, 3 times")]
    [('quantity', '37.5 °C'), ('date', '2026-11-22'), ('number', '3')]
    """
    for match in _PATTERN.finditer(text):
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        yield Quantity(kind=kind, start=match.start(), end=match.end(), text=match.group())
