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
    """What it is; a quantity is a number with a unit, or a percentage."""
    start: int
    """Index of the first character."""
    end: int
    """Index behind the last character."""
    text: str
    """As it stands there, with the sign before a number: "≥ 38 °C"."""


_SPACE = r"[ \u00a0\u202f\u2009]"
# What stands between the digits of one number: decimal and grouping marks of Latin, Arabic and
# Indian numerals (CLDR: symbols/decimal, symbols/group). Half a tablet is a number too, and so are
# one and a half.
_FRACTION = r"[¼½¾⅐-⅞]"
_ONE_NUMBER = (
    rf"(?:\d+(?:[.,٫٬'’]\d+)*(?:\^[-−]?\d+|[⁻⁰¹²³⁴-⁹]+|{_SPACE}?{_FRACTION})?|{_FRACTION})"
)
# "3 x 200 mg", "1.5 × 10^9/l"
_NUMBER = rf"{_ONE_NUMBER}(?:{_SPACE}?[x×·]{_SPACE}?{_ONE_NUMBER})*"
_DASH = r"[-–—‑]"
_SHORT_RANGE = rf"\d{{1,3}}{_DASH}\d{{1,3}}(?![\d-])"
# What changes the number behind it: "> 2.5", "≤5", "±2", "-5"; Turkish and Persian write "%50".
# A hyphen behind a letter or a digit is none of these: "COVID-19", "5-10", "2+1".
_COMPARATOR = rf"(?:[<>＜＞]=?|[=≤≥≦≧±≈~∼]){_SPACE}?"
_SIGN = rf"(?:{_COMPARATOR})?(?:(?<![\w\])}}°%/.,:–—-])[-−+]|[%٪])?"

# Units are letters of the Latin script or signs; a unit in the language's own script needs no
# help, since it follows the direction of the text, and a degree before one belongs to it.
_RTL_LETTER = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_PER = r"(?:/(?:kg|ml|mL|dl|dL|l|L|d|h|min|day|week|month|year|mol|m[²³]))"
_UNIT = (
    rf"(?:°{_SPACE}?[CF](?![A-Za-z])|°(?!{_SPACE}?{_RTL_LETTER})|[%‰٪]|"
    r"(?:[µμ](?:g|mol|l|L|m)|mcg|mg|ng|ml|mL|dl|dL|cl|kg|cm|mm|km|kcal|kJ|kPa|mmHg|mmol|mol|mEq|"
    rf"IU|IE|UI|min|g|h|l|L|m|s|x|×)[²³]?{_PER}*(?![A-Za-z])|{_PER}+(?![A-Za-z]))"
)
_MEASURE = rf"{_NUMBER}(?:{_SPACE}?{_UNIT})?"
# Between the spaces of a phone number: 20, (020), 7946-0958, (0)113.
_GROUP = r"(?:\d|\(\d{1,6}\))(?:[\d./-]|\(\d{1,6}\))*"
# What is no group of the phone number before it: 08:00, 8.30, 2026-11-22, 22.11.2026, 200 mg.
_OPENING_TIME = (
    r"\d{1,2}[:.]\d\d(?![.\d])|\d{4}[-‑/.]\d{1,2}[-‑/.]\d{1,2}(?!\d)"
    r"|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\d)"
)
# "x 89" is an extension.
_DOSE = rf"\d[.,\d]*{_SPACE}?(?![x×]){_UNIT}"
# 15:30, 8:00 pm, 120/80 mmHg, 2/3
_TIME = rf"\d+(?:[/:]\d+)+(?:{_SPACE}?(?:[ap]\.m\.|[AaPp][Mm](?![A-Za-z])|{_UNIT}))?"

_PATTERN = re.compile(
    "|".join(
        (
            (
                r"(?P<address>(?:https?://|www\.)[^\s<>\u200b\u2066-\u2069]*"
                r"[^\s<>.,;:!?)\]}'\"”»\u200b\u2066-\u2069]"
                r"|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)"
            ),
            (
                r"(?P<date>(?<!\d)\d{4}[-‑]\d{2}[-‑]\d{2}(?!\d)"
                r"|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)"
                r"|(?<!\d)\d{4}[./]\d{1,2}[./]\d{1,2}(?!\d))"
            ),
            # Two groups or more: 020 7946 0000, +44 20 …, (020) 7946-0000, 1800 022 222.
            (
                # A plus before fewer digits is a sign: "+5 °C", "2+1".
                rf"(?P<phone>\+(?=(?:[ \u00a0\u202f\u2009()./-]{{0,2}}\d){{6}}){_GROUP}"
                rf"(?:{_SPACE}(?!{_SHORT_RANGE}|{_OPENING_TIME}|{_DOSE}){_GROUP})*(?<=[\d)])"
                # 1-800-222-1222
                rf"|(?<![\d.,:/–—-])1(?:-|{_SPACE})\d{{3}}(?:-|{_SPACE})\d{{3}}(?:-|{_SPACE})\d{{4}}(?!\d)"
                rf"|\(\d+\)(?:{_SPACE}?\d[\d-]*)+"
                # 10-15 is from ten to fifteen.
                r"|(?!\d{1,3}-\d{1,3}(?![\d-]))"
                rf"\d{{2,}}(?:(?:{_SPACE}|-)\d{{2,}}){{1,5}}"
                # The first number of a dose or a range behind it is none of its groups.
                rf"(?!\d|:\d|[.,\d]*{_SPACE}?{_UNIT}|{_SPACE}?{_DASH}{_SPACE}?\d))"
            ),
            (
                rf"(?P<range>{_TIME}{_SPACE}?{_DASH}{_SPACE}?{_TIME}"
                rf"|{_SIGN}{_MEASURE}{_SPACE}?{_DASH}{_SPACE}?{_SIGN}{_MEASURE}|{_TIME})"
            ),
            rf"(?P<quantity>{_SIGN}{_NUMBER}{_SPACE}?{_UNIT}|[%٪]{_NUMBER})",
            rf"(?P<number>{_SIGN}{_NUMBER})",
        )
    )
)
# Marks of direction and word joiners may stand anywhere between letters, and are none.
_MARK = re.compile("[\u200e\u200f\u061c\u2060]")


def find(text: str) -> Iterator[Quantity]:
    """
    Yield the quantities in a text, from its start, none within another.

    >>> [(found.kind, found.text) for found in find("Call 020 7946 0000 or take 200–400 mg.")]
    [('phone', '020 7946 0000'), ('range', '200–400 mg')]
    >>> [(found.kind, found.text) for found in find("37.5 °C on 2026-11-22, 3 times")]
    [('quantity', '37.5 °C'), ('date', '2026-11-22'), ('number', '3')]
    >>> [(found.kind, found.text) for found in find("above > 2.5 g/l, at -5 °C, 8:00–10:00")]
    [('quantity', '> 2.5 g/l'), ('quantity', '-5 °C'), ('range', '8:00–10:00')]
    """
    places = [index for index, letter in enumerate(text) if not _MARK.match(letter)]
    for match in _PATTERN.finditer(_MARK.sub("", text)):
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        start, end = places[match.start()], places[match.end() - 1] + 1
        yield Quantity(kind=kind, start=start, end=end, text=text[start:end])
