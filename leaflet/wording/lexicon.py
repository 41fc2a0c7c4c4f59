"""
`Lexicon`: the words of one language for numbers, units, bounds and negations.

A file of `leaflet/data/wording/` each, `und.toml` for signs that need no language. A word matches
whole, `*` at its start or end stands for any letters, and a space for any space. Where the keys
have no fixed meaning of their own:

    boundaries   "words": words stand between spaces; "letters": they do not, so that a number in
                 words counts only with its unit behind it; "left": Korean, endings grow behind
    anywhere     whether, without spaces, a unit of time is known by itself (สัปดาห์, but not 天)
    decimal      the decimal sign, a point where nothing is said
    slash        whether a slash is a decimal sign too, ۲/۵
    clock        what stands between hours and minutes besides a colon
    same         between a number and itself, which are one, "de 6 em 6 horas"
    beside_not   how many letters may stand between a "not" and the verb that it denies
    prefixes     what grows on to the start of a word, as "and" and "the" in Arabic; so `suffixes`
    and          between the parts of a number, "treinta y cinco"
    and_a_half   behind a number or its unit, "una pastilla y media"
    between      what may stand between a number and its unit, "สัปดาห์ที่ 20"
    some         stands for a number before a unit, 几天
    no_number    has a number or a unit in it and means neither, "at a time"

    [numbers]    [perhaps]: numbers that may as well be none, as articles; "1 month": one only where
                 the other language counts months so, as 1月 for January
    [counted]    a number and its unit in one word, "twice"
    [units]      by the names of `leaflet.wording.figures`; [beside]: only right beside a number,
                 for the word means something else too
    [bounds]     `above` and `below` a number
    [negation]   `words`; `weak`: those that only strengthen another one, as "nada" in "no … nada";
                 `verbs`, and what else denies by its meaning, as "lack" and "unless"; `stops`:
                 verbs that end or avoid something; `none`: looks like one and is none; `each`:
                 stands behind each thing that one negation denies, 運転も飲酒もしない. "…" in a
                 word stands for a few words
    turns        turns a sentence round without denying anything, as "before" and "only"
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from importlib import resources
from typing import Any, Final

from leaflet.wording.letters import AFTER, BEFORE, LETTER, NO_MARK, letters

FOLDER: Final = "data/wording"
SIGNS: Final = "und"
"""The file of signs, ISO 639-2 for no language in particular."""
# As many as a word has; without a limit, a text of one endless word would be read for minutes.
_ANY_LETTERS = rf"(?:{LETTER}){{0,40}}"
_A_FEW_WORDS = "[^.,;:!?]{1,25}?"


@dataclass(frozen=True, slots=True)
class Number:
    """What a word can say: a number."""

    values: tuple[Fraction, ...]
    """Any of them is meant."""
    strict: bool
    """False for a word that may be no number."""
    unit: str = ""
    """What the number counts, if it is one: January is 1月."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a word can say: a unit."""

    name: str
    """As "hour"."""
    beside: bool = False
    """Whether the word counts only beside a number."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a word can say: a number and its unit."""

    number: Number
    unit: Unit


@dataclass(frozen=True, slots=True)
class Mark:
    """What a word can say: how a number goes on, or that there is none."""

    kind: str
    """A key of the file: "and", "and_a_half", "same", "some" or "no_number"."""


Meaning = Number | Unit | Counted | Mark


@dataclass(frozen=True, slots=True)
class Words:
    """Words to be looked for, and what each of them means."""

    pattern: re.Pattern[str] | None
    """Longer ones first; its last group is the key of `meanings`. None where there are none."""
    meanings: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """All that a word can say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language."""

    known: bool
    """False for a language without a file: only signs and digits are understood."""
    spaced: bool
    """Whether numbers in words are words between spaces."""
    anywhere: bool
    """Whether a unit of time is known without a number."""
    decimal: str
    """The decimal sign."""
    slash: bool
    """Whether a slash is a decimal sign too, as in Persian."""
    clock: str
    """Stands between hours and minutes, besides a colon; empty for nothing."""
    beside_not: int
    """How many letters may stand between a "not" and the verb that it denies."""
    between: re.Pattern[str]
    """All that may stand between a number and its unit."""
    figures: Words
    """Numbers, units, and what joins them."""
    bounds: Words
    """"above" or "below"."""
    negations: Words
    """"words", "weak", "verbs", "stops" or "none"."""
    turns: Words
    """What turns a sentence round without denying anything."""
    each: Words
    """What stands behind each of several things that one negation denies."""


def languages() -> tuple[str, ...]:
    """Return the tags of the languages whose words are known."""
    folder = resources.files("leaflet").joinpath(FOLDER)
    names = (entry.name.removesuffix(".toml") for entry in folder.iterdir())
    return tuple(sorted(name for name in names if name != SIGNS))


@functools.cache
def lexicon(tag: str) -> Lexicon:
    """
    Return the words of a language, or of the one that it takes after.

    Args:
        tag: Canonical BCP 47, as "pt-BR".
    """
    name = lists_of(tag)
    if name != tag and name:
        return lexicon(name)
    return _lexicon(_file(name), known=True) if name else _lexicon({}, known=False)


def lists_of(tag: str) -> str:
    """
    Return the language whose words are taken for a language; empty for none.

    >>> lists_of("pt-BR"), lists_of("zh"), lists_of("xx")
    ('pt', 'zh-Hans', '')
    """
    parts = tag.split("-")
    there = languages()
    for count in range(len(parts), 0, -1):
        if (name := "-".join(parts[:count])) in there:
            return name
    return "zh-Hans" if parts[0] == "zh" else ""


def _file(name: str) -> dict[str, Any]:
    text = resources.files("leaflet").joinpath(FOLDER, f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _lexicon(rows: dict[str, Any], *, known: bool) -> Lexicon:
    spaced = rows.get("boundaries", "words") == "words"
    edges = _Edges(
        before=BEFORE if spaced else "",
        after=AFTER if spaced else NO_MARK,
        prefixes=_some_of(rows.get("prefixes", ())),
        suffixes=_some_of(rows.get("suffixes", ())),
    )
    # In Korean, 일 is one before a unit, and the day behind a digit.
    numbers = _Edges(before=rf"{BEFORE}(?<!\d)") if rows.get("boundaries") == "left" else edges
    signs = _Edges(before=BEFORE, after="(?![a-zà-ž])")
    words: list[tuple[_Edges, str, Meaning]] = []
    for values, strict in (("numbers", True), ("perhaps", False)):
        for value, forms in rows.get(values, {}).items():
            # One is an article in half of all languages.
            value, _, unit = value.partition(" ")
            number = Number(_values(value), strict and value != "1", unit)
            words += [(numbers, form, number) for form in forms]
    for what, forms in rows.get("counted", {}).items():
        value, unit = what.split(" ")
        counted = Counted(Number(_values(value), value != "1"), Unit(unit))
        words += [(edges, form, counted) for form in forms]
    for unit, forms in rows.get("units", {}).items():
        words += [(edges, form, Unit(unit)) for form in forms]
    for unit, forms in rows.get("beside", {}).items():
        words += [(edges, form, Unit(unit, beside=True)) for form in forms]
    for unit, forms in _file(SIGNS)["units"].items():
        words += [(signs, form, Unit(unit, beside=True)) for form in forms]
    for kind in ("and", "and_a_half", "some", "no_number", "same"):
        around = numbers if kind == "and_a_half" else edges
        words += [(around, form, Mark(kind)) for form in rows.get(kind, ())]
    between = _some_of(rows.get("between", ()))
    return Lexicon(
        known=known,
        spaced=spaced,
        anywhere=bool(rows.get("anywhere", spaced)),
        decimal=rows.get("decimal", "."),
        slash=rows.get("slash", False),
        clock=rows.get("clock", ""),
        beside_not=rows.get("beside_not", 3),
        between=re.compile(rf"[ \u00a0]*-?[ \u00a0]*{between}[ \u00a0]*"),
        figures=_words(words),
        bounds=_words(
            (edges, form, kind) for kind, forms in rows.get("bounds", {}).items() for form in forms
        ),
        negations=_words(
            (edges, form, kind)
            for kind, forms in rows.get("negation", {}).items()
            for form in forms
            if kind != "each"
        ),
        turns=_words((edges, form, "turns") for form in rows.get("turns", ())),
        each=_words((edges, form, "each") for form in rows.get("negation", {}).get("each", ())),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edges:
    before: str = ""
    after: str = ""
    prefixes: str = ""
    suffixes: str = ""

    def around(self, form: str) -> str:
        """Return the pattern of a word as a file has it."""
        bare = letters(form.strip("*")).text
        spaces = r"[ \u00a0\u200c-]+" if self.before else r"[ \u00a0]*"
        inner = spaces.join(re.escape(part) for part in bare.split()).replace("…", _A_FEW_WORDS)
        start = _ANY_LETTERS if form.startswith("*") else self.prefixes
        end = _ANY_LETTERS if form.endswith("*") else self.suffixes
        before = self.before if bare[:1].isalpha() or form.startswith("*") else ""
        after = self.after if bare[-1:].isalnum() or self.after in (AFTER, NO_MARK) else ""
        return rf"{before}{start}{inner}{end}{after if not form.endswith('.') else ''}"


def _some_of(forms: Iterable[str]) -> str:
    ordered = sorted((letters(form).text for form in forms), key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, ordered))})?" if ordered else ""


def _values(key: str) -> tuple[Fraction, ...]:
    return (Fraction(key),)


def _words(rows: Iterable[tuple[_Edges, str, Any]]) -> Words:
    found: dict[str, list[Any]] = {}
    lengths: dict[str, float] = {}
    for edges, form, meaning in rows:
        pattern = edges.around(form)
        lengths[pattern] = len(form.strip("*"))
        # The word itself goes before words that start with it.
        lengths[pattern] -= form.count("*") / 4
        if meaning not in found.setdefault(pattern, []):
            found[pattern].append(meaning)
    if not found:
        return Words(None)
    ordered = sorted(found, key=lambda pattern: -lengths[pattern])
    return Words(
        re.compile("|".join(f"(?P<w{index}>{pattern})" for index, pattern in enumerate(ordered))),
        {f"w{index}": tuple(found[pattern]) for index, pattern in enumerate(ordered)},
    )
