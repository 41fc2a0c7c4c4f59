"""Numbers, doses and units of translations."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.catalogs import read_catalog, usable
from leaflet.checks import Subject, subject
from leaflet.checks.numbers import numbers
from leaflet.wording import figures, languages
from tests.checks.asking import says

ROOT = Path(__file__).parent.parent.parent

# Source, translation, and the same translation gone wrong.
CASES = [
    # Spanish
    ("es", "Take 400 mg every 8 hours.", "Tome 400 mg cada 8 horas.", "Tome 40 mg cada 8 horas."),
    ("es", "for ten days", "durante diez días", "durante diez semanas"),
    (
        "es",
        "Apply it three times a day.",
        "Aplíquela tres veces al día.",
        "Aplíquela 2 veces al día.",
    ),
    ("es", "0.5 ml", "0,5 ml", "5 ml"),
    ("es", "one and a half hours", "una hora y media", "dos horas y media"),
    ("es", "age over 50", "más de 50 años", "menos de 50 años"),
    # German
    ("de", "Rest for 20 minutes.", "Ruhen Sie 20 Minuten.", "Ruhen Sie 20 Stunden."),
    ("de", "twice a week", "zweimal in der Woche", "zweimal am Tag"),
    ("de", "1,500 ml", "1.500 ml", "1,500 ml"),
    ("de", "after week 12", "nach der 12. Woche", "nach dem 12. Monat"),
    ("de", "twenty-four hours", "vierundzwanzig Stunden", "vierzehn Stunden"),
    ("de", "from 9:30", "ab 9.30 Uhr", "ab 9.20 Uhr"),
    # French
    ("fr", "5 g of powder", "5 g de poudre", "5 mg de poudre"),
    ("fr", "for two months", "pendant deux mois", "pendant deux semaines"),
    ("fr", "half an hour before", "une demi-heure avant", "une heure avant"),
    ("fr", "2,000 mg", "2 000 mg", "20 000 mg"),
    ("fr", "39 °C", "39 °C", "39 °F"),
    ("fr", "2 teaspoons", "2 cuillères à café", "2 cuillères à soupe"),
    # Portuguese
    ("pt", "Take 2 capsules.", "Tome 2 cápsulas.", "Tome 3 cápsulas."),
    ("pt", "for five days", "durante cinco dias", "durante quinze dias"),
    ("pt", "once a month", "uma vez por mês", "uma vez por semana"),
    # Polish
    ("pl", "every 12 hours", "co 12 godzin", "co 12 dni"),
    ("pl", "for two weeks", "przez dwa tygodnie", "przez dwa miesiące"),
    ("pl", "three times a day", "trzy razy dziennie", "trzy razy w tygodniu"),
    ("pl", "1.25 ml", "1,25 ml", "12,5 ml"),
    # Russian
    ("ru", "for five days", "в течение пяти дней", "в течение пяти недель"),
    ("ru", "Take 250 mg.", "Принимайте 250 мг.", "Принимайте 250 мл."),
    ("ru", "one and a half litres", "полтора литра", "два литра"),
    ("ru", "2 tablespoons", "2 столовые ложки", "2 чайные ложки"),
    # Ukrainian
    ("uk", "every 4 hours", "кожні 4 години", "кожні 4 дні"),
    ("uk", "two tablets", "дві таблетки", "три таблетки"),
    ("uk", "three times a week", "тричі на тиждень", "тричі на день"),
    # Turkish
    ("tr", "for 15 minutes", "15 dakika boyunca", "15 saat boyunca"),
    ("tr", "twice a day", "günde iki kez", "haftada iki kez"),
    ("tr", "half a tablet", "yarım tablet", "bir buçuk tablet"),
    ("tr", "50 %", "%50", "%5"),
    # Vietnamese
    ("vi", "for three weeks", "trong ba tuần", "trong ba tháng"),
    ("vi", "Take 2 capsules.", "Uống 2 viên nang.", "Uống 2 gói."),
    ("vi", "five years", "năm năm", "năm tháng"),
    # Somali
    ("so", "for 3 days", "muddo 3 maalmood ah", "muddo 3 toddobaad ah"),
    ("so", "two tablets", "laba kiniin", "saddex kiniin"),
    ("so", "every 6 hours", "6dii saacadoodba mar", "6dii maalmoodba mar"),
    # Arabic
    ("ar", "for two days", "لمدة يومين", "لمدة أسبوعين"),
    ("ar", "Take 500 mg.", "تناولوا ٥٠٠ ملغ.", "تناولوا ٥٠ ملغ."),
    ("ar", "three times a day", "ثلاث مرات في اليوم", "ثلاث مرات في الأسبوع"),
    ("ar", "2.5 ml", "٢٫٥ مل", "٢٥ مل"),
    # Persian
    ("fa", "for 10 days", "۱۰ روز", "۱۰ هفته"),
    ("fa", "2.5 ml", "۲/۵ میلی‌لیتر", "۲۵ میلی‌لیتر"),
    ("fa", "twice a day", "دو بار در روز", "سه بار در روز"),
    # Urdu
    ("ur", "for 2 hours", "2 گھنٹے تک", "2 دن تک"),
    ("ur", "one and a half tablets", "ڈیڑھ گولی", "ڈھائی گولی"),
    ("ur", "three weeks", "تین ہفتے", "تین مہینے"),
    # Hindi
    ("hi", "five minutes", "पाँच मिनट", "पाँच घंटे"),
    ("hi", "12 tablets", "१२ गोलियाँ", "२१ गोलियाँ"),
    ("hi", "two and a half", "ढाई", "डेढ़"),
    # Nepali
    ("ne", "three times a day", "दिनमा तीन पटक", "हप्तामा तीन पटक"),
    ("ne", "20 minutes", "२० मिनेट", "२ मिनेट"),
    ("ne", "half a tablet", "आधा चक्की", "डेढ चक्की"),
    # Bengali
    ("bn", "two weeks", "দুই সপ্তাহ", "দুই মাস"),
    ("bn", "75 mg", "৭৫ মিলিগ্রাম", "৫৭ মিলিগ্রাম"),
    ("bn", "three times a day", "দিনে তিনবার", "দিনে চারবার"),
    # Punjabi
    ("pa", "for 6 months", "6 ਮਹੀਨੇ ਤੱਕ", "6 ਹਫ਼ਤੇ ਤੱਕ"),
    ("pa", "twice a day", "ਦਿਨ ਵਿੱਚ ਦੋ ਵਾਰ", "ਦਿਨ ਵਿੱਚ ਤਿੰਨ ਵਾਰ"),
    ("pa", "10 ml", "10 ਮਿਲੀਲੀਟਰ", "10 ਮਿਲੀਗ੍ਰਾਮ"),
    # Tamil
    ("ta", "for two days", "இரண்டு நாட்களுக்கு", "இரண்டு வாரங்களுக்கு"),
    ("ta", "15 minutes", "15 நிமிடங்கள்", "15 மணி நேரம்"),
    ("ta", "3 tablets", "3 மாத்திரைகள்", "3 கரண்டிகள்"),
    # Amharic
    ("am", "for two weeks", "ለሁለት ሳምንት", "ለሁለት ወር"),
    ("am", "10 minutes", "10 ደቂቃ", "10 ሰዓት"),
    ("am", "3 tablets", "3 ኪኒን", "4 ኪኒን"),
    # Thai
    ("th", "for 5 days", "เป็นเวลา 5 วัน", "เป็นเวลา 5 สัปดาห์"),
    ("th", "two tablets", "สองเม็ด", "สามเม็ด"),
    ("th", "10 ml", "๑๐ มิลลิลิตร", "๑๐ มิลลิกรัม"),
    # Khmer
    ("km", "for 7 days", "រយៈពេល ៧ ថ្ងៃ", "រយៈពេល ៧ សប្តាហ៍"),
    ("km", "two tablets", "ពីរគ្រាប់", "បីគ្រាប់"),
    ("km", "every 8 hours", "រៀងរាល់ 8 ម៉ោងម្តង", "រៀងរាល់ 8 ថ្ងៃម្តង"),
    # Japanese
    ("ja", "for 10 minutes", "10分間", "10時間"),
    ("ja", "three days", "三日間", "四日間"),
    (
        "ja",
        "Take 2 tablets three times a day.",
        "1日3回、2錠ずつ飲みます。",
        "1日3回、3錠ずつ飲みます。",
    ),
    ("ja", "half a tablet", "半錠", "1錠半"),
    # Korean
    ("ko", "for 2 hours", "2시간 동안", "2일 동안"),
    ("ko", "three tablets", "세 알", "네 알"),
    ("ko", "twice a day", "하루에 두 번", "일주일에 두 번"),
    # Chinese
    ("zh-Hans", "for two weeks", "两周", "两个月"),
    ("zh-Hans", "Take 3 capsules.", "服用３粒胶囊。", "服用５粒胶囊。"),
    ("zh-Hans", "5 percent", "百分之5", "百分之50"),
    ("zh-Hant", "for three days", "三天", "三週"),
    ("zh-Hant", "10 ml", "10 毫升", "10 毫克"),
    # A language without a file
    ("it", "Take 200 mg.", "Prenda 200 mg.", "Prenda 200 ml."),
]


@pytest.mark.parametrize(("tag", "source", "translation", "wrong"), CASES)
def test_number_or_unit_that_changed_is_found(
    tag: str, source: str, translation: str, wrong: str
) -> None:
    """And one that did not is left in peace, in each language."""
    assert [] == says("numbers", source, translation, tag)
    assert [] != says("numbers", source, wrong, tag)


def test_every_language_of_the_lists_has_cases() -> None:
    """A list without one is not tested."""
    assert set(languages()) - {"en"} <= {tag for tag, *_ in CASES}


@pytest.mark.parametrize(
    ("source", "translation", "tag"),
    [
        ("I did one exercise.", "Hice ejercicio.", "es"),
        ("a doctor", "ein Arzt", "de"),
        ("both knees", "les genoux", "fr"),
        ("Use only one at a time.", "Nutzen Sie nie zwei gleichzeitig.", "de"),
        ("age over 65", "65歳を超えている", "ja"),
        ("on 3 March", "3月3日に", "ja"),
        ("once a day", "1日1回", "ja"),
        ("10 mg for each kg", "体重1 kgあたり10 mg", "ja"),
        ("every 6 hours", "de 6 em 6 horas", "pt"),
        ("for 2 weeks", "لمدة أسبوعين (2)", "ar"),
        ("from 8:30 to 17:00", "de 8 h 30 à 17 h", "fr"),
        ("Page {page} of {pages}", "{pages} 页中的第 {page} 页", "zh-Hans"),
        ("Call 020 7946 0000.", "Llame al 020-7946-0000.", "es"),
        ("any of these", "以下任何一种情况", "zh-Hans"),
        ("sometimes", "a veces", "es"),
        ("½ tablet", "0,5 Tabletten", "de"),
        ("Do not take more than 3.", "Nehmen Sie höchstens 3.", "de"),
    ],
)
def test_other_way_to_say_a_number_is_right(source: str, translation: str, tag: str) -> None:
    """Articles, ages, dates, and what a language adds."""
    assert [] == says("numbers", source, translation, tag)


OTHER_SIDE = (
    "the source says `under`, the translation says `más de`, which is the other side of the number"
)


@pytest.mark.parametrize(
    ("source", "translation", "said"),
    [
        ("10 ml", "5 ml", ["the source says `10 ml`, the translation says `5 ml`"]),
        ("1000 mg", "1 g", ["the source says `1000 mg`, the translation says `1 g`"]),
        ("2 weeks", "14 días", ["the source says `2 weeks`, the translation says `14 días`"]),
        ("3 times", "veces", ["the source says `3 times`, the translation does not"]),
        (
            "some tablets",
            "5 pastillas",
            ["the translation says `5 pastillas`, the source does not"],
        ),
        (
            "for 30 minutes",
            "30",
            ["the source says `30 minutes`, the translation does not have this unit"],
        ),
        (
            "under 12",
            "más de 12 años",
            [OTHER_SIDE],
        ),
    ],
)
def test_finding_says_both_sides(source: str, translation: str, said: list[str]) -> None:
    """As written, with the unit."""
    assert said == says("numbers", source, translation, "es")


@cache
def with_digits() -> tuple[Subject, ...]:
    """Return the messages of the catalogs of the repository that have digits."""
    found = []
    for path in sorted(ROOT.glob("translations/*/LC_MESSAGES/back-muscle-spasm.po")):
        tag = path.parent.parent.name.replace("_", "-")
        for message in read_catalog(path.read_bytes(), path.name, tag).messages.values():
            if usable(message) and any(map(str.isdecimal, message.translation)):
                found.append(subject(message.id, message.translation, language=tag))
    return tuple(found)


def digits_in(text: str) -> list[int]:
    return [index for index, letter in enumerate(text) if letter.isdecimal()]


@given(st.data())
def test_any_digit_renumbered_is_found(data: st.DataObject) -> None:
    """In any translation that there is, in any script."""
    original = data.draw(st.sampled_from(with_digits()))
    index = data.draw(st.sampled_from(digits_in(original.translation)))
    zero = ord(original.translation[index]) - unicodedata.decimal(original.translation[index])
    other = chr(zero + data.draw(st.integers(0, 9)))
    text = original.translation[:index] + other + original.translation[index + 1 :]
    changed = subject(original.source, text, language=original.language.tag)

    assert [] == list(numbers(original))
    assert (other == original.translation[index]) == ([] == list(numbers(changed)))


@given(
    st.decimals(0, 99999, places=2),
    st.sampled_from("0٠۰०০੦௦០๐０"),
)
def test_digits_of_any_script_are_the_same(value: object, zero: str) -> None:
    """٣ is 3."""
    text = f"{value} mg"
    native = re.sub(r"\d", lambda digit: chr(ord(zero) + int(digit[0])), text)

    assert [number.values for number in figures(text, "en").numbers] == [
        number.values for number in figures(native, "en").numbers
    ]


@given(st.text(max_size=40), st.sampled_from(languages()))
def test_text_compared_with_itself_has_the_same_numbers(text: str, tag: str) -> None:
    """Whatever stands there."""
    same = subject(text or "a", text or "a", language=tag, source_language=tag)
    assert [] == list(numbers(same))


@pytest.mark.parametrize("text", ["1" * 4900, "1," * 2400, "½" * 2000, "1 " * 2400])
def test_hostile_digits_are_compared(text: str) -> None:
    """More of them than Python reads as one number, too."""
    assert [] == says("numbers", text, text, "es")
    assert [] != says("numbers", text, f"{text} 7", "es")


def test_endless_text_is_refused() -> None:
    """What nobody compares does not pass."""
    assert ["a text of 6000 letters is not compared with its source"] == says(
        "numbers", "a" * 6000, "a", "es"
    )


@pytest.mark.parametrize(
    ("source", "right", "wrong", "tag"),
    [
        # The other side of a number, where both texts say "not".
        (
            "Never use it under 12 years.",
            "Nunca lo use si tiene menos de 12 años.",
            "Nunca lo use si tiene más de 12 años.",
            "es",
        ),
        ("Never under 3 months", "Nie unter 3 Monaten", "Nie über 3 Monate", "de"),
        (
            "Do not use it if you are over 12.",
            "Wenn Sie über 12 sind, nehmen Sie es nicht.",
            "Wenn Sie unter 12 sind, nehmen Sie es nicht.",
            "de",
        ),
        (
            "Do not take more than 1,000 mg.",
            "Ne prenez pas plus de 1 000 mg.",
            "Ne prenez pas moins de 1 000 mg.",
            "fr",
        ),
        # Doses and hours.
        (
            "Do not take more than 4 doses in 24 hours.",
            "No tome más de 4 dosis en 24 horas.",
            "No tome más de 24 dosis en 4 horas.",
            "es",
        ),
        (
            "Do not take more than 4 doses in 24 hours.",
            "No tome más de 4 veces en 24 horas.",
            "No tome más de 24 veces en 4 horas.",
            "es",
        ),
        (
            "Every 6 hours, up to 4 doses.",
            "Alle 6 Stunden, bis zu 4 Dosen.",
            "Alle 4 Stunden, bis zu 6 Dosen.",
            "de",
        ),
        # A unit that is left out.
        ("Give 0.5 mg per kg.", "Dé 0,5 mg por kg.", "Dé 0,5 mg.", "es"),
        ("Give 0.5 mg per kg.", "Geben Sie 0,5 mg je kg.", "Geben Sie 0,5 mg.", "de"),
        ("Give 0.5 mg per kg.", "Geben Sie 0,5 mg je Kilo.", "Geben Sie 0,5 mg.", "de"),
    ],
)
def test_same_numbers_with_another_meaning_are_found(
    source: str, right: str, wrong: str, tag: str
) -> None:
    """Which side of a number, what it counts, and for what."""
    assert [] == says("numbers", source, right, tag)
    assert [] != says("numbers", source, wrong, tag)


DOSES = {
    "am": "ዶዝ", "ar": "جرعات", "bn": "ডোজ", "de": "Dosen", "es": "dosis", "fa": "دوز",
    "fr": "doses", "hi": "खुराक", "ja": "回分", "km": "ដូស", "ko": "회분", "ne": "मात्रा",
    "pa": "ਖੁਰਾਕਾਂ", "pl": "dawki", "pt": "doses", "ru": "дозы", "so": "qiyaas", "ta": "டோஸ்",
    "th": "โดส", "tr": "doz", "uk": "дози", "ur": "خوراکیں", "vi": "liều", "zh-Hans": "剂",
    "zh-Hant": "劑",
}  # fmt: skip


@pytest.mark.parametrize("tag", sorted({*languages()} - {"en"}))
def test_doses_are_not_hours_in_any_language(tag: str) -> None:
    """A number of doses is no number of hours."""
    doses = f"4 {DOSES[tag]}"
    assert [] == says("numbers", "4 doses", doses, tag)
    assert [] != says("numbers", "4 hours", doses, tag)
    assert [] != says("numbers", "4 doses", "4 h", tag)
