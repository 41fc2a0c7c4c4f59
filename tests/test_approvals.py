"""Who approved what, and when that ends."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from leaflet.approvals import (
    Approval,
    approval_of,
    digest_of,
    read_approvals,
    source_digest,
    translation_digest,
)
from leaflet.article import Article, Text
from leaflet.catalogs import Catalog, Message
from leaflet.errors import Place
from leaflet.parse import parse_article
from tests.strategies import articles

HEAD = '+++\ntitle = "X"\nkeywords = ["a", "b"]\n+++\n'
BODY = (
    "Keep moving, and rest a little.\n\n- a\n- b\n\n![c](pictures/c.svg)\n\n![d](pictures/d.svg)\n"
)
PICTURES = {"pictures/c.svg": b"<svg>c</svg>", "pictures/d.svg": b"<svg>d</svg>"}

RECORD = """\
[[approval]]
article = "cough"
by = "Dr A. Adams"
role = "clinician"
date = 2026-11-22
source = "sha256:1"
"""


def parsed(body: str = BODY, head: str = HEAD) -> Article[Text]:
    return parse_article((head + body).encode(), id="x", path="x.md", source_language="en")


def digest(body: str = BODY, head: str = HEAD) -> str:
    return source_digest(parsed(body, head), PICTURES)


def catalog(**translations: str) -> Catalog:
    """Return a catalog of these translations; one that starts with "?" is doubted."""
    messages = [
        Message(
            id=id,
            context=None,
            translation=words.removeprefix("?"),
            fuzzy=words.startswith("?"),
            place=Place(path="es.po"),
        )
        for id, words in translations.items()
    ]
    return Catalog(language="es", messages={message.key: message for message in messages})


def approval(
    day: int = 1, by: str = "Ana", article: str = "x", source: str = "s", translation: str = ""
) -> Approval:
    return Approval(
        article=article,
        by=by,
        role="translator",
        date=datetime.date(2026, 11, day),
        source=source,
        translation=translation,
    )


def read(text: str) -> tuple[Approval, ...]:
    return read_approvals(text.encode(), "approvals.toml").approvals


# Digests


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (BODY.replace("moving, and", "moving,\nand"), HEAD),
        (BODY.replace("- a\n- b", "*  a\n*  b\n\n"), HEAD),
        (BODY.replace("\n", "\r\n"), HEAD),
        ("\n\n" + BODY, HEAD),
        (BODY, HEAD.replace('"a", "b"', '\n  "a",\n  "b",\n')),
        (BODY, HEAD.replace("+++\ntitle", '+++\nversion = "2"\ntitle')),
    ],
    ids=["wrapped", "other bullets", "Windows", "empty lines", "front matter", "version"],
)
def test_source_digest_minds_no_layout(body: str, head: str) -> None:
    """What a reader cannot see ends no approval."""
    assert digest() == digest(body, head)


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (BODY.replace("a little", "little"), HEAD),
        (BODY.replace("- a\n- b", "- b\n- a"), HEAD),
        (BODY.replace("- a\n- b", "a\n\nb"), HEAD),
        (BODY.replace("Keep", "## Keep"), HEAD),
        (f"::: warning\n{BODY}:::\n", HEAD),
        (BODY.replace("moving", "**moving**"), HEAD),
        (BODY.replace("moving, and", "moving,\\\nand"), HEAD),
        (BODY.replace("[c]", "[d]"), HEAD),
        (BODY.replace("c.svg", "d.svg"), HEAD),
        (BODY, HEAD.replace('"X"', '"Y"')),
        (BODY, HEAD.replace('"a", "b"', '"b", "a"')),
    ],
    ids=[
        *("word", "order", "list", "heading", "call-out", "bold", "hard break"),
        *("alternative text", "picture", "title", "keywords"),
    ],
)
def test_source_digest_minds_all_that_is_read(body: str, head: str) -> None:
    """A clinician answers for the words, for their order and rank, and for the pictures."""
    assert digest() != digest(body, head)


def test_source_digest_minds_the_picture_itself() -> None:
    """A file of the same name may show something else."""
    changed = {**PICTURES, "pictures/c.svg": b"<svg>other</svg>"}

    assert digest() != source_digest(parsed(), changed)


def test_source_digest_minds_which_picture_stands_where() -> None:
    """Also where each of them is shown somewhere."""
    bodies = [
        "\n\n".join(f"![the same](pictures/{name}.svg)" for name in names)
        for names in ("cdc", "cdd", "dcc")
    ]

    assert 3 == len({digest(body) for body in bodies})


def test_translation_digest_minds_words_and_order() -> None:
    """The same words for other messages are another translation."""
    article = parsed("a\n\nb")

    assert 4 == len(
        {
            translation_digest(article, catalog(a="A", b="B")),
            translation_digest(article, catalog(a="B", b="A")),
            translation_digest(article, catalog(a="A", b="b")),
            translation_digest(article, catalog(a="A")),
        }
    )


def test_translation_digest_minds_nothing_else() -> None:
    """Not what is missing for other articles, nor what is doubted and so not printed."""
    article = parsed("a\n\nb")

    assert (
        translation_digest(article, catalog(a="A"))
        == translation_digest(article, catalog(a="A", other="C"))
        == translation_digest(article, catalog(a="A", b="?B"))
    )


def test_digest_is_sha256_of_canonical_json() -> None:
    """So that others can compute it: `printf '{"a":[2],"b":"ü"}' | sha256sum`."""
    expected = "sha256:02ccc8a4b1806838eb95919da5e24ab5966d4d2a3a2ec2e4ce1bcbfe059f14a6"

    assert expected == digest_of({"b": "ü", "a": [2]})


@settings(max_examples=40)
@given(articles, st.data())
def test_any_changed_text_ends_an_approval(article: Article[Text], data: st.DataObject) -> None:
    """Whichever text it is, wherever it stands."""
    pictures = dict.fromkeys(article.pictures(), b"")
    texts = list(article.texts())
    chosen = data.draw(st.integers(0, len(texts) - 1))
    count = iter(range(len(texts)))

    changed = article.map(
        lambda text: (
            dataclasses.replace(text, source=text.source + ".") if next(count) == chosen else text
        )
    )

    assume(changed != article)
    assert source_digest(article, pictures) != source_digest(changed, pictures)


# Records


def test_record_is_read() -> None:
    """As a person writes it."""
    expected = Approval(
        article="cough",
        by="Dr A. Adams",
        role="clinician",
        date=datetime.date(2026, 11, 22),
        source="sha256:1",
    )
    assert (expected,) == read(RECORD)
    assert (dataclasses.replace(expected, translation="sha256:2"),) == read(
        f'{RECORD}translation = "sha256:2"\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[[approval]",
        "approval = 1",
        "approval = [1]",
        RECORD.replace("[[approval]]", "[approval]"),
        RECORD.replace("[[approval]]", "[[aproval]]"),
        RECORD.replace('"Dr A. Adams"', '" "'),
        RECORD.replace('by = "Dr A. Adams"\n', ""),
        RECORD.replace('"Dr A. Adams"', "1"),
        RECORD.replace("2026-11-22", '"2026-11-22"'),
        RECORD.replace("2026-11-22", "2026-11-22T12:00:00"),
        RECORD.replace('source = "sha256:1"\n', ""),
        RECORD + "translation = 1\n",
        RECORD.replace("Adams", "Ad\x00ams"),
    ],
)
def test_malformed_record_is_none(text: str) -> None:
    """What is not said in full is not said."""
    found = read_approvals(text.encode(), "approvals.toml")

    assert () == found.approvals
    assert (not text) == (not found.problems)


def test_malformed_record_spoils_no_other() -> None:
    """Each stands for itself."""
    assert ["cough"] == [record.article for record in read(f"[[approval]]\nby = 1\n{RECORD}")]


def test_file_that_is_not_utf8_has_no_records() -> None:
    """Nobody can read it."""
    found = read_approvals(RECORD.encode("utf-16"), "approvals.toml")

    assert () == found.approvals
    assert ["the file is not UTF-8"] == [problem.message for problem in found.problems]


def test_approval_holds_for_just_its_digests() -> None:
    """Another article, source or translation is not approved by it."""
    records = (
        approval(translation="t"),
        approval(article="y"),
        approval(source="other"),
    )

    assert records[0] == approval_of(records, article="x", source="s", translation="t")
    assert approval_of(records, article="x", source="s") is None
    assert approval_of(records, article="x", source="s", translation="T") is None


def test_newest_approval_wins() -> None:
    """The handout names who looked last, wherever the record stands."""
    records = (approval(day=2, by="B"), approval(day=3, by="C"), approval(day=1, by="A"))

    assert records[1] == approval_of(records, article="x", source="s")
