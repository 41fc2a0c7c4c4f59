"""`Figures`: the numbers and units of a text, in digits or words, in the script of its language."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from leaflet.wording.digits import digits
from leaflet.wording.letters import Letters, letters
from leaflet.wording.lexicon import Counted, Lexicon, Mark, Unit, lexicon
from leaflet.wording.lexicon import Number as Worded

TIME: Final = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
"""Units that say something without a number too: "daily", "for weeks"."""
_UNREMARKABLE: Final = frozenset({"second"})
_CLEAR: Final = frozenset({"kg", "mg", "ml"})
"""Units whose signs mean nothing else, so that they count without a number beside: "je kg"."""
_HALF = "and a half"
"""In the place of a unit, until `_joined` knows what the half belongs to."""
_SENTENCE_END = re.compile(r"[.!?؟。！？।॥۔።៕。](?:[ \u00a0]|$)|[。！？।۔።។៕\n]")
_NEAR_WORDS, _FAR = 3, 80
"""How far a unit may stand from a number and still belong to it: words, or three letters for each
where no spaces part them; and letters, in any case."""


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
        or unit.name in _CLEAR
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
    numbers = [
        replace(
            _number(read, found.values, not found.full_hour, found.start, found.end),
            in_digits=True,
            exact=found.minutes,
        )
        for found in digits(read.text, words)
    ]
    masked = list(read.text)
    for number in numbers:
        masked[number.start : number.end] = "0" * (number.end - number.start)
    text = "".join(masked)
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


def _add_half(joined: list[Number], number: Number, units: list[_UnitThere], read: Letters) -> None:
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
                alone,
                values=one_and_a_half,
                unit=unit.name,
                start=start,
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
    return match is not None and Mark(kind) in words.figures.meanings[match.lastgroup or ""]


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
            number = replace(number, unit=unit.name, written=read.written(number.start, unit.end))
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
        if unit.start - end > _FAR or start - unit.end > _FAR:
            continue
        gap = read.text[end : unit.start] if end <= unit.start else read.text[unit.end : start]
        if _SENTENCE_END.search(gap) and gap.strip(" \u00a0") != ".":
            continue
        distance = len(gap.split()) if words.spaced else len(gap.strip()) / 3
        if distance <= _NEAR_WORDS:
            return True
    return False
