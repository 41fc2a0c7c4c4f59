"""Every language of the table, set by the program from text that nobody of the project wrote."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from leaflet.checks.excuses import line_to_write
from leaflet.checks.subjects import subject
from leaflet.errors import ContentError
from leaflet.html import HtmlPage
from leaflet.languages import folder, known, language, samples
from leaflet.pdf.pool import pool, render
from tests.corpus import COLUMN_MM, WEIGHTS, document, every_family, page, pages_of, setting_of
from tests.ink import bands, edges_mm, ink, lines
from tests.once import Once

pytestmark = pytest.mark.slow

GROUPS = 16
LETTERS = 400
"""Of each language in each size and weight; CLDR has 5000 to 20 000 of most."""
MARGIN_MM = 12

# What stands high and deep in words of the language, one above the other in the worst case: by the
# order of a syllable in the Unicode Standard, chapters 4.8 (Latin), 9 (Arabic, Hebrew), 12 (India),
# 13.4 (Tibetan), 16 (Thailand, Laos, Burma, Cambodia), 17.4 (Java).
TOWERS = {
    "vi": "Ễ Ồ Ẩ Ặ Ợ ỵ NGUYỄN ỨNG QUỲNH gặp Ỷ",
    "yo": "Ẹ̀jẹ̀ Ọ́gbẹ́ni Ọ̀YỌ́ gbọ́",
    "ig": "Ụ́gbọ̀ Ị̀jè",
    "ln": "Ɛ̌kɔ̌yɛ́ Ɔ́",
    "mh": "M̧ajeļ N̄ O̧ņ̄",
    "el": "Ἄ ᾧ ΐ ΰ Ϊ",
    "he": "שִׁבֹּלֶת וְאָהַבְתָּ",
    "ar": "مُتَّفَقٌ إِنَّهُمْ لِلَّهِ حَتَّىٰ رُكْبِيٌّ",
    "fa": "چگونهٔ اَدِرْ کَأساً وَ ناوِلْها",
    "sd": "ڪَٿي ڄَڻِيُون ڳالهِيُون",
    "rhg-Arab": "رُحَ࣪ڠۡگَ࣪ࢬ",
    "syr": "ܩܪ̈ܝܬܐ ܟܽܠܚܰܕ ܒܪܺܝܟ݂",
    "dv": "ޙައްޤު ހިނގިއްޖެއްޔާ ޖެހޭނެއެވެ",
    "nqo": "ߞߊ߲߫ ߒ߬ߞߏ߫ ߓߌ߯ߟߊ߲߯",
    "ff-Adlm": "𞤀𞥄𞤩𞤵𞤲𞥋𞤣𞤫",
    "hi": "राष्ट्रीय हूँ उद्घाटन डॉक्टरों वर्षों ट्ठ्री र्द्ध्वं ङ्क्ष्मीँ",
    "bn": "রাষ্ট্রীয় স্ত্রী ক্ষুদ্র উঁচু র্ঙ্গী",
    "pa": "ਪ੍ਰੀਤੂੰ ਸ੍ਵੈ ਸਿੱਖੀ ਮੂੰਹ",
    "gu": "રાષ્ટ્રીય ર્દ્ધ્વીં ક્ષ્મૂં",
    "or": "ରାଷ୍ଟ୍ରୀୟ ସ୍ତ୍ରୀ ର୍ଦ୍ଧ୍ୱୀ",
    "ta": "ஸ்ரீ க்ஷீ ஹௌ",
    "te": "స్త్రీ రాష్ట్రం లక్ష్మీ ద్వంద్వ క్ష్మ్యై",
    "kn": "ಸ್ತ್ರೀ ರಾಷ್ಟ್ರೀಯ ಲಕ್ಷ್ಮೀ ದ್ವಂದ್ವ",
    "ml": "സ്ത്രീ രാഷ്ട്രീയം ലക്ഷ്മി ണ്ഡ്ര ക്ല്യൂ",
    "si": "ක්‍ෂේත්‍රී ශ්‍රී ඤ්ඤූ ද්‍රෝණී",
    "th": "ปี่ ฎีกา ผู้ ปื้น ที่สุด น้ำ ฐู ญู ฤๅษี",
    "lo": "ນ້ຳ ໜຶ່ງ ຢູ່ ປີ້ ກູ້ ຂຶ້ນ ຜູ້ ໝູ່ ຮູ້",
    "km": "ស្ត្រី ខ្ញុំ សាស្ត្រ កន្ត្រៃ ញ៉ាំ ព្រឹត្តិ ហ្វ៊្រី",
    "my": "ဥက္ကဋ္ဌ ဗုဒ္ဓ ကျွန်ုပ် သင်္ကြန် ညွှန်ကြား ရွှေ့ ကြို့ သိဒ္ဓိ",
    "shn": "မိူင်းထႆး တႆးႁူႉ ၵႂၢမ်း",
    "ksw": "တၢ်ဆှၢဲးဆှၢၣ်ဘၣ် ကညီကျိာ်",
    "bo": "བསྒྲུབས་ སྤྲུལ་ རྫོགས་ ཧཱུྃ་ ཀྵེ་ བརྒྱུད་ སྨྲེ་ རྟྭོ་ སྐྱཱི",
    "dz": "སྤྱི་ལོ་ རྒྱལ་ཁབ་ འབྲུག་ སྐྱབས་ ཨོཾ་",
    "jv-Java": "ꦱꦸꦏꦿꦶ ꦥꦿꦶꦠꦶ ꦏꦿꦠꦺꦴꦤ꧀ ꦱꦿꦶꦩꦸꦭꦶꦃ ꦧꦼꦂꦏꦿꦸ ꦤ꧀ꦝꦿꦶꦪꦸꦁ",
    "ban-Bali": "ᬓ᭄ᬱ᭄ᬫᬶᬂ ᬓ᭄ᬭᬸᬁ",
    "nod-Lana": "ᨻᩬᨦ᩠ᨶᩦ᩶ ᩉ᩠ᨾᩪ᩵ᩁ᩠ᩅᩬᩊᩢ",
    "ccp": "𑄇𑄳𑄢𑄨𑄁 𑄌𑄋𑄴𑄟𑄳𑄦 𑄥𑄪𑄚𑄳𑄘𑄪",
    "cjm-Cham": "ꨆꨴꨪꩃ ꨌꩌ",
    "new-Newa": "𑐣𑐾𑐥𑐵𑐮 𑐔𑑂𑐫𑐶𑑃 𑐎𑑂𑐰𑐸",
    "eky-Kali": "ꤊꤢꤛꤢꤟ ꤜꤢꤧ꤬",
    "lep-Lepc": "ᰛᰩᰴ ᰕᰪᰴ",
    "lif-Limb": "ᤕᤰᤌᤢᤱ ᤛᤡᤖᤡ",
    "su-Sund": "ᮞᮥᮔ᮪ᮓ ᮊᮢᮤᮀ",
    "blt": "ꪼꪕ ꪒꪾ ꪶꪔ ꪎꪴ",
    "hmn-Hmng": "𖬌𖬣𖬵 𖬉𖬲𖬶",
    "hnj-Hmnp": "𞄐𞄦𞄲 𞄀𞄰",
    "osa": "𐓏𐓘𐓻𐓘𐓻𐓟 𐒰̄͘",
}

# Its words slope, each as high as it is long: the highest over the deepest would need 3.7, but how
# near two lines come is decided by what stands below what.
SLOPING = "Noto Nastaliq Urdu"


def _rendered(pages: Iterable[HtmlPage], target: Path) -> list[Path]:
    """Return the PDFs of pages, made as handouts are: in workers with their own fontconfig."""
    made = []
    with pool(2, every_family()) as executor:
        for index, found in enumerate([executor.submit(render, one) for one in pages]):
            path = target / f"{index}.pdf"
            path.write_bytes(found.result().data)
            made.append(path)
    return made


@pytest.fixture(scope="session")
def corpus(once: Once) -> dict[str, list[Path]]:
    """
    A PDF by group of languages.

    The watch over the rendering refuses missing letters, marks on dotted circles, and text that
    stands out of its column.
    """
    pages = (page(tags, letters=LETTERS) for tags in _groups())
    folder = once("corpus", lambda target: _rendered(pages, target))
    return {" ".join(tags): [folder / f"{index}.pdf"] for index, tags in enumerate(_groups())}


def _groups() -> list[tuple[str, ...]]:
    return [known()[start::GROUPS] for start in range(GROUPS)]


def test_every_language_is_set(corpus: dict[str, list[Path]]) -> None:
    """12 and 18 pt, regular and bold, 80 mm: no missing letter, no overflow, no dotted circle."""
    pages = {tag for (path,) in corpus.values() for tag in pages_of(path)}

    assert set(known()) == pages


def test_lines_start_where_the_script_starts(corpus: dict[str, list[Path]]) -> None:
    """The first line begins at the right edge in right-to-left scripts, and lines end ragged."""
    wrong = {}
    for (path,) in corpus.values():
        for tag, numbers in pages_of(path).items():
            found = edges_mm(path, numbers[0], below_mm=MARGIN_MM + 6)
            if language(tag).direction == "rtl":
                right_mm = MARGIN_MM + COLUMN_MM
                found = [(right_mm - right, right_mm - left) for left, right in found]
            else:
                found = [(left - MARGIN_MM, right - MARGIN_MM) for left, right in found]
            starts = [start for start, _ in found]
            ends = [end for _, end in found]
            # Letters have white beside them, and in Nastaliq tails that stand out.
            flush = abs(starts[0]) < 2.6 and abs(median(starts)) < 1
            if not flush or min(ends) > COLUMN_MM - 2:
                wrong[tag] = found

    assert {} == wrong


def test_wrong_text_is_refused() -> None:
    """The watch that the corpus relies on bites."""
    with pool(1, every_family()) as executor:
        for wrong, code in (("\U00013000", "glyphs"), ("\u17d2\u200b \u17b6", "marks")):
            body = f'<p lang="km">{setting_of("km", wrong)}</p>'
            with pytest.raises(ContentError) as raised:
                executor.submit(render, document(body, {"km"}, name="wrong")).result()
            assert {code} == {problem.code for problem in raised.value.problems}


# Line heights


def _tall(tag: str) -> list[str]:
    """Return lines of CLDR's words, and of those that tower."""
    stock = samples.words(language(tag)) if tag in known() else ()
    words = [word for word in stock if not _slip(word)]
    # A good deal of each kind, of those with marks above and below more.
    chosen = words[:40] + words[40::7]
    return lines([*chosen[:150], *TOWERS.get(tag, samples.line(language(tag))).split(" ")])


def _slip(word: str) -> bool:
    """Tell whether a word has one mark twice, as CLDR's Lao has in "ນິ້້ວ" for "ນິ້ວ"."""
    return any(one == other and unicodedata.category(one) == "Mn" for one, other in pairwise(word))


@pytest.mark.parametrize("weight", WEIGHTS)
def test_no_two_lines_touch(weight: str, tmp_path: Path) -> None:
    """The ink of a line, however deep, keeps clear of that of the next, however high."""
    tags = [*known(), *(tag for tag in TOWERS if tag not in known())]
    groups = [tags[start::8] for start in range(8)]
    paths = _rendered(
        (bands({tag: _tall(tag) for tag in group}, weight) for group in groups), tmp_path
    )
    low = {}
    for path, group in zip(paths, groups, strict=True):
        for number, tag in enumerate(group, start=1):
            found = ink(path, number)
            sloping = SLOPING in language(tag).fonts
            need = found.need_as_it_stands if sloping else found.need
            if need > language(tag).line_height:
                low[tag] = (need, language(tag).line_height)

    assert {} == low


def test_measure_of_ink_bites(tmp_path: Path) -> None:
    """Khmer would collide at 1.36, the height that its font asks for; Urdu at 2.2."""
    [path] = _rendered([bands({tag: _tall(tag) for tag in ("km", "ur")}, "normal")], tmp_path)

    assert 1.36 < ink(path, 1).need
    assert 2.2 < ink(path, 2).need_as_it_stands < ink(path, 2).need


# Through the command line

VARIED = re.findall(
    r"\S+",
    """
    am ar az-Arab bo ckb ff-Adlm he iu ja jv-Java ka km ko lo mni-Mtei my nqo qaa-Deva sat shn si
    sr-Latn ta th ur uz-Cyrl vi xyz-Arab zh-Hant-HK
    """,
)

SENTENCES = ("Title of it", "First words of it.", "Heading of it", "More words of it.", "The end.")


def _catalog(tag: str, messages: Iterable[tuple[str | None, str]]) -> str:
    """Return a catalog whose translations are words of CLDR, or the language's own name."""
    # A language that nobody knows is written as another one is in its script.
    setting = language({"qaa-Deva": "hi", "xyz-Arab": "ar", "az-Arab": "fa"}.get(tag, tag))
    # Numbers and Latin words would be mistakes of a translator.
    unwanted = re.compile(r"[\d(/]" if setting.script == "Latn" else r"[\dA-Za-z(/]")
    stock = [word for word in samples.words(setting) if not unwanted.search(word)]
    stock = stock or [setting.autonym]
    parts = [
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nLanguage: {folder(tag)}\\n"\n'
    ]
    for index, (context, message) in enumerate(messages):
        number = max(1, len(message) // 12)
        words = [stock[(index * 5 + step) % len(stock)] for step in range(number)]
        said = " ".join([*words, *re.findall(r"\{[a-z_.]+\}", message)])
        lead = f'msgctxt "{context}"\n' if context else ""
        quoted = json.dumps(said, ensure_ascii=False)
        # Words of CLDR say neither "not" nor what is first; nobody looks at their sense here.
        judged = subject(message, said, language=tag, context=context)
        for check in ("numbers", "negation"):
            parts.append(line_to_write(check, judged, "words of CLDR"))
        parts.append(f"{lead}msgid {json.dumps(message, ensure_ascii=False)}\nmsgstr {quoted}\n")
    return "\n".join(parts)


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A workspace with an article of five messages, translated into words of CLDR."""
    from leaflet.messages import template_messages
    from leaflet.workspace import stock_folder

    title, *body = SENTENCES
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "words.md").write_text(
        f'+++\ntitle = "{title}"\n+++\n\n{body[0]}\n\n## {body[1]}\n\n{body[2]}\n\n{body[3]}\n'
    )
    tags = ", ".join(f'"{tag}"' for tag in VARIED)
    (tmp_path / "leaflet.toml").write_text(
        f'languages = [{tags}]\n\n[clinic]\nterritory = "GB"\nphone = "020 7946 0000"\n'
    )
    templates = {
        f"templates/{path.name}": path.read_text(encoding="utf-8")
        for path in (stock_folder() / "templates").glob("*.html")
    }
    furniture = [(message.context, message.id) for message in template_messages(templates)]
    for tag in VARIED:
        target = tmp_path / "translations" / folder(tag) / "LC_MESSAGES"
        target.mkdir(parents=True)
        messages = [("title", title), *((None, one) for one in body)]
        (target / "words.po").write_text(_catalog(tag, messages), encoding="utf-8")
        (target / "leaflet.po").write_text(_catalog(tag, furniture), encoding="utf-8")
    return tmp_path


def test_handouts_are_built_in_every_kind_of_script(clinic: Path) -> None:
    """Fetched by tag, by rule and by script alone, through the command line, into PDF."""
    result = subprocess.run(
        [sys.executable, "-m", "leaflet", "build", "words", "--json", "-o", "out"],
        check=False,
        capture_output=True,
        text=True,
        cwd=clinic,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    rows = json.loads(result.stdout)

    assert dict.fromkeys(VARIED, "built") == {row["language"]: row["status"] for row in rows}
    assert 0 == result.returncode
