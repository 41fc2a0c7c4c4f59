"""What translations forbid."""

from __future__ import annotations

import pytest

from leaflet.wording import beads, languages, negations
from tests.checks.asking import says

# Source, translation, and the same translation without the negation.
CASES = [
    ("am", "Do not eat it.", "አይብሉት።", "ይብሉት።"),
    ("am", "Avoid smoking.", "ከማጨስ ይቆጠቡ።", "ያጭሱ።"),
    ("ar", "Do not smoke.", "لا تدخّنوا.", "دخّنوا."),
    ("ar", "without food", "من دون طعام", "مع الطعام"),
    ("bn", "Do not smoke.", "ধূমপান করবেন না।", "ধূমপান করবেন।"),
    ("bn", "Avoid alcohol.", "মদ এড়িয়ে চলুন।", "মদ খান।"),
    ("de", "Do not smoke.", "Rauchen Sie nicht.", "Rauchen Sie."),
    ("de", "It is never safe.", "Es ist niemals sicher.", "Es ist immer sicher."),
    ("es", "Do not smoke.", "No fume.", "Fume."),
    ("es", "Never swim alone.", "No nade nunca solo.", "Nade siempre solo."),
    ("fa", "Do not smoke.", "سیگار نکشید.", "سیگار بکشید."),
    ("fa", "It is not dangerous.", "خطرناک نیست.", "خطرناک است."),
    ("fr", "Do not smoke.", "Ne fumez pas.", "Fumez."),
    ("fr", "without food", "sans nourriture", "avec de la nourriture"),
    ("hi", "Do not smoke.", "धूम्रपान न करें।", "धूम्रपान करें।"),
    ("hi", "without water", "पानी के बिना", "पानी के साथ"),
    ("ja", "Do not smoke.", "たばこを吸わないでください。", "たばこを吸ってください。"),
    ("ja", "Stop it at once.", "すぐに中止してください。", "すぐに続けてください。"),
    ("km", "Do not smoke.", "កុំជក់បារី។", "ជក់បារី។"),
    ("km", "It is not safe.", "វាមិនមានសុវត្ថិភាពទេ។", "វាមានសុវត្ថិភាព។"),
    ("ko", "Do not smoke.", "담배를 피우지 마세요.", "담배를 피우세요."),
    ("ko", "without pain", "통증 없이", "통증과 함께"),
    ("ne", "Do not smoke.", "धूमपान नगर्नुहोस्।", "धूमपान गर्नुहोस्।"),
    ("ne", "It does not hurt.", "यो दुख्दैन।", "यो दुख्छ।"),
    ("pa", "Do not smoke.", "ਸਿਗਰਟ ਨਾ ਪੀਓ।", "ਸਿਗਰਟ ਪੀਓ।"),
    ("pa", "without water", "ਪਾਣੀ ਤੋਂ ਬਿਨਾਂ", "ਪਾਣੀ ਨਾਲ"),
    ("pl", "Do not smoke.", "Proszę nie palić.", "Proszę palić."),
    ("pl", "without food", "bez jedzenia", "z jedzeniem"),
    ("pt", "Do not smoke.", "Não fume.", "Fume."),
    ("pt", "Avoid alcohol.", "Evite o álcool.", "Beba álcool."),
    ("ru", "Do not smoke.", "Не курите.", "Курите."),
    ("ru", "You cannot eat it.", "Это нельзя есть.", "Это можно есть."),
    ("so", "Do not smoke.", "Sigaar ha cabbin.", "Sigaar cab."),
    ("so", "without pain", "xanuun la’aan", "xanuun leh"),
    ("ta", "Do not smoke.", "புகைபிடிக்காதீர்கள்.", "புகைபிடியுங்கள்."),
    ("ta", "It is not safe.", "இது பாதுகாப்பானது அல்ல.", "இது பாதுகாப்பானது."),
    ("th", "Do not smoke.", "ห้ามสูบบุหรี่", "สูบบุหรี่"),
    ("th", "It is not safe.", "มันไม่ปลอดภัย", "มันปลอดภัย"),
    ("tr", "Do not smoke.", "Sigara içmeyin.", "Sigara için."),
    ("tr", "without food", "yemek olmadan", "yemekle"),
    ("uk", "Do not smoke.", "Не паліть.", "Паліть."),
    ("uk", "without food", "без їжі", "з їжею"),
    ("ur", "Do not smoke.", "سگریٹ نہ پئیں۔", "سگریٹ پئیں۔"),
    ("ur", "without water", "پانی کے بغیر", "پانی کے ساتھ"),
    ("vi", "Do not smoke.", "Không hút thuốc.", "Hút thuốc."),
    ("vi", "Avoid alcohol.", "Tránh rượu bia.", "Uống rượu bia."),
    ("zh-Hans", "Do not smoke.", "不要吸烟。", "请吸烟。"),
    ("zh-Hans", "Never swim alone.", "切勿独自游泳。", "请独自游泳。"),
    ("zh-Hant", "Do not smoke.", "請勿吸菸。", "請吸菸。"),
    ("zh-Hant", "without food", "沒有食物", "有食物"),
]


@pytest.mark.parametrize(("tag", "source", "translation", "wrong"), CASES)
def test_lost_negation_is_found(tag: str, source: str, translation: str, wrong: str) -> None:
    """And one that is there is left in peace, in each language."""
    assert [] == says("negation", source, translation, tag)
    assert [] != says("negation", source, wrong, tag)


def test_every_language_of_the_lists_has_cases() -> None:
    """A list without one is not tested."""
    assert set(languages()) - {"en"} == {tag for tag, *_ in CASES}


@pytest.mark.parametrize(
    ("source", "translation", "said"),
    [
        (
            "Never drive.",
            "Conduzca.",
            ["the source says `Never`, the translation has no negation"],
        ),
        (
            "Do not drive and do not drink.",
            "No conduzca y beba.",
            ["the source says `not`, `not`, the translation only `No`"],
        ),
        # The other sentence does not make up for it.
        (
            "Avoid rest. Never take them.",
            "No descanse ni repose. Tómelos.",
            ["the source says `Never`, the translation has no negation"],
        ),
        (
            "Do not stop.",
            "Deje de tomarlos.",
            ["the source says `not`, the translation only `Deje de`"],
        ),
        ("Do not stop.", "No deje de tomarlos.", []),
        ("Take at most 3.", "No tome más de 3.", []),
        ("Do not take more than 3.", "Tome 3 como máximo.", []),
        ("Do not take more than 3.", "Tome más de 3.", [
            "the source says `not`, the translation has no negation"
        ]),
        ("Ask first.", "Pregunte antes.", []),
    ],
)  # fmt: skip
def test_negations_are_counted_sentence_by_sentence(
    source: str, translation: str, said: list[str]
) -> None:
    """As far as languages say them as often."""
    assert said == says("negation", source, translation, "es")


@pytest.mark.parametrize("tag", ["it", "mn"])
def test_language_without_a_list_is_not_judged(tag: str) -> None:
    """What is not known is not called wrong."""
    assert [] == says("negation", "Do not smoke.", "Fumi.", tag)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("নার্সকে বলুন।", "bn"),
        ("वे नर्स से मिलें।", "hi"),
        ("不仅有效，而且特别舒服。", "zh-Hans"),
        ("นอนบนเตียงแล้วดื่มเครื่องดื่ม", "th"),
        ("Через неделю к ней немного лучше.", "ru"),
        ("نمک و نان", "fa"),
        ("ألم في الظهر", "ar"),
        ("Sin embargo", "es"),
        ("알레르기가 있으면", "ko"),
        ("まず、必ず休みます。", "ja"),
    ],
)
def test_word_that_only_looks_like_a_negation_is_none(text: str, tag: str) -> None:
    """Nurse, week, salt, pain."""
    assert () == negations(text, tag).all


def test_sentences_are_put_side_by_side() -> None:
    """One sentence may have become two."""
    found = beads(
        "Rest. Never use it on numb skin or while asleep.",
        "आराम करें। सुन्न त्वचा पर कभी न लगाएँ। इसे लगाकर कभी न सोएँ।",
    )
    assert ["आराम करें।", "सुन्न त्वचा पर कभी न लगाएँ। इसे लगाकर कभी न सोएँ।"] == [
        bead.translation for bead in found
    ]


@pytest.mark.parametrize(
    ("source", "translation", "without", "tag"),
    [
        ("Stop the medicine.", "Hören Sie mit der Medizin auf.", "Nehmen Sie die Medizin.", "de"),
        ("Stop it.", "Hören Sie damit auf.", "Hören Sie darauf.", "de"),
        ("Stop it.", "Suspéndalo.", "Tómelo.", "es"),
        ("Stop it.", "Interrúmpalo.", "Tómelo.", "es"),
        ("Rest unless it hurts.", "Descanse, salvo si duele.", "Descanse si duele.", "es"),
    ],
)
def test_verb_in_another_form_denies_too(
    source: str, translation: str, without: str, tag: str
) -> None:
    """Words between its parts, an accent, a pronoun."""
    assert [] == says("negation", source, translation, tag)
    assert [] != says("negation", source, without, tag)


@pytest.mark.parametrize(
    ("source", "translation", "tag"),
    [
        ("Call a doctor.", "No llame al médico.", "es"),
        ("Call a doctor.", "No llame al médico.", "es-MX"),
        ("Call a doctor.", "Rufen Sie keinen Arzt.", "de"),
        ("Call a doctor.", "不要打电话给医生。", "zh-Hans"),
        ("Rest well. Call a doctor.", "Reposez-vous. N’appelez pas le médecin.", "fr"),
    ],
)
def test_negation_that_the_source_does_not_have_is_found(
    source: str, translation: str, tag: str
) -> None:
    """What was to be done is forbidden."""
    assert [] != says("added-negation", source, translation, tag)


@pytest.mark.parametrize(
    ("source", "translation", "tag"),
    [
        ("Call a doctor.", "Llame al médico.", "es"),
        ("Do not drive.", "No conduzca.", "es"),
        ("Use only one at a time.", "Nutzen Sie nie zwei gleichzeitig.", "de"),
        ("Rest is fine.", "Отдых не вредит.", "ru"),
        ("Rest is fine.", "Rest is fine.", "es"),
    ],
)
def test_negation_that_the_source_has_or_may_have_is_right(
    source: str, translation: str, tag: str
) -> None:
    """And some languages deny where English does not."""
    assert [] == says("added-negation", source, translation, tag)
