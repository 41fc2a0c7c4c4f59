"""Breaks, isolates and no-break spaces."""

from __future__ import annotations

import ctypes
import functools
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.article import Line, Run, Span, Value
from leaflet.languages import language
from leaflet.typeset import breaks, keep_together, typeset_line, unset
from tests.strategies import FRAGMENTS

ZWSP, NBSP, LRI, PDI, JOINER = "\u200b", "\u00a0", "\u2066", "\u2069", "\u2060"

# By the Unicode bidirectional algorithm alone, each of these but the last four comes out in
# another order in right-to-left text: facts of 2026-11, from rendered pages.
KEPT = [
    "020 7946 0000",
    "+44 20 7946 0958",
    "(020) 7946 0000",
    "200–400 mg",
    "200 mg – 400 mg",
    "200 mg",
    "37.5°C",
    "0.5 ml/kg",
    "5 %",
    "1½",
    "٢٠٠ mg",
    "٣٧٫٥°C",
    "٠٢٠ ٧٩٤٦ ٠٠٠٠",
    "۰۲۰ ۷۹۴۶ ۰۰۰۰",
    "2026-11-22",
    "12B",
    "C++",
    "22/11/2026",
    "2/3",
    "120/80",
    "15:30",
    "https://clinic.example/a/b?c=1",
    "desk@clinic.example",
    "Riverside Health Centre",
    "vitamin B12",
    "COVID-19",
    "M62.830",
]


@functools.cache
def fribidi() -> ctypes.CDLL:
    """Return the library that Pango orders letters with."""
    return ctypes.CDLL("libfribidi.so.0")


def as_seen(text: str) -> str:
    """Return the letters of a line of right-to-left text from left to right, as on paper."""
    letters = (ctypes.c_uint32 * len(text))(*map(ord, text))
    seen = (ctypes.c_uint32 * (len(text) + 1))()
    direction = ctypes.c_uint32(0x111)  # FRIBIDI_PAR_RTL
    done = fribidi().fribidi_log2vis(
        letters, len(text), ctypes.byref(direction), seen, None, None, None
    )
    assert done
    return unset("".join(map(chr, seen[: len(text)])))


# Right-to-left text


@pytest.mark.parametrize("kept", KEPT)
@pytest.mark.parametrize("around", ["خذ {} الآن", "{}، ثم خذ", "خذ {}", "{}", "قل ({}) هنا"])
def test_order_is_kept_in_right_to_left_text(kept: str, around: str) -> None:
    """A phone number printed backwards calls somebody else; the paper shows what was written."""
    assert kept in as_seen(keep_together(around.format(kept), isolate=True))


def test_order_is_lost_without_isolates() -> None:
    """What the isolates are for, so that nobody takes them out."""
    assert "0000 7946 020" in as_seen("خذ 020 7946 0000 الآن")
    assert "mg 400–200" in as_seen("خذ 200–400 mg الآن")


def test_number_stays_with_the_sentence_not_with_the_name() -> None:
    """In "take Nurofen 3 times", the 3 must not come to stand before Nurofen."""
    text = keep_together("خذ Nurofen 3 مرات", isolate=True)

    assert f"خذ {LRI}Nurofen{PDI} 3 مرات" == text


def test_latin_words_are_one_run() -> None:
    """Words of a name that were isolated one by one would change places."""
    text = keep_together("في Riverside Health Centre, London.", isolate=True)

    assert f"في {LRI}Riverside Health Centre{PDI}, {LRI}London{PDI}." == text


def test_bare_digits_need_no_isolate() -> None:
    """Digits on end keep their order by themselves, in any script."""
    assert "٢٠٠ و 999" == keep_together("٢٠٠ و 999", isolate=True)


def test_left_to_right_text_has_no_isolates() -> None:
    """There is nothing to protect there, and the letters stay searchable."""
    text = keep_together("Call 020 7946 0000 at Riverside.", isolate=False)

    assert f"Call 020{NBSP}7946{NBSP}0000 at Riverside." == text


# No line ends inside a quantity


@pytest.mark.parametrize("isolate", [True, False], ids=["rtl", "ltr"])
@pytest.mark.parametrize("kept", [text for text in KEPT if not text[0].isalpha()])
def test_line_never_ends_in_a_quantity(kept: str, isolate: bool) -> None:
    """Direction is resolved line by line, so half a phone number would be turned round."""
    for tag in ("en", "km", "lo", "my"):
        text = breaks(keep_together(f"ក {kept} ខ", isolate=isolate), tag)
        start = text.index(kept[0])
        inside = text[start : text.rindex(kept[-1]) + 1]

        assert not set(" \u2009" + ZWSP) & set(inside)


def test_dash_and_stroke_end_no_line() -> None:
    """A line may end behind them, unless a word joiner forbids it."""
    assert f"200–{JOINER}400{NBSP}mg" == keep_together("200–400 mg", isolate=False)
    assert f"5{NBSP}ml/{JOINER}kg" == keep_together("5 ml/kg", isolate=False)
    assert f"200{NBSP}-{JOINER}{NBSP}400{NBSP}mg" == keep_together("200 - 400 mg", isolate=False)


def test_narrow_space_stays_narrow() -> None:
    """French and SI write a thin space before a unit; only its breaking is forbidden."""
    assert "200\u202fmg" == keep_together("200\u2009mg", isolate=False)
    assert "200\u202fmg" == keep_together("200\u202fmg", isolate=False)


# Laws

texts = st.one_of(
    st.text(max_size=60),
    st.text("aB 012٢½خ\u00a0\u2009–-./:@+%°C\u2066\u2069\u200b", max_size=40),
    st.lists(st.sampled_from([*KEPT, *FRAGMENTS]), max_size=4).map(" ".join),
)


@settings(deadline=None, max_examples=200)
@given(texts, st.booleans())
def test_typesetting_can_be_taken_out(text: str, isolate: bool) -> None:
    """Nothing is lost, and nothing but spaces and signs without ink is put in."""
    assert unset(text) == unset(keep_together(text, isolate=isolate))


@settings(deadline=None, max_examples=100)
@given(texts)
def test_keeping_together_twice_changes_nothing(text: str) -> None:
    """In left-to-right text; isolates would be isolated again."""
    once = keep_together(text, isolate=False)

    assert once == keep_together(once, isolate=False)


@settings(deadline=None, max_examples=100)
@given(texts)
def test_every_isolate_is_closed(text: str) -> None:
    """An isolate that stays open would take in the rest of the paragraph."""
    plain = text.translate({ord(LRI): None, ord(PDI): None})
    depth = 0
    for letter in keep_together(plain, isolate=True):
        depth += (letter == LRI) - (letter == PDI)
        assert depth in (0, 1)
    assert 0 == depth


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(["km", "lo", "my"]), texts)
def test_breaks_only_add(tag: str, text: str) -> None:
    """Without the break opportunities, the text is what it was."""
    plain = text.replace(ZWSP, "")

    assert plain == breaks(plain, tag).replace(ZWSP, "")


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(["km", "lo", "my"]), texts)
def test_breaking_twice_changes_nothing(tag: str, text: str) -> None:
    """A break opportunity is put where there is none yet."""
    once = breaks(text, tag)

    assert once == breaks(once, tag)


# Scripts without spaces

SPEECH = {
    "km": "សូមទូរស័ព្ទទៅគ្រូពេទ្យប្រសិនបើការឈឺចាប់កាន់តែខ្លាំង",
    "lo": "ກະລຸນາໂທຫາທ່ານໝໍຖ້າອາການເຈັບຮ້າຍແຮງຂຶ້ນ",
    "my": "နာကျင်မှုပိုဆိုးလာပါကဆရာဝန်ကိုဖုန်းဆက်ပါ",
}


@pytest.mark.parametrize("tag", SPEECH)
def test_lines_may_end_between_words(tag: str) -> None:
    """The engine breaks none of these; without help the sentence runs off the paper."""
    pieces = breaks(SPEECH[tag], language(tag).cldr).split(ZWSP)

    assert 4 < len(pieces)
    assert max(map(len, pieces)) < 20


@pytest.mark.parametrize("tag", SPEECH)
def test_no_line_begins_with_a_mark(tag: str) -> None:
    """A vowel or a tone mark stays on its consonant, and what is stacked stays stacked."""
    pieces = breaks(SPEECH[tag], language(tag).cldr).split(ZWSP)
    stackers = "\u17d2\u1039"  # coeng of Khmer, virama of Burmese

    assert [] == [piece for piece in pieces if unicodedata.category(piece[0]) in ("Mn", "Mc")]
    assert [] == [piece for piece in pieces if piece[-1] in stackers]


# Lines


def line(text: str, tag: str) -> Line:
    return Line(content=(Run(text=text),), language=tag, direction=language(tag).direction)


def test_line_is_set_by_its_own_language() -> None:
    """An English line that stands in for a missing Arabic one is set as English."""
    english, arabic = (typeset_line(line("Take 200 mg.", tag)) for tag in ("en", "ar"))

    assert f"Take 200{NBSP}mg." == english.plain()
    assert f"{LRI}Take{PDI} {LRI}200{NBSP}mg{PDI}." == arabic.plain()


def test_only_scripts_without_spaces_are_broken_here() -> None:
    """Thai, which the engine breaks, and Latin stay as they are."""
    thai = "โทรหาแพทย์ถ้าอาการปวดแย่ลง"

    assert thai == typeset_line(line(thai, "th")).plain()
    assert ZWSP in typeset_line(line(SPEECH["km"], "km")).plain()


def test_marked_words_and_values_are_set_too() -> None:
    """A phone number in bold, or from the clinic, is as easily turned round as any other."""
    content = (
        Span(kind="strong", children=(Run(text="200 mg"),)),
        Value(name="clinic.phone", text="020 7946 0000"),
    )

    expected = (
        Span(kind="strong", children=(Run(text=f"{LRI}200{NBSP}mg{PDI}"),)),
        Value(name="clinic.phone", text=f"{LRI}020{NBSP}7946{NBSP}0000{PDI}"),
    )
    assert expected == typeset_line(Line(content=content, language="ar", direction="rtl")).content
