"""Another language that was pasted in, or the source left in place, told by words and letters."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Final, cast

from leaflet.checks.model import Finding, Subject, check
from leaflet.checks.scripts import letters as letters_of
from leaflet.checks.words import base, running_text, sentences, tokens
from leaflet.languages import language as find_language

TABLE: Final = "leaflet/data/telltale.toml"
_FEWEST = 3
"""Small words of another language from which a text is called that language's."""
_TIMES = 2
"""How often as many as of its own; words that both have count for neither."""
_STRANGE_WORDS = 3
"""Words in Latin letters that may be names: "Ménière"."""
_WHOLE_ALPHABET = frozenset({"Cyrl", "Arab"})
_KANA_LEAST = 0.1
_LONG_ENOUGH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Telltale:
    """By what one language is told from others."""

    tag: str
    """BCP 47."""
    script: str
    """ISO 15924."""
    words: frozenset[str]
    """Small words that nearly every sentence has."""
    letters: frozenset[str]
    """Its alphabet; for Latin what it has beyond a-z."""


@check("language", severity="warning")
def language(subject: Subject) -> Iterator[Finding]:
    """
    The translation is in the language of its catalog.

    What it finds:
        A text, or a sentence of it, with small words of another language in the same script and
        hardly any of its own; letters that the language does not have, as `ы` in Ukrainian, `ك`
        in Persian, or a traditional character in simplified Chinese; Japanese without kana, Korean
        without Hangul. It knows some 60 languages, and cannot tell close relatives (Danish and
        Norwegian, Indonesian and Malay), single words, or a language that it has no row for.
    Why it matters to a patient:
        A patient who reads Ukrainian may not read Bulgarian, and thinks that the sheet is somebody
        else's.
    Example:
        "Ask a doctor if the pain is worse." translated into Spanish as "Pergunte ao médico se a
            dor não passar com o repouso."
    Use instead:
        The text in the language of the catalog; look whether two catalogs changed places.
    """
    own = telltales().get(base(subject.language.tag))
    finding = (
        _other_language(subject, own)
        or _strange_letters(subject, own)
        or _other_chinese(subject)
        or _without_its_letters(subject)
    )
    if finding:
        yield finding


def _other_language(subject: Subject, own: Telltale | None) -> Finding | None:
    if own is None or not own.words:
        return None
    parts = dict.fromkeys((subject.words, *sentences(subject.words)))
    for part in parts:
        words = [word.casefold() for word in tokens(part)]
        for tag, mine, strange in _neighbours(own.tag):
            theirs = sum(word in strange for word in words)
            ours = sum(word in mine for word in words)
            if theirs >= _FEWEST and theirs > _TIMES * ours:
                name = find_language(tag).english
                said = "the translation" if part == subject.words else f"`{part}`"
                return Finding(
                    message=f"{said} looks like {name}, not like {subject.language.english}",
                    hint="look whether the text belongs to another catalog, or was left as it was",
                )
    return None


@functools.cache
def _neighbours(tag: str) -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """Return the other languages in a language's script, with what words only one of two has."""
    own = telltales()[tag]
    return tuple(
        (other.tag, own.words - other.words, other.words - own.words)
        for other in telltales().values()
        if other.tag != tag and other.script == own.script
    )


def _strange_letters(subject: Subject, own: Telltale | None) -> Finding | None:
    if own is None or not own.letters:
        return None
    whole = own.script in _WHOLE_ALPHABET
    of_source = set(subject.source_words.casefold())
    strange: dict[str, str] = {}
    for word in tokens(subject.words):
        for letter, script in letters_of(word.casefold()):
            is_own = letter in own.letters or (not whole and letter in _BASIC)
            if script == own.script and not is_own and letter not in of_source:
                strange.setdefault(word, letter)
    if not strange or (not whole and len(strange) < _STRANGE_WORDS):
        return None
    word, letter = next(iter(strange.items()))
    return Finding(
        message=f"`{letter}` in `{word}` is no letter of {subject.language.english}",
        hint="type the word anew, with the keyboard of the language",
    )


def _other_chinese(subject: Subject) -> Finding | None:
    ours = subject.language.script
    other = {"Hans": "Hant", "Hant": "Hans"}.get(ours)
    if other is None:
        return None
    pairs = _pairs(other, ours)
    found = [letter for letter in subject.words if letter in pairs]
    if not found:
        return None
    kind = "traditional" if other == "Hant" else "simplified"
    return Finding(
        message=f"`{found[0]}` is a {kind} character",
        hint=f"write its {'simplified' if other == 'Hant' else 'traditional'} form, as "
        f"`{pairs[found[0]]}`",
    )


_NEEDED = {"Jpan": (frozenset({"Hira", "Kana"}), "kana"), "Kore": (frozenset({"Hang"}), "Hangul")}


def _without_its_letters(subject: Subject) -> Finding | None:
    if subject.language.script not in _NEEDED:
        return None
    needed, name = _NEEDED[subject.language.script]
    scripts = [script for _, script in letters_of(running_text(subject.words))]
    share = sum(script in needed for script in scripts) / max(len(scripts), 1)
    if len(scripts) < _LONG_ENOUGH or share >= _KANA_LEAST:
        return None
    return Finding(
        message=f"the translation has hardly any {name}",
        hint="look whether it is Chinese, and belongs to another catalog",
    )


_BASIC = frozenset("abcdefghijklmnopqrstuvwxyz")


@functools.cache
def _document() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    table = resources.files("leaflet") / "data" / "telltale.toml"
    return tomllib.loads(table.read_text(encoding="utf-8"))


@functools.cache
def telltales() -> Mapping[str, Telltale]:
    """Return the rows of the table by the language's tag."""
    return {
        tag: Telltale(
            tag=tag,
            script=find_language(tag).script,
            words=frozenset(row["words"].split()),
            letters=frozenset(row["letters"]),
        )
        for tag, row in _document()["languages"].items()
    }


@functools.cache
def _pairs(given: str, wanted: str) -> Mapping[str, str]:
    """Return the characters of one way of writing Chinese, with those of the other."""
    chinese = cast("Mapping[str, str]", _document()["chinese"])
    return dict(zip(chinese[given], chinese[wanted], strict=True))
