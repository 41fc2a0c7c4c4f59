"""What an author marks: exceptions that stay behind, pictures without words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from leaflet.article import Article, Block, Section, Text
from leaflet.checks import Source, judge_source
from leaflet.choosing.blocks import blocks_on
from leaflet.choosing.choices import CHOICES
from leaflet.errors import ContentError, Problem
from leaflet.languages import language
from leaflet.parse import parse_article
from tests.strategies import articles


def judged(body: str, tag: str = "en") -> list[Problem]:
    """Return what is said of an article about its markers."""
    source = f'+++\ntitle = "Cough"\nlanguage = "{tag}"\n+++\n\n{body}\n'
    made = parse_article(source.encode(), id="x", path="articles/x.md", source_language=tag)
    found = judge_source(
        Source(
            domain="x",
            language=language(tag),
            texts=tuple(made.texts()),
            path=made.path,
            blocks=made.blocks,
        )
    )
    return [one for one in found.problems if one.code in ("stands-alone", "wordless")]


def words(body: str, tag: str = "en") -> list[str]:
    """Return the first word in backticks of each: what excepts, or the picture."""
    return [one.message.split("`")[1] for one in judged(body, tag)]


TAKE = "{.key}\nTake two tablets of ibuprofen.\n\n"
PICTURE = "![A cup](pictures/cup.svg)\n\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # The first sentence, whatever it is about.
        ("Do not take more than six.", ["not"]),
        ("Never drive afterwards.", ["Never"]),
        ("Unless you are pregnant.", ["Unless"]),
        ("This is for adults only.", ["only"]),
        ("But ask first.", ["But"]),
        ("Avoid alcohol.", ["Avoid"]),
        ("Stop if your stomach hurts.", ["Stop"]),
        ("Drink water.", []),
        # One behind it that is about the same.
        ("Drink water. Do not take ibuprofen for weeks.", ["not"]),
        ("Drink water. Never mix them.", ["Never"]),
        ("Drink water. Avoid herbal compresses.", []),
        # Lists, boxes, and what is between.
        ("- with food\n- never with alcohol", ["never"]),
        ("Not for you:\n\n- after surgery", ["Not"]),
        ("::: dont\nDrink alcohol.\n:::", ["::: dont"]),
        ("::: warning\nDo not mix.\n:::", ["not"]),
        (f"{PICTURE}Do not mix.", ["not"]),
        ("{.easy-only}\nHave a rest.\n\nDo not mix.", ["not"]),
        # Elsewhere it does not belong to what is marked.
        ("## Other\n\nDo not mix.", []),
        ("Drink water.\n\nDo not mix.", []),
        ("{.key}\nDo not mix.", []),
        ("::: emergency\nDo not wait.\n:::", []),
    ],
)
def test_exception_behind_marked_words_is_found(body: str, expected: list[str]) -> None:
    """A poster would say what to take, and not when not to."""
    assert expected == words(f"{TAKE}{body}")


def test_exception_is_shown_with_its_place_and_the_sheets_that_lose_it() -> None:
    """Easy read has it here; the poster and the cards do not."""
    (found,) = judged("{.key .card}\nTake two.\n\n{.easy}\nRest. Do not take it for weeks.")

    assert ("articles/x.md:10", "warning") == (str(found.place), found.severity)
    assert found.message.endswith("left out on `a6-cards`, `poster`")
    assert "`{.key .card}`" in found.hint
    assert "Take two.   (articles/x.md:7)" == found.evidence[0][1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Do not mix.\n\n{.key}\nTake two.", []),
        ("::: emergency\nCall.\n:::\n\nDo not wait.", []),
        ("{.key}\n## Tablets\n\nTake two.\n\nDo not mix.", []),
        ("Take two.\n\nDo not mix.", []),
        ("{.step}\n1. Bend.\n\nNot with a fever.", ["Not"]),
    ],
)
def test_words_that_are_not_parted_are_left_alone(body: str, expected: list[str]) -> None:
    """Before the marked ones, in a marked section, or where nothing is marked."""
    assert expected == words(body)


@pytest.mark.parametrize(
    ("tag", "marked", "behind", "expected"),
    [
        ("de", "Nehmen Sie zwei.", "Trinken Sie viel. Fahren Sie nicht.", "nicht"),
        ("es", "Tome dos.", "No beba alcohol.", "No"),
        ("zh-Hans", "服用两片。", "不要喝酒。", "不"),
        ("de", "Nehmen Sie zwei.", "Trinken Sie viel.", ""),
    ],
)
def test_source_in_another_language_is_judged_by_its_own_words(
    tag: str, marked: str, behind: str, expected: str
) -> None:
    """Any sentence of the paragraph counts."""
    assert ([expected] if expected else []) == words(f"{{.key}}\n{marked}\n\n{behind}", tag)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"## Tea\n\n{{.easy-only}}\n{PICTURE}", 1),
        (f"## Tea\n\n{{.easy-only}}\n{PICTURE}Drink tea.", 1),
        (f"## Tea\n\n{{.easy-only}}\n{PICTURE}{{.easy}}\nDrink tea.", 0),
        (f"## Tea\n\n{{.easy-only}}\n{PICTURE}Hot.\n\n{{.easy}}\nDrink tea.", 0),
        (f"## Tea\n\n{{.easy-only}}\n{PICTURE}{{.easy}}\n- Drink tea.", 0),
        (f"## Tea\n\n{{.easy-only}}\n{PICTURE}## Rest\n\n{{.easy}}\nSleep.", 1),
        (f"## Tea\n\n{PICTURE}", 0),
        ("{.step}\n1. Boil.\n\n   ![A cup](pictures/cup.svg)\n2. Drink.", 0),
        ("{.step}\n1. Boil.\n2. ![A cup](pictures/cup.svg)", 1),
    ],
)
def test_picture_without_words_is_found(body: str, expected: int) -> None:
    """On easy read; elsewhere it stands among all words of the article."""
    assert ["pictures/cup.svg"] * expected == words(body)


def test_remedy_names_the_words_that_are_not_marked() -> None:
    """They stand below the picture in most cases."""
    (found,) = judged(f"{{.easy-only}}\n{PICTURE}Drink tea.")
    assert "above `Drink tea.`" in found.hint


# As the sheets themselves choose


def reserved(block: Block[Text]) -> Block[Text]:
    """Return a block with `easy-only` in place of the marker `tick`."""
    classes = tuple("easy-only" if name == "tick" else name for name in block.marks.classes)
    marked = replace(block, marks=replace(block.marks, classes=classes))
    if isinstance(marked, Section):
        return replace(marked, blocks=tuple(map(reserved, marked.blocks)))
    return marked


@given(articles)
def test_what_is_judged_is_what_stands_on_the_sheet(made: Article[Text]) -> None:
    """The same blocks, headings aside, whatever the markers."""
    made = replace(made, blocks=tuple(map(reserved, made.blocks)))
    for choice in CHOICES:
        try:
            there = blocks_on(made, choice.sheet)
        except ContentError:
            continue  # nothing is marked for it
        standing = [
            one.block for section in choice.sections(made.blocks) for one in section if one.there
        ]
        expected = [block for block in there if not isinstance(block, Section)]
        # A made-up article may go on behind its sub-sections.
        assert sorted(map(repr, expected)) == sorted(map(repr, standing))
