"""Translations gone wrong, made by rule; those that take a reader of the language are in files."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from leaflet.checks import Subject, subject
from leaflet.checks.scripts import script_of_letter

HERE = Path(__file__).parent
# What is the same wherever it stands: nobody types its letters.
_VERBATIM = re.compile(r"\{[^{}]*\}|(?:https?://|www\.)\S+|\]\([^)]*\)")
_NUMBER = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f]\d+)*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[।॥۔؟።៕។])\s*|(?<=[。！？])")
_LATIN, _CYRILLIC = "aceopx", "асеорх"
_LOOK_ALIKE = dict(zip(_LATIN + _CYRILLIC, _CYRILLIC + _LATIN, strict=True))


@dataclass(frozen=True, slots=True)
class Mutant:
    """A translation gone wrong."""

    kind: str
    """What went wrong."""
    original: Subject
    mutant: Subject


def changed(original: Subject, translation: str) -> Subject:
    """Return a message with another translation."""
    fresh = subject(
        original.source,
        translation,
        language=original.language.tag,
        source_language=original.source_language.tag,
        context=original.context,
        glossary=original.glossary,
        domain=original.domain,
        roles=original.roles,
        source_place=original.source_place,
        place=original.place,
    )
    return replace(fresh, comments=original.comments)


def by_rule(subjects: tuple[Subject, ...], elsewhere: Mapping[str, str]) -> Iterator[Mutant]:
    """
    Yield the mutants that a rule makes.

    Args:
        subjects: Of one language.
        elsewhere: What another language says for each source.
    """
    for index, original in enumerate(subjects):
        text = original.translation
        for kind, make in _RULES.items():
            for translation in make(text):
                if translation != text:
                    yield Mutant(kind, original, changed(original, translation))
        neighbour = subjects[(index + 1) % len(subjects)]
        others = {
            "neighbour's translation": neighbour.translation,
            "language pasted in": elsewhere.get(original.source),
        }
        for kind, other in others.items():
            if other and other != text and neighbour.source != original.source:
                yield Mutant(kind, original, changed(original, other))


def by_hand(tag: str) -> Iterator[Mutant]:
    """Yield the mutants that readers of a language have written."""
    for row in _rows(HERE / "mutants" / f"{tag}.toml", "mutant"):
        original = subject(row["source"], row["translation"], language=tag)
        if row["mutant"] != row["translation"]:
            yield Mutant(row["kind"], original, changed(original, row["mutant"]))


def sentences(tag: str) -> Iterator[Subject]:
    """Yield the sentences of `sentences/` in a language."""
    english = {row["id"]: row["text"] for row in _rows(HERE / "sentences/en.toml", "sentence")}
    for row in _rows(HERE / f"sentences/{tag}.toml", "sentence"):
        yield subject(english[row["id"]], row["text"], language=tag)


def _rows(path: Path, name: str) -> Iterable[dict[str, str]]:
    if not path.exists():
        return ()
    rows: list[dict[str, str]] = tomllib.loads(path.read_text("utf-8"))[name]
    return rows


def _numbers(text: str) -> Iterator[re.Match[str]]:
    verbatim = [match.span() for match in _VERBATIM.finditer(text)]
    for match in _NUMBER.finditer(text):
        if not any(start <= match.start() < end for start, end in verbatim):
            yield match


def _digit(like: str, value: int) -> str:
    """Return a digit in the script of another."""
    return chr(ord(like) - unicodedata.decimal(like) + value)


def digit_changed(text: str) -> Iterator[str]:
    """Yield a text with each of its digits changed."""
    for match in _numbers(text):
        for index in range(*match.span()):
            if text[index].isdecimal():
                other = _digit(text[index], (unicodedata.decimal(text[index]) + 1) % 10)
                yield text[:index] + other + text[index + 1 :]


def digits_swapped(text: str) -> Iterator[str]:
    """Yield a text with each two neighbours among its digits swapped: 12, 21."""
    for match in _numbers(text):
        for index in range(match.start(), match.end() - 1):
            one, other = text[index], text[index + 1]
            if one.isdecimal() and other.isdecimal() and one != other:
                yield text[:index] + other + one + text[index + 2 :]


def decimal_shifted(text: str) -> Iterator[str]:
    """Yield a text with each number ten times as large, or a tenth: 2.5, 25; 500, 50; 3, 30."""
    for match in _numbers(text):
        number = match.group()
        if text[match.start() - 1 : match.start()] == ":":
            continue  # minutes
        if sign := re.search(r"\D", number):
            fraction = number[sign.end() :]
            shifted = number[:-1] if len(fraction) == 3 else number.replace(sign.group(), "")
        elif len(number) > 1 and unicodedata.decimal(number[-1]) == 0:
            shifted = number[:-1]
        else:
            shifted = number + _digit(number[0], 0)
        yield text[: match.start()] + shifted + text[match.end() :]


def sentence_dropped(text: str) -> Iterator[str]:
    """Yield a text without each of its sentences."""
    parts = [part for part in _SENTENCE.split(text) if part.strip()]
    for index in range(len(parts) if len(parts) > 1 else 0):
        yield " ".join(parts[:index] + parts[index + 1 :])


def placeholder_dropped(text: str) -> Iterator[str]:
    """Yield a text without each of its placeholders."""
    for match in re.finditer(r"\{[^{}]*\}", text):
        yield text[: match.start()] + text[match.end() :]


def script_mixed(text: str) -> Iterator[str]:
    """Yield a text with a letter of another script in its first long word."""
    words = _VERBATIM.sub(lambda found: "0" * len(found[0]), text)
    for match in re.finditer(r"[^\W\d_]{4,}", words):
        for index in range(match.start() + 1, match.end() - 1):
            letter = text[index]
            script = script_of_letter(letter)
            if script in ("Latn", "Cyrl") and letter not in _LOOK_ALIKE:
                continue
            if script is None:
                continue
            other = _LOOK_ALIKE.get(letter) or ("ж" if script == "Latn" else "a")
            yield text[:index] + other + text[index + 1 :]
            return


_RULES: dict[str, Callable[[str], Iterator[str]]] = {
    "digit changed": digit_changed,
    "digits swapped": digits_swapped,
    "decimal shifted": decimal_shifted,
    "sentence dropped": sentence_dropped,
    "placeholder dropped": placeholder_dropped,
    "script mixed": script_mixed,
}
