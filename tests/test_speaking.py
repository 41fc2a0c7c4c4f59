"""What the interpreter card says of a language: the table, and which row speaks for a tag."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest

from leaflet.checks.scripts import letters, scripts_of_language
from leaflet.languages import language
from leaflet.languages.speaking import i_speak, sentences
from leaflet.languages.table import table
from leaflet.pdf.coverage import lack

# What ends a statement. Thai has no such sign, and Lao as a rule none.
STOPS = {
    "Armn": "։",
    "Beng": "।",
    "Deva": "।",
    "Ethi": "።",
    "Guru": "।",
    "Hans": "。",
    "Hant": "。",
    "Jpan": "。",
    "Khmr": "។",
    "Laoo": "",
    "Mymr": "။",
    "Orya": "।",
    "Thai": "",
}
OWN_STOPS = {"kok": ".", "mr": ".", "pa-Arab": "۔", "ur": "۔"}
# Marks of Arabic letters and of Hebrew ones are marks; what spells a word and is no letter, this.
SPELLING = {"fa": "\u200c", "fa-AF": "\u200c", "he": "/", "ru": "-", "be": "-"}

rows = pytest.mark.parametrize("tag", sentences())


def test_rows_stand_in_the_order_of_their_tags() -> None:
    """Somebody who adds one finds the place, and sees whether it is there."""
    tags = list(sentences())
    assert sorted(tags) == tags


@rows
def test_row_is_of_a_language_of_the_table(tag: str) -> None:
    """In its own spelling, and of no pseudo-language."""
    assert tag in table().languages
    assert not tag.endswith(("-XA", "-XB"))


@rows
def test_letters_are_of_the_script(tag: str) -> None:
    """All of them, so that a letter that only looks alike is found too."""
    own = scripts_of_language(language(tag).script)
    assert own
    assert [] == [pair for pair in letters(i_speak(tag)) if pair[1] not in own]
    assert any(script in own for _, script in letters(i_speak(tag)))


@rows
def test_marks_are_of_the_script(tag: str) -> None:
    """A vowel sign is of the same script as the letters, or of none."""
    names = {unicodedata.name(letter).split()[0] for letter in _of(tag, "L")}
    marks = {unicodedata.name(mark).split()[0] for mark in _of(tag, "M")}
    assert marks <= names | {"COMBINING"}


@rows
def test_there_is_nothing_but_words_and_a_stop(tag: str) -> None:
    """Letters, marks, single spaces, the language's own full stop; nothing that is not seen."""
    said, script = i_speak(tag), language(tag).script
    stop = OWN_STOPS.get(tag, STOPS.get(script, "."))
    assert said.endswith(stop)
    assert said == unicodedata.normalize("NFC", " ".join(said.split()))
    words = said.removesuffix(stop)
    spelled = {"Latn": "’‘-"}.get(script, "") + SPELLING.get(tag, "") + " "
    strange = {
        letter
        for letter in words
        if unicodedata.category(letter)[0] not in "LM" and letter not in spelled
    }
    assert set() == strange


@rows
def test_fonts_have_its_letters(tag: str) -> None:
    """In the language's own family, or in one that follows it."""
    assert None is lack(language(tag), set(i_speak(tag)) - {" ", "\u200c"})


def _of(tag: str, category: str) -> Iterator[str]:
    return (letter for letter in i_speak(tag) if unicodedata.category(letter)[0] == category)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("es-MX", "Hablo español."),
        ("zh_TW", "我說中文。"),
        ("sr-Latn-BA", "Govorim srpski."),
        ("en-x-easy", "I speak English."),
        # Another script, another language, a row of its own that has no sentence.
        ("uz-Cyrl", ""),
        ("nn", ""),
        ("ar-XB", ""),
        ("cr", ""),
        ("qaa-Latn", ""),
    ],
)
def test_tag_says_what_its_row_says(tag: str, said: str) -> None:
    """Never in another script or another language."""
    assert said == i_speak(tag)
