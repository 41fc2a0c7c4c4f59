"""Checks of script and language."""

from __future__ import annotations

import pytest

from leaflet.checks.language import telltales
from leaflet.languages import known, language
from tests.checks.asking import says


@pytest.mark.parametrize(
    ("source", "translation", "tag"),
    [
        ("chest pain", "chest pain", "hi"),
        ("chest pain", "seene mein dard", "hi"),
        ("chest pain", "chest pain", "ar"),
        ("chest pain", "сильная боль", "de"),
        ("chest pain", "胸の痛み", "zh-Hans"),
        ("Take paracetamol", "Tome p\u0430racetamol", "es"),
        ("Rest well", "Отдыхайте xорошо", "ru"),
        ("Rest well today", "अच्छी तरह rest करें", "ne"),
        ("Rest well", "ভালো करে বিশ্রাম নিন", "bn"),
        ("Stay active.", "활동을 계속 tomorrow 하세요.", "ko"),
    ],
)
def test_other_script_is_found(source: str, translation: str, tag: str) -> None:
    """Words in letters that the patient does not read are as good as missing."""
    assert [] != says("script", source, translation.replace("rest", "relax"), tag)


@pytest.mark.parametrize(
    ("source", "translation", "tag"),
    [
        ("Take 200 mg.", "200 mg लें।", "hi"),
        ("With ketoprofen", "使用酮洛芬（ketoprofen）", "zh-Hant"),
        ("Nor are opioids.", "ថ្នាំពពួកអាភៀន (opioid)", "km"),
        ("A CT scan", "CT를 찍으세요", "ko"),
        ("Vitamin B12", "ビタミンB12", "ja"),
        ("An MRI", "التصوير MRI", "ar"),
        ("See www.nhs.uk", "www.nhs.uk देखें", "hi"),
        ("Call {emergency}", "{emergency} पर कॉल करें", "hi"),
        ("Use it daily", "毎日使ってください", "ja"),
        ("Drug X", "薬X", "ja"),
        ("Use µg", "Usa µg", "es"),
    ],
)
def test_own_script_passes(source: str, translation: str, tag: str) -> None:
    """With units, abbreviations, and names that the source has in Latin letters too."""
    assert [] == says("script", source, translation, tag)


@pytest.mark.parametrize(
    ("translation", "tag", "found"),
    [
        ("Pergunte ao médico se a dor não passar com o repouso.", "es", "Portuguese"),
        ("Demandez à votre médecin si la douleur ne passe pas.", "es", "French"),
        ("Ask a doctor if the pain is worse than it was.", "de", "English"),
        ("Fragen Sie den Arzt, wenn die Schmerzen stärker werden.", "nl", "German"),
        ("Descanse. Ask a doctor if the pain is worse than it was.", "es", "English"),
        ("Спросите врача, если вы больны.", "bg", "ы"),
        ("Запитайте лікаря, якщо біль не минає.", "ru", "і"),
        ("Спросите врача, если вы больны.", "uk", "ы"),
        ("اگر درد شدید شود از پزشک بپرسید", "ar", "Persian"),
        ("إذا زاد الألم أو لم يتحسن بعد ثلاثة أيام فاسألوا من الصيدلي", "fa", "Arabic"),
        ("درد شديد", "fa", "ي"),
        ("請詢問醫生。", "zh-Hans", "traditional"),
        ("请询问医生。", "zh-Hant", "simplified"),
        ("请询问医生是否可以服用这种药片。", "ja", "kana"),
        ("请询问医生是否可以服用这种药片。", "ko", "Hangul"),
        ("दर्द बढ़े तो डॉक्टर से पूछें और आराम न करें।", "ne", "Hindi"),
    ],
)
def test_other_language_is_found(translation: str, tag: str, found: str) -> None:
    """By its small words, or by letters that the language does not have."""
    assert found in " ".join(says("language", "x", translation, tag))


@pytest.mark.parametrize(
    ("translation", "tag"),
    [
        ("Pregunte al médico si el dolor no mejora con el reposo.", "es"),
        ("Pergunte ao médico se a dor não passar com o repouso.", "pt"),
        ("Fragen Sie den Arzt, wenn die Schmerzen stärker werden.", "de"),
        ("Cafetería Ménière", "en"),
        ("请询问医生。", "zh-Hans"),
        ("請詢問醫生。", "zh-Hant"),
        ("医師に聞いてください。", "ja"),
        ("胸痛", "ja"),
        ("Запитайте лікаря, якщо біль не минає.", "uk"),
        ("Спросите врача.", "ru"),
        ("Питайте лекаря, ако болката не минава.", "bg"),
        ("درد بڑھ جائے تو ڈاکٹر سے پوچھیں۔", "ur"),
        ("Weydii dhakhtarka haddii xanuunku ka sii daro.", "so"),
        ("Tanyakan kepada dokter jika tidak membaik.", "id"),
    ],
)
def test_own_language_passes(translation: str, tag: str) -> None:
    """As do names, and texts too short to tell."""
    assert [] == says("language", "x", translation, tag)


def test_every_row_is_a_language_that_the_program_knows() -> None:
    """A misspelt tag would be a row that nothing reads."""
    assert [] == [tag for tag in telltales() if language(tag).tag != tag]
    assert set() == telltales().keys() - {tag.split("-")[0] for tag in known()}


def test_alphabets_hold_the_letters_of_their_own_words() -> None:
    """A language that is accused by its own small words would always be."""
    basic = set("abcdefghijklmnopqrstuvwxyz'’ʻ")
    for tag, row in telltales().items():
        if row.letters:
            letters = {letter for word in row.words for letter in word if letter.isalpha()}
            assert set() == letters - row.letters - basic, tag
