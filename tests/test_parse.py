"""Markdown and front matter → `Article[Text]`, and inline source → inline content."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.article import (
    Article,
    Block,
    Break,
    Callout,
    Figure,
    Inline,
    Item,
    Listing,
    Marks,
    Paragraph,
    Placeholder,
    Run,
    Section,
    Span,
    Table,
    Text,
)
from leaflet.errors import ContentError, Place
from leaflet.parse import ARTICLE_LIMIT_BYTES, fold, inline, parse_article, placeholders
from tests.strategies import FRAGMENTS, sources

HERE = Place(path="articles/x.md")


def parsed(source: str, source_language: str = "en") -> Article[Text]:
    return parse_article(
        source.encode(), id="x", path="articles/x.md", source_language=source_language
    )


def blocks(body: str) -> tuple[Block[str], ...]:
    """Return the blocks of a body, the words alone for each text."""
    return parsed(f'+++\ntitle = "X"\n+++\n{body}').map(lambda text: text.source).blocks


def problems(body: str, front: str = 'title = "X"') -> list[tuple[str, int | None]]:
    """Return code and line of all that is wrong; the body starts in line 4."""
    with pytest.raises(ContentError) as raised:
        parsed(f"+++\n{front}\n+++\n{body}")
    return [
        (problem.code, problem.place.line if problem.place else None)
        for problem in raised.value.problems
    ]


# Front matter


def test_front_matter_is_read_whole() -> None:
    """Every field that an author may write arrives, typed."""
    article = parsed(
        "+++\n"
        'title = "Back pain"\n'
        'language = "pt_br"\n'
        'summary = """\nKeep\n  moving."""\n'
        'version = "1.0"\n'
        "published = 2026-11-22\n"
        "review_by = 2028-11-22\n"
        'sources = ["NHS", "NICE"]\n'
        'codes = { icd10cm = ["M62.830"], icd10 = ["M62.8", "M54"] }\n'
        'keywords = ["back", "spasm"]\n'
        "+++\n"
        "Rest.\n"
    )

    def text(source: str, role: str, line: int) -> Text:
        place = Place(path="articles/x.md", line=line)
        return Text(source=source, role=role, place=place, context=role)

    expected: Article[Text] = Article(
        id="x",
        path="articles/x.md",
        language="pt-BR",
        title=text("Back pain", "title", 2),
        summary=text("Keep moving.", "summary", 4),
        keywords=(text("back", "keywords", 12), text("spasm", "keywords", 12)),
        version="1.0",
        published=datetime.date(2026, 11, 22),
        review_by=datetime.date(2028, 11, 22),
        sources=("NHS", "NICE"),
        codes=(("icd10", ("M62.8", "M54")), ("icd10cm", ("M62.830",))),
        blocks=(
            Paragraph(
                text=Text(source="Rest.", role="text", place=Place(path="articles/x.md", line=14))
            ),
        ),
    )
    assert expected == article


def test_title_is_all_that_an_article_needs() -> None:
    """The language is then the workspace's."""
    article = parsed('+++\ntitle = "X"\n+++\nRest.', source_language="de")

    assert ("de", None, (), None) == (
        article.language,
        article.summary,
        article.keywords,
        article.published,
    )


@pytest.mark.parametrize(
    "data",
    [
        b'\xef\xbb\xbf+++\ntitle = "X"\n+++\nRest.',
        b'\n\n+++\ntitle = "X"\n+++\nRest.',
        b'+++\r\ntitle = "X"\r\n+++\r\nRest.\r\n',
        b'+++ \ntitle = "X"\n+++\t\n\nRest.\n\n\n',
    ],
    ids=["byte order mark", "empty lines", "Windows", "blanks"],
)
def test_editors_may_differ(data: bytes) -> None:
    """What editors put in without being asked changes nothing."""
    article = parse_article(data, id="x", path="x.md", source_language="en")

    assert ["X", "Rest."] == [text.source for text in article.texts()]


def test_placeholders_stand_in_the_head_too() -> None:
    """A title is a message like any other, so a mistake in it is found at its line."""
    assert [("placeholder", 3)] == problems("Rest.", 'title = "X"\nsummary = "Call {emergencey}"')


def test_all_mistakes_are_told_at_once() -> None:
    """In the order of their lines, so that the author goes through the file once."""
    body = "Call {nobody}.\n\n# Big\n\na <b>c\n\n![](pictures/x.svg)\n"

    assert [
        ("title", 1),
        ("front-matter", 2),
        ("placeholder", 4),
        ("heading", 6),
        ("html", 8),
        ("alt", 10),
    ] == problems(body, "tittle = 1")


# Blocks


def test_heading_owns_what_follows_it() -> None:
    """Up to the next heading of its level or above."""
    expected: tuple[Block[str], ...] = (
        Paragraph(text="Before"),
        Section(
            level=2,
            heading="One",
            blocks=(
                Paragraph(text="a"),
                Section(level=3, heading="Deep", blocks=(Paragraph(text="b"),)),
                Section(level=3, heading="Deep too", blocks=()),
            ),
        ),
        Section(level=2, heading="Two", blocks=(Paragraph(text="c"),)),
    )
    assert expected == blocks("Before\n\n## One\na\n\n### Deep\nb\n\n### Deep too\n\n## Two\nc")


def test_lists_nest() -> None:
    """An item has blocks: words, pictures, lists."""
    expected: tuple[Block[str], ...] = (
        Listing(
            start=3,
            items=(
                Item(
                    blocks=(
                        Paragraph(text="Lie"),
                        Figure(path="pictures/lie.svg", alt="Lying", width_mm=30),
                        Listing(
                            items=(
                                Item(blocks=(Paragraph(text="left"),)),
                                Item(blocks=(Paragraph(text="right"),)),
                            )
                        ),
                    )
                ),
                Item(blocks=(Paragraph(text="Sit"), Paragraph(text="upright"))),
            ),
        ),
    )
    assert expected == blocks(
        "3. Lie\n\n   ![Lying](pictures/lie.svg){width=30mm}\n\n   - left\n   - right\n\n"
        "4. Sit\n\n   upright\n"
    )


def test_table_has_cells_and_alignments() -> None:
    """Left is the start of the line, wherever that is."""
    expected: tuple[Block[str], ...] = (
        Table(
            head=("Age", "Dose", "Often", "Note"),
            rows=(("1", "2 ml", "3", "a | b"), ("4", "5 ml", "6", "c")),
            alignments=("start", "end", "center", "start"),
        ),
    )
    assert expected == blocks(
        "| Age | Dose | Often | Note |\n|:--|--:|:-:|---|\n|1|2 ml|3|a \\| b|\n|4|5 ml|6|c|\n"
    )


@pytest.mark.parametrize("kind", ["warning", "emergency", "note", "do", "dont"])
def test_callout_has_blocks(kind: str) -> None:
    """A box may hold paragraphs and lists."""
    found = blocks(f"::: {kind}\nNow:\n\n- a\n:::\n\nafter")

    box: Callout[str] = Callout(
        kind=kind,  # type: ignore[arg-type]
        blocks=(Paragraph(text="Now:"), Listing(items=(Item(blocks=(Paragraph(text="a"),)),))),
    )
    assert (box, Paragraph(text="after")) == found


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", None),
        ("{width=60mm}", 60),
        ('{width="22.5mm"}', 22.5),
    ],
)
def test_picture_may_have_a_width(attributes: str, expected: float | None) -> None:
    """In millimetres of paper; none leaves it to the sheet."""
    picture: Figure[str] = Figure(path="pictures/hug.svg", alt="A hug", width_mm=expected)

    assert (picture,) == blocks(f"![A hug](pictures/hug.svg){attributes}")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Rest.", Marks()),
        ("{.key}\nRest.", Marks(classes=("key",))),
        ("{#call .danger .key}\n## Rest", Marks(id="call", classes=("danger", "key"))),
        ("{.tick}\n- a", Marks(classes=("tick",))),
        ("{.step}\n2. a", Marks(classes=("step",))),
        ("{.card}\n|a|\n|-|", Marks(classes=("card",))),
        ("{.card}\n::: note\na\n:::", Marks(classes=("card",))),
        ("{.card}\n![a](pictures/a.svg)", Marks(classes=("card",))),
    ],
)
def test_marks_belong_to_the_block_below(body: str, expected: Marks) -> None:
    """Sheets choose by them."""
    (block,) = blocks(body)

    assert expected == block.marks


def test_roles_and_places_tell_where_words_stand() -> None:
    """A translator, and an error, say which line and in what it stands."""
    article = parsed(
        '+++\ntitle = "X"\n+++\n## A\n\n::: note\n- b\n\n  ![c](pictures/c.svg)\n:::\n\n'
        "|d|\n|-|\n|e|\n"
    )

    assert [
        ("X", "title", 2),
        ("A", "heading-2", 4),
        ("b", "note/list/item/text", 7),
        ("c", "note/list/item/alt", 9),
        ("d", "table/head", 12),
        ("e", "table/cell", 14),
    ] == [(text.source, text.role, text.place.line) for text in article.texts()]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("> quoted", [("markdown", 4)]),
        ("a\n\n<div>\n</div>", [("html", 6)]),
        ("# Title", [("heading", 4)]),
        ("## A\n\n#### B", [("heading", 6)]),
        ("::: warning\na", [("callout", 4)]),
        ("a ![b](pictures/b.svg) c", [("picture", 4)]),
        ("![a](pictures/../b.svg)", [("picture", 4)]),
        ("a\n\nb {c", [("placeholder", 6)]),
        ("[a](javascript:b)", [("link", 4)]),
        ("{#a}\nb\n\n{#a}\nc", [("attribute", 7)]),
        ("{onclick=a}\nb", [("attribute", 4)]),
        ("{lang=fr}\nb", [("attribute", 4)]),
        ("", [("empty", 4)]),
    ],
)
def test_what_a_handout_cannot_show_is_refused(body: str, expected: list[tuple[str, int]]) -> None:
    """With its line, and never left out in silence; tests/bad has what is said."""
    assert expected == problems(body)


def test_article_that_is_too_large_is_refused() -> None:
    """Before anything reads it."""
    with pytest.raises(ContentError, match="the limit is 512 KiB"):
        parsed("x" * (ARTICLE_LIMIT_BYTES + 1))


# Inline


def strong(*children: Inline) -> Span:
    return Span(kind="strong", children=children)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Rest", (Run(text="Rest"),)),
        ("**Rest** now", (strong(Run(text="Rest")), Run(text=" now"))),
        ("*Rest*", (Span(kind="emphasis", children=(Run(text="Rest"),)),)),
        ("`a*b`", (Span(kind="code", children=(Run(text="a*b"),)),)),
        (
            "**a *b***",
            (strong(Run(text="a "), Span(kind="emphasis", children=(Run(text="b"),))),),
        ),
        (
            "[a **b**](https://c.example?d=1&e=2)",
            (
                Span(
                    kind="link",
                    children=(Run(text="a "), strong(Run(text="b"))),
                    href="https://c.example?d=1&e=2",
                ),
            ),
        ),
        (
            "[call](tel:{clinic.phone})",
            (Span(kind="link", children=(Run(text="call"),), href="tel:{clinic.phone}"),),
        ),
        (
            "<https://a.example>",
            (
                Span(
                    kind="link",
                    children=(Run(text="https://a.example"),),
                    href="https://a.example",
                ),
            ),
        ),
        ("**Call {emergency}**", (strong(Run(text="Call "), Placeholder(name="emergency")),)),
        ("{clinic.name}", (Placeholder(name="clinic.name"),)),
        (r"\{emergency\}", (Run(text="{emergency}"),)),
        ("a}", (Run(text="a}"),)),
        ("a\\\nb", (Run(text="a"), Break(), Run(text="b"))),
        ("a\nb", (Run(text="a b"),)),
        (r"5 \* 3 \< 2", (Run(text="5 * 3 < 2"),)),
        ("AT&amp;T", (Run(text="AT&T"),)),
        ("a < b", (Run(text="a < b"),)),
        ("snake_case_word", (Run(text="snake_case_word"),)),
        ("`{emergency}`", (Span(kind="code", children=(Run(text="{emergency}"),)),)),
    ],
)
def test_inline_source_becomes_content(source: str, expected: tuple[Inline, ...]) -> None:
    """The same grammar for articles and for translations."""
    assert expected == inline(source, HERE)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<b>a</b>", "html"),
        ("<!-- a -->", "html"),
        ("a { b", "placeholder"),
        ("{{ clinic }}", "placeholder"),
        ("{% raw %}", "placeholder"),
        ("{Emergency}", "placeholder"),
        ("![a](pictures/a.svg)", "picture"),
        ("[a](http://b.example)", "link"),
        ("[a](data:text/html,b)", "link"),
        ("[a]({clinic.web})", "link"),
        ("[a](//b.example)", "link"),
    ],
)
def test_translation_may_not_smuggle(source: str, code: str) -> None:
    """A catalog is untrusted input."""
    with pytest.raises(ContentError) as raised:
        inline(source, HERE)

    assert {code} == {problem.code for problem in raised.value.problems}


def test_placeholders_are_found_in_order() -> None:
    """Those in the address of a link too, as often as they stand there."""
    content = inline("{urgent} [{emergency}](tel:{emergency}) **{clinic.name}**", HERE)

    assert ["urgent", "emergency", "emergency", "clinic.name"] == placeholders(content)


# Folding


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Keep moving.", "Keep moving."),
        ("Keep\nmoving.", "Keep moving."),
        ("  Keep \n   moving.  ", "Keep moving."),
        ("Name:  \nDate:", "Name:\\\nDate:"),
        ("Name:\\\nDate:", "Name:\\\nDate:"),
        ("Name:\\\n  Date:", "Name:\\\nDate:"),
        ("a\\\\\nb", "a\\\\ b"),
        ("a\\\\\\\nb", "a\\\\\\\nb"),
        ("a  b", "a  b"),
        ("", ""),
    ],
)
def test_soft_breaks_are_folded_hard_ones_kept(source: str, expected: str) -> None:
    """How lines are wrapped is the author's own affair; a break that is asked for is not."""
    assert expected == fold(source)


wrapped = st.lists(
    st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from([" ", "\n", " \n  ", "\\\n", "  \n"])),
    min_size=1,
    max_size=5,
).map(lambda pairs: "".join(fragment + end for fragment, end in pairs).rstrip(" \n\\"))


@settings(max_examples=100)
@given(wrapped)
def test_folding_changes_nothing_on_paper(source: str) -> None:
    """The message id says what the article says."""
    assert inline(source, HERE) == inline(fold(source), HERE)


@settings(max_examples=100)
@given(wrapped)
def test_folding_twice_changes_nothing(source: str) -> None:
    """An id is its own id."""
    assert fold(source) == fold(fold(source))


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_parsing_refuses_or_succeeds(source: str) -> None:
    """Whatever stands in a file, the author gets an article or a list of problems."""
    try:
        found: object = parsed(f'+++\ntitle = "X"\n+++\n{source}').blocks
    except ContentError as error:
        found = error.problems

    assert found


@settings(max_examples=60)
@given(st.lists(sources, min_size=1, max_size=3))
def test_no_word_of_a_paragraph_is_lost(paragraphs: list[str]) -> None:
    """The texts are just what was written."""
    found = parsed('+++\ntitle = "X"\n+++\n' + "\n\n".join(paragraphs))

    assert ["X", *paragraphs] == [text.source for text in found.texts()]


@pytest.mark.parametrize("letter", ["\u2028", "\u2029"])
def test_letter_that_ends_a_line_of_its_own_is_refused(letter: str) -> None:
    """No font has it, and nobody sees it; `check` says so before a handout fails."""
    with pytest.raises(ContentError, match=f"U\\+{ord(letter):04X}"):
        parse_article(
            f'+++\ntitle = "X"\n+++\nOne{letter}two.\n'.encode(),
            id="x",
            path="x.md",
            source_language="en",
        )
