"""Easy read: what stands on it, one sentence a line, each picture beside its words."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest
from hypothesis import given

from leaflet.article import Article, Callout, Figure, Line, Listing, Paragraph, Section, Text
from leaflet.assemble import Job, Library
from leaflet.choosing.blocks import blocks_on
from leaflet.choosing.parted import parted
from leaflet.errors import ContentError
from leaflet.parse import parse_article
from leaflet.sheets import SHEETS
from leaflet.typeset import sentences
from leaflet.workspace import read_workspace
from tests.handouts import ARTICLE, ROOT, letters_only, library
from tests.reading import MM_PER_PT, Letter, letters
from tests.strategies import articles, handout
from tests.structure import Node, tree

EASY = SHEETS["easy-read"]
OTHERS = [name for name, sheet in SHEETS.items() if "easy-only" not in sheet.chosen]
TAGS = ("en", "ar", "km")
PT_PER_PX = 0.75  # CSS: 96 px are an inch, and so are 72 pt

SOURCE = """\
+++
title = "Cough"
+++

::: emergency
**Call {emergency} now.**

- blue lips
:::

Cough is common.

## Rest

::: warning
**Call {urgent} today.**

- fever
:::

### How long

{.easy-only}
![Person in bed](pictures/bed.svg)

{.key}
Rest. Drink.

Sleep well.

## Drinks

1. Tea

   {.easy-only}
   ![A cup](pictures/cup.svg)

2. Water

- {.easy-only}
  ![A glass](pictures/glass.svg)

{.easy-only}
## In short

Be kind.

{.easy}
## Tablets

Ask first.

::: note
{.easy-only}
Ask.
:::
"""


def article(source: str = SOURCE) -> Article[Line]:
    """Return an article, ready for the page."""
    return handout(
        parse_article(source.encode(), id="cough", path="x.md", source_language="en")
    ).article


def outline(on: Article[Line], name: str) -> list[str]:
    """Return what stands on a sheet: words, alternatives, and the kinds of boxes."""
    blocks = blocks_on(on, SHEETS[name])
    found: list[str] = []
    for block in replace(on, blocks=blocks).walk():
        match block:
            case Paragraph(text=line) | Section(heading=line) | Figure(alt=line):
                found.append(line.plain())
            case Callout(kind=kind):
                found.append(kind)
            case Listing():
                found.append("list")
    return found


# Choosing


def test_easy_read_carries_what_is_marked_below_its_headings() -> None:
    """And the boxes, above which a heading would promise what does not follow."""
    assert [
        *("emergency", "Call 999\u00a0now.", "list", "blue lips"),
        *("Rest", "warning", "Call 111\u00a0today.", "list", "fever"),
        *("How long", "Person in bed", "Rest. Drink."),
        *("In short", "Be kind."),
        *("Tablets", "Ask first.", "note", "Ask."),
    ] == outline(article(), "easy-read")


def test_easy_only_is_dropped_wherever_it_stands() -> None:
    """A picture in an item, an item that is nothing else, a list, a section, a box."""
    assert [
        *("emergency", "Call 999\u00a0now.", "list", "blue lips", "Cough is common."),
        *("Rest", "warning", "Call 111\u00a0today.", "list", "fever"),
        *("How long", "Rest. Drink.", "Sleep well."),
        *("Drinks", "list", "Tea", "Water"),
        *("Tablets", "Ask first."),
    ] == outline(article(), "a4")


def test_article_without_markers_is_refused() -> None:
    """An easy-only block alone is enough for easy read, and nothing for cards."""
    head, _, _ = SOURCE.partition("## Rest")
    only = article(f"{head}{{.easy-only}}\nRest.\n")

    assert "Rest." in outline(only, "easy-read")
    for name, source in (("easy-read", head), ("a6-cards", f"{head}{{.easy-only}}\nRest.\n")):
        with pytest.raises(ContentError) as caught:
            blocks_on(article(source), SHEETS[name])
        (problem,) = caught.value.problems
        assert "chosen" == problem.code
        for marker in SHEETS[name].chosen:  # any of them would do
            assert f"`.{marker}`" in problem.message
            assert f"`{{.{marker}}}`" in problem.hint


def test_heading_goes_with_all_that_stands_below_it() -> None:
    """A section of easy-only blocks leaves no heading behind; an empty one was meant."""
    on = article('+++\ntitle = "Cough"\n+++\n\n## Rest\n\n{.easy-only}\nSleep.\n\n## Drinks\n')

    assert ["Drinks"] == outline(on, "a4")
    assert ["Rest", "Sleep."] == outline(on, "easy-read")


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("poster", "**Do not take:**\n\n{.key}\n- aspirin", "list"),
        ("poster", "{.key}\nDo not take:\n\n- aspirin", "words"),
        ("poster", "{.key}\n切勿服用\uff1a\n\n![x](pictures/x.svg)\n\n- aspirin", "words"),
        ("poster", "{.key}\nDo not take:\n\n{.key}\n- aspirin", ""),
        ("poster", "{.key}\n## Tablets\n\nDo not take:\n\n- aspirin", ""),
        ("poster", "Do not take:\n\n- aspirin\n\n{.key}\nRest.", ""),
        ("poster", "In danger:\n\n::: emergency\nCall.\n:::\n\n{.key}\nRest.", ""),
        ("easy-read", "{.easy}\nDo not take:\n\n{.key}\n- aspirin", ""),
        ("easy-read", "Do this:\n\n{.step}\n1. Knees", "list"),
        ("a4", "{.easy-only}\nDo not take:\n\n- aspirin", "list"),
        ("a4", "Do not take:\n\n{.easy-only}\n- aspirin", "words"),
        ("a4", "Do not take:\n\n{.easy-only}\nNever take:\n\n- aspirin", ""),
        ("a4", "::: dont\n{.easy-only}\nTake:\n\n- aspirin\n:::", "list"),
        ("a4", "{.easy-only}\n## Tablets\n\nDo not take:\n\n- aspirin", ""),
        ("a4", "Do not take:\n\n{.key}\n- aspirin", ""),
    ],
)
def test_list_and_the_words_that_lead_to_it_stay_together(
    name: str, body: str, expected: str
) -> None:
    """Else it says the contrary; either both stand on a sheet, or neither does."""
    source = f'+++\ntitle = "Cough"\n+++\n\n{body}\n'
    made = parse_article(source.encode(), id="cough", path="x.md", source_language="en")

    found = parted(made, SHEETS[name])

    kinds = {"these words": "list", "leads to": "words"}
    said = [kind for one in found for end, kind in kinds.items() if one.message.endswith(end)]
    assert ([expected] if expected else []) == said


@pytest.mark.parametrize("name", OTHERS)
def test_easy_only_of_the_stock_stands_on_no_other_sheet(name: str) -> None:
    """Neither the sentence nor the pictures."""
    found = library()
    made = found.handout(found.readiness(Job(article=ARTICLE, language="en", sheet="easy-read")))
    reserved = [
        block
        for block in made.article.walk()
        if isinstance(block, Paragraph | Figure) and "easy-only" in block.marks
    ]
    there = list(replace(made.article, blocks=blocks_on(made.article, SHEETS[name])).walk())

    assert 5 == len(reserved)
    assert [] == [block for block in there if block in reserved]


STEPS = """\
+++
title = "Cough"
+++

{.key}
## Drink

{.step}
1. Boil water.

   ![A cup of tea](pictures/walk.svg)

2. Wait.

{.key}
Sip it.
"""


def html(root: Path, sheet: str) -> str:
    """Return the page of the steps, in a workspace of their own."""
    shutil.copytree(ROOT / "articles" / "pictures", root / "articles" / "pictures")
    (root / "articles" / "cough.md").write_text(STEPS, encoding="utf-8")
    (root / "leaflet.toml").write_text('[clinic]\nterritory = "GB"\n', encoding="utf-8")
    made = Library(read_workspace(root))
    return made.page(made.readiness(Job(article="cough", language="en", sheet=sheet))).html


def test_step_may_stand_without_a_picture(tmp_path: Path) -> None:
    """Its place beside the words stays empty."""
    assert 2 == html(tmp_path, "easy-read").count('<div class="picture"></div>')


def test_heading_on_a_poster_is_no_message(tmp_path: Path) -> None:
    """It has no number, so what stands below it is the first."""
    page = html(tmp_path, "poster")
    assert 1 == page.count('<li class="section">')
    assert page.index('<li class="section">') < page.index("Drink") < page.index("Boil water.")


@given(articles)
def test_sheet_that_does_not_choose_says_all(made: Article[Text]) -> None:
    """In the order of the article."""
    blocks = blocks_on(made, SHEETS["a4"])
    assert list(made.texts()) == list(replace(made, blocks=blocks).texts())


# On paper

Seen = list[tuple[str, str]]


def path_of(folder: Path, tag: str) -> Path:
    """Return the path of a handout."""
    return folder / ARTICLE / f"{ARTICLE}.{tag}.easy-read.pdf"


def said(path: Path) -> Seen:
    """Return what a listener hears between the title and the end, element by element."""
    with pikepdf.open(path) as pdf:
        found: Seen = []
        for node in tree(pdf).walk():
            if node.kind in ("P", "H2", "Lbl", "Figure") or (
                node.kind == "LBody" and not node.kids
            ):
                found.append((node.kind, node.alternative or " ".join(node.text.split())))
        return found


ASK = "ask a pharmacist, nurse or doctor"
BODY_EN: Seen = [
    ("P", "This is the short version. Ask us for the whole sheet."),
    ("P", "Emergency"),
    ("P", "Call 999 now for back pain with any of these:"),
    *(
        ("LBody", words)
        for words in (
            "numbness or tingling round genitals or bottom",
            "trouble passing urine",
            "loss of bladder or bowel control",
            "weakness, numbness or tingling in both legs",
            "chest pain",
            "a serious accident beforehand",
        )
    ),
    ("P", "Important"),
    ("P", "Call 111 today for back pain with any of these:"),
    *(
        ("LBody", words)
        for words in (
            "fever",
            "unexplained weight loss",
            "a lump or changed back shape",
            "worse pain at night",
            "no relief from rest",
            "cancer, past or present",
            "steroid treatment",
            "weak bones",
        )
    ),
    ("H2", "Keep moving, use heat"),
    ("Figure", "Person walking"),
    ("P", "Stay active."),
    ("P", "A short, comfortable rest is fine."),
    ("P", "Avoid long bed rest."),
    ("Figure", "Heat pack wrapped in a towel"),
    ("P", "Wrap a heat pack in a towel."),
    ("P", "Use it for up to 30 minutes, 2 or 3 times a day."),
    ("P", "Never use it on numb skin or while asleep."),
    ("Figure", "Person talking to a pharmacist"),
    ("P", f"If the pain gets worse, or is no better after three days, {ASK}."),
    ("P", "If it lasts for weeks, make an appointment."),
    ("H2", "Tablets: ask first"),
    ("Figure", "Packet of tablets and a question mark"),
    ("P", "Ask a pharmacist or doctor before you take any tablets."),
    ("H2", "Exercises: start gently"),
    ("P", "Stop if the pain gets worse or goes down a leg."),
    ("Lbl", "1."),
    ("Figure", "Person on their back, both knees hugged to the chest"),
    ("P", "Knees."),
    ("P", "Lie down."),
    ("P", "Hug your knees."),
    ("Lbl", "2."),
    ("Figure", "Person on their back, calves on a gym ball, hips lifted"),
    ("P", "Bridge."),
    ("P", "Lie on your back, calves on a gym ball."),
    ("P", "Lift your hips."),
    ("Lbl", "3."),
    ("Figure", "Person standing, bending forward, hands near the toes"),
    ("P", "Toes."),
    ("P", "Bend towards your toes, knees slightly bent."),
    ("Lbl", "4."),
    ("Figure", "Person hanging from a bar, feet just off the floor"),
    ("P", "Hang."),
    ("P", "Hang from a bar with straight arms."),
]


@pytest.mark.slow
def test_chosen_sentences_are_read_once_and_in_order(every_sheet: Path) -> None:
    """Each an element of its own, the picture before its words, and nothing else between."""
    found = [one for one in said(path_of(every_sheet, "en")) if one != ("Lbl", "•")]
    start = found.index(BODY_EN[0])

    assert BODY_EN == found[start : start + len(BODY_EN)]
    assert ["Easy read", "English", "Riverside Health Centre"] == [one for _, one in found[:start]]
    assert "Do you need an interpreter?" in found[start + len(BODY_EN)][1]


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["ar", "km"])
def test_translations_are_parted_as_the_source_is_chosen(every_sheet: Path, tag: str) -> None:
    """The same blocks, the sentences of the language."""
    found = library()
    made = found.handout(found.readiness(Job(article=ARTICLE, language=tag, sheet="easy-read")))
    expected = [
        letters_only(sentence.plain())
        for block in blocks_on(made.article, EASY)
        if isinstance(block, Paragraph)
        for sentence in sentences(block.text)
    ]
    read = [letters_only(words) for kind, words in said(path_of(every_sheet, tag)) if kind == "P"]

    assert 10 == len(expected)
    assert expected == [words for words in read if words in expected]


@pytest.mark.slow
@pytest.mark.parametrize("tag", TAGS)
def test_picture_stands_before_its_words(every_sheet: Path, tag: str) -> None:
    """On the left, or on the right where lines start there; with them on one page."""
    path = path_of(every_sheet, tag)
    pictures = [figure for figure in figures(path) if "http" not in figure.alternative]

    assert 8 == len(pictures)
    for picture in pictures:
        left, bottom, right, top = (float(side) * MM_PER_PT for side in picture.attributes["BBox"])
        beside = [
            letter
            for letter in inked(path, picture.places[0][0] + 1)
            if bottom < (letter.bottom_mm + letter.top_mm) / 2 < top
        ]
        assert beside, picture.alternative
        for letter in beside:
            assert letter.right_mm < left if tag == "ar" else right < letter.left_mm


@pytest.mark.slow
@pytest.mark.parametrize("tag", TAGS)
def test_words_begin_below_each_other(every_sheet: Path, tag: str) -> None:
    """Those of a row without a picture too, as the first one of the exercises."""
    start_mm = EASY.margin_mm + 48 + 12  # the picture, and the gap
    edge = EASY.size.width_mm - start_mm if tag == "ar" else start_mm
    path = path_of(every_sheet, tag)
    begun = {
        round(letter.bottom_mm / 3)
        for letter in inked(path, 3)
        if abs((letter.right_mm if tag == "ar" else letter.left_mm) - edge) < 1
    }

    # Six sentences beside pictures, one without, and the names of two exercises.
    assert len(begun) >= 9


@pytest.mark.slow
@pytest.mark.parametrize("tag", TAGS)
def test_type_is_14_points_at_least(every_sheet: Path, tag: str) -> None:
    """What a patient reads; what is for the staff, and the clinic's particulars, 12."""
    document = pypdfium2.PdfDocument(path_of(every_sheet, tag))
    sizes: set[float] = set()
    of_the_text: set[float] = set()
    for number, page in enumerate(document, 1):
        found = page.get_textpage()
        for index in range(found.count_chars()):
            if not found.get_text_range(index, 1).strip():
                continue
            size = round(pypdfium2.raw.FPDFText_GetFontSize(found, index) * PT_PER_PX, 2)
            sizes.add(size)
            # Below the band, above the footer; on the last page are the particulars.
            if number < len(document) and 25 < found.get_charbox(index)[1] * MM_PER_PT < 255:
                of_the_text.add(size)

    assert min(sizes) >= 12
    assert min(of_the_text) >= EASY.floor_pt


def figures(path: Path) -> list[Node]:
    """Return the pictures of a file, in reading order."""
    with pikepdf.open(path) as pdf:
        return tree(pdf).all("Figure")


def inked(path: Path, page: int) -> list[Letter]:
    """Return the letters of a page that have ink."""
    return [
        letter
        for letter in letters(path, page)
        if letter.text.strip() and letter.right_mm > letter.left_mm
    ]
