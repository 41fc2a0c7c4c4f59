"""What translators see: the messages of articles and templates."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings

from leaflet.article import Article, Text
from leaflet.assemble import Library
from leaflet.errors import ContentError
from leaflet.messages import (
    FURNITURE,
    SourceMessage,
    article_messages,
    extract_article,
    template_messages,
)
from leaflet.parse import parse_article
from leaflet.workspace import read_workspace
from tests.strategies import articles

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"


def messages(body: str, front: str = 'title = "X"') -> tuple[SourceMessage, ...]:
    source = f"+++\n{front}\n+++\n{body}".encode()
    return article_messages(
        parse_article(source, id="x", path="articles/x.md", source_language="en")
    )


# The rule


def test_ids_of_a_small_article() -> None:
    """A change of the rule voids every catalog that there is; it is never made by accident."""
    data = (GOLDEN / "cough.md").read_bytes()
    article = parse_article(data, id="cough", path="cough.md", source_language="en")
    expected = json.loads((GOLDEN / "cough.ids.json").read_text("utf-8"))

    assert expected == [list(message.key) for message in article_messages(article)]


def test_wrapping_is_not_part_of_an_id() -> None:
    """An editor that re-wraps lines costs no translation."""
    narrow, wide = messages("Keep\nmoving,\n  if you\ncan."), messages("Keep moving, if you can.")

    assert [message.key for message in wide] == [message.key for message in narrow]


def test_hard_break_is_part_of_an_id() -> None:
    """In its one spelling, whichever the author used."""
    assert "Name:\\\nDate:" == messages("Name:  \nDate:")[1].id == messages("Name:\\\nDate:")[1].id


def test_placeholder_stands_in_an_id_as_written() -> None:
    """A number in its place would make a message for each territory."""
    assert "Call {emergency} now" == messages("Call {emergency} now")[1].id


def test_context_is_for_what_is_no_running_text() -> None:
    """Title, summary, alternative texts and keywords are put otherwise; headings are not."""
    found = messages(
        "## A\n\na\n\n- a\n\n|a|\n|-|\n|a|\n\n![a](pictures/a.svg)\n",
        'title = "a"\nsummary = "a"\nkeywords = ["a"]',
    )

    assert [
        ("title", "a"),
        ("summary", "a"),
        ("keywords", "a"),
        (None, "A"),
        (None, "a"),
        ("alt", "a"),
    ] == [message.key for message in found]


def test_same_sentence_is_one_message() -> None:
    """It is translated once, and knows everywhere that it stands."""
    _, twice = messages("Rest.\n\n- Rest.\n")

    assert [4, 6] == [place.line for place in twice.places]


def test_translators_are_told_what_a_text_is_for() -> None:
    """Where a text stands on paper is not seen in a catalog."""
    title, keyword, _ = messages("Rest.", 'title = "a"\nkeywords = ["b"]')

    assert ("The title of the article; also the title of the PDF.",) == title.comments
    assert ("A word that a reader might search for; in the PDF's metadata only.",) == (
        keyword.comments
    )


@settings(max_examples=50)
@given(articles)
def test_every_text_has_its_message(article: Article[Text]) -> None:
    """None more, none less, in the order in which they are first read."""
    expected = dict.fromkeys((text.context, text.source) for text in article.texts())

    assert list(expected) == [message.key for message in article_messages(article)]


# Templates


def test_words_of_templates_are_messages() -> None:
    """With what the translators are told above them."""
    found = template_messages(
        {
            "templates/b.html": '{# translators: on the cover #}{{ _("Draft") }}',
            "templates/a.html": "\n{{ _('Draft', to_staff) }} {{ _('Call {clinic.phone}') }}",
        }
    )

    assert [
        ("Draft", ("on the cover",), ["templates/a.html:2", "templates/b.html:1"]),
        ("Call {clinic.phone}", (), ["templates/a.html:2"]),
    ] == [(message.id, message.comments, list(map(str, message.places))) for message in found]


def test_broken_template_is_told_with_its_line() -> None:
    """A template is the clinic's own; its mistakes are shown where they are."""
    with pytest.raises(ContentError) as raised:
        template_messages({"templates/a.html": "fine\n{% if %}"})

    assert "templates/a.html:2" == str(raised.value.problems[0].place)


# Babel


def test_extractor_gives_lines_contexts_and_comments() -> None:
    """As Babel wants them from an extraction method."""
    file = io.BytesIO(b'+++\ntitle = "X"\n+++\nRest.\n')
    file.name = "articles/x.md"

    assert [
        (2, "pgettext", ("title", "X"), ["The title of the article; also the title of the PDF."]),
        (4, "gettext", "Rest.", []),
    ] == list(extract_article(file, {}, (), {}))


def extracted(output: Path, *inputs: str) -> dict[tuple[str | None, str], list[str]]:
    """Return comments by key of what the real pybabel extracts."""
    subprocess.run(
        [
            *(sys.executable, "-m", "babel.messages.frontend", "-q", "extract"),
            *("-F", "babel.cfg", "-c", "translators:", "-o", str(output), *inputs),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    with output.open("rb") as file:
        return {
            (entry.context, str(entry.id)): entry.auto_comments
            for entry in read_po(file)
            if entry.id
        }


def test_pybabel_extracts_the_same_article(tmp_path: Path) -> None:
    """Translators with tools of their own get just the messages that the program asks for."""
    library = Library(read_workspace(ROOT))
    expected = {
        message.key: list(message.comments) for message in library.messages("back-muscle-spasm")
    }

    assert expected == extracted(tmp_path / "x.pot", "articles/back-muscle-spasm.md")


def test_pybabel_extracts_the_same_furniture(tmp_path: Path) -> None:
    """The templates go through Jinja's own method."""
    library = Library(read_workspace(ROOT))
    expected = {message.key for message in library.messages(FURNITURE)}

    templates = [str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html")]
    assert expected == extracted(tmp_path / "x.pot", *templates).keys()
