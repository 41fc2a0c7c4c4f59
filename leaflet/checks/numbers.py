"""Numbers, doses and units of a translation are those of its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from leaflet.checks.model import Finding, Subject, check
from leaflet.checks.words import unreadable
from leaflet.wording import Figures, Number, bounds, figures, has_list, has_negation, negations
from leaflet.wording.figures import TIME

_UNIT_NAMES = {
    "ug": "µg",
    "l": "litre",
    "m": "metre",
    "percent": "%",
    "celsius": "°C",
    "fahrenheit": "°F",
    "time": "times",
    "unit": "IU",
}
_MEASURES = frozenset({"ug", "mg", "g", "kg", "ml", "l", "pound", "ounce"})
"""Units that are never left out: "0.5 mg per kg" is no "0.5 mg"."""
_SAYS_A_DOSE = frozenset({"dose", "time", "puff"})
"""What "4 doses" are in other languages: 4 times, or 4 puffs of an inhaler."""
_A_DOSE = 10
"""Letters; what has more is a sentence."""


@check("numbers", severity="error")
def numbers(subject: Subject) -> Iterator[Finding]:
    """
    Numbers, doses and units are those of the source.

    What it finds:
        A number that is lost, added or another one, in digits of any script (٣, ३, 3) or in words
        (three, dos, तीन, 半); a decimal sign in the wrong place; a unit that is another one, as
        mg and ml, hours and days, times a day and times a week; "over" where the source says
        "under". Their order is free, and so is the choice of digits or words. Other units for the
        same amount are findings too: 1 g for 1000 mg, 14 days for 2 weeks. Words that may be no
        number, as "a" and "both", may come and go. Number words and units are known in the
        languages of this program; in others, digits and international signs alone.
    Why it matters to a patient:
        Ten times the dose, or a bandage for two hours instead of two days.
    Example:
        "Give 2.5 ml every 6 hours." translated as "Dé 25 ml cada 6 horas."
        "Take it for 3 days." translated as "Nehmen Sie es 3 Wochen lang."
    Use instead:
        The number and the unit of the source, as the language writes them: 2,5 ml.
    """
    if too_long := unreadable(subject):
        yield too_long
        return
    if not any(map(str.isalnum, subject.words)):
        return  # `empty` says so
    same = subject.words == subject.source_words
    if same and sum(map(str.isalpha, subject.words)) > _A_DOSE:
        return  # `same-as-source` says so; but 1,500 ml is another dose in German
    source = figures(subject.source_words, subject.source_language.tag)
    translation = figures(subject.words, subject.language.tag)
    understood = has_list(subject.language.tag)
    if not understood:
        source = _in_digits(source)
    ours = negations(subject.source_words, subject.source_language.tag)
    theirs = negations(subject.words, subject.language.tag)
    # "only one" is "never two", but not "never more than two".
    more_denied = len(theirs.all) > len(ours.all)
    denied = more_denied and "not above" not in bounds(subject.words, subject.language.tag)
    lost, added = _differences(source, translation, denied=denied)
    if len(lost) == len(added) == 1:
        yield _finding(f"the source says `{lost[0]}`, the translation says `{added[0]}`")
    else:
        for written in lost:
            yield _finding(f"the source says `{written}`, the translation does not")
        for written in added:
            yield _finding(f"the translation says `{written}`, the source does not")
    sides = _bounds(subject)
    if not lost and not added:
        units = _units(source, translation, bound=bool(sides))
        yield from map(_finding, units if understood else _swapped(source, translation))
    yield from map(_finding, _other_side(subject, *sides) if sides else ())


def _in_digits(source: Figures) -> Figures:
    """Return figures whose words may be said in words that nobody here understands."""
    numbers = tuple(
        number if number.in_digits else replace(number, strict=False) for number in source.numbers
    )
    return replace(source, numbers=numbers)


def _finding(message: str) -> Finding:
    return Finding(message=message, hint="correct the number or the unit in the translation")


def _differences(
    source: Figures, translation: Figures, *, denied: bool
) -> tuple[list[str], list[str]]:
    """
    Return what is lost and what is added, as written.

    Args:
        source: Its figures.
        translation: Its figures.
        denied: Whether the translation has a negation more: "only one" is "never two".
    """
    ours, theirs = list(source.numbers), list(translation.numbers)
    # January is 1月, if the translation has one number more than the source.
    months = [number for number in ours if number.only]
    ours = [number for number in ours if not number.only]
    if sum(number.strict for number in theirs) > sum(number.strict for number in ours):
        _take_pairs(months, theirs, (False, True))
    for digits in (True, False):
        _take_pairs(ours, theirs, (True, True), in_digits=digits)
    _take_pairs(ours, theirs, (True, True), same_unit=True)
    for strict in ((True, True), (True, False), (False, True), (False, False)):
        _take_pairs(ours, theirs, strict)
    said = {value for number in source.numbers for value in number.values}
    lost = [number for number in ours if number.strict]
    added = [
        number
        for number in theirs
        if number.strict and not _goes_without_saying(number, source, said, bool(lost))
    ]
    # "two tablets" for "one tablet", where one alone may be no number.
    one = [number for number in ours if not number.strict and number.values[0] == 1]
    more = [number for number in theirs if number.strict and not said & set(number.values)]
    if not lost and not added and one and more and not denied:
        return [one[0].written], [more[0].written]
    return [number.written for number in lost], [number.written for number in added]


def _take_pairs(
    ours: list[Number],
    theirs: list[Number],
    strict: tuple[bool, bool],
    *,
    in_digits: bool | None = None,
    same_unit: bool = False,
) -> None:
    """Take out numbers that are the same on both sides."""
    free: dict[Fraction, list[Number]] = {}
    for other in theirs:
        if other.strict == strict[1] and in_digits in (None, other.in_digits):
            for value in other.values:
                free.setdefault(value, []).append(other)
    left: list[Number] = []
    taken: set[int] = set()
    for number in ours:
        pair = None
        if number.strict == strict[0] and in_digits in (None, number.in_digits):
            pair = next(
                (
                    other
                    for value in number.values
                    for other in free.get(value, ())
                    if _may_pair(number, other) and (not same_unit or number.unit == other.unit)
                ),
                None,
            )
        if pair is None:
            left.append(number)
        else:
            taken.add(pair.start)
            for value in pair.values:
                free[value].remove(pair)
    ours[:] = left
    theirs[:] = [other for other in theirs if other.start not in taken]


def _may_pair(number: Number, other: Number) -> bool:
    """Tell whether two numbers of one value can be the same."""
    if number.only and number.only != other.unit:
        return False
    # Minutes are minutes; "8:30" may be "8時30分", though.
    if (other.exact and not number.exact) or (number.exact and not other.in_digits):
        return False
    # "1 tablet" is not said by the "a" of "a day".
    both = number.unit and other.unit and number.unit != other.unit
    return not both or (number.strict and other.strict)


def _goes_without_saying(
    number: Number, source: Figures, said: set[Fraction], something_is_lost: bool
) -> bool:
    """Tell whether a language says a number where the source says none, and means no other."""
    if number.values[0] == 1 and (number.unit in source.mentioned or number.unit == "time"):
        return True  # "a day" is "1日", "for each kg" is "1 kgあたり"
    if number.in_digits:
        return False
    if said & set(number.values):
        return True  # once more in words: "أسبوعين (2)"
    # "the two legs"; what is dangerous is a number with its unit.
    return not something_is_lost and number.unit in ("", "piece")


def _units(source: Figures, translation: Figures, *, bound: bool) -> Iterator[str]:
    """
    Yield what is wrong with the units, where the numbers are right.

    Args:
        source: Its figures.
        translation: Its figures.
        bound: Whether the source has an "over" or "under": then a bare number is an age.
    """
    needed, there = Counter(source.needed), Counter(translation.mentioned)
    mentioned = Counter(source.mentioned)
    more = {name for name in there if there[name] > mentioned[name]} - {"time", "piece", "dose"}
    # "4 doses" may be "4 times" or a bare 4; with another unit, `_swapped` says so.
    names = (needed | mentioned).keys() - {"dose"}
    for name in sorted(names, key=lambda name: (name not in _MEASURES, name)):
        if (needed[name] or name in _MEASURES) and not there[name]:
            yield _changed(name, source, translation, more)
            return
        fewer = there[name] < mentioned[name] and name in (needed if there[name] else TIME)
        if fewer and more - ({"year"} if name not in TIME else set()):
            yield _changed(name, source, translation, more)
            return
    yield from _swapped(source, translation)
    if bound:
        yield from _ages(source, translation, set(mentioned))


def _swapped(source: Figures, translation: Figures) -> Iterator[str]:
    """Yield a number that has its unit right beside it, and another one in the translation."""
    for number, others in _beside(source, translation):
        units = {other.unit for other in others}
        same = _SAYS_A_DOSE if number.unit == "dose" else {number.unit}
        if number.unit in _SAYS_A_DOSE:
            same |= {"dose"}
        if number.unit and units.isdisjoint({"", "piece", *same}):
            yield f"the source says `{number.written}`, the translation says `{others[0].written}`"
            return


def _ages(source: Figures, translation: Figures, mentioned: set[str]) -> Iterator[str]:
    """Yield a bare number that the translation counts in anything but years: "over 65"."""
    for number, others in _beside(source, translation):
        strange = {other.unit for other in others} - {"year", *mentioned}
        if not number.unit and strange and strange <= TIME:
            yield f"the source says `{number.written}`, the translation says `{others[0].written}`"
            return


def _beside(source: Figures, translation: Figures) -> Iterator[tuple[Number, list[Number]]]:
    """Yield the numbers of the source, and those of the translation that are the same."""
    by_value: dict[Fraction, list[Number]] = {}
    for other in translation.numbers:
        for value in other.values if other.strict else ():
            by_value.setdefault(value, []).append(other)
    seen: set[tuple[str, tuple[Fraction, ...]]] = set()
    for number in source.numbers:
        others = [other for value in number.values for other in by_value.get(value, ())]
        if number.strict and others and (number.unit, number.values) not in seen:
            seen.add((number.unit, number.values))
            yield number, others


def _changed(name: str, source: Figures, translation: Figures, more: set[str]) -> str:
    said = [number.written for number in source.numbers if number.unit == name]
    shown = said[0] if said else _UNIT_NAMES.get(name, name)
    instead = [number.written for number in translation.numbers if number.unit in more]
    if instead:
        return f"the source says `{shown}`, the translation says `{instead[0]}`"
    return f"the source says `{shown}`, the translation does not have this unit"


def _bounds(subject: Subject) -> tuple[dict[str, str], dict[str, str]] | None:
    """Return the sides of numbers in the source and in the translation; None without any."""
    ours = bounds(subject.source_words, subject.source_language.tag)
    theirs = bounds(subject.words, subject.language.tag)
    return (ours, theirs) if ours else None


def _other_side(subject: Subject, ours: dict[str, str], theirs: dict[str, str]) -> Iterator[str]:
    """Yield where "over" has become "under"."""
    if len(ours) != 1 or len(theirs) != 1:
        return
    (one, said), (other, instead) = *ours.items(), *theirs.items()
    alike = one.startswith("not ") == other.startswith("not ")
    if one.split()[-1] != other.split()[-1] and (alike or _as_often(subject, said, instead)):
        yield (
            f"the source says `{said}`, the translation says `{instead}`, "
            "which is the other side of the number"
        )


def _as_often(subject: Subject, said: str, instead: str) -> bool:
    """
    Tell whether both texts say "not" as often, and outside of their bounds.

    "Not over 3" may be "at most 3", but "not if over 3" is not "not if under 3".
    """
    ours, theirs = subject.source_language.tag, subject.language.tag
    if has_negation(said, ours) or has_negation(instead, theirs):
        return False
    count = len(negations(subject.source_words, ours).words)
    return count == len(negations(subject.words, theirs).words)
