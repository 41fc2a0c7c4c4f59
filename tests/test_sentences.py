"""Lines parted into their sentences: signs, spaces, abbreviations, and the markup that stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.article import Break, Inline, Line, Run, Span, Value, map_runs
from leaflet.languages import language
from leaflet.typeset import sentences, typeset_line, unset
from tests.strategies import lines_of_letters


def line(*content: Inline | str, tag: str = "en") -> Line:
    """Return a line ready for the page."""
    nodes = tuple(Run(text=node) if isinstance(node, str) else node for node in content)
    return typeset_line(Line(content=nodes, language=tag, direction=language(tag).direction))


def parted(*content: Inline | str, tag: str = "en") -> list[str]:
    """Return the sentences of a line, without what typesetting put in."""
    return [unset(sentence.plain()) for sentence in sentences(line(*content, tag=tag))]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", ["Stay active.", "Rest for 2.5 hours!", "Better?", "Good."]),
        ("de", ["Nehmen Sie z. B. Ibuprofen, ca. 2-mal.", "Am 3. Mai kommt Dr. Meier.", "Gut."]),
        ("fr", ["Demandez à Mme Petit, p. ex. demain.", "« Bien ! »", "Reposez-vous."]),
        ("es", ["¿Le duele?", "¡Pare!", "Pregunte a la Dra. Pérez."]),
        ("pl", ["Proszę stosować np. lód.", "Odpocząć."]),
        ("pl", ["Proszę stosować u p. Ibuprom. m. in. Ibuprom.", "Odpocząć."]),
        ("hi", ["नं. 5 न लें।", "आराम करें।"]),
        ("ko", ["No. 5를 드시지 마세요.", "쉬세요."]),
        ("tr", ["3. Hafta gelin.", "Dr. Kaya'ya sorun."]),
        ("ru", ["Держите лёд, т. е. холод.", "Спросите врача."]),
        ("ar", ["هل زاد الألم؟", "استعملوها 30 دقيقة، 2 أو 3 مرات في اليوم.", "اسألوا د. أحمد."]),
        ("fa", ["فعال بمانید.", "هر بار حداکثر ۳۰ دقیقه."]),
        ("ur", ["ہر بار 30 منٹ لگائیں، دن میں 2 یا 3 بار۔", "چلتے پھرتے رہیں۔"]),
        ("hi", ["चलते-फिरते रहें।", "डॉ. शर्मा से पूछें।", "कभी न सोएँ।"]),
        ("bn", ["সচল থাকুন।", "ডা. সেনকে জিজ্ঞাসা করুন।"]),
        ("ta", ["தொடர்ந்து நடமாடுங்கள்.", "ஓய்வெடுக்கலாம்."]),
        ("am", ["ይጋደሙ።", "በቀን 2 ወይም 3 ጊዜ ይጠቀሙበት።"]),
        ("km", ["រុំថង់ក្តៅក្នុងកន្សែង។", "ប្រើម្តងមិនលើស 30 នាទី ថ្ងៃមួយ 2 ឬ 3 ដង។"]),
        ("my", ["ရပ်ပါ။", "သွားပါ။"]),
        ("ko", ["온찜질 팩을 수건으로 감싸세요.", "하루에 2번 또는 3번 대세요."]),
        ("vi", ["Hỏi BS. Lan.", "Nghỉ ngắn thì được."]),
    ],
)
def test_sentences_end_where_the_language_ends_them(tag: str, expected: list[str]) -> None:
    """By its own signs; what an abbreviation or an ordinal number ends in is none."""
    assert expected == parted(" ".join(expected), tag=tag)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh-Hans", ["用毛巾包好热敷袋。", "每次最多敷 30 分钟，每天 2 或 3 次。", "绝对不要敷！"]),
        ("ja", ["おしりを上げます。", "「やめる？」", "何週間も続くなら、予約してください。"]),
        ("km", ["សូម។", "ឈប់។"]),
    ],
)
def test_sentences_need_no_space_between_them(tag: str, expected: list[str]) -> None:
    """Chinese and Japanese have none."""
    assert expected == parted("".join(expected), tag=tag)


@pytest.mark.parametrize(
    "expected",
    [
        ["เคลื่อนไหวร่างกายอยู่เสมอ", "พักสั้นๆ ในท่าที่สบายได้", "หลีกเลี่ยงการนอนพักบนเตียงนานๆ"],
        ["ประคบครั้งละไม่เกิน 30 นาที วันละ 2 หรือ 3 ครั้ง", "ห้ามใช้บนผิวหนังที่ชา"],
        ["หากปวดมากขึ้น ให้ปรึกษาเภสัชกร พยาบาล หรือแพทย์", "หากปวดอยู่หลายสัปดาห์ ให้นัดพบแพทย์"],
        ["ถ้าแพ้ยานี้ ห้าม กินยานี้โดยเด็ดขาด", "หยุดยาทันทีถ้าปวดมากขึ้น"],
        ["ไม่ควร ใช้ยานี้นานเกินไป", "หยุดยาทันทีถ้าปวดมากขึ้น"],
        ["หยุด หากปวดมากขึ้นหรือปวดร้าวลงขา"],
        ["ทำให้ง่วง", "ระหว่างใช้ยานี้ ห้ามขับรถและห้ามดื่มแอลกอฮอล์"],
        ["หลีกเลี่ยงตั้งแต่สัปดาห์ที่ 20 ของการตั้งครรภ์", "ห้ามกินโดยเด็ดขาดหลังสัปดาห์ที่ 28"],
    ],
)
def test_thai_is_parted_at_the_author_s_spaces(expected: list[str]) -> None:
    """But not round a number, in a list, nor between an "if" and what to do."""
    assert expected == parted(" ".join(expected), tag="th")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take vitamin C. Rest.", ["Take vitamin C.", "Rest."]),
        ("Never after week 28. Rest.", ["Never after week 28.", "Rest."]),
        ("Rest (on your back. Or side). Walk.", ["Rest (on your back. Or side).", "Walk."]),
        ("At 5 p.m. Rest.", ["At 5 p.m. Rest."]),
        ("Take e.g. Ibuprofen.", ["Take e.g. Ibuprofen."]),
        ("Do not take No. 5. Rest.", ["Do not take No. 5.", "Rest."]),
        ("Is it safe? No. Ask first.", ["Is it safe?", "No.", "Ask first."]),
        ("Temp. 38.5 °C. Call.", ["Temp. 38.5 °C.", "Call."]),
        ("Take Vit. C. Rest.", ["Take Vit. C. Rest."]),
        ("", []),
    ],
)
def test_what_is_no_end_of_a_sentence(text: str, expected: list[str]) -> None:
    """In doubt, two sentences stay on one line."""
    assert expected == parted(text)


def test_markup_and_values_go_with_their_words() -> None:
    """Bold words over two sentences are bold in both; nothing is parted inside of a name."""
    bold = Span(kind="strong", children=(Run(text="Stop. Rest"),))
    name = Value(name="clinic.name", text="St. Mary. The Clinic")

    found = sentences(line("Now. ", bold, ". Call ", name, ". Go."))

    assert [
        (Run(text="Now."),),
        (Span(kind="strong", children=(Run(text="Stop."),)),),
        (Span(kind="strong", children=(Run(text="Rest"),)), Run(text=".")),
        (Run(text="Call "), name, Run(text=".")),
        (Run(text="Go."),),
    ] == [sentence.content for sentence in found]


def test_a_new_line_of_the_author_ends_a_sentence() -> None:
    """It is not set any more: each sentence has a line of its own."""
    found = sentences(line("Monday to Friday", Break(), "8 to 12"))

    assert ["Monday to Friday", "8 to 12"] == [unset(one.plain()) for one in found]
    assert not any(isinstance(node, Break) for one in found for node in one.content)


def test_a_stretch_of_the_other_direction_stays_whole() -> None:
    """An isolate is never opened in one line and closed in another."""
    found = sentences(line("خذ Panadol. Take 2. خذ 500 mg. توقّف.", tag="ar"))

    for sentence in found:
        said = sentence.plain()
        assert len(re.findall("[\u2066\u2067\u2068]", said)) == said.count("\u2069")
    assert "توقّف." == unset(found[-1].plain())


runs = lines_of_letters.map(lambda text: Run(text=text))
values = lines_of_letters.map(lambda text: Value(name="clinic.name", text=text))
nodes = st.recursive(
    st.one_of(runs, values, st.just(Break())),
    lambda inner: st.builds(
        Span,
        kind=st.just("strong"),
        children=st.lists(inner, max_size=3).map(tuple),
        href=st.just(""),
    ),
    max_leaves=6,
)
words = st.sampled_from(
    ["Rest. Walk", "न सोएँ। ", "休息。走路。", "(a. B) C. ", "ถ้า ให้ กิน ", "د. 5 mg. "]
)


@given(
    st.lists(st.one_of(nodes, words.map(lambda text: Run(text=text))), max_size=5).map(tuple),
    st.sampled_from(["en", "ar", "th", "km", "zh-Hans", "hi"]),
)
def test_no_letter_is_lost(content: tuple[Inline, ...], tag: str) -> None:
    """All sentences together say what the line says, each of them something."""
    # Typesetting's own signs are taken out of what somebody else wrote: they would be opened only.
    whole = line(*map_runs(content, lambda text: re.sub("[\u2066-\u2069]", "", text)), tag=tag)
    found = sentences(whole)

    said = "".join(sentence.plain() for sentence in found)
    assert re.sub(r"[\s\u200b]", "", whole.plain()) == re.sub(r"[\s\u200b]", "", said)
    assert all(sentence.plain().strip() for sentence in found)
    assert all(sentence.language == tag for sentence in found)
