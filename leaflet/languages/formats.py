"""Dates and plural forms of a language."""

from __future__ import annotations

import datetime
from typing import Final

from leaflet.languages import cldr, model
from leaflet.languages.table import table
from leaflet.languages.tags import parse

TWO_FORMS: Final = "nplurals=2; plural=(n != 1);"

# Below the millions CLDR's rules look at no more than the last two digits of the languages here.
COUNTS: Final = range(1001)

FORMS: Final = ("zero", "one", "two", "few", "many")


def format_date(date: datetime.date, language: model.Language, territory: str = "") -> str:
    """
    Return a date as the language writes it, month in words, digits its own.

    Args:
        date: Of the Gregorian calendar.
        language: As `language` returns it.
        territory: ISO 3166, where it is read: English has another order in GB than in US. No
            matter where CLDR does not know the language there.

    Where CLDR has no names of months the date is ISO 8601's, which cannot be misread: day and
    month of 03/04 can.

    >>> day = datetime.date(2026, 11, 22)
    >>> [format_date(day, model.language(tag)) for tag in ("es", "ne")]
    ['22 de noviembre de 2026', '२०२६ नोभेम्बर २२']
    >>> [format_date(day, model.language("en"), place) for place in ("GB", "US")]
    ['22 November 2026', 'November 22, 2026']
    """
    from babel import dates

    there = cldr.locale(f"{language.cldr}_{territory}") if territory else None
    locale = there or cldr.locale(language.cldr)
    # CLDR's stand-in, as in `rhg` and `mni_Mtei`.
    if locale is None or locale.months["format"]["wide"][1] == "M01":
        text = date.isoformat()
    else:
        text = dates.format_date(date, format="long", locale=locale)
    # Babel writes 0 to 9 in every language.
    return text.translate(str.maketrans("0123456789", table().digits[language.digits]))


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
