"""How each language is written and set."""

from __future__ import annotations

import copy
import functools
import gettext
import pickle
import re
import subprocess
import sys
import tomllib
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel import localedata
from fontTools import unicodedata as scripts
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

import leaflet
from leaflet.errors import ConfigurationError, UsageError
from leaflet.languages import (
    canonical,
    cldr,
    find,
    folder,
    format_date,
    known,
    language,
    plural_forms,
    samples,
    table,
    tag_of_folder,
    tags,
)

TABLE = Path(leaflet.__file__).parent / "data" / "languages.toml"
DAY = date(2026, 11, 22)

# The languages that are handed out most.
COMMON = {
    "am": "22 ኖቬምበር 2026",
    "ar": "22 نوفمبر 2026",
    "bn": "২২ নভেম্বর, ২০২৬",
    "de": "22. November 2026",
    "en": "November 22, 2026",
    "es": "22 de noviembre de 2026",
    "fa": "۲۲ نوامبر ۲۰۲۶",
    "fr": "22 novembre 2026",
    "hi": "22 नवंबर 2026",
    "ja": "2026年11月22日",
    "km": "22 វិច្ឆិកា 2026",
    "ko": "2026년 11월 22일",
    "ne": "२०२६ नोभेम्बर २२",
    "pa": "22 ਨਵੰਬਰ 2026",
    "pl": "22 listopada 2026",
    "pt": "22 de novembro de 2026",
    "ru": "22 ноября 2026\u202fг.",
    "so": "Noofeembar 22, 2026",
    "ta": "22 நவம்பர், 2026",
    "th": "22 พฤศจิกายน ค.ศ. 2026",
    "tr": "22 Kasım 2026",
    "uk": "22 листопада 2026\u202fр.",
    "ur": "22 نومبر، 2026",
    "vi": "22 tháng 11, 2026",
    "zh-Hans": "2026年11月22日",
    "zh-Hant": "2026年11月22日",
}

# CLDR 48, cldr-misc-full, delimiters.json; Babel has none of it.
QUOTES = {
    "am": "«»",
    "ar": "”“",
    "bn": "“”",
    "de": "„“",
    "en": "“”",
    "es": "“”",
    "fa": "«»",
    "hi": "“”",
    "ja": "「」",
    "km": "“”",
    "ko": "“”",
    "ne": "“”",
    "pa": "“”",
    "pl": "„”",
    "pt": "“”",
    "ru": "«»",
    "so": "“”",
    "ta": "“”",
    "th": "“”",
    "tr": "“”",
    "uk": "«»",
    "ur": "”“",
    "vi": "“”",
    "zh-Hans": "“”",
    "zh-Hant": "「」",
}

# What CLDR calls a language where the table calls it otherwise, and why.
OTHER_AUTONYMS = {
    # Its readers look for Twi.
    "ak": "Akan",
    "ny": "Nyanja",
    # CLDR leaves the word for "language" out; alone it is the country, or the people.
    "id": "Indonesia",
    "jv": "Jawa",
    "ms": "Melayu",
    "om": "Oromoo",
    # A reader sees the script, and need not be told.
    "ff-Adlm": "𞤆𞤵𞤤𞤢𞤪 (𞤀𞤁𞤂𞤢𞤃)",
    "mni-Mtei": "ꯃꯤꯇꯩꯂꯣꯟ (ꯃꯤꯇꯩ ꯃꯌꯦꯛ)",
    "pa-Arab": "پنجابی (عربی)",
    "sr-Latn": "srpski (latinica)",
    # As they stand in every list of languages.
    "zh-Hans": "中文 (简体)",
    "zh-Hant": "中文 (繁體)",
    "zh-Hant-HK": "中文 (繁體字, 中國香港特別行政區)",
}

# The languages of handouts in the multilingual health collections of the US, the UK and Australia,
# completed with every script in daily use.
IN_CLINICS = re.findall(
    r"\S+",
    """
    sq en eu bs ca hr cs da nl et fi fil tl fr gl de ht ha hu is ig ilo id ga it rw rn lv ln lt lb
    ms mt mi mh no om pl pt pt-BR ro rom sm sr-Latn sn sk sl so es su sw sv tet to tr tk tw ak uz vi
    cy wo xh yo zu hmn mww cnh cfm chk pon kri din nus ff lg ny mg mfe kea ceb jv ku kmr az ay qu gn
    be bg kk ky mk mn ru sr tg uk el hy ka he yi
    ar arq ary arz ckb fa prs fa-AF haz ks ps sd ug ur pa-Arab pnb bal ha-Arab rhg-Arab
    aii syr dv nqo ff-Adlm rhg
    hi ne mr bho mai sa kok doi brx new bn as pa gu or ta te kn ml si mni-Mtei sat
    am ti gez th lo km my shn ksw mnw kjg bo dz jv-Java chr iu cr zgh mn-Mong
    zh-Hans zh-Hant zh-Hant-HK yue ja ko
    """,
)

well_formed_tags = st.one_of(
    st.sampled_from(known()),
    st.from_regex(tags.WELL_FORMED, fullmatch=True),
    st.builds(
        "-".join,
        st.tuples(
            st.sampled_from([*known(), "zh", "no", "sh", "cnr", "kmr", "tl", "iw", "und"]),
            st.sampled_from(["Arab", "Latn", "Cyrl", "Hans", "Hant", "Guru", "IR", "PK", "ME"]),
        ),
    ).filter(tags.WELL_FORMED.fullmatch),
)


def usage_error(call: functools.partial[str]) -> str:
    """Return what a person reads who asked for what is not there."""
    with pytest.raises(UsageError) as raised:
        call()
    return str(raised.value)


@functools.cache
def letters_of_font(family: str) -> frozenset[int]:
    """Return the characters of an installed font."""
    found = subprocess.run(
        ["fc-match", "--format", "%{file}\t%{index}\t%{family}", family],
        check=True,
        capture_output=True,
        text=True,
    )
    file, index, families = found.stdout.split("\t")
    assert family in families.split(","), f"{family} is not installed"
    with TTFont(file, fontNumber=int(index), lazy=True) as font:
        return frozenset(font.getBestCmap())


def own_words(tag: str) -> str:
    """Return the autonym, and what CLDR has in the language and its script."""
    words = [language(tag).autonym, format_date(DAY, language(tag)), *language(tag).quotes]
    return "".join([*words, *samples.words(language(tag))])


# The table


def test_table_has_the_languages_that_clinics_meet() -> None:
    """The common ones are there, and far more."""
    assert set(COMMON) <= set(known())
    assert [] == [tag for tag in IN_CLINICS if canonical(tag) not in known()]


@pytest.mark.parametrize("tag", known())
def test_row_is_found_by_its_tag_in_any_case(tag: str) -> None:
    """A row that is no canonical tag could never be asked for."""
    assert tag == canonical(tag.upper())
    assert tag == canonical(tag.replace("-", "_").lower())


@pytest.mark.parametrize("tag", known())
def test_direction_is_the_one_of_the_letters(tag: str) -> None:
    """A language that runs right to left has right-to-left letters in its own name."""
    letters = {unicodedata.bidirectional(letter) for letter in language(tag).autonym}

    assert language(tag).direction == ("rtl" if letters & {"R", "AL"} else "ltr")


@pytest.mark.parametrize("tag", known())
def test_autonym_is_in_the_script_of_its_row(tag: str) -> None:
    """A name in another script would show that the row belongs to another language."""
    written_with = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}
    script = written_with.get(language(tag).script, language(tag).script)

    assert {script} == {
        scripts.script(letter)
        for letter in language(tag).autonym
        if unicodedata.category(letter) in {"Ll", "Lu", "Lo"}
    }


@pytest.mark.slow
def test_autonym_is_what_cldr_calls_it() -> None:
    """Where CLDR knows the language, a name that differs is meant to."""
    differences = {}
    for tag in known():
        parts = tags.parse(tag)
        name = cldr.name(parts.language, parts.script, parts.territory, within=parts.identifier)
        if name is not None and name != language(tag).autonym:
            differences[tag] = name

    assert OTHER_AUTONYMS == differences


@pytest.mark.parametrize("tag", known())
def test_row_without_cldr_says_where_it_is_from(tag: str) -> None:
    """What nobody can look up in CLDR names its source, and what anybody can does not."""
    unknown = cldr.locale(tags.parse(tag).identifier) is None
    ours = tag in {"pt-BR", "en-XA", "ar-XB", "mn-Mong", "ha-Arab"}

    assert ours or unknown == bool(language(tag).source)


@pytest.mark.parametrize("tag", known())
def test_fonts_have_every_letter(tag: str) -> None:
    """Debian's fonts-noto-core and fonts-noto-cjk have what the language is written with."""
    fonts = [letters_of_font(family) for family in language(tag).fonts]

    assert set() == {
        character
        for character in own_words(tag)
        if character.isprintable() and not any(ord(character) in font for font in fonts)
    }


@pytest.mark.parametrize("tag", known())
def test_first_font_has_the_script(tag: str) -> None:
    """A script that falls to a later font of the stack falls to whatever fontconfig likes."""
    first = letters_of_font(language(tag).fonts[0])
    own_scripts = {scripts.script(letter) for letter in language(tag).autonym if letter.isalpha()}

    assert set() == {
        letter
        for letter in own_words(tag)
        if letter.isalpha() and scripts.script(letter) in own_scripts and ord(letter) not in first
    }


def test_signs_of_a_handout_are_in_every_stack() -> None:
    """Boxes to tick, telephones, arrows and limits of doses print in every language."""
    fonts = [letters_of_font(family) for family in language("en").fonts]

    assert set() == {
        sign
        for sign in "☐☑✓✗☎⚠→←•×±°½≤≥−≈²µ№€\u202f\u2066\u2069"
        if not any(ord(sign) in font for font in fonts)
    }
    assert all(set(language("en").fonts) <= set(language(tag).fonts) for tag in known())


@pytest.mark.parametrize(
    ("tag", "family"),
    [
        ("ar", "Noto Naskh Arabic"),
        ("en", "Noto Sans"),
        ("hi", "Noto Sans Devanagari"),
        ("ja", "Noto Sans CJK JP"),
        ("ko", "Noto Sans CJK KR"),
        ("ru", "Noto Sans"),
        ("ur", "Noto Nastaliq Urdu"),
        ("yue", "Noto Sans CJK HK"),
        ("zh-Hans", "Noto Sans CJK SC"),
        ("zh-Hant", "Noto Sans CJK TC"),
        ("zh-Hant-HK", "Noto Sans CJK HK"),
        ("zh-Hant-MO", "Noto Sans CJK HK"),
    ],
)
def test_language_has_the_forms_that_its_readers_know(tag: str, family: str) -> None:
    """Han characters differ by country, and Urdu is read in Nastaliq."""
    assert family == language(tag).fonts[0]


@pytest.mark.parametrize(("tag", "marks"), QUOTES.items())
def test_quotation_marks_are_those_of_the_language(tag: str, marks: str) -> None:
    """As CLDR has them."""
    assert tuple(marks) == language(tag).quotes


def test_french_quotation_marks_keep_their_space() -> None:
    """The space inside cannot be the end of a line."""
    assert language("fr").quotes == ("«\u202f", "\u202f»")


@pytest.mark.parametrize(
    ("tag", "breaking"),
    [
        ("en", "pango"),
        ("th", "pango"),
        ("km", "icu"),
        ("lo", "icu"),
        ("my", "icu"),
        ("shn", "syllable"),
        ("ksw", "syllable"),
        ("zh-Hant-HK", "cjk"),
        ("ja", "cjk"),
        ("ko", "hangul"),
    ],
)
def test_lines_end_where_somebody_knows_the_words(tag: str, breaking: str) -> None:
    """Pango does not know where Khmer, Lao and Burmese words end, nor ICU those of Shan."""
    assert breaking == language(tag).breaking


# Tags


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("zh_Hans", "zh-Hans"),
        ("ZH-hans", "zh-Hans"),
        ("pt_br", "pt-BR"),
        ("iw", "he"),
        ("in", "id"),
        ("tl", "fil"),
        ("tw", "ak"),
        ("kmr", "ku"),
        ("prs", "fa-AF"),
        ("pnb", "pa-Arab"),
        ("mww", "hmn"),
        # CLDR keeps both: no alias, though Bokmål inherits all from Norwegian.
        ("no", "no"),
        ("nb", "nb"),
        ("en-UK", "en-GB"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans-SG"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant-HK"),
        ("zh-yue", "yue"),
        ("cmn-Hant", "zh-Hant"),
        ("sr-Cyrl", "sr"),
        ("sr-Latn", "sr-Latn"),
        ("sh", "sr-Latn"),
        ("sr-ME", "sr-Latn-ME"),
        ("sr-Cyrl-ME", "sr-Cyrl-ME"),
        ("pa-Guru", "pa"),
        ("pa-PK", "pa-Arab-PK"),
        ("uz-Cyrl", "uz-Cyrl"),
        ("hmn-Latn", "hmn"),
        ("ja-Jpan-JP", "ja-JP"),
        ("es-419", "es-419"),
        ("EN-X-Easy", "en-x-easy"),
        ("sl-rozaj-biske", "sl-biske-rozaj"),
        ("de-u-nu-latn-a-foo", "de-a-foo-u-nu-latn"),
    ],
)
def test_tag_has_one_spelling(given: str, expected: str) -> None:
    """However a tag is written, files and messages show one form."""
    assert expected == canonical(given)


@pytest.mark.parametrize(
    "tag",
    ["", "e", "xyz_123!", "i-klingon", "x-easy", "en-", "en--GB", "sr@latin", "dé", "zh-min-nan"],
)
def test_ill_formed_tag_is_refused(tag: str) -> None:
    """What is no tag is said to be none, with one that is."""
    assert usage_error(functools.partial(canonical, tag)) == (
        f"error: `{tag}` is not a language tag [language]\n\n"
        "hint: write one as `es`, `pt-BR` or `zh-Hans`"
    )


@pytest.mark.slow
@given(well_formed_tags)
def test_canonical_is_idempotent(tag: str) -> None:
    """The canonical form of a canonical form is itself."""
    assert canonical(tag) == canonical(canonical(tag))


@pytest.mark.slow
@given(well_formed_tags)
def test_canonical_keeps_the_script(tag: str) -> None:
    """No spelling of a tag turns into one of a language in another script."""
    asked = tags.parse(tag).script

    assert asked in {None, tags.script_of(tags.parse(canonical(tag)))}


@given(st.text())
def test_any_text_is_a_tag_or_refused(text: str) -> None:
    """Nothing that can be typed is our bug."""
    try:
        assert tags.WELL_FORMED.fullmatch(canonical(text).lower())
    except UsageError:
        assert tag_of_folder(text) is None


@pytest.mark.slow
@given(well_formed_tags)
def test_folder_and_tag_are_inverse(tag: str) -> None:
    """A folder leads back to its language, and a language to one folder."""
    assert canonical(tag) == tag_of_folder(folder(tag))


@pytest.mark.parametrize("tag", known())
def test_folder_is_in_babel_s_spelling(tag: str) -> None:
    """pybabel, Weblate and Poedit find the catalog."""
    assert tag.replace("-", "_") == folder(tag)


@pytest.mark.parametrize(
    "name", ["zh_TW", "zh-Hans", "PT_br", "LC_MESSAGES", ".git", "leaflet.pot"]
)
def test_other_folder_is_no_language_s(name: str) -> None:
    """Two folders of one language would hide each other."""
    assert tag_of_folder(name) is None


# Tags without a row


@pytest.mark.parametrize(
    ("tag", "script", "direction", "locale"),
    [
        ("ckb-Latn", "Latn", "ltr", "und"),
        ("ku-Arab", "Arab", "rtl", "und"),
        ("uz-Cyrl", "Cyrl", "ltr", "uz_Cyrl"),
        ("uz-AF", "Arab", "rtl", "uz_Arab_AF"),
        ("pa-PK", "Arab", "rtl", "pa_Arab_PK"),
        ("sr-ME", "Latn", "ltr", "sr_Latn_ME"),
        ("de-Cyrl", "Cyrl", "ltr", "und"),
        ("pt-AO", "Latn", "ltr", "pt_AO"),
        ("es-MX", "Latn", "ltr", "es_MX"),
        ("nb", "Latn", "ltr", "nb"),
        ("haz-IR", "Arab", "rtl", "fa_AF"),
        ("zh-Hant-MO", "Hant", "ltr", "zh_Hant_MO"),
        ("en-x-easy", "Latn", "ltr", "en"),
        ("luo", "Latn", "ltr", "luo"),
        ("az-Arab", "Arab", "rtl", "az_Arab"),
        ("bs-Cyrl", "Cyrl", "ltr", "bs_Cyrl"),
        ("xyz-Arab", "Arab", "rtl", "und"),
        ("und-Khmr", "Khmr", "ltr", "und"),
        ("qaa-Deva", "Deva", "ltr", "und"),
        ("eky-Kali", "Kali", "ltr", "und"),
        ("vai", "Vaii", "ltr", "vai"),
    ],
)
def test_tag_without_a_row_goes_by_its_script(
    tag: str, script: str, direction: str, locale: str
) -> None:
    """Direction is the script's, and no dates are borrowed from another script."""
    found = language(tag)

    assert (script, direction, locale) == (found.script, found.direction, found.cldr)


@pytest.mark.slow
@given(well_formed_tags)
def test_no_tag_falls_to_another_script(tag: str) -> None:
    """What is set for a tag is set in the script that it says, or not at all."""
    try:
        found = language(tag)
    except ConfigurationError:
        return

    assert tags.script_of(tags.parse(canonical(tag))) == found.script
    assert table.table().scripts[found.script].direction == found.direction
    if locale := cldr.locale(found.cldr):
        assert found.script == tags.script_of(tags.parse(str(locale)))


def test_region_takes_after_its_language() -> None:
    """Urdu is Nastaliq in India too, with the digits that CLDR has for India."""
    assert language("ur").fonts == language("ur-IN").fonts
    assert ("latn", "arabext") == (language("ur").digits, language("ur-IN").digits)
    assert ("latn", "arab") == (language("ar").digits, language("ar-EG").digits)


@pytest.mark.parametrize(
    ("tag", "autonym", "english"),
    [
        ("es-MX", "español de México", "Mexican Spanish"),
        ("nb", "norsk bokmål", "Norwegian Bokmål"),
        ("en-x-easy", "English (easy)", "English (easy)"),
        ("ckb-x-easy", "کوردیی ناوەندی (easy)", "Kurdish (Sorani) (easy)"),
        ("ckb-Latn", "Central Kurdish (Latin)", "Central Kurdish (Latin)"),
        ("aeb", "Tunisian Arabic", "Tunisian Arabic"),
        ("uz-Cyrl", "ўзбекча (Кирил)", "Uzbek (Cyrillic)"),
        ("qaa-Deva", "qaa-Deva", "qaa-Deva"),
    ],
)
def test_tag_without_a_row_has_names(tag: str, autonym: str, english: str) -> None:
    """Two tags of one language can be told from each other in a list."""
    assert (autonym, english) == (language(tag).autonym, language(tag).english)


@pytest.mark.parametrize(
    ("tag", "message", "hint"),
    [
        (
            "xyz",
            "nothing tells in which script `xyz` is written",
            "say it in the tag, as `xyz-Latn`, or add a row to `leaflet/data/languages.toml`",
        ),
        (
            "en-Shaw",
            "nothing tells how script `Shaw` of `en-Shaw` is set",
            (
                "add `[scripts.Shaw]`, with a font that has its letters, "
                "to `leaflet/data/languages.toml`"
            ),
        ),
    ],
)
def test_unknown_script_is_refused(tag: str, message: str, hint: str) -> None:
    """Letters that nobody chose a font for would print as boxes."""
    with pytest.raises(ConfigurationError) as raised:
        language(tag)

    assert str(raised.value) == f"error: {message} [language]\n\nhint: {hint}"


# Names


@pytest.mark.parametrize(
    ("tag", "staff", "name"),
    [
        ("zh-Hans", "en", "Chinese (Simplified)"),
        ("zh-Hant", "de", "Chinesisch (Traditionell)"),
        ("zh-Hant", "es-MX", "chino (tradicional)"),
        ("fa-AF", "fr", "dari"),
        ("pt-BR", "de", "Portugiesisch (Brasilien)"),
        ("ckb", "en-GB", "Kurdish (Sorani)"),
        ("cnh", "de", "Hakha Chin"),
        ("es", "hmn", "Spanish"),
    ],
)
def test_name_is_in_the_language_of_the_staff(tag: str, staff: str, name: str) -> None:
    """The staff reads which language a handout is in; in English where CLDR has no name."""
    assert name == language(tag).name_in(staff)


def test_no_two_languages_share_a_name() -> None:
    """A list of names in English says which is which."""
    names = [language(tag).name_in("en") for tag in known()]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("es", "es"),
        ("zh_TW", "zh-Hant"),
        ("iw", "he"),
        ("español", "es"),
        ("ESPANOL", "es"),
        ("Español", "es"),
        ("Turkce", "tr"),
        ("İngilizce", "en"),
        ("العربية", "ar"),
        ("हिन्दी", "hi"),
        ("Farsi", "fa"),
        ("Dari", "fa-AF"),
        ("Tagalog", "fil"),
        ("Simplified Chinese", "zh-Hans"),
        ("chinese, traditional", "zh-Hant"),
        ("sorani", "ckb"),
        ("o'zbek", "uz"),
        ("Thai", "th"),
    ],
)
def test_language_is_found_by_what_people_type(words: str, expected: str) -> None:
    """By tag, autonym, English name, the staff's name or another, whatever case and accents."""
    assert expected == find(words, known(), staff="tr")


@pytest.mark.parametrize("tag", known())
def test_every_language_is_found_by_its_english_name(tag: str) -> None:
    """What a list shows can be typed."""
    assert tag == find(language(tag).english, known())


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("Chinese", "write `zh-Hans` (Chinese (Simplified)) or `zh-Hant` (Chinese (Traditional))"),
        # Even where there is but one: who asks for Kurdish may not read Sorani.
        ("Kurdish", "write `ckb` (Kurdish (Sorani))"),
    ],
)
def test_part_of_a_name_is_asked_back(words: str, hint: str) -> None:
    """Nobody is given the wrong one of two languages."""
    assert usage_error(functools.partial(find, words, ["es", "zh-Hans", "zh-Hant", "ckb"])) == (
        f"error: `{words}` does not say which language [language]\n\nhint: {hint}"
    )


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("Spansh", "did you mean `Spanish` (`es`)?"),
        ("fr", "known: `de`, `es`"),
        ("!", "known: `de`, `es`"),
    ],
)
def test_unknown_language_is_refused(words: str, hint: str) -> None:
    """What there is none of is said to be so, with what there is."""
    assert usage_error(functools.partial(find, words, ["es", "de"])) == (
        f"error: `{words}` is none of the languages to choose from [language]\n\nhint: {hint}"
    )


def test_name_of_another_language_is_no_code() -> None:
    """Who asks for Mon where there is none does not get Mongolian, of which `mon` is a code."""
    assert "mnw" == find("Mon", ["mn", "mnw"])
    assert usage_error(functools.partial(find, "Mon", ["es", "mn"])) == (
        "error: `Mon` is none of the languages to choose from [language]\n\nhint: known: `es`, `mn`"
    )


# Dates and plurals


@pytest.mark.parametrize(("tag", "expected"), COMMON.items())
def test_date_is_written_as_its_readers_write_it(tag: str, expected: str) -> None:
    """The month in words, so that day and month cannot be mixed up, and own digits."""
    assert expected == format_date(DAY, language(tag))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("hmn", "2026-11-22"),
        # CLDR has a row for Rohingya, and says "M11" in it.
        ("rhg", "2026-11-22"),
        ("mni-Mtei", "꯲꯰꯲꯶-꯱꯱-꯲꯲"),
        ("ku-Arab", "2026-11-22"),
        ("haz", "۲۲ نومبر ۲۰۲۶"),
        ("en-GB", "22 November 2026"),
        # CLDR's names, read by the Ethiopian calendar, are days nine or ten later.
        ("ti", "2026-11-22"),
        ("ti-ER", "2026-11-22"),
        ("gez", "2026-11-22"),
        ("byn", "2026-11-22"),
        ("om", "2026-11-22"),
        ("tig", "2026-11-22"),
    ],
)
def test_date_without_names_of_months_cannot_be_misread(tag: str, expected: str) -> None:
    """Year first where there are no words, never words of another script."""
    assert expected == format_date(DAY, language(tag))


@pytest.mark.slow
def test_no_date_has_a_stand_in_for_a_month() -> None:
    """CLDR writes "M11" where it has no name, as in the short names of Yoruba."""
    locales = sorted(set(localedata.locale_identifiers()) - {"root"})
    year = [date(2026, month, 22) for month in range(1, 13)]

    assert {} == {
        tag: dates
        for tag in {canonical(locale) for locale in locales if _is_set(locale)}
        for weekday in (True, False)
        if (
            dates := [
                written
                for day in year
                if re.search(r"M\d\d", written := format_date(day, language(tag), weekday=weekday))
            ]
        )
    }
    assert "22 Oṣù Bélú 2026" == format_date(DAY, language("yo"))


def _is_set(locale: str) -> bool:
    """Tell whether a script of the table is the locale's."""
    try:
        language(locale)
    except ConfigurationError:
        return False
    return True


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de", "Sonntag, 22. November 2026"),
        ("ja", "2026年11月22日日曜日"),
        ("bn", "রবিবার, ২২ নভেম্বর, ২০২৬"),
        ("ti", "2026-11-22"),
        # CLDR has the date's form for Shan, but merely English names of days.
        ("shn", "2026-11-22"),
    ],
)
def test_day_of_the_week_is_in_the_language(tag: str, expected: str) -> None:
    """Never an English day in a foreign date."""
    assert expected == format_date(DAY, language(tag), weekday=True)


# Sample texts


@pytest.mark.parametrize("tag", known())
def test_sample_is_in_the_script_of_the_language(tag: str) -> None:
    """What only the root of CLDR has, as "Sun", is no word of the language."""
    written_with = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani Hira Kana", "Kore": "Hang"}
    own = written_with.get(language(tag).script, language(tag).script).split()
    text = samples.text(language(tag), 400)
    letters = [scripts.script(letter) for letter in text if letter.isalpha()]

    assert 400 <= len(text)
    # CLDR leaves units in English where nobody has translated them yet.
    assert 0.6 < sum(letter in own for letter in letters) / len(letters)


def test_sample_has_the_words_of_cldr() -> None:
    """Days, months, units, languages and territories, each once."""
    words = samples.words(language("cy"))

    assert {"Dydd Sul", "Tachwedd", "miligramau", "Wcreineg", "Gwlad Thai"} <= set(words)
    assert len(words) == len(set(words))


def test_sample_of_a_language_that_cldr_does_not_know() -> None:
    """Its own name and its digits."""
    assert () == samples.words(language("new"))
    assert {*"नेपालभाषा०१२३४५६७८९"} <= samples.characters(language("new"))


@pytest.mark.parametrize("tag", known())
def test_every_plural_form_is_used_and_agrees_with_cldr(tag: str) -> None:
    """gettext reads the header, and picks the form that CLDR picks for every count."""
    count, _, condition = plural_forms(tag).removeprefix("nplurals=").partition("; plural=")
    form = gettext.c2py(condition.rstrip(";"))
    counts = range(1000)

    assert set(range(int(count))) == {form(number) for number in counts}
    if locale := cldr.locale(language(tag).cldr):
        rule = locale.plural_form
        assert int(count) == len({(rule(number), form(number)) for number in counts})


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en", 2), ("es", 2), ("ja", 1), ("cs", 3), ("ru", 3), ("pl", 3), ("ar", 6), ("ku-Arab", 2)],
)
def test_translators_are_asked_for_the_forms_that_they_know(tag: str, expected: int) -> None:
    """As many as gettext's manual and Poedit have."""
    assert plural_forms(tag).startswith(f"nplurals={expected};")


def test_plural_forms_where_cldr_is_silent() -> None:
    """The header that gettext itself falls back to."""
    assert "nplurals=2; plural=(n != 1);" == plural_forms("hmn")


# The module


def test_import_is_cheap() -> None:
    """A command that needs no more than a row does not wait for Babel."""
    script = (
        "import sys; from leaflet.languages import language; language('ar'); "
        "sys.exit('babel' in sys.modules)"
    )

    assert 0 == subprocess.run([sys.executable, "-c", script], check=False).returncode


def test_language_pickles() -> None:
    """A row goes to a worker process."""
    assert language("ar") == pickle.loads(pickle.dumps(language("ar")))


# A table that is wrong


def broken(*path: str, value: object) -> dict[str, Any]:
    """Return the program's table with one value changed."""
    document: dict[str, Any] = copy.deepcopy(tomllib.loads(TABLE.read_text(encoding="utf-8")))
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return document


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        pytest.param(
            broken("languages", "es", "autonim", value="español"),
            ["`es` has an unknown key, `autonim`; did you mean `autonym`?"],
            id="unknown-key",
        ),
        pytest.param(
            broken("languages", "es", "script", value="Lat"),
            ["`Lat`, the script of `es`, has no row; did you mean `Latn`?"],
            id="unknown-script",
        ),
        pytest.param(
            broken("languages", "es", "digits", value="deav"),
            ["`deav`, the digits of `es`, has no row; did you mean `deva`?"],
            id="unknown-digits",
        ),
        pytest.param(
            broken("languages", "es", value={"autonym": "español", "script": "Latn"}),
            ["`es` has no `english`; write a text"],
            id="missing-key",
        ),
        pytest.param(
            broken("languages", "es", value="español"),
            ["`es` is no table; write its keys below a line of its own"],
            id="no-table",
        ),
        pytest.param(
            broken("languages", "es", "quotes", value=["“"]),
            ["`quotes` of `es` is wrong; write two texts"],
            id="one-quotation-mark",
        ),
        pytest.param(
            broken("languages", "es", "line_height", value=14),
            ["`line_height` of `es` is wrong; write a number from 1 to 4"],
            id="line-height-in-points",
        ),
        pytest.param(
            broken("languages", "es", "breaking", value="uax14"),
            ["`breaking` of `es` is wrong; write one of pango, cjk, hangul, icu, syllable"],
            id="unknown-breaking",
        ),
        pytest.param(
            broken("scripts", "Latn", "direction", value="up"),
            ["`direction` of script `Latn` is wrong; write ltr or rtl"],
            id="unknown-direction",
        ),
        pytest.param(
            broken("digits", "latn", value="123456789"),
            ["`digits.latn` is not ten digits from zero; write them in order"],
            id="nine-digits",
        ),
        pytest.param(
            broken("scripts", "Laoo", "fonts", value=["Phetsarath OT"]),
            [
                (
                    "`Phetsarath OT`, a font of script `Laoo`, has no package; add the package "
                    "that has it to `[packages]` of `leaflet/data/languages.toml`"
                )
            ],
            id="font-of-no-package",
        ),
        pytest.param(
            broken("packages", "Noto", value=""),
            ["`packages.Noto` is no package; write its name in Debian"],
            id="package-without-name",
        ),
        pytest.param(
            broken("languages", "ti", "dates", value="iso"),
            ["`dates` of `ti` is wrong; write one of words, numbers"],
            id="unknown-dates",
        ),
        pytest.param(
            broken("aliases", "mww", value="hmm"),
            ["the alias `mww` stands for `hmm`, which has no row; did you mean `hmn`?"],
            id="alias-of-nothing",
        ),
        pytest.param(
            broken("language", value={}),
            ["the table has an unknown key, `language`; did you mean `languages`?"],
            id="unknown-table",
        ),
    ],
)
def test_wrong_table_is_refused(document: dict[str, Any], expected: list[str]) -> None:
    """A row that says something else than it should says nothing at all."""
    with pytest.raises(ConfigurationError) as raised:
        table.read(document)

    problems = raised.value.problems
    assert expected == [f"{problem.message}; {problem.hint}" for problem in problems]
    assert {"leaflet/data/languages.toml"} == {str(problem.place) for problem in problems}
