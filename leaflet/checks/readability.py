"""How hard a text is to read: formulas that were made for its language, else sentence length."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from leaflet.checks.scripts import WITHOUT_SPACES
from leaflet.checks.words import base, running_text, sentences, tokens
from leaflet.languages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the formulas ask of a text."""

    sentences: int
    """A heading or a list item is one."""
    words: int
    """In scripts without spaces, letters."""
    letters: int
    """In all words."""
    syllables: int
    """Counted by groups of vowels."""
    monosyllables: int
    """Words of one syllable."""
    polysyllables: int
    """Words of three syllables or more."""
    long_words: int
    """Words of more than six letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A way to say how hard a text is to read."""

    name: str
    """As it is known, with its author."""
    value: Callable[[Counts], float]
    """Of a text with at least one word."""
    limit: float
    """Harder than most patients read without effort."""
    higher_is_harder: bool
    """Else a higher value is easier."""
    meaning: str
    """What the value is, as "years of school"."""

    def is_hard(self, value: float) -> bool:
        return value > self.limit if self.higher_is_harder else value < self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How hard a text is to read."""

    formula: Formula
    """What it was measured with."""
    value: float
    """By the formula."""
    words: int
    """How many it was measured on; below 100 it says little."""

    def __str__(self) -> str:
        return f"{self.formula.name} {self.value:.1f} ({self.formula.meaning})"


FEWEST_WORDS = 100
"""Shorter texts are not judged: the formulas were made for samples of 100 words."""


def _flesch(base: float, per_sentence: float, per_word: float) -> Callable[[Counts], float]:
    def value(of: Counts) -> float:
        per = of.words / of.sentences, of.syllables / of.words
        return base - per_sentence * per[0] - per_word * per[1]

    return value


def _kincaid(of: Counts) -> float:
    return 0.39 * of.words / of.sentences + 11.8 * of.syllables / of.words - 15.59


def _vienna(of: Counts) -> float:
    return (
        0.1935 * 100 * of.polysyllables / of.words
        + 0.1672 * of.words / of.sentences
        + 0.1297 * 100 * of.long_words / of.words
        - 0.0327 * 100 * of.monosyllables / of.words
        - 0.875
    )


def _gulpease(of: Counts) -> float:
    return 89 + (300 * of.sentences - 10 * of.letters) / of.words


def _lix(of: Counts) -> float:
    return of.words / of.sentences + 100 * of.long_words / of.words


def _sentence_length(of: Counts) -> float:
    return of.words / of.sentences


_LIX = Formula(
    name="LIX (Björnsson 1968)",
    value=_lix,
    limit=45,
    higher_is_harder=True,
    meaning="below 30 very easy, above 50 hard",
)


def _ease(name: str, value: Callable[[Counts], float], limit: float) -> Formula:
    return Formula(
        name=name,
        value=value,
        limit=limit,
        higher_is_harder=False,
        meaning="0 to 100, higher is easier",
    )


# The limits are where each scale says that readers without higher schooling begin to labour. For
# English: NIH and the American Medical Association ask for grade 6, grade 8 is the adults' mean.
FORMULAS: dict[str, Formula] = {
    "da": _LIX,
    "de": Formula(
        name="Wiener Sachtextformel (Bamberger and Vanecek 1984)",
        value=_vienna,
        limit=8,
        higher_is_harder=True,
        meaning="years of school",
    ),
    "en": Formula(
        name="Flesch–Kincaid grade (Kincaid 1975)",
        value=_kincaid,
        limit=8,
        higher_is_harder=True,
        meaning="years of school",
    ),
    "es": _ease("INFLESZ (Szigriszt 1993, Barrio-Cantalejo 2008)", _flesch(206.835, 1.0, 62.3), 55),
    "fr": _ease("Kandel–Moles (1958)", _flesch(207.0, 1.015, 73.6), 50),
    "it": _ease("Gulpease (Lucisano and Piemontese 1988)", _gulpease, 50),
    "no": _LIX,
    "nl": _ease("Flesch–Douma (1960)", _flesch(206.835, 0.93, 77.0), 50),
    "pt": _ease("Flesch, adapted by Martins (1996)", _flesch(248.835, 1.015, 84.6), 50),
    "ru": _ease("Flesch, adapted by Oborneva (2006)", _flesch(206.835, 1.3, 60.1), 40),
    "sv": _LIX,
    "tr": _ease("Ateşman (1997)", _flesch(198.825, 2.61, 40.175), 50),
}
_BY_WORDS = Formula(
    name="words a sentence",
    value=_sentence_length,
    limit=20,
    higher_is_harder=True,
    meaning="no formula is known for the language",
)
_BY_LETTERS = Formula(
    name="letters a sentence",
    value=_sentence_length,
    limit=60,
    higher_is_harder=True,
    meaning="no formula is known for the language",
)


def formula_of(language: Language) -> Formula:
    """Return how texts in a language are measured."""
    if language.script in WITHOUT_SPACES:
        return _BY_LETTERS
    return FORMULAS.get(base(language.tag), _BY_WORDS)


def reading(texts: Iterable[str], language: Language) -> Reading | None:
    """
    Return how hard texts are to read; None where there is not a word.

    Args:
        texts: Letters without markup; each ends a sentence, with a full stop or without.
        language: Theirs.
    """
    counted = counts(texts, language)
    if not counted.words:
        return None
    formula = formula_of(language)
    return Reading(formula=formula, value=formula.value(counted), words=counted.words)


def counts(texts: Iterable[str], language: Language) -> Counts:
    """Return what the formulas ask of texts."""
    parts = [part for text in texts for part in sentences(running_text(text)) if tokens(part)]
    if language.script in WITHOUT_SPACES:
        letters = sum(letter.isalpha() for part in parts for letter in part)
        return Counts(
            sentences=len(parts),
            words=letters,
            letters=letters,
            syllables=0,
            monosyllables=0,
            polysyllables=0,
            long_words=0,
        )
    words = [word for part in parts for word in tokens(part)]
    syllables = [syllables_in(word, language.tag) for word in words]
    return Counts(
        sentences=len(parts),
        words=len(words),
        letters=sum(map(len, words)),
        syllables=sum(syllables),
        monosyllables=syllables.count(1),
        polysyllables=sum(count >= 3 for count in syllables),
        long_words=sum(len(word) > 6 for word in words),
    )


_DIPHTHONGS = {
    # Two vowels that make one syllable; any others on end make two.
    "de": re.compile("ei|ai|au|äu|eu|ie|ee|aa|oo|[aeiouyäöü]"),
    "es": re.compile("[iuü]?[aeoáéó][iuy]?(?![íú])|[íú]|[iuü]+|y(?![aeiouáéíóú])"),
    "pt": re.compile("[iu]?[aeoáâãàéêóôõ][iu]?|[íú]|[iu]+"),
    "it": re.compile("[iu]?[aeoàèéòó][iu]?|[ìù]|[iu]+"),
    "ru": re.compile("[аеёиоуыэюя]"),
    "tr": re.compile("[aeıioöuüâîû]"),
    "nl": re.compile("aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|oe|ie|eu|ui|ei|ij|ou|au|[aeiouyëïéèöü]"),
}
_VOWELS = re.compile("[aeiouyàâäæèéêëìîïòôöœùûüÿåøáíóúýãõąęı]+")


def syllables_in(word: str, tag: str) -> int:
    """
    Return about how many syllables a word has; at least one.

    >>> [syllables_in(word, "en") for word in ("ask", "tablets", "injection", "make", "little")]
    [1, 2, 3, 1, 2]
    >>> syllables_in("Schwangerschaftswoche", "de"), syllables_in("medicamentos", "es")
    (5, 5)
    """
    word = word.casefold()
    language = base(tag)
    if language == "en":
        return _english_syllables(word)
    count = len(_DIPHTHONGS.get(language, _VOWELS).findall(word))
    if language == "fr" and count > 1 and re.search(r"[^aeiouyéèêàâîôû](?:e|es|ent)$", word):
        count -= 1  # the last e is not said
    return max(count, 1)


def _english_syllables(word: str) -> int:
    word = re.sub(r"['’]s?$", "", word)
    count = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouyl]e$|[^aeiouy]es$|[aeiou]le$", word) and not re.search(
        r"(?:[sxzc]|ch|sh|g)es$", word
    ):
        count -= 1  # "make", "takes", "while"
    elif re.search(r"[^aeiouytd]ed$", word):
        count -= 1  # "asked"
    count += len(
        re.findall(r"i[ao](?!u)|eo|ua|[^gq]u[ei]t|ying|[^cst]ious|ism$|(?:are|ide|ause)a$", word)
    )
    count -= len(re.findall(r"[ct]i[ao]|gi[ao]|ssia|sio", word))
    return max(count, 1)
