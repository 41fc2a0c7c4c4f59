"""Checks of terms: medicines that must be there, words that are set."""

from __future__ import annotations

import pytest

from leaflet.checks import subject
from leaflet.errors import ConfigurationError
from leaflet.glossary import Glossary, read_glossary
from tests.checks.asking import messages_of

GLOSSARY = read_glossary(
    """
[[term]]
source = "ibuprofen"
keep = true
[term.translations]
ar = ["إيبوبروفين", "ايبوبروفين"]
de = "Ibuprofen"
es = "ibuprofeno"
zh-Hans = "布洛芬"

[[term]]
source = "blood thinner"
translations = { de = "Blutverdünner", es-US = "anticoagulante" }

[[term]]
source = "anti-inflammatory"
translations = { de = ["Entzündungshemmer", "entzündungshemmend"] }

[[term]]
source = "muscle relaxant"
translations = { de = "Muskelrelaxans" }

[[term]]
source = "muscle"
translations = { de = "Muskel" }
""".encode(),
    "translations/glossary.toml",
)


def said(name: str, source: str, translation: str, tag: str) -> list[str]:
    return messages_of(name, subject(source, translation, language=tag, glossary=GLOSSARY))


@pytest.mark.parametrize(
    ("source", "translation", "tag"),
    [
        ("Take ibuprofen.", "Tome paracetamol.", "es"),
        ("Take ibuprofen.", "Nehmen Sie es.", "de"),
        ("Take Ibuprofen.", "تناولوا الباراسيتامول.", "ar"),
        ("Take ibuprofen.", "服用扑热息痛。", "zh-Hans"),
        ("Take ibuprofen.", "Prendre du paracétamol.", "fr"),
    ],
)
def test_lost_medicine_is_found(source: str, translation: str, tag: str) -> None:
    """Two medicines with one name in the sheet is a wrong medicine taken."""
    assert ["the source says `ibuprofen`, the translation does not"] == said(
        "keep", source, translation, tag
    )


@pytest.mark.parametrize(
    ("source", "translation", "tag"),
    [
        ("Take ibuprofen.", "Tome ibuprofeno.", "es"),
        ("Take ibuprofen.", "Tome IBUPROFENO.", "es-MX"),
        ("ibuprofen-type tablets", "Tabletten vom Typ Ibuprofen", "de"),
        ("Take ibuprofen.", "تناولوا الإيبوبروفين.", "ar"),
        ("Take ibuprofen.", "تناولوا بالايبوبروفين.", "ar"),
        ("Take ibuprofen.", "服用布洛芬类药片。", "zh-Hans"),
        ("Take ibuprofen.", "leki z ibuprofenem", "pl"),
        ("Take ibuprofen.", "Prendre de l’ibuprofène.", "fr"),
        ("Take ibuprofen.", "이부프로펜을 드세요.", "ko"),
        ("Take tablets.", "Tome pastillas.", "es"),
    ],
)
def test_medicine_passes_with_its_endings(source: str, translation: str, tag: str) -> None:
    """A language without a row needs a word that looks like it; in another script, nothing."""
    assert [] == said("keep", source, translation, tag)


@pytest.mark.parametrize(
    ("source", "translation", "tag"),
    [
        ("blood thinners", "Gerinnungshemmer", "de"),
        ("Use one anti-inflammatory.", "Nutzen Sie ein Schmerzmittel.", "de"),
        ("allergy to anti-inflammatories", "Allergie gegen Schmerzmittel", "de"),
        ("blood thinners", "diluyentes", "es-US"),
    ],
)
def test_other_word_than_the_glossary_s_is_found(source: str, translation: str, tag: str) -> None:
    """Two words for one thing read as two things."""
    assert 1 == len(said("glossary", source, translation, tag))


@pytest.mark.parametrize(
    ("source", "translation", "tag"),
    [
        ("blood thinners", "Einnahme von Blutverdünnern", "de"),
        ("Anti-inflammatory gels", "Entzündungshemmende Gele", "de"),
        ("blood thinners", "diluyentes", "es"),
        ("muscle relaxants", "Muskelrelaxantien", "de"),
        ("Take ibuprofen.", "Nehmen Sie es.", "de"),
    ],
)
def test_word_of_the_glossary_passes(source: str, translation: str, tag: str) -> None:
    """With its endings; of a longer term its parts are not asked for too."""
    assert [] == said("glossary", source, translation, tag)


def test_glossary_of_the_clinic_lies_over_the_stock_s() -> None:
    """Term by term, whatever the case."""
    own = read_glossary(
        b'[[term]]\nsource = "Ibuprofen"\ntranslations = { es = "X" }\n', "own.toml"
    )
    terms = own.over(GLOSSARY).terms
    assert ("own.toml:1", "translations/glossary.toml:11") == tuple(
        str(term.place) for term in terms[:2]
    )
    assert len(GLOSSARY.terms) == len(terms)


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("[[term]]\n", ":1", "has no `source`"),
        ("x = 1\n", ":1", "`x` is not known"),
        ("[term]\nsource = 1\n", "", "no list of terms"),
        ("\n[[term]]\nsource = 'a'\n", ":2", "neither that it is kept"),
        ("[[term]]\nsource = 'a'\nkeep = 'yes'\n", ":1", "neither true nor false"),
        ("[[term]]\nsource = 'a'\nkeep = true\nnotes = 'b'\n", ":1", "has no `notes`"),
        ("[[term]]\nsource = 'a'\ntranslations = { de = 1 }\n", ":1", "into `de` is no text"),
        ("[[term]]\nsource = 'a'\ntranslations = { '1' = 'b' }\n", ":1", "`1`"),
        ("[[term]]\nsource = 'a'\ntranslations = 'b'\n", ":1", "is no table"),
        ("[[term]\n", ":1", "not TOML"),
        (
            "[[term]]\nsource='a'\nkeep=true\n[[term]]\nsource='A'\nkeep=true\n",
            ":4",
            "twice (g.toml:1)",
        ),
    ],
)
def test_mistake_in_the_glossary_is_told_with_its_place(text: str, where: str, said: str) -> None:
    """A term that is not read is a medicine that nobody looks for."""
    with pytest.raises(ConfigurationError) as raised:
        read_glossary(text.encode(), "g.toml")
    assert (f"g.toml{where}", True) == (
        str(raised.value.problems[0].place),
        said in raised.value.problems[0].message,
    ), raised.value


def test_glossary_that_is_not_utf8_is_told() -> None:
    """With the line."""
    with pytest.raises(ConfigurationError, match=r"g\.toml:2: error: the glossary is not UTF-8"):
        read_glossary(b"# a\n# \xff\n", "g.toml")


def test_nothing_is_asked_without_a_glossary() -> None:
    """A clinic need not have one."""
    one = subject("Take ibuprofen.", "Tome.", language="es", glossary=Glossary())
    assert [] == messages_of("keep", one)
