"""`Figures`: the numbers and units of a text, in digits or words, in the script of its language."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from leaflet import quantities
from leaflet.wording.lexicon import Counted, Lexicon, Mark, Unit, lexicon
from leaflet.wording.lexicon import Number as Worded
from leaflet.wording.letters import Letters, letters

TIME: Final = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
"""Units that say something without a number too: "daily", "for weeks"."""
_UNREMARKABLE: Final = frozenset({"second"})
_HALF = "and a half"
"""In the place of a unit, until `_joined` knows what the half belongs to."""
_VULGAR = {"¼": "1/4", "½": "1/2", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_DIGITS = re.compile(
    r"(?P<slashed>(?<![\d/])(?:1/[234568]|2/3|3/4)(?![\d/]))"
    r"|(?P<spaced>(?<![\d.,])[1-9]\d{0,2}(?:\u00a0\d{3})+(?![\d.,]))"
    rf"|(?P<digits>\d+(?:[.,٫٬'](?=\d)\d+)*)(?:[ \u00a0]?(?P<behind>[{''.join(_VULGAR)}]))?"
    rf"|(?P<alone>[{''.join(_VULGAR)}])"
)
# "8.30 Uhr" is a time, not eight and three tenths; "14,5 h" is no time.
_CLOCK = re.compile(r"(\d{1,2})\.(\d\d)(?=[ \u00a0]?(?:uhr|h\b|godz))")
_POINT = re.compile(r"(?<![\d.,])([01]?\d|2[0-4])\.([0-5]\d)(?![\d.])")
_THOUSANDS = re.compile(r"(?<![\d.,] )(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?![\d.,]| \d)")
_HOURS = re.compile(r":$|\d[ \u00a0]?h[ \u00a0]?$")
_MINUS = re.compile(r"(?:^|[ (\u00a0])[-–]$")
_SENTENCE_END = re.compile(r"[.!?؟。！？।॥۔።៕。](?:[ \u00a0]|$)|[。！？।۔።។៕\n]")
_NEAR_WORDS, _NEAR_LETTERS = 3, 8
"""How far a unit may stand from a number and still belong to it: words, or letters where no spaces
part them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of a text."""

    values: tuple[Fraction, ...]
    """Any of them is meant; one, nearly always."""
    strict: bool
    """False for a word that may be no number, as an article."""
    in_digits: bool
    """True for digits, false for words."""
    only: str = ""
    """For a word that is a number only where the other text counts this unit; else empty."""
    exact: bool = False
    """True where another language has digits too: the minutes of a time."""
    unit: str
    """The unit right behind it, or right before it, as "hour"; empty for none."""
    start: int
    """In the letters of the text."""
    end: int
    written: str
    """As it stands there, with its unit: "2,5 ml"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The numbers and units of a text."""

    numbers: tuple[Number, ...]
    """In reading order."""
    needed: tuple[str, ...]
    """The units that belong to a number."""
    mentioned: tuple[str, ...]
    """All units, those of time without a number too."""


@dataclass(frozen=True, slots=True)
class _UnitThere:
    name: str
    start: int
    end: int
    beside: bool = False
    """Counts only right beside a number."""


@functools.lru_cache(maxsize=4096)
def figures(text: str, tag: str) -> Figures:
    """
    Return the numbers and units of a text.

    Args:
        text: In one language, without markup.
        tag: Canonical BCP 47.

    >>> [number.written for number in figures("Dé 2,5 ml dos veces al día", "es").numbers]
    ['2,5 ml', 'dos veces']
    >>> figures("२ हफ़्ते, दिन में तीन बार", "hi").needed
    ('week', 'day', 'time')
    """
    words = lexicon(tag)
    read = letters(text)
    numbers, units, some = _found(read, words)
    numbers = _joined(numbers, units, read, words)
    numbers, taken = _with_units(numbers, units, read, words)
    units = [
        unit
        for unit in units
        if not unit.beside
        or unit.start in taken
        or any(_touch(end, unit.start, read) for _, end in some)
    ]
    if not words.spaced:
        numbers = [
            number if number.in_digits or number.unit else replace(number, strict=False)
            for number in numbers
        ]
    places = [(number.start, number.end) for number in numbers]
    near = [unit for unit in units if _is_near(unit, places, read, words)]
    sure = [(number.start, number.end) for number in numbers if number.strict]
    beside = [unit for unit in units if _is_near(unit, some, read, words)]
    free = [unit for unit in units if words.anywhere and unit.name in TIME]
    there = {(unit.start, unit.name): unit for unit in (*near, *beside, *free)}
    return Figures(
        numbers=tuple(numbers),
        needed=tuple(
            unit.name
            for unit in near
            if unit.start in taken
            or (unit.name in TIME - _UNREMARKABLE and _is_near(unit, sure, read, words))
        ),
        mentioned=tuple(there[key].name for key in sorted(there)),
    )


def _found(
    read: Letters, words: Lexicon
) -> tuple[list[Number], list[_UnitThere], list[tuple[int, int]]]:
    """Return the numbers, the units and the places of what stands for a number."""
    numbers = list(_in_digits(read, words))
    text = read.text
    for number in numbers:
        text = text[: number.start] + "0" * (number.end - number.start) + text[number.end :]
    units: list[_UnitThere] = []
    some: list[tuple[int, int]] = []
    if words.figures.pattern is None:
        return numbers, units, some
    ends = {number.end for number in numbers}
    for match in words.figures.pattern.finditer(text):
        start, end = match.span()
        meanings = words.figures.meanings[match.lastgroup or ""]
        if Mark("and_a_half") in meanings:
            alone = tuple(meaning.values for meaning in meanings if isinstance(meaning, Worded))
            halves = alone[0] if alone else ()
            numbers.append(replace(_number(read, halves, True, start, end), unit=_HALF))
            continue
        meaning = _meant(meanings, follows_number=_ends_before(text, start, ends))
        match meaning:
            case Worded(values, strict, only):
                number = _number(read, values, strict, start, end)
                numbers.append(replace(number, only=only))
            case Counted(Worded(values, strict), Unit(name)):
                number = _number(read, values, strict, start, end)
                numbers.append(replace(number, unit=name))
                units.append(_UnitThere(name, start, end))
            case Unit(name, beside):
                units.append(_UnitThere(name, start, end, beside))
            case Mark("some"):
                some.append((start, end))
            case _:
                continue
        if isinstance(meaning, Worded):
            ends.add(end)
    numbers.sort(key=lambda number: number.start)
    return numbers, units, some


def _ends_before(text: str, start: int, ends: set[int]) -> bool:
    return start in ends or (start > 0 and text[start - 1] in " \u00a0-" and start - 1 in ends)


def _meant(meanings: tuple[object, ...], *, follows_number: bool) -> object:
    """Choose what a word says: "second" is a unit behind a number, and a number elsewhere."""
    by_kind = {type(meaning): meaning for meaning in reversed(meanings)}
    if follows_number and Unit in by_kind:
        return by_kind[Unit]
    for kind in (Worded, Counted, Unit, Mark):
        if kind in by_kind:
            found = by_kind[kind]
            if kind is not Mark or found != Mark("and"):
                return found
    return None


def _number(
    read: Letters, values: tuple[Fraction, ...], strict: bool, start: int, end: int
) -> Number:
    return Number(
        values=values,
        strict=strict,
        in_digits=False,
        unit="",
        start=start,
        end=end,
        written=read.written(start, end),
    )


def _in_digits(read: Letters, words: Lexicon) -> Iterator[Number]:
    text = _CLOCK.sub(r"\1:\2", read.text)
    if words.clock:
        text = _POINT.sub(r"\1:\2", text)
    if words.decimal == ",":
        # Where the comma is the decimal sign, a space parts the thousands.
        text = _THOUSANDS.sub(lambda match: match.group().replace(" ", "\u00a0"), text)
    phones: list[tuple[int, int]] = []
    for found in quantities.find(text):
        if found.kind == "phone":
            phones.append((found.start, found.end))
            value = Fraction(int(re.sub(r"\D", "", found.text)))
            yield _digits(read, (value,), found.start, found.end)
        elif found.kind == "date":
            phones.append((found.start, found.end))
            for part in re.finditer(r"\d+", found.text):
                start = found.start + part.start()
                value = Fraction(int(part.group()))
                yield _digits(read, (value,), start, start + len(part.group()))
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        if any(start < last and end > first for first, last in phones):
            continue
        if match["slashed"]:
            values = [Fraction(match["slashed"])]
            over, under = match["slashed"].split("/")
            # Persian writes 1/5 for one and a half tenths as well.
            if words.decimal == "/":
                values = [Fraction(f"{over}.{under}")]
            yield _digits(read, tuple(values), start, end)
        elif match["spaced"]:
            yield _digits(read, (Fraction(re.sub(r"\D", "", match["spaced"])),), start, end)
        elif match["alone"]:
            yield _digits(read, (Fraction(_VULGAR[match["alone"]]),), start, end)
        else:
            part = Fraction(_VULGAR[match["behind"]]) if match["behind"] else Fraction(0)
            pieces = list(_values(match["digits"], words.decimal))
            at = start
            for index, (piece, value) in enumerate(pieces):
                last = index == len(pieces) - 1
                stop = end if last else at + len(piece)
                minus = -1 if index == 0 and _MINUS.search(text[:at][-2:]) and value else 1
                yield _digits(read, (minus * (value + (part if last else 0)),), at, stop)
                at += len(piece) + 1


def _digits(read: Letters, values: tuple[Fraction, ...], start: int, end: int) -> Number:
    # The minutes of a full hour may be left out: 17:00, 17 Uhr, 5:00 in the afternoon.
    full_hour = values == (0,) and read.text[start - 1 : start] in (":", ".")
    if 13 <= values[0] <= 23 and re.match(r"[:.][0-5]\d(?!\d)", read.text[end:]):
        values = (values[0], values[0] - 12)
    minutes = bool(_HOURS.search(read.text[max(0, start - 4) : start]))
    number = _number(read, values, not full_hour, start, end)
    return replace(number, in_digits=True, exact=minutes)


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
    if len(set(signs)) == 2 and signs.count(signs[-1]) == 1 or len(signs) == 1 and _is_decimal(
        signs[0], parts, decimal
    ):
        whole, tail = parts[:-1], parts[-1]
    grouped = all(len(part) in (2, 3) for part in whole[1:]) and len(whole[-1]) == 3
    if len(whole) == 1 or (grouped and 0 < len(whole[0]) <= 3):
        yield digits, Fraction("".join(whole) + (f".{tail}" if tail else ""))
    else:
        for part in parts:
            yield part, Fraction(part)


def _is_decimal(sign: str, parts: list[str], decimal: str) -> bool:
    """Tell whether the one sign in a number is its decimal sign, whoever wrote it."""
    if sign in "٫٬":
        return sign == "٫"
    return len(parts[1]) != 3 or sign == decimal or parts[0] == "0"


def _joined(
    numbers: list[Number], units: list[_UnitThere], read: Letters, words: Lexicon
) -> list[Number]:
    """Put together what is one number: "two hundred", "thirty-five", "one tablet and a half"."""
    joined: list[Number] = []
    for number in numbers:
        before = joined[-1] if joined else None
        if number.unit == _HALF:
            _add_half(joined, number, units, read)
            continue
        value = before and _as_one(before, number, read.text[before.end : number.start], words)
        if before and value:
            joined[-1] = replace(
                before,
                values=(value,),
                strict=True,
                end=number.end,
                unit=number.unit,
                written=read.written(before.start, number.end),
            )
        else:
            joined.append(number)
    return joined


def _add_half(
    joined: list[Number], number: Number, units: list[_UnitThere], read: Letters
) -> None:
    """Add a half to the number before it, or to the one thing before it: "قرصًا ونصف"."""
    alone = replace(number, unit="")
    # 一天半片 is half a tablet a day.
    leads = bool(number.values) and any(unit.start == number.end for unit in units)
    unit = next((unit for unit in units if _touch(unit.end, number.start, read)), None)
    before = joined[-1] if joined else None
    half = Fraction(1, 2)
    if leads:
        joined.append(alone)
    elif before and (
        _touch(before.end, number.start, read)
        or (unit and before.end <= unit.start and _touch(before.end, unit.start, read))
    ):
        joined[-1] = replace(
            before,
            values=tuple(value + half for value in before.values),
            strict=True,
            end=before.end if unit else number.end,
            written=read.written(before.start, number.end),
        )
    elif unit and not number.values:
        start = unit.start
        one_and_a_half = (1 + half,)
        joined.append(
            replace(
                alone, values=one_and_a_half, unit=unit.name, start=start,
                written=read.written(start, number.end),
            )
        )
    else:
        joined.append(replace(alone, values=number.values or (half,)))


def _touch(end: int, start: int, read: Letters) -> bool:
    """Tell whether nothing but spaces stands between two places."""
    return end <= start and not read.text[end:start].strip(" \u00a0-")


def _as_one(first: Number, second: Number, gap: str, words: Lexicon) -> Fraction | None:
    """Return the number that two on end are together, if they are one."""
    if not first.values or not second.values or first.unit:
        return None
    one, other = first.values[0], second.values[0]
    bare = gap.strip(" \u00a0-")
    if one == other and _is_joiner(bare, "same", words):
        return one
    if second.in_digits:
        return None
    joiner = not bare or _is_joiner(bare, "and", words)
    if not joiner or len(gap) > 8 or (words.spaced and not gap and "\u0600" > gap):
        return None
    if not bare and other in (100, 1000) and 0 < one < other and one.denominator == 1:
        return one * other
    if not first.in_digits and one in range(20, 100, 10) and 0 < other < 10:
        return one + other if other.denominator == 1 else None
    # "five and thirty"
    if bare and not first.in_digits and other in range(20, 100, 10) and 0 < one < 10:
        return one + other if one.denominator == 1 else None
    return None


def _is_joiner(bare: str, kind: str, words: Lexicon) -> bool:
    if words.figures.pattern is None:
        return False
    match = words.figures.pattern.fullmatch(bare)
    return bool(match) and Mark(kind) in words.figures.meanings[match.lastgroup or ""]


def _with_units(
    numbers: list[Number], units: list[_UnitThere], read: Letters, words: Lexicon
) -> tuple[list[Number], set[int]]:
    """Give each number the unit right behind it, or else the one right before it."""
    # "twice" has its unit in it.
    taken = {number.start for number in numbers if number.unit}
    given: list[Number] = []
    for number in numbers:
        unit = None if number.unit else _behind(number, units, read, words)
        if unit:
            taken.add(unit.start)
            number = replace(
                number, unit=unit.name, written=read.written(number.start, unit.end)
            )
        given.append(number)
    for index, number in enumerate(given):
        if number.unit:
            continue
        for unit in units:
            gap = read.text[unit.end : number.start] if unit.end <= number.start else None
            if gap is not None and unit.start not in taken and words.between.fullmatch(gap):
                taken.add(unit.start)
                written = read.written(unit.start, number.end)
                given[index] = replace(number, unit=unit.name, written=written)
    return given, taken


_ORDINAL = re.compile(r"(?:\.|[^\W\d_\ue000]|[\u0900-\u0dff\u1200-\u137f]){0,6}")


def _behind(
    number: Number, units: list[_UnitThere], read: Letters, words: Lexicon
) -> _UnitThere | None:
    for unit in units:
        if unit.start < number.end:
            continue
        gap = read.text[number.end : unit.start]
        if words.between.fullmatch(gap):
            return unit
        # An ending grown on to the digits: "20th week", "20वें हफ़्ते", "2-3-mal".
        ending = gap.rstrip(" \u00a0")
        if number.in_digits and ending != gap and _ORDINAL.fullmatch(ending):
            return unit
        return None
    return None


def _is_near(
    unit: _UnitThere, places: list[tuple[int, int]], read: Letters, words: Lexicon
) -> bool:
    for start, end in places:
        if start <= unit.start < end:
            return True
        gap = read.text[end : unit.start] if end <= unit.start else read.text[unit.end : start]
        if _SENTENCE_END.search(gap) and gap.strip(" \u00a0") != ".":
            continue
        distance = len(gap.split()) if words.spaced else len(gap.strip()) / 3
        if distance <= _NEAR_WORDS:
            return True
    return False
