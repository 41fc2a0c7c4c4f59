"""
Text that nobody of this project wrote: CLDR's own words, to see how a language is set.

Names of days, months, units, languages and territories; for a language that CLDR does not know, its
own name and its digits.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable
from typing import Final

from leaflet.languages import cldr
from leaflet.languages.formats import format_date
from leaflet.languages.model import Language
from leaflet.languages.table import table

DAY: Final = datetime.date(2026, 11, 22)
"""A Sunday, and no number of it could be both the day and the month."""


def digits(language: Language) -> str:
    """
    Return the ten digits of a language's dates, from zero.

    >>> from leaflet.languages import language
    >>> digits(language("ne"))
    '०१२३४५६७८९'
    """
    return table().digits[language.digits]


@functools.cache
def words(language: Language) -> tuple[str, ...]:
    """
    Return the words that CLDR has in a language, each once; none where it does not know it.

    Words that it merely inherits from its root, as "Sun" or "Paris" of some languages, are left
    out: they are no words of the language.

    >>> from leaflet.languages import language
    >>> words(language("es"))[:3], words(language("hmn"))
    (('lunes', 'martes', 'miércoles'), ())
    """
    groups = (
        cldr.weekdays(language.cldr),
        cldr.months(language.cldr),
        cldr.units(language.cldr),
        cldr.language_names(language.cldr),
        cldr.territory_names(language.cldr),
    )
    return tuple(dict.fromkeys(word for group in groups for word in group))


def line(language: Language) -> str:
    """
    Return one line in a language: a date with its day of the week.

    >>> from leaflet.languages import language
    >>> line(language("de")), line(language("hmn"))
    ('Sonntag, 22. November 2026', 'Hmoob 2026-11-22')
    """
    date = format_date(DAY, language, weekday=True)
    named = any(letter.isalpha() for letter in date)
    return date if named else f"{language.autonym} {date}"


def text(language: Language, letters: int) -> str:
    """
    Return running text of about so many letters: words of CLDR, with spaces between them.

    Where CLDR has too few words they come again, and where it has none the language's own name and
    digits do.

    >>> from leaflet.languages import language
    >>> text(language("hmn"), 40)
    'Hmoob 2026-11-22 Hmoob 0123456789 Hmoob 2026-11-22'
    """
    stock = words(language) or (line(language), language.autonym, digits(language))
    # As many of each group, so that a short text has names of months and of territories.
    spread = [word for start in range(7) for word in stock[start::7]]
    chosen: list[str] = []
    while sum(map(len, chosen)) < letters:
        chosen += _up_to(letters - sum(map(len, chosen)), spread)
    return " ".join(chosen)


def _up_to(letters: int, stock: Iterable[str]) -> list[str]:
    chosen: list[str] = []
    for word in stock:
        if letters <= 0:
            break
        chosen.append(word)
        letters -= len(word)
    return chosen


@functools.cache
def characters(language: Language) -> frozenset[str]:
    """
    Return the characters that a language's fonts must have.

    Those of its words, its own name, its quotation marks, its digits and 0 to 9.

    >>> from leaflet.languages import language
    >>> "ñ" in characters(language("es")), "ñ" in characters(language("de"))
    (True, False)
    """
    own = (language.autonym, *language.quotes, digits(language), "0123456789", line(language))
    return frozenset(
        character
        for word in (*own, *words(language))
        for character in word
        if character.isprintable() and not character.isspace()
    )
