"""Numbers in digits: decimal and grouping signs, fractions, times, dates, phone numbers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from leaflet import quantities
from leaflet.wording.lexicon import Lexicon

_VULGAR = {"¼": "1/4", "½": "1/2", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_FRACTIONS = frozenset(["1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "1/6", "1/8", "1/9"])
_DIGITS = re.compile(
    r"(?P<slashed>(?<![\d/.,])\d/\d(?![\d/.,]\d|\d))"
    r"|(?P<spaced>(?<![\d.,])[1-9]\d{0,2}(?:\u00a0\d{3})+(?![\d.,]))"
    rf"|(?P<digits>\d+(?:[.,٫٬'](?=\d)\d+)*)(?:[ \u00a0]?(?P<behind>[{''.join(_VULGAR)}]))?"
    rf"|(?P<alone>[{''.join(_VULGAR)}])"
)
# "8.30 Uhr" is a time, not eight and three tenths; "14,5 h" is no time.
_CLOCK = re.compile(r"(\d{1,2})\.(\d\d)(?=[ \u00a0]?(?:uhr|h\b|godz))")
_POINT = re.compile(r"(?<![\d.,])([01]?\d|2[0-4])\.([0-5]\d)(?![\d.])")
_THOUSANDS = re.compile(r"(?<![\d.,] )(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?![\d.,]| \d)")
_HOURS = re.compile(r"\d:$|\d[ \u00a0]?h[ \u00a0]?$")
_MINUS = re.compile(r"(?:^|[ (\u00a0])[-–]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Digits:
    """A number in digits."""

    values: tuple[Fraction, ...]
    """Any of them is meant; one, nearly always."""
    start: int
    """In the letters of the text."""
    end: int
    full_hour: bool
    """The minutes of 17:00, which may be left out."""
    minutes: bool
    """The minutes of a time."""


def digits(text: str, words: Lexicon) -> Iterator[Digits]:
    """
    Yield the numbers in digits, none within another, not in order.

    Args:
        text: As `letters` gives it.
        words: Of its language.
    """
    plain = _CLOCK.sub(r"\1:\2", text)
    if words.clock:
        plain = _POINT.sub(r"\1:\2", plain)
    if words.decimal == ",":
        # Where the comma is the decimal sign, a space parts the thousands.
        plain = _THOUSANDS.sub(lambda match: match.group().replace(" ", "\u00a0"), plain)
    taken: list[tuple[int, int]] = []
    for found in quantities.find(plain):
        if found.kind == "phone":
            taken.append((found.start, found.end))
            value = _number(re.sub(r"\D", "", found.text))
            yield _digits(plain, (value,), found.start, found.end)
        elif found.kind == "date":
            taken.append((found.start, found.end))
            for part in re.finditer(r"\d+", found.text):
                start = found.start + part.start()
                value = _number(part.group())
                yield _digits(plain, (value,), start, start + len(part.group()))
    for match in _DIGITS.finditer(plain):
        start, end = match.span()
        if any(start < last and end > first for first, last in taken):
            continue
        if match["slashed"] and (values := _slashed(match["slashed"], words)):
            yield _digits(plain, values, start, end)
        elif match["slashed"]:
            for part in re.finditer(r"\d+", match["slashed"]):
                value = _number(part.group())
                yield _digits(plain, (value,), start + part.start(), start + part.end())
        elif match["alone"]:
            yield _digits(plain, (Fraction(_VULGAR[match["alone"]]),), start, end)
        elif match["spaced"]:
            value = _number(re.sub(r"\D", "", match["spaced"]))
            yield _digits(plain, (value,), start, end)
        else:
            yield from _plain(plain, match, words)


def _slashed(written: str, words: Lexicon) -> tuple[Fraction, ...]:
    """Return what "1/2" means; "5/2" is two and a half tenths nowhere but in Persian."""
    over, under = written.split("/")
    values = [Fraction(written)] if written in _FRACTIONS else []
    if words.slash:
        values.append(Fraction(f"{over}.{under}"))
    return tuple(values)


def _plain(text: str, match: re.Match[str], words: Lexicon) -> Iterator[Digits]:
    start, end = match.span()
    part = Fraction(_VULGAR[match["behind"]]) if match["behind"] else Fraction(0)
    pieces = list(_values(match["digits"], words.decimal))
    at = start
    for index, (piece, value) in enumerate(pieces):
        last = index == len(pieces) - 1
        stop = end if last else at + len(piece)
        minus = -1 if index == 0 and value and _MINUS.search(text[:at][-2:]) else 1
        yield _digits(text, (minus * (value + (part if last else 0)),), at, stop)
        at += len(piece) + 1


def _digits(text: str, values: tuple[Fraction, ...], start: int, end: int) -> Digits:
    if 13 <= values[0] <= 23 and re.match(r"[:.][0-5]\d(?!\d)", text[end:]):
        # 17:00 is 5:00 in the afternoon.
        values = (values[0], values[0] - 12)
    return Digits(
        values=values,
        start=start,
        end=end,
        full_hour=values[0] == 0 and text[start - 1 : start] in (":", "."),
        minutes=bool(_HOURS.search(text[max(0, start - 4) : start])),
    )


def _values(digits: str, decimal: str) -> Iterator[tuple[str, Fraction]]:
    """
    Yield the numbers that digits with signs between them say: one, nearly always.

    >>> [str(value) for _, value in _values("1.000,5", ",")]
    ['2001/2']
    >>> [str(value) for _, value in _values("1,000", ".")], [
    ...     str(value) for _, value in _values("1,000", ",")]
    (['1000'], ['1'])
    >>> [str(value) for _, value in _values("1,2,3", ".")]
    ['1', '2', '3']
    """
    signs = re.findall(r"[.,٫٬']", digits)
    parts = re.split(r"[.,٫٬']", digits)
    whole, tail = parts, ""
    if (len(set(signs)) == 2 and signs.count(signs[-1]) == 1) or (
        len(signs) == 1 and _is_decimal(signs[0], parts, decimal)
    ):
        whole, tail = parts[:-1], parts[-1]
    grouped = all(len(part) in (2, 3) for part in whole[1:]) and len(whole[-1]) == 3
    if len(whole) == 1 or (grouped and 0 < len(whole[0]) <= 3):
        yield digits, _number("".join(whole) + (f".{tail}" if tail else ""))
    else:
        for part in parts:
            yield part, _number(part)


def _number(digits: str) -> Fraction:
    """Return the value of digits; of a thousand and more, a value that others do not have."""
    if len(digits) < 1000:
        return Fraction(digits)
    # Python refuses to read or write numbers so long.
    return Fraction(int.from_bytes(hashlib.sha256(digits.encode()).digest()))


def _is_decimal(sign: str, parts: list[str], decimal: str) -> bool:
    """Tell whether the one sign in a number is its decimal sign, whoever wrote it."""
    if sign in "٫٬":
        return sign == "٫"
    return len(parts[1]) != 3 or sign == decimal or parts[0] == "0"
