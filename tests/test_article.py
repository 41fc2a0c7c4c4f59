"""The article, its blocks and its words."""

from __future__ import annotations

from hypothesis import given, settings

from leaflet.article import (
    Article,
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
    Value,
    map_runs,
    plain,
)
from tests.strategies import articles

CONTENT: tuple[Inline, ...] = (
    Run(text="Call "),
    Span(kind="strong", children=(Value(name="emergency", text="999"), Break(), Run(text="now"))),
    Placeholder(name="urgent"),
)


def made_up() -> Article[str]:
    """Return an article with every kind of block, whose texts are numbered as they are read."""
    hug: Figure[str] = Figure(path="pictures/hug.svg", alt="8")
    return Article(
        id="x",
        path="articles/x.md",
        language="en",
        title="1",
        summary="2",
        keywords=("3", "4"),
        blocks=(
            Paragraph(text="5"),
            Section(
                level=2,
                heading="6",
                blocks=(
                    Listing(items=(Item(blocks=(Paragraph(text="7"), hug)),)),
                    Table(head=("9", "10"), rows=(("11", "12"),), alignments=("start", "end")),
                    Section(
                        level=3,
                        heading="13",
                        blocks=(
                            Callout(
                                kind="note",
                                blocks=(
                                    Paragraph(text="14"),
                                    Figure(path="pictures/hug.svg", alt="15"),
                                    Figure(path="pictures/cup.svg", alt="16"),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )


def test_texts_come_in_reading_order() -> None:
    """Head first, then the blocks from top to bottom, the cells of a table row by row."""
    assert [str(number) for number in range(1, 17)] == list(made_up().texts())


def test_blocks_come_outer_before_inner() -> None:
    """A block is met before what stands in it."""
    names = [type(block).__name__ for block in made_up().walk()]

    assert [
        *("Paragraph", "Section", "Listing", "Paragraph", "Figure", "Table"),
        *("Section", "Callout", "Paragraph", "Figure", "Figure"),
    ] == names


def test_pictures_are_named_once() -> None:
    """A picture that is shown twice is read once."""
    assert ("pictures/hug.svg", "pictures/cup.svg") == made_up().pictures()


def test_plain_words_have_no_markup() -> None:
    """A bookmark shows the words, a space for a line break, and what is not filled in."""
    assert "Call 999 now{urgent}" == plain(CONTENT)


def test_letters_change_in_runs_and_values_only() -> None:
    """Structure stays; inside spans, letters change too."""
    assert (
        Run(text="CALL "),
        Span(
            kind="strong",
            children=(Value(name="emergency", text="999"), Break(), Run(text="NOW")),
        ),
        Placeholder(name="urgent"),
    ) == map_runs(CONTENT, str.upper)


def test_marks_contain_classes() -> None:
    """A template asks `"key" in block.marks`."""
    marks = Marks(id="call", classes=("key",))

    assert ["key"] == [name for name in ("key", "call", "step") if name in marks]


@settings(max_examples=40)
@given(articles)
def test_figures_are_found_wherever_they_stand(article: Article[Text]) -> None:
    """`pictures` has the path of every alternative text, so that none goes unread."""
    alts = sum(1 for text in article.texts() if text.context == "alt")
    figures = [block for block in article.walk() if isinstance(block, Figure)]

    assert alts == len(figures)
    assert {figure.path for figure in figures} == set(article.pictures())
