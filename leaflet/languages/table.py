"""The rows of `leaflet/data/languages.toml`, read and checked."""

from __future__ import annotations

import functools
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final, Literal, NamedTuple, cast

from leaflet.errors import ConfigurationError, Place, Problem, did_you_mean

Direction = Literal["ltr", "rtl"]
Breaking = Literal["pango", "cjk", "hangul", "icu", "syllable"]
Dates = Literal["words", "numbers"]

TABLE: Final = "leaflet/data/languages.toml"
DIRECTIONS: Final = ("ltr", "rtl")
BREAKINGS: Final = ("pango", "cjk", "hangul", "icu", "syllable")
DATES: Final = ("words", "numbers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What languages in one script have in common, unless their rows say otherwise."""

    direction: Direction
    """Where lines start."""
    fonts: tuple[str, ...]
    """Families, the script's own first."""
    line_height: float
    """Of the font size."""
    digits: str
    """CLDR's name of a numbering system."""
    breaking: Breaking
    """Who finds where lines may end."""
    hyphens: bool
    """Whether a long word may be divided with a hyphen."""
    quotes: tuple[str, str]
    """Opening and closing quotation mark."""
    dates: Dates = "words"
    """Whether the names of months can be trusted to mean those of the Gregorian calendar."""
    bold: bool = True
    """Whether the first family has a bold face; where it has none, bold words are underlined."""
    spaces: bool = True
    """Whether words are parted by spaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one language has to itself; None is what its script says."""

    autonym: str
    """The language's name in itself."""
    english: str
    """Its name in English, as clinics use it."""
    script: str
    """ISO 15924."""
    also: tuple[str, ...] = ()
    """Other names that staff may type."""
    cldr: str | None = None
    """CLDR's identifier; None for the tag itself, "und" where CLDR has nothing near."""
    source: str = ""
    """Where the facts are from, where CLDR does not know the language."""
    fonts: tuple[str, ...] | None = None
    """Families, instead of the script's."""
    line_height: float | None = None
    """Of the font size."""
    digits: str | None = None
    """CLDR's name of a numbering system."""
    breaking: Breaking | None = None
    """Who finds where lines may end."""
    quotes: tuple[str, str] | None = None
    """Opening and closing quotation mark."""
    dates: Dates | None = None
    """Whether the names of months can be trusted."""
    features: str = ""
    """OpenType features, in the spelling of CSS, where a font does not know the language well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The whole file."""

    fallback_fonts: tuple[str, ...]
    """Families that every stack ends with."""
    packages: Mapping[str, str]
    """Debian's package by the beginning of a family's name."""
    aliases: Mapping[str, str]
    """Tags in use for a row of another tag, where CLDR has no such alias."""
    digits: Mapping[str, str]
    """The ten digits of each numbering system, from zero."""
    scripts: Mapping[str, Script]
    """By ISO 15924 code."""
    languages: Mapping[str, Row]
    """By canonical BCP 47 tag, in the order of the file."""

    def package(self, family: str) -> str:
        """
        Return the package of Debian that has a family; empty where the table knows none.

        >>> table().package("Noto Sans CJK SC"), table().package("Noto Sans Lao")
        ('fonts-noto-cjk', 'fonts-noto-core')
        """
        beginnings = filter(family.startswith, self.packages)
        return self.packages.get(max(beginnings, key=len, default=""), "")


@functools.cache
def table() -> Table:
    """Return the program's table, read once."""
    path = resources.files("leaflet") / "data" / "languages.toml"
    return read(tomllib.loads(path.read_text(encoding="utf-8")))


def read(document: Mapping[str, Any]) -> Table:
    """
    Return the table of a parsed file.

    Raises:
        ConfigurationError: With a problem for everything that is wrong in it.
    """
    problems = list(_mistakes(document))
    if problems:
        raise ConfigurationError(problems)
    return Table(
        fallback_fonts=tuple(document["fallback_fonts"]),
        packages=document["packages"],
        aliases=document["aliases"],
        digits=document["digits"],
        scripts={code: Script(**_tuples(row)) for code, row in document["scripts"].items()},
        languages={tag: Row(**_tuples(row)) for tag, row in document["languages"].items()},
    )


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


class _Kind(NamedTuple):
    """What a value must be."""

    description: str
    holds: Callable[[Any], bool]


def _texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(_text(item) for item in value)


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


_TABLE = _Kind("a table", lambda value: isinstance(value, dict))
_TEXT = _Kind("a text", _text)
_TEXTS = _Kind("a list of texts", _texts)
_TYPOGRAPHY: Final[Mapping[str, _Kind]] = {
    "fonts": _TEXTS,
    "line_height": _Kind(
        "a number from 1 to 4", lambda value: isinstance(value, float | int) and 1 <= value <= 4
    ),
    "digits": _TEXT,
    "breaking": _Kind(f"one of {', '.join(BREAKINGS)}", BREAKINGS.__contains__),
    "quotes": _Kind("two texts", lambda value: _texts(value) and len(value) == 2),
    "dates": _Kind(f"one of {', '.join(DATES)}", DATES.__contains__),
}
_TOP: Final[Mapping[str, _Kind]] = {
    "fallback_fonts": _TEXTS,
    "packages": _TABLE,
    "aliases": _TABLE,
    "digits": _TABLE,
    "scripts": _TABLE,
    "languages": _TABLE,
}
_SCRIPT: Final[Mapping[str, _Kind]] = {
    **_TYPOGRAPHY,
    "direction": _Kind("ltr or rtl", DIRECTIONS.__contains__),
    "hyphens": _Kind("true or false", lambda value: isinstance(value, bool)),
    "bold": _Kind("true or false", lambda value: isinstance(value, bool)),
    "spaces": _Kind("true or false", lambda value: isinstance(value, bool)),
}
_LANGUAGE: Final[Mapping[str, _Kind]] = {
    **_TYPOGRAPHY,
    "autonym": _TEXT,
    "english": _TEXT,
    "script": _TEXT,
    "also": _TEXTS,
    "cldr": _TEXT,
    "source": _TEXT,
    "features": _TEXT,
}


def _mistakes(document: Mapping[str, Any]) -> Iterable[Problem]:
    top = list(_wrong("the table", document, _TOP, required=_TOP))
    yield from top
    if top:
        return
    for name, ten in document["digits"].items():
        if not isinstance(ten, str) or "0123456789" != "".join(_value(digit) for digit in ten):
            yield _problem(f"`digits.{name}` is not ten digits from zero", "write them in order")
    for beginning, package in document["packages"].items():
        if not _text(package):
            yield _problem(f"`packages.{beginning}` is no package", "write its name in Debian")
    for tag, other in document["aliases"].items():
        if other not in document["languages"]:
            yield _problem(
                f"the alias `{tag}` stands for `{other}`, which has no row",
                did_you_mean(str(other), document["languages"]),
            )
    for code, row in document["scripts"].items():
        yield from _wrong(
            f"script `{code}`", row, _SCRIPT, required=_SCRIPT.keys() - {"bold", "dates", "spaces"}
        )
        yield from _lost(f"script `{code}`", row, "digits", document["digits"])
        yield from _homeless(f"script `{code}`", row, document["packages"])
    for tag, row in document["languages"].items():
        yield from _wrong(f"`{tag}`", row, _LANGUAGE, required=("autonym", "english", "script"))
        yield from _lost(f"`{tag}`", row, "digits", document["digits"])
        yield from _lost(f"`{tag}`", row, "script", document["scripts"])
        yield from _homeless(f"`{tag}`", row, document["packages"])


def _wrong(
    where: str, row: object, kinds: Mapping[str, _Kind], *, required: Iterable[str]
) -> Iterable[Problem]:
    """Yield a problem for each key that is unknown, missing, or of the wrong kind."""
    if not isinstance(row, Mapping):
        yield _problem(f"{where} is no table", "write its keys below a line of its own")
        return
    given = cast("Mapping[str, object]", row)
    for key in sorted(given.keys() - kinds.keys()):
        yield _problem(f"{where} has an unknown key, `{key}`", did_you_mean(key, kinds))
    for key, kind in kinds.items():
        if key not in given and key in required:
            yield _problem(f"{where} has no `{key}`", f"write {kind.description}")
        elif key in given and not kind.holds(given[key]):
            yield _problem(f"`{key}` of {where} is wrong", f"write {kind.description}")


def _lost(where: str, row: object, key: str, known: Mapping[str, object]) -> Iterable[Problem]:
    """Yield a problem if the row's key names a row that is not there."""
    name = row.get(key) if isinstance(row, Mapping) else None
    if isinstance(name, str) and name not in known:
        yield _problem(f"`{name}`, the {key} of {where}, has no row", did_you_mean(name, known))


def _homeless(where: str, row: object, packages: Iterable[str]) -> Iterable[Problem]:
    """Yield a problem for each family that nobody could be told how to install."""
    fonts: Any = row.get("fonts") if isinstance(row, Mapping) else None
    for family in fonts if _texts(fonts) else ():
        if not family.startswith(tuple(packages)):
            hint = f"add the package that has it to `[packages]` of `{TABLE}`"
            yield _problem(f"`{family}`, a font of {where}, has no package", hint)


def _value(character: str) -> str:
    return str(unicodedata.decimal(character, ""))


def _problem(message: str, hint: str) -> Problem:
    return Problem(code="language", message=message, hint=hint, place=Place(path=TABLE))
