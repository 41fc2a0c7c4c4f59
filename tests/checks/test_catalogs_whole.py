"""Checks of a whole catalog: consistency, length, sentences; and of the stock's own catalogs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from leaflet.checks import Subject, subject
from tests.checks.asking import catalog, messages_of
from tests.handouts import ARTICLE, LANGUAGES, library

SENTENCE = "Wrap a heat pack in a towel, and use it for up to half an hour, number {}."
GERMAN = "Wickeln Sie ein Wärmekissen in ein Tuch, und nutzen Sie es bis zu 30 Minuten, Nummer {}."
LETTERS = "abcdefghijklmnop"


def usual() -> Iterator[tuple[str, str]]:
    """Yield so many texts of usual length that the catalog can be judged."""
    yield from ((SENTENCE.format(letter), GERMAN.format(letter)) for letter in LETTERS)


def said(name: str, source: str, translation: str) -> list[str]:
    return messages_of(name, *catalog([*usual(), (source, translation)], "de"))


def test_two_translations_of_one_source_are_found() -> None:
    """Two words for one thing read as two things; in another kind of place they may differ."""
    one = subject("Back pain", "Rückenschmerzen", language="de")
    heading = subject("Back pain.", "Kreuzschmerzen", language="de")
    keyword = subject("Back pain", "Kreuzschmerzen", language="de", context="keywords")
    assert ["the same source is translated otherwise"] == messages_of("inconsistent", one, heading)
    assert [] == messages_of("inconsistent", one, keyword)


@pytest.mark.parametrize(
    ("source", "other", "translation", "finds"),
    [
        ("Take 1 tablet", "Take 2 tablets", "Nehmen Sie 1 Tablette", 1),
        ("Stop if the pain gets worse.", "Ask a doctor today.", "Hören Sie auf.", 1),
        ("steroid treatment", "weak bones", "Kortison", 1),
        ("back pain", "low back pain", "Rückenschmerzen", 0),
        ("Stop", "Halt", "Halt", 0),
        ("Never do that.", "Never do that", "Nie.", 0),
    ],
)
def test_one_translation_of_two_sources_is_found(
    source: str, other: str, translation: str, finds: int
) -> None:
    """The neighbour's was pasted in; short texts that are alike may be said alike."""
    both = catalog([(source, translation), (other, translation)], "de")
    assert finds == len(messages_of("inconsistent", *both))


@pytest.mark.parametrize(
    ("translation", "finds"),
    [
        ("Wickeln Sie.", ["the translation is very short: 15% of what is usual here"]),
        (
            f"{GERMAN} {GERMAN} {GERMAN}",
            ["the translation is very long: 296% of what is usual here"],
        ),
        (GERMAN, []),
        (GERMAN.replace("und nutzen Sie es ", ""), []),
    ],
)
def test_unusual_length_is_found(translation: str, finds: list[str]) -> None:
    """A sentence was lost, or the neighbour's translation was pasted in."""
    assert finds == said("length", SENTENCE.format("q"), translation)


def test_catalog_of_few_texts_is_not_judged_by_length() -> None:
    """Nothing is usual there."""
    assert [] == messages_of("length", *catalog([(SENTENCE, "Kurz.")], "de"))


@pytest.mark.parametrize(
    ("translation", "finds"),
    [
        ("Bleiben Sie aktiv. Eine kurze Ruhe ist gut.", 1),
        ("Bleiben Sie aktiv. Eine kurze Ruhe ist gut. Lange Bettruhe hilft nicht.", 0),
        ("Bleiben Sie immer schön aktiv; eine kurze Ruhe ist gut, lange Bettruhe hilft nicht.", 0),
    ],
)
def test_lost_sentence_is_found(translation: str, finds: int) -> None:
    """Who joins two sentences loses nothing of their length."""
    source = "Stay active all day. A short rest is fine. Long bed rest does not help."
    assert finds == len(said("sentences", source, translation))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_stock_catalogs_are_clean(tag: str) -> None:
    """A check that cries wolf is not listened to."""
    found = library()
    for domain in (ARTICLE, "leaflet"):
        problems = found.verdict(domain, tag).problems
        assert [] == [str(problem) for problem in problems]


def test_stock_article_is_clean() -> None:
    """It is written for everybody."""
    assert () == library().source_verdict(ARTICLE).problems


def test_catalogs_are_judged_by_their_own_messages() -> None:
    """An empty catalog has nothing wrong."""
    none: tuple[Subject, ...] = ()
    assert [] == messages_of("length", *none)
