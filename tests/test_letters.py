"""Letters that nobody means are refused, and no letter that a language is written with."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.article import Run
from leaflet.catalogs import read_catalog
from leaflet.errors import Place
from leaflet.languages import tag_of_folder
from leaflet.parse import inline
from leaflet.parse.letters import letter_problems, text_problems

HERE = Place(path="x.po", line=3)
CATALOGS = sorted((Path(__file__).parent.parent / "translations").glob("*/LC_MESSAGES/*.po"))
PAIRS = ("\u2066\u2069", "\u2067\u2069", "\u2068\u2069", "\u202a\u202c", "\u202b\u202c")
plain = st.text(st.characters(codec="utf-8", categories=("Lu", "Ll", "Lo", "Nd")), max_size=5)
balanced = st.recursive(
    plain,
    lambda inner: st.tuples(inner, st.sampled_from(PAIRS), inner, inner).map(
        lambda parts: f"{parts[0]}{parts[1][0]}{parts[2]}{parts[1][1]}{parts[3]}"
    ),
    max_leaves=8,
).map(lambda words: f"a{words}")


def said(words: str) -> list[str]:
    """Return what is said of a text, in the order of the program."""
    return [one.message for one in letter_problems(words, HERE) + text_problems(words, HERE)]


@given(balanced)
def test_what_is_opened_and_closed_is_fine(words: str) -> None:
    """Each direction ends before the one that it stands in."""
    assert [] == text_problems(words, HERE)


@given(balanced, st.data())
def test_what_lost_its_other_half_is_refused(words: str, data: st.DataObject) -> None:
    """Take away any one of them, and the letters behind it would change places."""
    places = [index for index, letter in enumerate(words) if letter in "".join(PAIRS)]
    if not places:
        return
    gone = data.draw(st.sampled_from(places))

    assert text_problems(words[:gone] + words[gone + 1 :], HERE)


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_translations_of_the_stock_have_no_such_letters(path: Path) -> None:
    """In all their scripts: marks behind letters, joiners, spaces without a width."""
    catalog = read_catalog(path.read_bytes(), path.name, tag_of_folder(path.parts[-3]) or "")

    assert [] == [one for message in catalog.messages.values() for one in said(message.translation)]


REFUSED = {
    "\u202e01 ml": "at the beginning stands U+202E (it prints letters in another order)",
    "a\u200bb": "behind `a` stands U+200B (zero width space) inside a word",
    "Auf\u200clage": "behind `Auf` stands U+200C (zero width non-joiner) inside a word",
    "для\u200dнас": "behind `для` stands U+200D (zero width joiner) inside a word",
    "می\u200c\u200cخواهم": "behind `می` stands U+200C (zero width non-joiner) more than once",
    "a\ufe01\ufe02": "behind `a` stands U+FE01 (variation selector-2) more than once",
    "दिन ि": "behind `दिन` stands U+093F (devanagari vowel sign i) without a letter that it "
    "belongs to",
    "\u0301a": "at the beginning stands U+0301 (combining acute accent) without a letter that it "
    "belongs to",
    "hi\U000e0068": "behind `hi` stands U+E0068 (tag latin small letter h)",
    "ㅤ": "at the beginning stands U+3164 (hangul filler)",
    "\u200b \u200d": "the text has no letter that can be seen, only U+200B (zero width space), "
    "U+200D (zero width joiner)",
}


@pytest.mark.parametrize(("words", "message"), REFUSED.items(), ids=map(ascii, REFUSED))
def test_letter_that_nobody_means_is_named(words: str, message: str) -> None:
    """With its number, since nobody can see it, and with the letters before it."""
    assert [message] == said(words)


FINE = (
    "می\u200cخواهم و نمی\u200cخواهم",
    "PDF\u200cها",
    "क\u094d\u200dष श\u094d\u200cर",
    "මාත\u0dca\u200dර",
    "ខ្មែរ\u200bភាសា",
    "Dona\u00addampf",
    "1\u00a0000\u202fmg",
    "ה\u034fּ",
    "☎\ufe0f",
    "\u00a0\u0301",
    "Việt De\u0301",
    "\u200e5 mg\u200f",
    "",
    "   ",
)


@pytest.mark.parametrize("words", FINE, ids=map(ascii, FINE))
def test_letter_that_is_needed_is_fine(words: str) -> None:
    """What a language is written with, or what typesetting of the time before left behind."""
    assert [] == said(words)


def test_coloured_form_of_a_sign_is_not_asked_for() -> None:
    """An editor that writes ☎ with U+FE0F behind it does not keep a handout from paper."""
    assert (Run(text="Call ☎ now"),) == inline("Call ☎\ufe0f now", HERE)
