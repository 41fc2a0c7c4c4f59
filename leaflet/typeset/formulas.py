"""Quantities on end that are one for the reader: "1 200 mg", "1-0-2-0", "2 × 500 mg = 1 g", "€5".

The checks compare quantities one by one, and there "2 500 mg" may be two tablets of 500 mg. On
paper nothing is lost if the two stay on one line and in their order, and a thousand would be if
they did not: so what is joined here is for typesetting alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Final, NamedTuple

from leaflet.quantities import Quantity

LONGEST: Final = 26
"""Letters of a formula that stays on one line; a longer one may end a line between its parts."""


class Formula(NamedTuple):
    """Quantities with the signs between them."""

    whole: Quantity
    """From the first letter to the last; its kind is that of the last part."""
    parts: tuple[Quantity, ...]
    """What it is made of, one if it stands alone."""


_SPACE: Final = "\u2060?[ \u00a0\u202f\u2009]\u2060?"
_DASH: Final = "[-–—‑−]"

# A thousand with a space in it, and a number with a fraction behind it. The digits before it must
# be a number of their own: not the cents of "2.50 100 mg".
_HEAD: Final = re.compile(rf"(?:^|[^\d.,:/٫٬'’])\d{{1,3}}(?:{_SPACE}\d{{3}})*$")
_GROUP: Final = re.compile(r"\d{3}(?!\d)")
_WHOLE: Final = re.compile(r"(?:^|[^\d.,:/٫٬'’])\d{1,2}$")
_FRACTION: Final = re.compile(r"\d/\d{1,2}(?![\d/])")

# What belongs to a number and is no unit of measure. The shekel and the rial are left out: they
# are signs of right-to-left text, and stand where its own order puts them.
_CURRENCY: Final = "[$€£¥₹₺₽₦₱₫₩฿৳₴₵₸]"
_BEFORE: Final = re.compile(
    rf"(?:(?:(?<!\w)[A-Z]{{1,3}})?{_CURRENCY}(?:{_SPACE})?|#|[№§](?:{_SPACE})?"
    rf"|(?<!\w)(?:pH|No\.|Nos\.|Nr\.|Nº|N°|nº|n°)(?:{_SPACE})?)$"
)
_BEHIND: Final = re.compile(
    rf"(?:{_SPACE})?{_CURRENCY}(?![\u2066-\u2069]*[\d\w])|\+(?![\u2066-\u2069]*[\w+])"
)
_LONGEST_BEFORE: Final = 8

# "1-0-2-0", "100 mg/5 ml", "4–6 × 10 mg", "5 mg + 10 mg", "2+1"
_CLOSE: Final = re.compile(f"{_DASH}|[/:+×·*x]")
_OPERATOR: Final = re.compile(f"{_SPACE}[x×·*+=÷]{_SPACE}|[=÷]")
_SPACED_DASH: Final = re.compile(f"{_SPACE}{_DASH}{_SPACE}")
_EXTENSION: Final = re.compile(rf"(?:{_SPACE})?(?:[Ee]xt\.?|x)(?:{_SPACE})?")
_COMPARES: Final = re.compile("[<>＜＞=≤≥≦≧≈]")
_TIMES: Final = re.compile("[x×]$")
_ONE_SPACE: Final = re.compile(f"(?:{_SPACE})?")
_MARK: Final = re.compile("[\u200e\u200f\u061c\u2060]")


def formulas(text: str, quantities: Iterable[Quantity]) -> list[Formula]:
    """
    Return what was found in a text, with what belongs together in one.

    >>> from leaflet.quantities import find
    >>> def whole(text):
    ...     return [formula.whole.text for formula in formulas(text, find(text))]
    >>> whole("1 200 mg, 1 1/2, 1-0-2-0, 100 mg/5 ml")
    ['1 200 mg', '1 1/2', '1-0-2-0', '100 mg/5 ml']
    >>> whole("2 × 500 mg = 1 g for $5.50 or 5 €")
    ['2 × 500 mg = 1 g', '$5.50', '5 €']
    """
    numbers: list[Quantity] = []
    for found in quantities:
        if numbers and _is_one_number(text, numbers[-1], found):
            numbers[-1] = _joined(text, numbers[-1], found)
        else:
            numbers.append(found)
    made: list[Formula] = []
    for found in _with_signs(text, numbers):
        if made and _is_one_formula(text, made[-1].whole, found):
            whole = _joined(text, made[-1].whole, found)
            made[-1] = Formula(whole, (*made[-1].parts, found))
        else:
            made.append(Formula(found, (found,)))
    return made


def _joined(text: str, first: Quantity, second: Quantity) -> Quantity:
    return replace(second, start=first.start, text=text[first.start : second.end])


def _between(text: str, first: Quantity, second: Quantity) -> str:
    return _MARK.sub("", text[first.end : second.start])


def _is_one_number(text: str, first: Quantity, second: Quantity) -> bool:
    if first.kind not in ("number", "range", "quantity") or second.kind in ("address", "date"):
        return False
    gap = _between(text, first, second)
    if not gap or not _ONE_SPACE.fullmatch(gap):
        return False
    head, tail = _MARK.sub("", first.text), _MARK.sub("", second.text)
    return bool(
        (_HEAD.search(head) and _GROUP.match(tail))
        or (_WHOLE.search(head) and _FRACTION.match(tail))
    )


def _with_signs(text: str, numbers: list[Quantity]) -> Iterator[Quantity]:
    """Yield quantities with the currency or the name of a number before them or behind them."""
    since = 0
    for found, after in zip_longest(numbers, numbers[1:]):
        start, end = found.start, found.end
        if found.kind not in ("address", "phone"):
            before = _BEFORE.search(text, max(since, start - _LONGEST_BEFORE), start)
            behind = _BEHIND.match(text, end)
            start = before.start() if before else start
            if behind and not (after and after.start < behind.end()):
                end = behind.end()
        yield replace(found, start=start, end=end, text=text[start:end])
        since = end


def _is_one_formula(text: str, first: Quantity, second: Quantity) -> bool:
    if "address" in (first.kind, second.kind):
        return False
    gap = _between(text, first, second)
    if first.kind == "phone":
        # Two numbers to dial stay two.
        return bool(second.kind == "number" and _EXTENSION.fullmatch(gap))
    if _SPACED_DASH.fullmatch(gap):
        return first.kind == second.kind == "date"
    if _CLOSE.fullmatch(gap) or _OPERATOR.fullmatch(gap):
        return True
    return bool(
        _ONE_SPACE.fullmatch(gap)
        and (_COMPARES.match(second.text) or _TIMES.search(first.text))
        and (gap or second.text[:1] in "<>=≤≥")
    )
