"""How hard a text is to read."""

from __future__ import annotations

import pytest

from leaflet.article import Text
from leaflet.checks import Source, judge_source
from leaflet.checks.readability import FEWEST_WORDS, FORMULAS, formula_of, reading, syllables_in
from leaflet.errors import Place
from leaflet.languages import known, language

EASY = "The dog ran to the red house. It was a hot day. We all sat in the sun and had a cold drink."
HARD = (
    "Discontinuation of pharmacological anticoagulation necessitates multidisciplinary "
    "consideration of individual cardiovascular comorbidities and haemorrhagic predisposition."
)


def source(*texts: str, tag: str = "en") -> Source:
    place = Place(path="articles/x.md", line=3)
    return Source(
        domain="x",
        language=language(tag),
        texts=tuple(Text(source=text, role="paragraph", place=place) for text in texts),
        path="articles/x.md",
    )


def test_hard_article_is_found_and_easy_one_passes() -> None:
    """In pain, and in a second language, nobody reads as well as at a desk."""
    (problem,) = judge_source(source(*[HARD] * 10)).problems
    assert "Flesch–Kincaid" in problem.message
    assert ("reading-level", "warning", "articles/x.md") == (
        problem.code,
        problem.severity,
        str(problem.place),
    )
    assert () == judge_source(source(*[EASY] * 10)).problems


def test_short_article_is_not_judged() -> None:
    """The formulas were made for samples of 100 words."""
    assert () == judge_source(source(HARD)).problems


def test_long_sentence_is_found_with_its_line() -> None:
    """Whatever the formula says of the whole."""
    (problem,) = judge_source(source("word " * 31, "word " * 30)).problems
    assert ("the sentence has 31 words", "articles/x.md:3") == (problem.message, str(problem.place))


def test_english_grade_is_that_of_its_formula() -> None:
    """Flesch–Kincaid, by hand: 23 words, 3 sentences, 23 syllables."""
    found = reading([EASY], language("en"))
    assert found is not None
    assert round(0.39 * 23 / 3 + 11.8 * 23 / 23 - 15.59, 6) == round(found.value, 6)


@pytest.mark.parametrize(
    ("tag", "text", "value"),
    [
        # German: 6 words; of three syllables one, of more than six letters one, of one syllable 3.
        (
            "de",
            "Ruhen Sie gut. Fragen Sie Kollegen.",
            0.1935 * 100 / 6 + 0.1672 * 3 + 0.1297 * 100 / 6 - 0.0327 * 300 / 6 - 0.875,
        ),
        ("es", "Descanse hoy. No tome nada.", 206.835 - 62.3 * 9 / 5 - 5 / 2),
        ("it", "Riposi oggi. Non prenda nulla.", 89 + (300 * 2 - 10 * 24) / 5),
        ("sv", "Vila idag. Fråga personalen.", 2 + 100 * 1 / 4),
        ("ar", "استرح اليوم. لا تأكل.", 2),
        ("zh-Hans", "今天休息。不要开车。", 4),
    ],
)
def test_each_formula_is_that_of_its_authors(tag: str, text: str, value: float) -> None:
    """The sums by hand, of short texts."""
    found = reading([text], language(tag))
    assert found is not None
    assert round(value, 6) == round(found.value, 6)


@pytest.mark.parametrize(
    ("word", "tag", "count"),
    [
        ("ask", "en", 1),
        ("makes", "en", 1),
        ("asked", "en", 1),
        ("started", "en", 2),
        ("little", "en", 2),
        ("doctor’s", "en", 2),
        ("muscle", "en", 2),
        ("exercises", "en", 4),
        ("injection", "en", 3),
        ("area", "en", 3),
        ("Arzt", "de", 1),
        ("Rücken", "de", 2),
        ("Entzündungshemmer", "de", 5),
        ("dolor", "es", 2),
        ("farmacia", "es", 3),
        ("día", "es", 2),
        ("pain", "fr", 1),
        ("semaine", "fr", 2),
        ("farmacia", "it", 3),
        ("спина", "ru", 2),
        ("ağrı", "tr", 2),
        ("huisarts", "nl", 2),
    ],
)
def test_syllables_are_counted(word: str, tag: str, count: int) -> None:
    """As they are spoken."""
    assert count == syllables_in(word, tag)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("de-AT", "Wiener Sachtextformel"),
        ("es", "INFLESZ"),
        ("fr", "Kandel"),
        ("it", "Gulpease"),
        ("nl", "Douma"),
        ("sv", "LIX"),
        ("nb", "LIX"),
        ("ar", "words a sentence"),
        ("th", "letters a sentence"),
    ],
)
def test_each_language_has_its_formula_or_says_so(tag: str, name: str) -> None:
    """A formula for English says nothing of another language."""
    formula = formula_of(language(tag))
    assert name in formula.name
    assert ("no formula" in formula.meaning) == ("a sentence" in formula.name)


def test_formulas_belong_to_languages_that_exist() -> None:
    """A misspelt tag would be a formula that nothing is measured with."""
    assert set() == FORMULAS.keys() - {tag.split("-")[0] for tag in known()}
    assert 100 == FEWEST_WORDS


def test_nothing_is_measured_without_words() -> None:
    """No zero that reads as easy."""
    assert reading(["…", "{emergency}"], language("en")) is None
