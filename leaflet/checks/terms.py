"""Finding a term of the glossary in running text, whatever its ending."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterator

from leaflet.checks.model import Subject
from leaflet.checks.scripts import WITHOUT_SPACES, script_of_letter
from leaflet.checks.words import tokens
from leaflet.glossary import Term

_ENDING = 3
"""How many letters an ending may add to a term in the source: "opioid", "opioids"."""
_LIKE = 0.7
"""By `difflib`: "asbiriin" is like "aspirin"; "paracetamol" is not like "ibuprofen"."""
_LONG = 6
"""A word of as many letters may lose the last one: "aspirina", "aspirinu"; a longer one two."""


def terms_in_source(subject: Subject) -> Iterator[Term]:
    """Yield the terms of the glossary that stand in the source, longer ones first."""
    text = subject.source_words.casefold()
    for term in sorted(subject.glossary.terms, key=lambda term: -len(term.source)):
        pattern = _in_source(term.source)
        if pattern.search(text):
            yield term
            # "muscle spasm" is not "spasm" too.
            text = pattern.sub(" ", text)


@functools.lru_cache(maxsize=2048)
def _in_source(term: str) -> re.Pattern[str]:
    letter = script_of_letter(term[-1]) or ""
    words = r"\s+".join(map(re.escape, term.casefold().split()))
    if letter in ("Hani", "Hira", "Kana", "Thai", "Khmr", "Laoo", "Mymr"):
        return re.compile(words)
    if words.endswith("y"):
        words = f"{words[:-1]}(?:y|ie)"  # "anti-inflammatories"
    return re.compile(rf"\b{words}\w{{0,{_ENDING}}}\b")


def wanted(subject: Subject, term: Term) -> tuple[str, ...]:
    """
    Return the ways in which the glossary wants a term said in the language of a translation.

    A regional language, as `es-MX`, is asked before the one that it takes after, `es`.
    """
    parts = subject.language.tag.split("-")
    for count in range(len(parts), 0, -1):
        if found := term.translations.get("-".join(parts[:count])):
            return found
    return ()


def says(words: str, term: str, script: str) -> bool:
    """
    Tell whether a text has a term, with whatever ending or article grown on to it.

    Args:
        words: Of the translation.
        term: As the glossary has it.
        script: ISO 15924; of the language of the translation.

    >>> says("leki z ibuprofenem", "ibuprofen", "Latn"), says("بالإيبوبروفين", "إيبوبروفين", "Arab")
    (True, True)
    """
    text = plain_letters(words)
    return all(_stem(word, script) in text for word in plain_letters(term).split())


def _stem(word: str, script: str) -> str:
    if script in WITHOUT_SPACES or len(word) < _LONG:
        return word
    return word[:-1] if len(word) == _LONG else word[:-2]


def sounds_like(words: str, term: str) -> bool:
    """
    Tell whether a word of a text in Latin letters looks like an international name.

    >>> sounds_like("Wax ku saabsan asbiriin", "aspirin"), sounds_like("paracetamol", "ibuprofen")
    (True, False)
    """
    name = plain_letters(term)
    return any(
        name in word or difflib.SequenceMatcher(None, name, word).ratio() >= _LIKE
        for word in map(plain_letters, tokens(words))
        if len(word) < 3 * len(name)
    )


def plain_letters(words: str) -> str:
    """
    Return a text without case, accents, vowel points, and what joins or parts letters unseen.

    >>> plain_letters("Ibuprofène, إيبوبروفين"), plain_letters("ПАРАЦЕТАМОЛ")
    ('ibuprofene, ايبوبروفين', 'парацетамол')
    """
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", words.casefold())
        if not (_is_mark(letter) or unicodedata.category(letter) == "Cf" or letter == "ـ")
    )


def _is_mark(letter: str) -> bool:
    # Accents, and the points of Arabic and Hebrew; the vowels of Indic scripts are marks too, and
    # are letters to whoever reads them.
    return unicodedata.combining(letter) in range(10, 36) or (
        unicodedata.combining(letter) >= 200 and letter < "\u0900"
    )
