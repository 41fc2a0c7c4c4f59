"""Words that are too long for their line are parted, and no others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint import HTML

from leaflet.html.styles import language_styles
from leaflet.languages import language
from leaflet.pdf.longwords import PASSES, part, part_long_words
from leaflet.pdf.watch import broad, overflows, overprints, texts
from leaflet.typeset.clusters import cluster_starts

SIGNS = "\u00ad\u200b\u2060"

LONG = {
    "de": "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung",
    "en": "a" * 300,
    "so": "dhakhtarkaagu" * 12,
    "fi": "<b>Kansaneläkelaitoksenlääkevaihtokorvaus</b>hakemuskäsittelyjärjestelmäntulosmalli",
    "ru": "электроэнцефалографического" * 3,
    "ml": "വേദനസംഹാരികൾക്ക്" * 6,
    "hi": "प्रत्यारोपणकर्तृत्व" * 5,
    "ta": "மருத்துவமனைகளுக்கும்" * 4,
    "my": "ကျန်းမာရေး\u2060ဝန်ထမ်းများ\u2060" * 6,
    "am": "እንደገናተመለሰ" * 6,
    "ar": "مستشفى" * 40,
    "ur": "ہسپتال" * 20,
    "he": "בית־חולים".replace("־", "") * 20,
    "fa": '<span dir="ltr">https://clinic.example/back-pain/verylongaddresswithoutanyendatall/20/30.html</span>',
    "vi": "https://clinic.example/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "ko": "\u2060".join("가나다라마바사아자차카타파하" * 8),
}


def laid_out(tag: str, body: str) -> tuple[int, list[Any]]:
    """Return how many layouts it took, and the pages of the last."""
    html = HTML(
        string="<style>@page { size: 80mm 400mm; margin: 10mm } body { font-size: 16pt }"
        f"{language_styles([tag])}</style>"
        f'<html lang="{tag}" dir="{language(tag).direction}">{body}</html>'
    )
    pages = html.render().pages
    for count in range(PASSES):
        if not part_long_words(pages):
            return count + 1, pages
        pages = html.render().pages
    return PASSES + 1, pages


def lines(pages: list[Any]) -> list[str]:
    return [text.text for page in pages for text, _ in texts(page._page_box)]


@pytest.mark.slow
@pytest.mark.parametrize("tag", LONG)
def test_long_word_keeps_to_its_column(tag: str) -> None:
    """In two layouts: one that shows it, one with it parted."""
    count, pages = laid_out(tag, f"<p>x {LONG[tag]} y</p>")

    assert [] == list(overflows(pages))
    assert [] == list(broad(pages))
    assert 3 <= len(lines(pages))
    assert 2 == count


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["en", "ar", "km"])
def test_text_that_fits_is_laid_out_once(tag: str) -> None:
    """And no letter of it is changed."""
    count, pages = laid_out(tag, "<p>Take 200 mg at 020 7946 0000.</p>")

    assert 1 == count
    assert "Take 200 mg at 020 7946 0000." == " ".join(map(str.strip, lines(pages)))


@pytest.mark.slow
def test_only_the_long_word_is_parted() -> None:
    """Its neighbours stay as they are, in the same paragraph."""
    _, pages = laid_out("de", f"<p>Ruhen Schmerzmittel {LONG['de']} Bewegung danach</p>")
    said = " ".join(lines(pages))

    assert ["Ruhen", "Schmerzmittel", "Bewegung", "danach"] == [
        word for word in said.split() if "\u00ad" not in word and word.isalpha()
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("de", "Kraftfahrzeughaftpflichtversicherungsgesellschaft"),
        ("kl", "napparsimmavissuarmiippallaarsinnaanngilanga"),  # no row of its own
    ],
)
def test_word_is_parted_wherever_it_stands(tag: str, word: str) -> None:
    """Boxes side by side grow with it, so that it keeps to its box and the box to nothing."""
    side = f"<div style='flex: 1'><p>a {word}</p><ul><li>{word} b</li></ul></div>"
    count, pages = laid_out(
        tag,
        f"<p>{word}</p><div style='display: flex; column-gap: 4mm'>{side}{side}</div>"
        f"<p>c <strong>{word}:</strong></p>",
    )

    assert [] == list(overflows(pages))
    assert [] == list(overprints(pages))
    assert 2 == count


@pytest.mark.slow
def test_phone_number_is_never_parted() -> None:
    """It is refused rather: half a number is a wrong number."""
    phone = "02079460000" * 4
    count, pages = laid_out("en", f"<p>{phone}</p>")

    assert 1 == count
    assert [phone] == [text for _, text, _ in overflows(pages)]


@pytest.mark.slow
def test_table_of_long_words_keeps_to_its_column() -> None:
    """A table grows with its words; parted they leave it as broad as the column."""
    row = "<tr><td>Hydrochlorothiazide<td>Levothyroxine<td>Beclometasone</tr>"
    _, pages = laid_out("en", f"<table style='width: 100%'>{row}</table>")

    assert [] == list(broad(pages))
    assert [] == list(overflows(pages))


# Where a word is parted


@pytest.mark.parametrize(
    ("tag", "pieces"),
    [
        ("de", "Donau dampf schiff fahrt"),
        ("en", "med i cine"),
        ("no", "mus kel smer te"),
        ("so", "dhakhtarkaa gu"),  # no dictionary: before a consonant between vowels
        ("ml", "വേ ദ ന സം ഹാ രി കൾ ക്ക്"),
        ("hi", "प्र त्या रो प ण"),
    ],
)
def test_word_is_parted_where_its_language_does(tag: str, pieces: str) -> None:
    """By the dictionaries of LibreOffice, or between what is written as one sign."""
    sign = "\u00ad" if language(tag).hyphens else "\u200b"
    said = part(pieces.replace(" ", ""), tag, 30).split(sign)

    assert pieces.replace(" ", "") == "".join(said)
    assert set(said) >= {pieces.split()[-1]}
    assert 1 < len(said)


def test_address_has_no_hyphen() -> None:
    """It would be typed with the rest."""
    assert "https://|clinic.|example/|a-|b|?c=|1" == part(
        "https://clinic.example/a-b?c=1", "de", 30
    ).replace("\u200b", "|")


words = st.one_of(
    st.text(st.characters(categories=("L", "M", "N")), min_size=1, max_size=30),
    st.text("വേദനസംഹാരികൾക്ക്प्रत्याရှေးန်္မ가나\u2060aé́b-/.", min_size=1, max_size=30),
)


@settings(max_examples=300)
@given(
    words, st.sampled_from(["de", "en", "so", "ml", "ar", "ko", "shn", "und"]), st.integers(1, 20)
)
def test_no_letter_is_lost(word: str, tag: str, most: int) -> None:
    """Nor parted inside what is written as one sign."""
    parted = part(word, tag, most)
    bare = "".join(letter for letter in word if letter not in SIGNS)
    assert bare == "".join(letter for letter in parted if letter not in SIGNS)
    if not set(SIGNS) & set(word):
        ends, length = set(), 0
        for letter in parted:
            if letter in SIGNS:
                ends.add(length)
            else:
                length += 1
        assert set() == ends - set(cluster_starts(word))
