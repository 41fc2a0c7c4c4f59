"""
What CLDR knows, through Babel: aliases, likely scripts, parents, names, locales.

Babel is imported inside functions, because most commands need no more than the table, and Babel
takes three times as long to import as all the rest of this package. Identifiers are CLDR's, with
underscores.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel import Locale


def exists(identifier: str) -> bool:
    """
    Whether CLDR has a locale of exactly this name.

    `Locale.parse` would do with less: it answers `ku_Arab` with Latin Kurdish.
    """
    from babel import localedata

    return identifier not in {"", "root", "und"} and bool(localedata.exists(identifier))


@functools.cache
def locale(identifier: str) -> Locale | None:
    """Return Babel's locale of exactly this name."""
    from babel import Locale

    return Locale.parse(identifier) if exists(identifier) else None


def language_alias(language: str) -> tuple[str, ...]:
    """
    Return the subtags that replace a deprecated or less specific language, or nothing.

    >>> language_alias("iw"), language_alias("prs"), language_alias("es")
    (('he',), ('fa', 'AF'), ())
    """
    from babel.core import get_global

    replacement = get_global("language_aliases").get(language)
    return tuple(replacement.split("_")) if replacement else ()


def territory_alias(territory: str) -> str:
    """
    Return the territory that a deprecated code stands for, or the code itself.

    >>> territory_alias("UK")
    'GB'
    """
    from babel.core import get_global

    return str(get_global("territory_aliases").get(territory, [territory])[0])


def likely_script(language: str, territory: str | None = None) -> str | None:
    """
    Return the script that a language is most likely written in, there.

    >>> likely_script("pa"), likely_script("pa", "PK")
    ('Guru', 'Arab')
    """
    return _likely(f"{language}_{territory}", language)[0]


def likely_territory(language: str, script: str) -> str | None:
    """
    Return where a language is most likely met in this script.

    >>> likely_territory("zh", "Hant")
    'TW'
    """
    likely, territory = _likely(f"{language}_{script}", language)
    return territory if likely == script else None


def _likely(*identifiers: str) -> tuple[str | None, str | None]:
    """Return script and territory of the first identifier that CLDR has likely subtags for."""
    from babel.core import get_global

    subtags = get_global("likely_subtags")
    for identifier in identifiers:
        # As "zh_Hant_TW".
        if likely := subtags.get(identifier):
            _, script, territory = likely.split("_")
            return script, territory
    return None, None


def parents(identifier: str) -> Iterator[str]:
    """
    Yield the identifier and then what it inherits from, nearest first.

    Scripts are not minded: `sr_Latn` comes to `sr`, which is in another one.

    >>> list(parents("zh_Hant_MO"))
    ['zh_Hant_MO', 'zh_Hant_HK', 'zh_Hant', 'zh']
    """
    from babel.core import get_global

    exceptions = get_global("parent_exceptions")
    while identifier:
        yield identifier
        identifier = exceptions.get(identifier) or identifier.rpartition("_")[0]


def name(language: str, script: str | None, territory: str | None, *, within: str) -> str | None:
    """
    Return the name of a language in the language `within`, or None if CLDR does not have it.

    Babel's own display name asks for a locale, and so knows no Hmong.

    >>> name("zh", "Hans", None, within="en"), name("fa", None, "AF", within="de")
    ('Chinese (Simplified)', 'Dari')
    """
    inside = locale(within)
    if inside is None:
        return None
    if script is None and (dialect := inside.languages.get(f"{language}_{territory}")):
        return str(dialect)
    plain = inside.languages.get(language)
    if plain is None:
        return None
    details = [
        names.get(code, code)
        for names, code in ((inside.scripts, script), (inside.territories, territory))
        if code
    ]
    return f"{plain} ({', '.join(details)})" if details else str(plain)


def weekdays(identifier: str) -> tuple[str, ...]:
    """
    Return the names of the days of the week from Monday on, or nothing where CLDR has none.

    >>> weekdays("es")[0], weekdays("shn")
    ('lunes', ())
    """
    return _own(identifier, lambda data: data["days"]["format"]["wide"])


def months(identifier: str) -> tuple[str, ...]:
    """
    Return the names of the months as they stand in dates, or nothing where CLDR has none.

    >>> months("pl")[0]
    'stycznia'
    """
    return _own(identifier, lambda data: data["months"]["format"]["wide"])


def units(identifier: str) -> tuple[str, ...]:
    """
    Return the names of units of measurement in long.

    >>> "Milligramm" in units("de")
    True
    """
    return _own(
        identifier,
        lambda data: {
            unit: forms["long"]
            for unit, forms in data["unit_display_names"].items()
            if "long" in forms
        },
    )


def language_names(identifier: str) -> tuple[str, ...]:
    """
    Return the names of languages, in the order of their codes.

    >>> language_names("fr")[0]
    'afar'
    """
    return _own(identifier, lambda data: data["languages"])


def territory_names(identifier: str) -> tuple[str, ...]:
    """
    Return the names of territories, in the order of their codes.

    >>> "Vereinigtes Königreich" in territory_names("de")
    True
    """
    return _own(identifier, lambda data: data["territories"])


def _own(
    identifier: str, choose: Callable[[Mapping[str, Any]], Mapping[Any, object]]
) -> tuple[str, ...]:
    """Return names that are not merely inherited from the root, as "Sun" and "M01" are."""
    if not exists(identifier):
        return ()
    names, inherited = choose(_data(identifier)), choose(_data("root"))
    return tuple(str(name) for key, name in sorted(names.items()) if name != inherited.get(key))


@functools.cache
def _data(identifier: str) -> Mapping[str, Any]:
    """Return what CLDR has in a locale and its parents, references between its parts resolved."""
    from babel import localedata

    merged: Any = localedata.load(identifier)
    data: Mapping[str, Any] = localedata.LocaleDataDict(merged)
    return data
