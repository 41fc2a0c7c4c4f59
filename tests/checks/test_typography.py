"""Checks of spaces, marks at the end, doubled words, and letters that cannot be seen."""

from __future__ import annotations

import pytest

from leaflet.checks import subject
from tests.checks.asking import messages_of, says


@pytest.mark.parametrize(
    ("source", "translation", "said"),
    [
        ("Rest.", " Descanse.", "at the beginning"),
        ("Rest.", "Descanse. ", "at the end"),
        ("Rest.", "Descanse.\n", "at the end"),
        ("Rest well.", "Descanse  bien.", "two spaces"),
        ("Rest well.", "Descanse\u00a0 bien.", "two spaces"),
        ("Rest well.", "Descanse\tbien.", "a tab"),
        ("Rest well.", "Descanse\nbien.", "a line end"),
        ("Rest well.", "Descanse bien .", "between `bien` and `.`"),
        ("Rest, well.", "Descanse , bien.", "between `Descanse` and `,`"),
        ("For swelling: ice", "Para la hinchazón : hielo", "between `hinchazón` and `:`"),
    ],
)
def test_odd_spaces_are_found(source: str, translation: str, said: str) -> None:
    """A gap reads as if a word were missing."""
    assert said in " ".join(says("whitespace", source, translation, "es"))


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        ("Rest.", "Descanse.", "es"),
        ("For swelling: ice", "En cas de gonflement : de la glace", "fr"),
        ("Rest; walk.", "Repos ; marche.", "fr"),
        ("Name:\\\nDate:", "Nombre:\\\nFecha:", "es"),
        ("from .5 ml", "desde .5 ml", "es"),
        ("休息。", "rest", "en"),
        ("Rest well.", "好好休息。 走路。", "zh-Hans"),
    ],
)
def test_spaces_where_they_belong_pass(source: str, translation: str, language: str) -> None:
    """French has its own before a colon."""
    assert [] == says("whitespace", source, translation, language)


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        ("Ask first in case of:", "Pregunte antes.", "es"),
        ("Ask first in case of:", "Pregunte antes si tiene", "es"),
        ("Stay active.", "Manténgase activo", "es"),
        ("fever", "fiebre.", "es"),
        ("Questions?", "¿Preguntas.", "es"),
        ("Stay active.", "保持活动", "zh-Hans"),
        ("Stay active.", "सक्रिय रहें", "hi"),
        ("Any questions?", "Έχετε ερωτήσεις.", "el"),
        ("Ask first in case of:", "ถามก่อน", "th"),
    ],
)
def test_lost_or_added_end_is_found(source: str, translation: str, language: str) -> None:
    """A sentence without its end is perhaps half a sentence."""
    assert [] != says("end-punctuation", source, translation, language)


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        ("Stay active.", "保持活动。", "zh-Hans"),
        ("Stay active.", "सक्रिय रहें।", "hi"),
        ("Stay active.", "متحرک رہیں۔", "ur"),
        ("Stay active.", "ንቁ ይሁኑ።", "am"),
        ("Stay active.", "រក្សាសកម្មភាព។", "km"),
        ("Stay active.", "เคลื่อนไหวอยู่เสมอ", "th"),
        ("Questions?", "هل لديكم أسئلة؟", "ar"),
        ("Questions?", "Έχετε ερωτήσεις;", "el"),
        ("Ask first in case of:", "በመጀመሪያ ይጠይቁ፦", "am"),
        ("Ask first in case of:", "次の場合は先に聞いてください：", "ja"),
        ("**Rest.**", "**Descanse.**", "es"),
        ("Say “stop.”", "Diga «basta».", "es"),
        ("Stop.", "¡Pare!", "es"),
        ("and so on …", "und so weiter …", "de"),
    ],
)
def test_mark_of_the_script_counts_as_the_same(
    source: str, translation: str, language: str
) -> None:
    """؟ ۔ । 。 ። ។, the Greek question mark, and no mark at all in Thai."""
    assert [] == says("end-punctuation", source, translation, language)


def test_heading_may_become_a_question() -> None:
    """ "What it is" is "Qu’est-ce que c’est ?" in French; a sentence may not."""
    words = ("What a spasm is", "Qu’est-ce qu’un spasme ?")
    heading = subject(*words, language="fr", roles=("heading-2",))
    sentence = subject(*words, language="fr", roles=("paragraph",))
    assert [] == messages_of("end-punctuation", heading)
    assert [] != messages_of("end-punctuation", sentence)


@pytest.mark.parametrize(
    ("translation", "language"),
    [
        ("En cas de:", "fr"),
        ("Des questions?", "fr"),
        ("Appelez maintenant!", "fr"),
        ("Dites «stop».", "fr"),
        ("En cas de:", "fr-CA"),
    ],
)
def test_lost_french_space_is_found(translation: str, language: str) -> None:
    """French sets a space there."""
    assert [] != says("french-spaces", "x", translation, language)


@pytest.mark.parametrize(
    ("translation", "language"),
    [
        ("En cas de :", "fr"),
        ("En cas de\u202f:", "fr"),
        ("Des questions\u00a0?", "fr"),
        ("Dites « stop ».", "fr"),
        ("Voir https://www.nhs.uk à 8:30.", "fr"),
        ("Des questions?", "fr-CA"),
        ("Des questions?", "fr-CH"),
        ("¿Preguntas?", "es"),
    ],
)
def test_french_space_passes(translation: str, language: str) -> None:
    """Of any width; in Canada only before a colon, and in other languages nowhere."""
    assert [] == says("french-spaces", "x", translation, language)


@pytest.mark.parametrize(
    ("translation", "language"),
    [
        ("Fahren Sie nicht nicht Auto.", "de"),
        ("No tome tome alcohol.", "es"),
        ("Не пейте пейте.", "ru"),
        ("لا لا تقد السيارة", "ar"),
        ("yavaş yavaş yavaş", "tr"),
    ],
)
def test_doubled_word_is_found(translation: str, language: str) -> None:
    """Something was cut or pasted there."""
    assert [] != says("doubled-words", "x", translation, language)


@pytest.mark.parametrize(
    ("translation", "language"),
    [
        ("yavaş yavaş yürüyün", "tr"),
        ("अलग अलग समय पर", "hi"),
        ("từ từ, chầm chậm", "vi"),
        ("Sie, sie und ich", "de"),
        ("Vous vous sentez mal", "fr"),
        ("2 2 mg", "es"),
        ("No, no tome nada", "es"),
        ("খাবেন না। নাক", "bn"),
    ],
)
def test_word_doubled_on_purpose_passes(translation: str, language: str) -> None:
    """Many languages say a word twice and mean it."""
    assert [] == says("doubled-words", "x", translation, language)


@pytest.mark.parametrize(
    ("translation", "language"),
    [
        ("Tome \u206710 ml\u2069.", "es"),
        ("Tome \u200e10 ml.", "es"),
        ("تناول 10\u200f مل.", "ar"),
        ("Tome\ue000 10 ml.", "es"),
        ("服用\u200c 10 毫升。", "zh-Hans"),
        ("Take\u200b 10 ml.", "de"),
    ],
)
def test_letters_that_cannot_be_seen_are_found(translation: str, language: str) -> None:
    """They print numbers backwards, or as boxes."""
    assert [] != says("invisible", "Take 10 ml.", translation, language)


@pytest.mark.parametrize(
    ("translation", "language"),
    [
        ("می\u200cشود 10 مل", "fa"),
        ("क्\u200dष", "hi"),
        ("លេប\u200bថ្នាំ", "km"),
        ("تناول الدواء\u200f.", "ar"),
        ("Rückenmuskel\u00adkrampf", "de"),
        ("10\u00a0ml, 10\u202fml", "fr"),
    ],
)
def test_letters_that_spell_pass(translation: str, language: str) -> None:
    """A joiner is a letter in Persian and Hindi, a break in Khmer, and a soft hyphen is meant."""
    assert [] == says("invisible", "Take 10 ml.", translation, language)
