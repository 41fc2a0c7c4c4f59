"""`Language`: all that the rest of the program asks about one language, and the look-up by tag."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from leaflet.errors import ConfigurationError, Problem
from leaflet.languages import cldr
from leaflet.languages.table import TABLE, Breaking, Dates, Direction, Row, Script, table
from leaflet.languages.tags import Tag, canonical, parse, script_of

NO_LOCALE: Final = "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language as it is written and set."""

    tag: str
    """Canonical BCP 47, for `lang` attributes, the command line and file names."""
    autonym: str
    """Its name in itself, in the case of running text: "español"."""
    english: str
    """Its name in English, as clinics use it."""
    also: tuple[str, ...]
    """Other names that staff may type."""
    script: str
    """ISO 15924, as "Arab"; "Hans" and "Hant" for Chinese, "Jpan" for Japanese."""
    direction: Direction
    """Where lines start; always the script's."""
    cldr: str
    """Babel's identifier for dates and plurals; "und" where CLDR has nothing near."""
    digits: str
    """The numbering system of dates, in CLDR's name, as "latn" or "deva"."""
    fonts: tuple[str, ...]
    """Families in order, the script's own first; names as fontconfig knows them."""
    line_height: float
    """Of the font size, at least what the ink needs."""
    breaking: Breaking
    """Who finds where lines may end."""
    hyphens: bool
    """Whether a long word may be divided with a hyphen."""
    quotes: tuple[str, str]
    """Opening and closing quotation mark, with the space that belongs to it."""
    dates: Dates
    """"words", or "numbers" where CLDR's names of months are those of another calendar too."""
    bold: bool
    """Whether the first family has a bold face."""
    spaces: bool
    """Whether words are parted by spaces."""
    features: str
    """OpenType features, in the spelling of CSS; "" for what the fonts do by themselves."""
    source: str
    """Where the facts are from, where CLDR does not know the language; "" otherwise."""

    def name_in(self, staff_tag: str) -> str:
        """
        Return the language's name in another language; the English one where CLDR has none.

        >>> language("zh-Hant").name_in("es"), language("hmn").name_in("de")
        ('chino (tradicional)', 'Miao')
        """
        staff = language(staff_tag)
        if parse(staff.tag).language == "en":
            return self.english
        return _name(parse(self.tag), within=staff.cldr) or self.english


def known() -> tuple[str, ...]:
    """Return the tags of all rows, in the order of the table."""
    return tuple(table().languages)


def language(tag: str) -> Language:
    """
    Return what is known about a language.

    A tag without a row takes after the nearest row in its own script: `es-MX` after `es`,
    `zh-Hant-MO` after `zh-Hant-HK`. Without one, as `uz-Cyrl`, it gets what its script tells.

    Raises:
        UsageError: The tag is not well-formed.
        ConfigurationError: No row tells how its script is set.

    >>> [language(tag).direction for tag in ("ckb", "ckb-Latn", "ku-Arab")]
    ['rtl', 'ltr', 'rtl']
    """
    return _language(canonical(tag))


@functools.cache
def _language(tag: str) -> Language:
    rows = table().languages
    if tag in rows:
        return _from_row(tag, rows[tag])
    parts = parse(tag)
    row = row_of(tag)
    if row is not None:
        return _like(_from_row(row, rows[row]), parts)
    return _from_script(parts, script_of(parts))


def row_of(tag: str) -> str | None:
    """
    Return the tag of the row that tells of a language; None where its script alone does.

    Its own row, or the nearest in its own script.

    Raises:
        UsageError: The tag is not well-formed.

    >>> row_of("fa-AF"), row_of("es-MX"), row_of("uz-Cyrl")
    ('fa-AF', 'es', None)
    """
    rows, tag = table().languages, canonical(tag)
    if tag in rows:
        return tag
    parts = parse(tag)
    script = script_of(parts)
    near = (row for row in _ancestors(parts) if row in rows and rows[row].script == script)
    return next(near, None)


def _from_row(tag: str, row: Row) -> Language:
    script = table().scripts[row.script]
    return Language(
        tag=tag,
        autonym=row.autonym,
        english=row.english,
        also=row.also,
        script=row.script,
        direction=script.direction,
        cldr=row.cldr or parse(tag).identifier,
        digits=row.digits or script.digits,
        fonts=_stack(row.fonts or script.fonts),
        line_height=row.line_height or script.line_height,
        breaking=row.breaking or script.breaking,
        hyphens=script.hyphens,
        quotes=row.quotes or script.quotes,
        dates=row.dates or script.dates,
        bold=script.bold,
        spaces=script.spaces,
        features=row.features,
        source=row.source,
    )


def _like(base: Language, tag: Tag) -> Language:
    """Return a language that takes after a row of the same script: `es-MX` after `es`."""
    identifier = _identifier(tag, base.script)
    inherits = identifier in {NO_LOCALE, *cldr.parents(base.cldr)}
    autonym, english = base.autonym, base.english
    if tag.identifier != parse(base.tag).identifier:
        autonym = _name(tag, within=identifier) or autonym
        english = _name(tag, within="en") or english
    return replace(
        base,
        tag=str(tag),
        autonym=_with_private_use(autonym, tag),
        english=_with_private_use(english, tag),
        also=(),
        cldr=base.cldr if inherits else identifier,
        digits=base.digits if inherits else _digits(identifier, base.digits),
    )


def _from_script(tag: Tag, code: str | None) -> Language:
    """Return a language of which no row is in the tag's script: `uz-Cyrl`."""
    script = _script(tag, code)
    identifier = _identifier(tag, code)
    english = _name(tag, within="en") or str(tag)
    autonym = _name(tag, within=identifier) or english
    return Language(
        tag=str(tag),
        autonym=_with_private_use(autonym, tag),
        english=_with_private_use(english, tag),
        also=(),
        script=str(code),
        direction=script.direction,
        cldr=identifier,
        digits=_digits(identifier, script.digits),
        fonts=_stack(script.fonts),
        line_height=script.line_height,
        breaking=script.breaking,
        hyphens=script.hyphens,
        quotes=script.quotes,
        dates=script.dates,
        bold=script.bold,
        spaces=script.spaces,
        features="",
        source="",
    )


def _script(tag: Tag, code: str | None) -> Script:
    if code is None:
        problem = Problem(
            code="language",
            message=f"nothing tells in which script `{tag}` is written",
            hint=f"say it in the tag, as `{tag.language}-Latn`, or add a row to `{TABLE}`",
        )
    elif code not in table().scripts:
        problem = Problem(
            code="language",
            message=f"nothing tells how script `{code}` of `{tag}` is set",
            hint=f"add `[scripts.{code}]`, with a font that has its letters, to `{TABLE}`",
        )
    else:
        return table().scripts[code]
    raise ConfigurationError(problem)


def _ancestors(tag: Tag) -> Iterator[str]:
    """Yield the tags that may have a row for this one, nearest first."""
    yield str(replace(tag, private=None))
    yield str(replace(tag, private=None, extensions=()))
    for identifier in cldr.parents(tag.identifier):
        yield identifier.replace("_", "-")


def _identifier(tag: Tag, script: str | None) -> str:
    """Return the nearest identifier that CLDR has in this script, or "und"."""
    for identifier in cldr.parents(tag.identifier):
        if cldr.exists(identifier) and script_of(parse(identifier)) == script:
            return identifier
    return NO_LOCALE


def _digits(identifier: str, otherwise: str) -> str:
    """Return CLDR's default numbering system, if the table has its digits."""
    locale = cldr.locale(identifier)
    default = locale.default_numbering_system if locale else ""
    return default if default in table().digits else otherwise


def _name(tag: Tag, *, within: str) -> str | None:
    return cldr.name(tag.language, tag.script, tag.territory, within=within)


def _with_private_use(name: str, tag: Tag) -> str:
    """
    Return a name that tells `en-x-easy` from `en`.

    >>> _with_private_use("English", parse("en-x-easy"))
    'English (easy)'
    """
    return f"{name} ({tag.private.removeprefix('x-')})" if tag.private else name


def _stack(families: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*families, *table().fallback_fonts)))
