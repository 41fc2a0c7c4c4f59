"""Dates and plural forms of a language."""

from __future__ import annotations

import datetime

from leaflet.languages import cldr, model
from leaflet.languages.table import table

TWO_FORMS = "nplurals=2; plural=(n != 1);"


def format_date(date: datetime.date, language: model.Language) -> str:
    """
    Return a date as the language writes it, month in words, digits its own.

    Where CLDR has no names of months the date is ISO 8601's, which cannot be misread: day and
    month of 03/04 can.

    >>> day = datetime.date(2026, 11, 22)
    >>> [format_date(day, model.language(tag)) for tag in ("es", "ne")]
    ['22 de noviembre de 2026', '२०२६ नोभेम्बर २२']
    """
    from babel import dates

    locale = cldr.locale(language.cldr)
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
    """
    from babel.plural import to_gettext

    locale = cldr.locale(model.language(tag).cldr)
    return to_gettext(locale.plural_form) if locale else TWO_FORMS
