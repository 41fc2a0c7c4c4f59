"""Dates and plural forms of a language."""

from __future__ import annotations

import datetime
import re
from typing import Final, Literal

from leaflet.languages import cldr, model
from leaflet.languages.table import table
from leaflet.languages.tags import parse

TWO_FORMS: Final = "nplurals=2; plural=(n != 1);"

# Below the millions CLDR's rules look at no more than the last two digits of the languages here.
COUNTS: Final = range(1001)

# What CLDR writes for a month that it has no name of.
STAND_IN: Final = re.compile(r"\bM(0[1-9]|1[0-2])\b")

ABBREVIATED: Final = re.compile(r"(?<!M)MMM(?!M)")

FORMS: Final = ("zero", "one", "two", "few", "many")


def format_date(
    date: datetime.date, language: model.Language, territory: str = "", *, weekday: bool = False
) -> str:
    """
    Return a date as the language writes it, month in words, digits its own.

    Args:
        date: Of the Gregorian calendar.
        language: As `language` returns it.
        territory: ISO 3166, where it is read: English has another order in GB than in US. No
            matter where CLDR does not know the language there.
        weekday: Whether the day of the week goes with it.

    Where CLDR has no names of months, or names that another calendar has too, the date is ISO
    8601's, which cannot be misread: day and month of 03/04 can, and the 22nd of Tigrinya's ሕዳር is
    one day by the Ethiopian calendar, and another by the Gregorian.

    >>> day = datetime.date(2026, 11, 22)
    >>> [format_date(day, model.language(tag)) for tag in ("es", "ne", "ti")]
    ['22 de noviembre de 2026', '२०२६ नोभेम्बर २२', '2026-11-22']
    >>> [format_date(day, model.language("en"), place) for place in ("GB", "US")]
    ['22 November 2026', 'November 22, 2026']
    """
    text = _in_words(date, language, territory, "full" if weekday else "long")
    if language.dates == "numbers" or not text or STAND_IN.search(text):
        text = date.isoformat()
    # Babel writes 0 to 9 in every language.
    return text.translate(str.maketrans("0123456789", table().digits[language.digits]))


def _in_words(
    date: datetime.date, language: model.Language, territory: str, form: Literal["full", "long"]
) -> str:
    """Return the date as CLDR writes it, or nothing where CLDR has no words for it."""
    from babel import dates

    there = cldr.locale(f"{language.cldr}_{territory}") if territory else None
    locale = there or cldr.locale(language.cldr)
    if locale is None:
        return ""
    if form == "full" and cldr.weekdays(language.cldr) == ():
        form = "long"
    text = dates.format_date(date, format=form, locale=locale)
    if STAND_IN.search(text):
        # Yoruba's long form asks for short names, of which CLDR has none.
        pattern = ABBREVIATED.sub("MMMM", locale.date_formats[form].pattern)
        text = dates.format_date(date, format=pattern, locale=locale)
    return text


def plural_forms(tag: str) -> str:
    """
    Return the value of `Plural-Forms` for the header of a new catalog.

    >>> plural_forms("ja")
    'nplurals=1; plural=(0);'
    >>> plural_forms("hmn")  # of which CLDR is silent
    'nplurals=2; plural=(n != 1);'

    Forms that no count in a handout takes are left out, so that translators need not make them up:
    CLDR has one for fractions in Russian and Czech, which a catalog cannot ask for, and one for
    whole millions in French and Spanish, whose condition Babel writes as gettext cannot read it.

    >>> [plural_forms(tag).partition(";")[0] for tag in ("ru", "es", "ar")]
    ['nplurals=3', 'nplurals=2', 'nplurals=6']
    """
    from babel.plural import PluralRule, to_gettext

    # Grammar does not change with the script, so Kurdish in Arabic letters counts as in Latin ones.
    chosen = model.language(tag)
    locale = cldr.locale(chosen.cldr) or cldr.locale(parse(chosen.tag).language)
    if locale is None:
        return TWO_FORMS
    rule = locale.plural_form
    taken = {rule(number) for number in COUNTS}
    kept = [form for form in FORMS if form in taken]
    if "other" not in taken:
        # gettext's last form is the one without a condition; without "other" this is the next.
        kept.pop()
    conditions: dict[str, str] = {form: rule.rules[form] for form in kept}
    return to_gettext(PluralRule(conditions))
