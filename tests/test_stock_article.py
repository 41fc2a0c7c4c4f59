"""The article that comes with the program keeps to what was agreed for it."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from leaflet.article import Article, Callout, Figure, Listing, Paragraph, Section, Text, walk
from leaflet.assemble import Library
from leaflet.choosing.blocks import blocks_on
from leaflet.sheets import SHEETS
from leaflet.workspace import read_workspace

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # textstat asks for pkg_resources, which is going
    from textstat import textstat

ROOT = Path(__file__).parent.parent
ARTICLE = "back-muscle-spasm"


@pytest.fixture(scope="module")
def article() -> Article[Text]:
    return Library(read_workspace(ROOT)).article(ARTICLE)


def body(article: Article[Text]) -> list[str]:
    """Return the texts of the body, alternative texts aside, without markup."""
    texts = [text for text in article.texts() if text.context is None]
    values = {"{emergency}": "999", "{urgent}": "111", "**": ""}
    said = []
    for text in texts:
        plain = text.source
        for mark, value in values.items():
            plain = plain.replace(mark, value)
        said.append(plain)
    return said


def test_reading_level_is_grade_6_or_lower(article: Article[Text]) -> None:
    """Flesch and Kincaid's grade, over the texts of the body."""
    sentences = [said if said[-1] in ".!?" else said.rstrip(":") + "." for said in body(article)]
    assert textstat.flesch_kincaid_grade(" ".join(sentences)) <= 6


def test_it_has_about_450_words(article: Article[Text]) -> None:
    """More would not fit two sides in German."""
    leaf = replace(article, blocks=blocks_on(article, SHEETS["a4"]))
    count = sum(len(re.findall(r"\S*\w\S*", said)) for said in body(leaf))
    assert 400 <= count <= 500


def test_all_nine_parts_are_there(article: Article[Text]) -> None:
    """What it is, why, symptoms, treatment, tablets, injections, ointments, massage, exercises."""
    sections = [block for block in article.blocks if isinstance(block, Section)]
    assert 9 == len(sections)


def test_emergency_box_comes_first(article: Article[Text]) -> None:
    """It stands before the first heading, so that it is high on page 1."""
    first = article.blocks[0]
    assert isinstance(first, Callout)
    assert "emergency" == first.kind
    lead = first.blocks[0]
    assert isinstance(lead, Paragraph)
    assert "{emergency}" in lead.text.source


def test_summary_has_three_sentences(article: Article[Text]) -> None:
    """The main message comes first, and is short."""
    assert article.summary is not None
    assert 3 == len(re.findall(r"[.!?](?:\s|$)", article.summary.source))


def test_each_exercise_has_one_picture_and_one_action(article: Article[Text]) -> None:
    """Four steps, each with a paragraph and a figure."""
    steps = [
        block for block in article.walk() if isinstance(block, Listing) and "step" in block.marks
    ]
    shapes = [
        [type(block).__name__ for block in item.blocks] for step in steps for item in step.items
    ]
    assert [["Paragraph", "Figure"]] * 4 == shapes


def test_markers_are_set(article: Article[Text]) -> None:
    """Posters and cards choose by them: three key messages, cards, steps, a list to tick."""
    marks = [block.marks for block in walk(article.blocks)]
    counts = {name: sum(name in mark for mark in marks) for name in ("key", "step", "tick")}
    assert {"key": 3, "step": 1, "tick": 1} == counts
    assert any("card" in mark for mark in marks)


def test_it_says_where_from_and_until_when(article: Article[Text]) -> None:
    """Sources, version and review dates are there."""
    assert article.sources
    assert "1.0" == article.version
    assert article.published is not None
    assert article.review_by is not None


def test_it_names_no_milligrams(article: Article[Text]) -> None:
    """Doses differ by country and packet, so the sheet names none."""
    assert [] == [said for said in body(article) if re.search(r"\d\s*(mg|ml|g)\b", said)]


def test_pictures_are_plain_lines_without_text(article: Article[Text]) -> None:
    """They survive a mono printer and need no translator."""
    allowed = {
        "svg",
        "g",
        "path",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "rect",
        "title",
        "desc",
    }
    for figure in (block for block in article.walk() if isinstance(block, Figure)):
        tree = ElementTree.parse(ROOT / "articles" / figure.path)
        tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
        assert set() == tags - allowed


def test_nobody_is_said_to_have_reviewed_it(article: Article[Text]) -> None:
    """No approval is on record for the article or a translation of it."""
    workspace = read_workspace(ROOT)
    tags = (article.language, *workspace.languages)
    assert [] == [record for tag in tags for record in workspace.approvals(tag).approvals]
