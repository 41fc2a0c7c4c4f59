"""Breaks, isolates and no-break spaces."""

from __future__ import annotations

import ctypes
import functools
import itertools
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from weasyprint import HTML

from leaflet.article import Inline, Line, Run, Span, Value, plain
from leaflet.html.styles import language_styles
from leaflet.html.words import Words
from leaflet.languages import known, language
from leaflet.pdf.mends import mend
from leaflet.pdf.watch import texts as texts_on
from leaflet.quantities import find
from leaflet.typeset import typeset_line, unset
from leaflet.typeset.breaks import UNSPACED
from leaflet.typeset.clusters import cluster_starts
from leaflet.typeset.formulas import formulas
from leaflet.typeset.marks import OURS
from tests.strategies import FORMULAS, FRAGMENTS

ZWSP, NBSP, LRI, RLI, PDI, JOINER = "\u200b", "\u00a0", "\u2066", "\u2067", "\u2069", "\u2060"
ALM = "\u061c"


def line(text: str, tag: str) -> Line:
    return Line(content=(Run(text=text),), language=tag, direction=language(tag).direction)


def set_in(text: str, tag: str) -> str:
    """Return the letters of a text, set in a language."""
    return typeset_line(line(text, tag)).plain()


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
    *FORMULAS,
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
    assert kept in as_seen(set_in(around.format(kept), "ar"))


def test_order_is_lost_without_isolates() -> None:
    """What the isolates are for, so that nobody takes them out."""
    assert "0000 7946 020" in as_seen("خذ 020 7946 0000 الآن")
    assert "mg 400–200" in as_seen("خذ 200–400 mg الآن")


def test_number_stays_with_the_sentence_not_with_the_name() -> None:
    """In "take Nurofen 3 times", the 3 must not come to stand before Nurofen."""
    text = set_in("خذ Nurofen 3 مرات", "ar")

    assert f"خذ {LRI}Nurofen{PDI} 3{NBSP}مرات" == text


def test_latin_words_are_one_run() -> None:
    """Words of a name that were isolated one by one would change places."""
    text = set_in("في Riverside Health Centre, London.", "ar")

    assert f"في {LRI}Riverside Health Centre{PDI}, {LRI}London{PDI}." == text


def test_bare_digits_need_no_isolate() -> None:
    """Digits on end keep their order by themselves, in any script."""
    assert f"٢٠٠{NBSP}و 999" == set_in("٢٠٠ و 999", "ar")


def test_left_to_right_text_has_no_isolates() -> None:
    """There is nothing to protect there, and the letters stay searchable."""
    text = set_in("Call 020 7946 0000 at Riverside.", "en")

    assert f"Call 020{NBSP}7946{NBSP}0000 at Riverside." == text


# No line ends inside a quantity


@pytest.mark.parametrize("tag", ["en", "km", "lo", "my", "shn", "ko", "ar", "he"])
@pytest.mark.parametrize("kept", [text for text in KEPT if not text[0].isalpha()])
def test_line_never_ends_in_a_quantity(kept: str, tag: str) -> None:
    """Direction is resolved line by line, so half a phone number would be turned round."""
    text = set_in(f"ក {kept} ខ", tag)
    start = text.index(kept[0])
    inside = text[start : text.rindex(kept[-1]) + 1]

    assert not set(" \u2009" + ZWSP) & set(inside)


def test_dash_and_stroke_end_no_line() -> None:
    """A line may end behind them, unless a word joiner forbids it."""
    assert f"200–{JOINER}400{NBSP}mg" == set_in("200–400 mg", "en")
    assert f"5{NBSP}ml/{JOINER}kg" == set_in("5 ml/kg", "en")
    assert f"200{NBSP}-{JOINER}{NBSP}400{NBSP}mg" == set_in("200 - 400 mg", "en")


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("ru", "200_мг и 30_минут"),
        ("hi", "30_मिनट"),
        ("ar", "200_ملغ"),
        ("de", "2_Wochen, 3-4_Tage"),
        ("fr", "vitamine_B12"),
        ("en", "1_1/2_tablets"),
        ("en", "1½_tablets"),
        ("de", "30 Schmerzmittelunverträglichkeiten"),  # it needs a line of its own
        ("en", "123 456 7890 now"),  # a phone number counts nothing
    ],
)
def test_number_stays_with_what_it_counts(tag: str, text: str) -> None:
    """A number at the end of a line, its unit on the next, is read as another dose."""
    said = set_in(text.replace("_", " "), tag)

    assert text == said.replace(f"123{NBSP}456{NBSP}", "123 456 ").replace(NBSP, "_")


@pytest.mark.parametrize(("tag", "text"), [("ja", "30分"), ("zh-Hans", "30分钟"), ("th", "30นาที")])
def test_number_stays_with_what_it_counts_without_a_space(tag: str, text: str) -> None:
    """The engine would end a line between the two."""
    assert f"30{JOINER}{text[2:]}" == set_in(text, tag)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "2- oder 3-_mal am Tag"),
        ("en", "a 5-_day course"),
        ("de", "4-Schmerzmittelunverträglichkeiten"),  # it needs a line of its own
    ],
)
def test_number_stays_with_the_word_behind_its_hyphen(tag: str, text: str) -> None:
    """The engine would end a line behind the hyphen, and "3-" is read as half of a range."""
    assert text.replace("_", JOINER) == set_in(text.replace("_", ""), tag)


def test_narrow_space_stays_narrow() -> None:
    """French and SI write a thin space before a unit; only its breaking is forbidden."""
    assert "200\u202fmg" == set_in("200\u2009mg", "en")
    assert "200\u202fmg" == set_in("200\u202fmg", "en")


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("fr", "Dites « stop » !", "Dites «\u00a0stop\u00a0» !"),
        ("fr", "« Stop », dit-il.", "«\u00a0Stop\u00a0», dit-il."),
        ("fr", "(« stop »)", "(«\u00a0stop\u00a0»)"),
        ("de", "Er sagt »Halt« und geht.", "Er sagt »Halt« und geht."),
    ],
)
def test_french_quotation_stays_with_its_marks(tag: str, text: str, expected: str) -> None:
    """A line never ends with `«`; German marks of the same shape are left alone."""
    assert expected == set_in(text, tag)


# On paper

BESIDE = {
    "en": ("see ", "now"),
    "de": ("siehe ", "jetzt"),
    "th": ("โทร", "หมอ"),
    "ja": ("今日", "薬"),
    "ko": ("오늘 ", "약"),
    "km": ("សូម", "ទៅ"),
    "iu": ("ᐃᓄᒃ ", "ᓄᓇ"),
}
WHOLE = (
    *FORMULAS,
    "+44 20 7946 0958",
    "020 7946 0000",
    "200–400 mg",
    "120/80 mmHg",
)


@pytest.mark.slow
@pytest.mark.parametrize("tag", BESIDE)
def test_no_line_ends_in_a_formula(tag: str) -> None:
    """By lines that the engine has laid out, with more and more words before it."""
    before, after = BESIDE[tag]
    tried = [(one, count) for one in WHOLE for count in range(1, 7)]
    lines = laid_out(tag, [f"{before * count} {one} {after}" for one, count in tried])

    assert [] == [
        (one, found)
        for (one, _), found in zip(tried, lines, strict=True)
        if not any(bare(one) in bare(each) for each in found)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["30 นาที", "30นาที"])
def test_thai_number_stays_with_what_it_counts_on_paper(unit: str) -> None:
    """Neither a no-break space nor a word joiner is heeded there."""
    lines = laid_out("th", [f"{'โทร' * count} {unit} หมอ" for count in range(1, 10)])

    assert [] == [found for found in lines if not any(bare(unit) in bare(each) for each in found)]


def laid_out(tag: str, cases: list[str]) -> list[list[str]]:
    """Return the lines of each text in a narrow column."""
    mend()
    body = "<hr style='break-after: page'>".join(
        f"<p>{Words(typeset_line(line(case, tag)), tag)}</p>" for case in cases
    )
    style = "@page { size: 66mm 100mm; margin: 3mm } body { font-size: 14pt }"
    html = HTML(
        string=f"<style>{style}{language_styles([tag])}</style><html lang='{tag}'><body>{body}"
    )
    found = []
    for page in html.render().pages:
        rows: dict[int, str] = {}
        for text, _ in sorted(texts_on(page._page_box), key=lambda one: one[0].position_x):
            row = round(text.position_y + text.baseline)
            rows[row] = rows.get(row, "") + text.text
        found.append(list(rows.values()))
    return found


def bare(text: str) -> str:
    return "".join(unset(text).split())


# Laws


def without_ours(text: str) -> str:
    """Return a text without the signs that typesetting puts in."""
    return "".join(letter for letter in text if letter not in OURS)


texts = st.one_of(
    st.text(max_size=60),
    st.text("aB 012٢½خ\u00a0\u2009–-./:@+%°C$€#=×\u2066\u2069\u200b", max_size=40),
    st.lists(st.sampled_from([*KEPT, *FRAGMENTS]), max_size=4).map(" ".join),
)


TAGS = ("en", "ar", "fa", "he", "nqo", "km", "my", "shn", "lo", "ko", "th", "ja", "jv-Java")


@settings(max_examples=300)
@given(texts.map(without_ours), st.sampled_from(TAGS))
def test_typesetting_can_be_taken_out(text: str, tag: str) -> None:
    """Nothing is lost, and nothing but spaces and signs without ink is put in."""
    assert text == unset(set_in(text, tag))


@settings(max_examples=200)
@given(texts.map(without_ours), st.sampled_from(TAGS))
@example(text="0+A", tag="ar")
def test_setting_twice_changes_nothing(text: str, tag: str) -> None:
    """What was put in is known again."""
    once = set_in(text, tag)

    assert once == set_in(once, tag)


@settings(max_examples=200)
@given(texts)
def test_formulas_do_not_overlap(text: str) -> None:
    """Each is where it says, and has its quantities in it."""
    end = 0
    for whole, parts in formulas(text, find(text)):
        assert end <= whole.start == parts[0].start
        assert whole.end == parts[-1].end
        assert whole.text == text[whole.start : whole.end]
        end = whole.end


@settings(max_examples=200)
@given(texts.map(without_ours), st.sampled_from(["ar", "fa", "he", "nqo"]))
def test_every_isolate_is_closed(text: str, tag: str) -> None:
    """An isolate that stays open would take in the rest of the paragraph."""
    depth = 0
    for letter in set_in(text.replace("\u2068", ""), tag):
        depth += (letter in (LRI, RLI)) - (letter == PDI)
        assert 0 <= depth <= 2  # a date in Arabic-Indic digits has its numbers isolated too
    assert 0 == depth


marked = st.lists(
    st.one_of(
        st.builds(Run, text=texts.map(without_ours)),
        st.builds(Value, name=st.just("clinic.phone"), text=st.sampled_from(KEPT)),
        st.builds(
            Span,
            kind=st.sampled_from(["strong", "link"]),
            children=st.tuples(st.builds(Run, text=texts.map(without_ours))),
        ),
    ),
    max_size=4,
).map(tuple)


@settings(max_examples=200)
@given(marked, st.sampled_from(["en", "ar", "he", "km", "ko"]))
def test_markup_stays_round_its_letters(content: tuple[Inline, ...], tag: str) -> None:
    """However a dose and its markup lie over each other, no letter moves."""
    made = typeset_line(Line(content=content, language=tag, direction=language(tag).direction))

    assert plain(content) == unset(made.plain())
    assert letters_by_mark(content) == letters_by_mark(made.content)


def letters_by_mark(content: tuple[Inline, ...]) -> dict[str, str]:
    """Return the letters in bold, in links and in placeholders, each together."""
    found = {"strong": "", "link": "", "value": ""}

    def walk(nodes: tuple[Inline, ...], marks: tuple[str, ...]) -> None:
        for node in nodes:
            match node:
                case Span(kind=kind, children=children):
                    walk(children, (*marks, kind))
                case Run(text=text) | Value(text=text):
                    for mark in (*marks, *(["value"] if isinstance(node, Value) else [])):
                        if mark in found:
                            found[mark] += unset(text)

    walk(content, ())
    return found


@settings(max_examples=200)
@given(
    st.text("កខ្សាំអ្នក១ aနာကျင်မှုပိုဆိုး္ກະລຸນາເດ်ꦱꦧꦼꦤ꧀ᨾᨶ᩠ᨦ가나\u0301", max_size=30).map(without_ours),
    st.sampled_from(["km", "my", "shn", "lo", "ko", "jv-Java", "en"]),
)
def test_no_line_ends_inside_what_is_one_sign(text: str, tag: str) -> None:
    """A vowel stays on its consonant, and what is stacked stays stacked."""
    plain_letters, ends = "", []
    for letter in set_in(text, tag):
        if letter == ZWSP:
            ends.append(len(plain_letters))
        elif letter not in OURS or letter == NBSP:
            plain_letters += letter

    assert set() == set(ends) - set(cluster_starts(plain_letters))


# Scripts without spaces

SPEECH = {
    "km": "សូមទូរស័ព្ទទៅគ្រូពេទ្យប្រសិនបើការឈឺចាប់កាន់តែខ្លាំង",
    "lo": "ກະລຸນາໂທຫາທ່ານໝໍຖ້າອາການເຈັບຮ້າຍແຮງຂຶ້ນ",
    "kjg": "ກະລຸນາໂທຫາທ່ານໝໍຖ້າອາການເຈັບຮ້າຍແຮງຂຶ້ນ",
    "my": "နာကျင်မှုပိုဆိုးလာပါကဆရာဝန်ကိုဖုန်းဆက်ပါ",
    "shn": "ၵူၼ်းတင်းလၢႆၵေႃႉၼႆႉၵူၼ်းတင်းလၢႆၵေႃႉၼႆႉ",
    "mnw": "ကုသိုလ်ပညာဂှ်နွံကၠာကုသိုလ်ပညာဂှ်နွံကၠာ",
    "ksw": "ပှၤကညီခဲလၢာ်အိၣ်ဖျဲၣ်ထီၣ်ပှၤကညီခဲလၢာ်",
    "kjp": "ပှၤကညီခဲလၢာ်အိၣ်ဖျဲၣ်ထီၣ်ပှၤကညီခဲလၢာ်",
    "jv-Java": "ꦱꦧꦼꦤ꧀ꦲꦸꦮꦺꦴꦁꦏꦭꦲꦶꦫꦏꦺ",
    "nod-Lana": "ᨾᨶᩩᩔ᩼ᨴᩢ᩠ᨦᩉᩖᩣ᩠ᨿᨾᨶᩩᩔ᩼ᨴᩢ᩠ᨦᩉᩖᩣ᩠ᨿ",
    "khb": "ᦅᦳᧃᦑᧂᦜᦻᦅᦳᧃᦑᧂᦜᦻ",
    "ban-Bali": "ᬲᬓᬮᬸᬯᬶᬭᬫᬦᬸᬱᬳᬾᬫ᭄ᬩᬲ᭄",
    "en": "សូមទូរស័ព្ទទៅគ្រូពេទ្យប្រសិនបើការឈឺចាប់កាន់តែខ្លាំង",  # a name or a sentence in it
}


@pytest.mark.parametrize("tag", SPEECH)
def test_lines_may_end_between_words(tag: str) -> None:
    """The engine breaks none of these; without help the sentence runs off the paper."""
    pieces = set_in(SPEECH[tag], tag).split(ZWSP)

    assert 4 < len(pieces)
    assert max(map(len, pieces)) < 20


@pytest.mark.parametrize("tag", SPEECH)
def test_no_line_begins_with_a_mark(tag: str) -> None:
    """A vowel or a tone mark stays on its consonant, and what is stacked stays stacked."""
    pieces = set_in(SPEECH[tag], tag).split(ZWSP)
    stackers = "\u17d2\u1039\u1a60\u1b44\ua9c0"  # coeng, viramas, sakot, adeg adeg, pangkon

    assert [] == [piece for piece in pieces if unicodedata.category(piece[0]) in ("Mn", "Mc")]
    assert [] == [piece for piece in pieces[:-1] if piece[-1] in stackers]


@pytest.mark.parametrize("tag", [tag for tag in known() if UNSPACED.search(language(tag).autonym)])
def test_every_language_without_spaces_has_somebody_to_break_it(tag: str) -> None:
    """A row that was forgotten would run off the paper as one line."""
    assert language(tag).breaking in ("icu", "syllable")
    assert ZWSP in set_in(language(tag).autonym * 8, tag)


def test_syllables_are_whole() -> None:
    """By the letters that close a syllable: ICU parts Shan and Mon before them."""
    expected = {
        "shn": "ၵူၼ်း|တင်း|လၢႆ|ၵေႃႉ|ၼႆႉ",
        "ksw": "ပှၤ|က|ညီ|ခဲ|လၢာ်|အိၣ်|ဖျဲၣ်|ထီၣ်",
        "mnw": "ကု|သိုလ်|ပ|ညာ|ဂှ်|နွံ|ကၠာ",
        "nod-Lana": "ᨾ|ᨶᩩᩔ᩼|ᨴᩢ᩠ᨦ|ᩉᩖᩣ᩠ᨿ",
        "khb": "ᦅᦳᧃ|ᦑᧂ|ᦜᦻ",
    }

    assert expected == {
        tag: set_in(pieces.replace("|", ""), tag).replace(ZWSP, "|")
        for tag, pieces in expected.items()
    }


def test_breaks_of_the_translator_are_kept_and_not_doubled() -> None:
    """Khmer is often typed with U+200B between its words."""
    words = f"សូម{ZWSP}ទូរស័ព្ទ{ZWSP}ទៅ"

    assert words == set_in(words, "km")
    assert f"សូម{ZWSP}ទូរស័ព្ទ{ZWSP}ទៅ{ZWSP}គ្រូពេទ្យ" == set_in("សូមទូរស័ព្ទ" + ZWSP + "ទៅគ្រូពេទ្យ", "km")


def test_korean_is_divided_between_words() -> None:
    """A particle stays with its word, be that a Latin one, a number or a bracket."""
    expected = "약_을 MRI_를 (통_증)_이 30_분 동_안 clinic.example/약 가"

    assert expected == set_in(expected.replace("_", ""), "ko").replace(JOINER, "_")


def test_combined_letters_are_never_parted() -> None:
    """Not even where no font draws them so."""
    assert [] == list(cluster_starts("ស្ត្រី"))
    assert [2] == list(cluster_starts("മാരിൾ"))  # a chillu closes the syllable
    assert [1] == list(cluster_starts("மருந்"))


def test_final_consonant_of_syllabics_closes_its_syllable() -> None:
    """ᒃ, ᖅ and ᑦ are small and raised; alone at the beginning of a line they are not read."""
    word = "ᐋᓐᓂᐊᖅᑕᐃᓕᒪᓂᕐᒧᑦ"
    starts = [0, *cluster_starts(word), len(word)]
    pieces = [word[start:end] for start, end in itertools.pairwise(starts)]

    assert ["ᐋᓐ", "ᓂ", "ᐊᖅ", "ᑕ", "ᐃ", "ᓕ", "ᒪ", "ᓂᕐ", "ᒧᑦ"] == pieces


# Lines


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
        Run(text=" و "),
        Value(name="clinic.phone", text="020 7946 0000"),
    )

    expected = (
        Span(kind="strong", children=(Run(text=f"{LRI}200{NBSP}mg{PDI}"),)),
        Run(text=" و "),
        Value(name="clinic.phone", text=f"{LRI}020{NBSP}7946{NBSP}0000{PDI}"),
    )
    assert expected == typeset_line(Line(content=content, language="ar", direction="rtl")).content


def test_dose_that_is_half_in_bold_is_one_run() -> None:
    """The engine has no direction across pieces of markup: `mg` would stand before `200`."""
    content = (
        Run(text="خذ "),
        Span(kind="strong", children=(Run(text="قبل 200"),)),
        Run(text=" mg الآن"),
    )

    assert (
        Run(text="خذ "),
        Span(kind="strong", children=(Run(text="قبل "),)),
        Span(
            kind="ltr",
            children=(
                Span(kind="strong", children=(Run(text=f"{LRI}200"),)),
                Run(text=f"{NBSP}mg{PDI}"),
            ),
        ),
        Run(text=" الآن"),
    ) == typeset_line(Line(content=content, language="ar", direction="rtl")).content


def test_isolates_of_a_translator_are_kept() -> None:
    """Where they are closed they do what ours would do; marks inside a number change nothing."""
    assert f"خذ {LRI}200{NBSP}mg{PDI}" == set_in(f"خذ {LRI}200 mg{PDI}", "ar")
    assert f"{LRI}020{NBSP}\u200e7946{NBSP}0000{PDI}" == set_in("020 \u200e7946 0000", "ar")
    assert f"{RLI}قل {LRI}MRI{PDI}{PDI}" == set_in(f"{RLI}قل MRI{PDI}", "ar")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("٢–٣", f"{RLI}{ALM}٢–{JOINER}٣{PDI}"),
        ("۲۰۰-۴۰۰", f"{RLI}{ALM}۲۰۰-۴۰۰{PDI}"),
        ("٥٠٪", f"{RLI}{ALM}٥٠٪{PDI}"),
        ("≥ ٣٨", f"{RLI}{ALM}≥{NBSP}٣٨{PDI}"),
        ("-٥", f"{RLI}{ALM}-٥{PDI}"),
        ("-۵", f"{LRI}-۵{PDI}"),
        ("5–10", f"{LRI}5–{JOINER}10{PDI}"),
        ("> 2.5 g/l", f"{LRI}>{NBSP}2.5{NBSP}g/{JOINER}l{PDI}"),
        ("HbA1c > 7 %", f"{LRI}HbA1c{NBSP}>{NBSP}7{NBSP}%{PDI}"),
        ("38 °م", f"38{NBSP}°م"),
        ("H₂O", f"{LRI}H₂O{PDI}"),
        ("CO₂", f"{LRI}CO₂{PDI}"),
        ("MRI (CT)", f"{LRI}MRI{PDI} ({LRI}CT{PDI})"),
    ],
)
def test_signs_stand_where_readers_of_the_digits_look_for_them(text: str, expected: str) -> None:
    """Latin digits run from left to right, native ones with a sign from right to left."""
    assert expected == set_in(text, "ar")


def test_native_formula_follows_the_text() -> None:
    """A thousand keeps its groups in order; the doses of a day are read from the right."""
    assert "١ ٢٠٠" in as_seen(set_in("خذ ١ ٢٠٠ ملغ", "ar"))
    assert "٠-٢-٠-١" in as_seen(set_in("خذ ١-٠-٢-٠ الآن", "ar"))
