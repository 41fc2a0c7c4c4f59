"""Watching: what would not be read as it was written is found, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest
from weasyprint import HTML

from leaflet.assemble import Job, Library
from leaflet.assemble.places import place_of
from leaflet.errors import ContentError, Problem
from leaflet.html import HtmlPage
from leaflet.html.styles import families, language_styles
from leaflet.languages import language
from leaflet.pdf.pool import pool
from leaflet.pdf.pool import render as render_in_worker
from leaflet.pdf.watch import broad, clipped, overflows, overprints, problems_of_layout
from leaflet.sheets import SHEETS
from leaflet.workspace import read_workspace

PAGE = "<style>@page { size: 100mm; margin: 10mm } body { margin: 0; font: 13pt Noto Sans }</style>"
ROW = "<tr><td>Beclometasone<td>Levothyroxine<td>Hydrochlorothiazide</tr>"

pytestmark = pytest.mark.slow

TAGS = ("ar", "bn", "bo", "en", "fa", "he", "hi", "km", "lo", "my", "ta", "th", "zh-Hans")
"""Of the texts below. The worker sees their fonts, all at once."""


@pytest.fixture(scope="module")
def worker() -> Iterator[Executor]:
    with pool(1, families(TAGS)) as executor:
        yield executor


def said(worker: Executor, tag: str, words: str) -> list[Problem]:
    """Return what is said of a page with these words."""
    style = f"{PAGE}<style>{language_styles([tag])}</style>"
    direction = language(tag).direction
    page = HtmlPage(
        html=f"<html lang={tag} dir={direction}><title>x</title>{style}<p>{words}",
        resources={},
        name="x",
        sheet=SHEETS["a4"],
        max_pages=0,
        families=families([tag]),
    )
    try:
        return list(worker.submit(render_in_worker, page).result().warnings)
    except ContentError as error:
        return list(error.problems)


MISSING = {
    "emoji": ("en", "Drink tea 🙂", "U+1F642 SLIGHTLY SMILING FACE"),
    "flag": ("en", "Call 🇬🇧", "U+1F1EC REGIONAL INDICATOR SYMBOL LETTER G"),
    "private use": ("en", "Drink \ue000 tea", "U+E000 (private use)"),
    "not assigned": ("en", "Drink \u0378 tea", "U+0378 (not assigned)"),
    "hieroglyph": ("ar", "اشرب 𓀀 الشاي", "U+13000 EGYPTIAN HIEROGLYPH A001"),
    "ideograph beyond the font": ("zh-Hans", "蜂蜜𪚥。", "U+2A6A5 CJK UNIFIED IDEOGRAPH-2A6A5"),
    "beside a selector": ("en", "Tea \U0001f375\ufe0f", "U+1F375 TEACUP WITHOUT HANDLE"),
    # The worker has these fonts, for other languages that are built at the same time.
    "Devanagari in English": ("en", "Drink न tea", "U+0928 DEVANAGARI LETTER NA"),
    "Khmer in Arabic": ("ar", "اشرب ក", "U+1780 KHMER LETTER KA"),
    "Han in Hindi": ("hi", "दें 蜂", "U+8702 CJK UNIFIED IDEOGRAPH-8702"),
}


@pytest.mark.parametrize(("tag", "words", "letter"), MISSING.values(), ids=MISSING)
def test_letter_that_no_font_of_the_language_has_is_named(
    worker: Executor, tag: str, words: str, letter: str
) -> None:
    """With the words round it and the fonts that were tried; not as a box on paper, and not in a
    font that is there by chance."""
    (problem,) = said(worker, tag, words)

    evidence = dict(problem.evidence)
    assert ("glyphs", "error") == (problem.code, problem.severity)
    assert (words, letter) == (evidence["text"], evidence["letter"])
    assert ", ".join(language(tag).fonts) == evidence["fonts"]


ON_CIRCLES = {
    "Devanagari": ("hi", "दिन ि में", "\u093f"),
    "Devanagari, two signs": ("hi", "शहद्ा दें", "\u093e"),
    "Bengali": ("bn", "বাং্্লা", "\u09cd"),
    "Tamil": ("ta", "ா தேன்", "\u0bbe"),
    "Khmer": ("km", "ា ខ្មែរ", "\u17b6"),
    "Burmese": ("my", "ာ မြန်မာ", "\u102c"),
    "Tibetan": ("bo", "ི བོད", "\u0f72"),
    "Thai": ("th", "ัก", "\u0e31"),
    "Lao": ("lo", "ັລາວ", "\u0eb1"),
    "Arabic": ("ar", "\u064eبيت", "\u064e"),
    "Hebrew": ("he", "\u05b8ש", "\u05b8"),
    "Latin": ("en", "<b>c</b>\u0301oughs", "\u0301"),
}


@pytest.mark.parametrize(("tag", "words", "mark"), ON_CIRCLES.values(), ids=ON_CIRCLES)
def test_mark_without_its_letter_is_named(
    worker: Executor, tag: str, words: str, mark: str
) -> None:
    """The engine would put a dotted circle under it, which no patient can read."""
    (problem,) = said(worker, tag, words)

    assert ("marks", "error") == (problem.code, problem.severity)
    assert f"U+{ord(mark):04X} " in dict(problem.evidence)["mark"]


FINE = {
    "joiners in Persian": ("fa", "می\u200cخواهم \u200dه"),
    "joiners in Hindi": ("hi", "क\u094d\u200dष क\u094d\u200cष"),
    "joiners alone": ("en", "a \u200c b \u200d c"),
    "selectors": ("en", "☎\ufe0e 1\ufe0e x\ufe00"),
    "what cannot be seen": ("en", "a\u00adb \u2060 c\u200b \u034f \u200e\u200f \u2066d\u2069"),
    "a circle that is meant": ("hi", "\u25cc\u093f का चिह्न"),
    "a mark on a no-break space": ("hi", "चिह्न \u00a0\u093f"),
    "conjuncts": ("hi", "स्त्री र्क ज्ञ श्री कृ फ़ोन"),
    "Khmer": ("km", "ខ្មែរ\u200bស្រី\u200bក្បាល"),
    "Burmese": ("my", "မြန်မာ\u200bက္ကလေး"),
    "Arabic with all its marks": ("ar", "بِسْمِ ٱللَّهِ"),
    "Hebrew with points": ("he", "שָׁלוֹם"),
    "decomposed letters": ("en", "De\u0301 Vie\u0323\u0302t"),
    "many marks": ("en", "e\u0301\u0323\u0308"),
    "arrows, boxes, mathematics": ("en", "→ ☐ ✓ ≤ ≥ − ≈ ½ °"),
    "Latin in Arabic": ("ar", "تناول <span lang=en>Nurofen</span> Nurofen 200"),
    "rare ideographs that there are": ("zh-Hans", "龘㐀𰻝"),
}


@pytest.mark.parametrize(("tag", "words"), FINE.values(), ids=FINE)
def test_good_text_is_left_alone(worker: Executor, tag: str, words: str) -> None:
    """What only looks like a fault is none: each of these is printed as it was written."""
    assert [] == said(worker, tag, words)


def test_letter_in_a_picture_is_found(worker: Executor) -> None:
    """Words in an SVG are letters too; the engine draws one at a time."""
    picture = "<svg xmlns='http://www.w3.org/2000/svg' width='99' height='20'><text y='15' "
    picture += "font-family='Noto Sans'>Tea 𓀀</text></svg>"

    (problem,) = said(worker, "en", f'<img src="data:image/svg+xml;utf8,{picture}">')

    assert "the letter U+13000" in problem.message
    assert "𓀀" == dict(problem.evidence)["text"]


def test_many_texts_are_not_told_one_by_one(worker: Executor) -> None:
    """With a wrong font it is every text of a handout."""
    first, *others = said(worker, "en", "".join(f"<p>{chr(0x13000 + n)}" for n in range(20)))

    assert "the letter U+13000" in first.message
    assert "the same in 15 more texts" in others[-1].message
    assert 6 == 1 + len(others)


def test_letters_of_one_text_are_told_together(worker: Executor) -> None:
    """In the order of reading, and no more than anybody reads."""
    (problem,) = said(worker, "en", "Give 𓀀𓀁𓀂 and 𓀃𓀄𓀅 and 𓀀 again")

    assert "no font has 6 letters of a text" in problem.message
    named = [text for label, text in problem.evidence if label in ("letter", "")]
    assert [f"U+{code:04X}" for code in range(0x13000, 0x13005)] == [
        text.split()[0] for text in named[:5]
    ]
    assert "… and 1 more" == named[5]


# Places


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A clinic whose words come from everywhere."""
    for name, data in {
        "leaflet.toml": 'languages = ["es"]\nstaff_language = "de"\n[clinic]\n'
        'name = "Riverside ⓒ"\naddress = "1 Mill Lane ⓐ"\nphone = "020 7946 0000"\n'
        'territory = "GB"\n',
        "articles/cough.md": '+++\ntitle = "Cough"\nsources = ["Handbook ⓢ"]\n+++\n\n'
        "Call {clinic.name}, **now**.\n\nRest.\n\nRest.\n",
        "translations/es/LC_MESSAGES/cough.po": 'msgid ""\nmsgstr ""\n"Language: es\\n"\n\n'
        'msgid "Call {clinic.name}, **now**."\n'
        'msgstr "Llame a {clinic.name} **aho\u00adra ⓐ**, ya."\n',
        "translations/de/LC_MESSAGES/cough.po": 'msgid ""\nmsgstr ""\n"Language: de\\n"\n\n'
        'msgctxt "title"\nmsgid "Cough"\nmsgstr "Husten ⓗ"\n',
        "translations/es/LC_MESSAGES/leaflet.po": 'msgid ""\nmsgstr ""\n"Language: es\\n"\n\n'
        'msgid "Draft"\nmsgstr "Borrador ⓑ"\n',
        "translations/de/LC_MESSAGES/leaflet.po": 'msgid ""\nmsgstr ""\n"Language: de\\n"\n\n'
        'msgid "Draft"\nmsgstr "Entwurf ⓔ"\n',
        "translations/es/approvals.toml": '[[approval]]\narticle = "cough"\nby = "Ana ⓝ"\n',
        "templates/own.html": '<html>\n<p title="ⓣ">\n',
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data, encoding="utf-8")
    return Library(read_workspace(tmp_path))


PLACES = {
    "translation, across bold words": ("ahora ⓐ", "translations/es/LC_MESSAGES/cough.po:5"),
    "translation, cut": ("…ahora ⓐ", "translations/es/LC_MESSAGES/cough.po:5"),
    "translation, hyphenated": ("Llame a‐", "translations/es/LC_MESSAGES/cough.po:5"),
    "source of what is not translated": ("Cough", "articles/cough.md:2"),
    "clinic": ("Riverside ⓒ", "leaflet.toml:4"),
    "clinic's address": ("Mill\u00a0Lane ⓐ", "leaflet.toml:5"),
    "staff's title": ("Husten ⓗ", "translations/de/LC_MESSAGES/cough.po:6"),
    "furniture": ("Borrador ⓑ", "translations/es/LC_MESSAGES/leaflet.po:5"),
    "furniture of the staff": ("Entwurf ⓔ", "translations/de/LC_MESSAGES/leaflet.po:5"),
    "source of the article": ("Handbook ⓢ", "articles/cough.md:3"),
    "who approved it": ("Ana ⓝ", "translations/es/approvals.toml:3"),
    "template": ("ⓣ", "templates/own.html:2"),
    "nobody": ("ⓧⓧ", "None"),
    "nothing": ("…", "None"),
}


@pytest.mark.parametrize(("words", "place"), PLACES.values(), ids=PLACES)
def test_words_of_a_page_lead_back_to_who_wrote_them(
    library: Library, words: str, place: str
) -> None:
    """Whoever reads the message goes to that line, and finds the words there."""
    job = Job(article="cough", language="es", sheet="a4")

    assert place == str(place_of(library, job, words))


# Room


def test_table_broader_than_its_column_is_found_once() -> None:
    """Each of its words keeps to its cell, and yet the table lies over the next column."""
    pages = HTML(string=f"{PAGE}<div style='columns: 2'><table>{ROW * 40}</table></div>").render()

    (number, tag, text, out_mm), *others = broad(pages.pages)

    assert (1, "table", "Beclometasone") == (number, tag, text)
    assert out_mm > 40
    assert not others
    assert not list(overflows(pages.pages))


OUTSIDE = {
    # As a band at the head of the page that is higher than its margin.
    "above the paper": "<p style='margin-top: -20mm'>Draft",
    "below the paper": "<p style='position: absolute; top: 85mm'>Draft",
    "left of the paper": "<p style='margin-left: -15mm'>Draft",
    "right of the paper": "<div style='margin-left: 84mm; width: 40mm'><p>Draft",
    "out of its box": "<p style='width: 5mm'>Draft",
}


@pytest.mark.parametrize("words", OUTSIDE.values(), ids=OUTSIDE)
def test_text_outside_is_found(words: str) -> None:
    """Off the paper, or out of its own box."""
    pages = HTML(string=PAGE + words).render()

    assert ["Draft"] == [text for _, text, _ in overflows(pages.pages)]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (11, []),
        (12, ["overflow: x: what stands at the foot of page 2 is 1.2 mm too high"]),
    ],
)
def test_foot_that_is_higher_than_its_page_is_found(lines: int, said: list[str]) -> None:
    """The engine sets it upwards over the band, and says nothing."""
    style = (
        "<style>@page { @footnote { margin: 0; padding: 0; border: 0 } } p { margin: 0 }</style>"
    )
    # The engine adds a line; 13 of 13 pt in Noto Sans, each 17.7 pt high, are 81.2 mm of 80.
    foot = f"<div style='float: footnote'>{'<p>Ask us' * lines}</div>"
    pages = HTML(string=f"{PAGE}{style}<p>Cough{foot}").render().pages

    assert said == [f"{one.code}: {one.message}" for one in problems_of_layout(pages, "x")]


CUT = {
    "too broad": "<div style='overflow: hidden; width: 20mm; white-space: nowrap'>10 ml, not 5 ml",
    "too high": "<div style='overflow: hidden; height: 2mm'>10 ml, not 5 ml",
    "in a box in the box": "<div style='overflow: hidden; height: 2mm'><p><b>10 ml, not 5 ml",
    "with an ellipsis": "<div style='overflow: hidden; text-overflow: ellipsis; width: 20mm; "
    "white-space: nowrap'>10 ml, not 5 ml",
}


@pytest.mark.parametrize("words", CUT.values(), ids=CUT)
def test_text_that_is_cut_off_is_found(words: str) -> None:
    """A dose whose end cannot be seen is another dose."""
    pages = HTML(string=PAGE + words).render()

    assert ["10 ml, not 5 ml"] == [text for _, text, _ in clipped(pages.pages)]


@pytest.mark.parametrize(
    "words",
    [
        "<div style='overflow: hidden'>10 ml, not 5 ml",
        # Tight, yet all ink is there.
        "<div style='overflow: hidden; height: 1.2em; line-height: 1.2'>10 ml, not 5 ml",
    ],
)
def test_text_that_can_be_seen_is_not_cut_off(words: str) -> None:
    """A box that would cut, cuts nothing here."""
    assert [] == list(clipped(HTML(string=PAGE + words).render().pages))


OVER = {
    "two blocks": "<p>First</p><p style='margin-top: -9mm'>Second",
    "one placed": "<p>First</p><p style='position: absolute; top: 13pt; margin: 0'>Second",
    "a box on it": "<p style='margin: 0'>First</p><p style='background: #eee; margin: -2mm 0 0; "
    "padding: 3mm'>Second",
}


@pytest.mark.parametrize("words", OVER.values(), ids=OVER)
def test_text_over_text_is_found(words: str) -> None:
    """Neither of them can be read."""
    ((number, *both),) = overprints(HTML(string=PAGE + words).render().pages)

    assert (1, ["First", "Second"]) == (number, sorted(both))


@pytest.mark.parametrize(
    "words",
    [
        "<p style='line-height: 1'>Lines that are set as tightly as can be do not hide each other.",
        "<p style='background: #eee'>A <b style='background: #ddd'>ground</b> of its own<p>Next",
        "<p style='margin: 0; background: #eee'>One<p style='margin: 0; background: #ddd'>below",
    ],
)
def test_texts_beside_each_other_are_no_fault(words: str) -> None:
    """They touch, and each can be read."""
    assert [] == list(overprints(HTML(string=PAGE + words).render().pages))


def test_flush_left_cell_in_hebrew_is_no_fault() -> None:
    """The engine sets such a line to the left by the space that it takes off the line's end."""
    words = "יש למדוד את רמת הסוכר בדם לפני <span style='white-space: nowrap'>SOS 3624</span> "
    cell = f"<td style='text-align: end; padding: 1.5mm'>{words * 6}"
    pages = HTML(string=f"{PAGE}<html dir=rtl lang=he><table><tr>{cell}</table>").render()

    assert not list(overflows(pages.pages))
    assert not list(broad(pages.pages))
