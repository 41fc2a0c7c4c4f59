"""Checks of what is not words: placeholders, marks, links, phone numbers, nothing at all."""

from __future__ import annotations

import pytest

from leaflet.checks import subject
from tests.checks.asking import messages_of, says


@pytest.mark.parametrize(
    ("source", "translation", "said"),
    [
        ("Call {emergency}", "Llame al 999", "has lost `{emergency}`"),
        ("Call {emergency}", "Llame al {urgent}", "has `{urgent}` in place of `{emergency}`"),
        ("Call {urgent}", "Llame al {urgente}", "has `{urgente}` in place of `{urgent}`"),
        ("Call 1", "Llame al {urgent}", "has `{urgent}`, the source has not"),
        ("{urgent} {urgent}", "{urgent}", "more often or less often"),
        ("[a](tel:{urgent})", "[a](tel:{emergency})", "in place of `{urgent}`"),
        ("[a](tel:{urgent})", "a", "has lost `{urgent}`"),
    ],
)
def test_other_placeholders_are_found(source: str, translation: str, said: str) -> None:
    """Another number in its place would be called."""
    (message,) = says("placeholders", source, translation, "es")
    assert said in message


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        ("Call {emergency}", "Llame al {emergency}", "es"),
        ("{clinic.name}: {clinic.phone}", "{clinic.phone} ({clinic.name})", "de"),
        ("Page {page} of {pages}", "{pages}ページ中{page}ページ", "ja"),
        ("Call **{emergency}**", "اتصلوا بـ **{emergency}**", "ar"),
        ("A brace \\{x\\}", "Una llave \\{x\\}", "es"),
    ],
)
def test_placeholders_may_change_places(source: str, translation: str, language: str) -> None:
    """Every language has its own order of words."""
    assert [] == says("placeholders", source, translation, language)


@pytest.mark.parametrize(
    ("source", "translation", "said"),
    [
        ("**Knees.** Lie down.", "Rodillas. Túmbese.", "lost `**bold**`"),
        ("Never.", "**Nunca.**", "`**bold**` more often"),
        ("*Never* do it.", "**Nunca** lo haga.", "`**bold**` more often"),
        ("Name:\\\nDate:", "Nombre: Fecha:", "lost a line break"),
        ("`A`", "A", "lost `` `code` ``"),
        (
            "**Call {emergency} now for any of these:**",
            "**Llame** al {emergency} ahora por cualquiera de estos motivos:",
            "in the source all is `**bold**`",
        ),
    ],
)
def test_other_marks_are_found(source: str, translation: str, said: str) -> None:
    """What is bold in the source is what must be seen."""
    assert said in " ".join(says("markup", source, translation, "es"))


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        ("**Knees.** Lie down.", "**Rodillas.** Túmbese.", "es"),
        ("Do it **now** and *gently*.", "*Suavemente*, pero **ya**.", "es"),
        ("**Knees.** Lie down.", "**膝**：仰卧。", "zh-Hans"),
        ("**For you to tick:**", "**لوضع علامة:**", "ar"),
    ],
)
def test_same_marks_pass(source: str, translation: str, language: str) -> None:
    """In whatever order, and on words of whatever length."""
    assert [] == says("markup", source, translation, language)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("[NHS](https://www.nhs.uk/a)", "[NHS](https://www.nhs.uk/b)"),
        ("[NHS](https://www.nhs.uk/a)", "NHS"),
        ("NHS", "[NHS](https://www.nhs.uk/a)"),
        ("See www.nhs.uk today.", "Vea www.nhs.es hoy."),
        ("Write to help@clinic.example.", "Escriba a ayuda@clinic.example."),
        ("[call](tel:111)", "[llame](tel:112)"),
    ],
)
def test_other_addresses_are_found(source: str, translation: str) -> None:
    """A changed address leads to somebody who is not the clinic."""
    assert [] != says("links", source, translation, "es")


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        ("[NHS](https://www.nhs.uk/a)", "[الخدمة](https://www.nhs.uk/a)", "ar"),
        ("See www.nhs.uk.", "请看 www.nhs.uk。", "zh-Hans"),
        ("[one](tel:1) [two](tel:2)", "[zwei](tel:2) [eins](tel:1)", "de"),
    ],
)
def test_same_addresses_pass(source: str, translation: str, language: str) -> None:
    """Words round them are free, and so is their order."""
    assert [] == says("links", source, translation, language)


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        ("Call 020 7946 0000.", "Llame al 020 7946 0001.", "es"),
        ("Call 020 7946 0000.", "Llame al 020 7946.", "es"),
        ("Call 020 7946 0000.", "Llámenos.", "es"),
        ("Call us.", "Llame al 020 7946 0000.", "es"),
        ("Call 020 7946 0000.", "اتصلوا بـ ٠٢٠ ٧٩٤٦ ٠٠٠١.", "ar"),
        ("Call +44 20 7946 0000.", "Rufen Sie +49 20 7946 0000 an.", "de"),
    ],
)
def test_other_phone_numbers_are_found(source: str, translation: str, language: str) -> None:
    """A wrong digit reaches a stranger."""
    assert [] != says("phones", source, translation, language)


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        ("Call 020 7946 0000.", "Llame al 020 7946 0000.", "es"),
        ("Call 020 7946 0000.", "Llame al 020-7946-0000.", "es"),
        ("Call 020 7946 0000.", "Llame al 02079460000.", "es"),
        ("Call 020 7946 0000.", "اتصلوا بـ ٠٢٠ ٧٩٤٦ ٠٠٠٠.", "ar"),
        ("Call 020 7946 0000.", "०२० ७९४६ ०००० पर कॉल करें।", "hi"),
        ("Use it for 30 minutes, 2 or 3 times.", "Úselo 30 minutos, 2 o 3 veces.", "es"),
    ],
)
def test_same_phone_numbers_pass(source: str, translation: str, language: str) -> None:
    """In the digits of the language, and grouped as its readers group them."""
    assert [] == says("phones", source, translation, language)


@pytest.mark.parametrize("translation", ["…", "-", " . ", "**.**"])
def test_translation_without_a_letter_is_found(translation: str) -> None:
    """The line would be blank on paper."""
    assert [] != says("empty", "chest pain", translation, "es")


@pytest.mark.parametrize(
    ("source", "translation"), [("chest pain", "胸痛"), ("…", "…"), ("3", "3")]
)
def test_translation_with_a_letter_or_digit_passes(source: str, translation: str) -> None:
    """However short."""
    assert [] == says("empty", source, translation, "zh-Hans")


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        ("Stop if the pain gets worse.", "Stop if the pain gets worse.", "es"),
        ("Stop if the pain gets worse.", "STOP IF THE PAIN GETS WORSE", "es"),
        ("**Stop** if the pain gets worse.", "Stop if the pain gets worse.", "de"),
        ("Rest well. Never drive a car now.", "Descanse bien. Never drive a car now.", "es"),
        ("Do not drive.", "Do not drive.", "es"),
        ("Stop it now.", "Stop it now", "de"),
        ("Avoid cold baths.", "Avoid cold baths.", "fr"),
        ("Rest well. Do not drive.", "Descanse bien. Do not drive.", "es"),
        ("Stop if the pain gets worse.", "Stop if the pain gets worse.", "ar"),
    ],
)
def test_source_left_in_place_is_found(source: str, translation: str, language: str) -> None:
    """As a whole, or one of its sentences."""
    assert [] != says("same-as-source", source, translation, language)


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        ("Massage", "Massage", "de"),
        ("Version {version}.", "Version {version}.", "fr"),
        ("NHS: QR code", "NHS: QR code", "es"),
        ("Red Cross", "Red Cross", "es"),
        ("Stop if the pain gets worse.", "Stop if the pain gets worse.", "en-AU"),
        ("Stop if the pain gets worse.", "Pare si el dolor empeora.", "es"),
    ],
)
def test_words_that_two_languages_share_pass(source: str, translation: str, language: str) -> None:
    """A single word or a name says nothing; and English is English in Australia."""
    assert [] == says("same-as-source", source, translation, language)


def test_place_of_an_address_is_not_a_phone_number() -> None:
    """A code of an illness, a date and a dose are no numbers to call."""
    one = subject("M62.830, 2026-11-22, 10 ml", "M62.830, 2026-11-22, 10 ml", language="es")
    assert [] == messages_of("phones", one)
