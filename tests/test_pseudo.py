"""Pseudo-languages: made up whole, everything that is no word as it was, and never handed out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.article import Break, Inline, Placeholder, Run, Span
from leaflet.assemble import Job, Library
from leaflet.catalogs import PSEUDO_LANGUAGES, pseudo_catalog
from leaflet.catalogs.pseudo import accented, arabic, pseudo_translation
from leaflet.cli.main import run
from leaflet.codes import code_of
from leaflet.errors import ContentError, Place
from leaflet.languages import format_date, language
from leaflet.messages import FURNITURE
from leaflet.parse import inline, placeholders
from leaflet.pdf.pool import pool, render
from leaflet.quantities import find
from leaflet.typeset import unset
from leaflet.workspace import read_workspace
from tests.reading import letters
from tests.strategies import FRAGMENTS
from tests.test_laws import GOLDEN, Printed, approved

ROOT = Path(__file__).parent.parent
HERE = Place(path="x.md")
CHANGES = st.sampled_from(sorted(PSEUDO_LANGUAGES))
few = settings(max_examples=100)


@pytest.fixture
def clinic(tmp_path: Path) -> Library:
    """A workspace with the real article and one of every kind of block, and no catalog of its
    own."""
    root = tmp_path / "clinic"
    (root / "articles" / "pictures").mkdir(parents=True)
    (root / "articles" / "kinds.md").write_bytes((GOLDEN / "kinds.md").read_bytes())
    (root / "articles/pictures/cup.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (root / "leaflet.toml").write_text(
        'languages = ["en"]\nsheets = ["a4", "letter"]\n[clinic]\nname = "7"\nphone = "020 7946"\n'
        'territory = "GB"\ninterpreter = "020 7947"\nweb = "https://7.example"\naddress = "8"\n',
        encoding="utf-8",
    )
    return Library(read_workspace(root))


# Markdown


def shape(content: Iterable[Inline]) -> list[object]:
    """Return all that inline content has beside words."""
    found: list[object] = []
    for node in content:
        match node:
            case Span(kind=kind, children=children, href=href):
                found.append((kind, href, shape(children)))
            case Placeholder(name=name):
                found.append(name)
            case Break():
                found.append("break")
    return found


def words(content: Iterable[Inline]) -> str:
    """Return the words of inline content, one after the other."""
    said = []
    for node in content:
        match node:
            case Run(text=text):
                said.append(text)
            case Span(children=children):
                said.append(words(children))
    return " ".join(said)


@few
@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=4).map(" ".join), CHANGES)
def test_only_words_are_changed(source: str, tag: str) -> None:
    """Marks, links, placeholders and breaks stand as before, and so do numbers and addresses."""
    made_up = pseudo_translation(source, PSEUDO_LANGUAGES[tag])
    before, after = inline(source, HERE), inline(made_up, HERE)

    assert shape(before) == shape(after)
    assert placeholders(before) == placeholders(after)
    assert [found.text for found in find(source)] == [found.text for found in find(made_up)]


@few
@given(st.text(max_size=60), CHANGES)
def test_what_is_refused_is_refused_after(source: str, tag: str) -> None:
    """Whatever an author may write, the made-up translation can be read too."""
    try:
        before = inline(source, HERE)
    except ContentError:
        return
    if re.search(r"[\[\]<&`\\*_!]|http|www|@", source) or source != source.strip():
        return  # where brackets or half a mark change what stands beside them
    assert shape(before) == shape(inline(pseudo_translation(source, PSEUDO_LANGUAGES[tag]), HERE))


@pytest.mark.parametrize("change", PSEUDO_LANGUAGES.values(), ids=PSEUDO_LANGUAGES)
def test_every_letter_is_changed(change: Callable[[str], str]) -> None:
    """One that stays would look like a word that nobody walked."""
    alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

    assert not set(alphabet) & set(change(alphabet))


def test_letters_can_be_told_apart() -> None:
    """One letter for each, so that a developer can read back what stands there."""
    small = "abcdefghijklmnopqrstuvwxyz"

    assert 26 == len(set(arabic(small)))
    assert {"AL"} == {unicodedata.bidirectional(letter) for letter in arabic(small)}
    assert "keep moving" == "".join(
        dict(zip(arabic(small), small, strict=True)).get(letter, " ")
        for letter in arabic("Keep moving")
    )


# Whole handouts


def test_article_grows_as_a_translation_would(clinic: Library) -> None:
    """By 35 to 40 %, in its words too; in Arabic letters it keeps its length."""
    messages = clinic.messages("back-muscle-spasm")
    source = sum(len(message.id) for message in messages)

    def growth(tag: str) -> float:
        catalog = pseudo_catalog(tag, messages)
        return sum(len(message.translation) for message in catalog.messages.values()) / source - 1

    assert 0.35 <= growth("en-XA") <= 0.40
    assert growth("ar-XB") < 0.07
    assert len(accented("moving")) / len("moving") > 1.3


@pytest.mark.parametrize("tag", PSEUDO_LANGUAGES)
@pytest.mark.parametrize("sheet", ["a4", "letter"])
@pytest.mark.parametrize("article", ["back-muscle-spasm", "kinds"])
def test_no_word_stays_as_it_was(clinic: Library, article: str, sheet: str, tag: str) -> None:
    """In the text, the title, bookmarks, alternative texts and metadata: each letter is one of the
    pseudo-language, of a unit, or of what stands in a handout as it is."""
    ready = clinic.readiness(Job(article=article, language=tag, sheet=sheet))
    html = clinic.page(ready).html
    parsed, setting = clinic.article(article), language(tag)
    # What the staff reads, who made the sources, names of languages, dates.
    kept = {"Draft", "not yet checked by a qualified person.", "; ".join(parsed.sources), parsed.id}
    kept |= {parsed.title.source, setting.autonym, setting.english, "7.example", tag}
    kept |= {language("en").name_in(tag), "Draft:", code_of(ready.fingerprint)}
    kept |= {format_date(day, setting, "GB") for day in (parsed.published, parsed.review_by) if day}

    found = []
    for where, said in Printed(html).words:
        left = unset(said)
        for value in sorted(kept, key=len, reverse=True):
            left = left.replace(value, "")
        for quantity in find(left):
            left = left.replace(quantity.text, "", 1)
        if re.search("[A-Za-z]", left):
            found.append((where, said))
    assert () == ready.problems
    assert [] == found


def test_no_catalog_is_read(clinic: Library) -> None:
    """Not even one that somebody has put there: what is made up is always whole."""
    path = clinic.workspace.catalog_path("kinds", "en-XA")
    path.parent.mkdir(parents=True)
    path.write_text("this is no catalog", encoding="utf-8")

    assert () == Library(clinic.workspace).coverage("kinds", "en-XA").missing


@pytest.mark.parametrize("tag", PSEUDO_LANGUAGES)
def test_nobody_can_approve_it(clinic: Library, tag: str) -> None:
    """Not even by a record with the right digests: it is a draft, so it is not printed."""
    approved(clinic, "kinds", tag)
    ready = Library(clinic.workspace).readiness(Job(article="kinds", language=tag, sheet="a4"))

    assert (None, True) == (ready.approvals["translation"], ready.draft)
    assert "draft" == ready.approval()


def test_furniture_is_made_up_too(clinic: Library) -> None:
    """The page number, the draft band, what stands at the foot."""
    page = clinic.catalog(FURNITURE, "en-XA").translation(None, "Page {page} of {pages}")

    assert page is not None
    assert "[Þååĝéé {page} ööƒ {pages}]" == page.translation


# Commands


def test_it_is_there_when_it_is_asked_for(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its tag alone: no list of the workspace's languages has it, and no name finds it."""
    codes = [
        run(["build", "--dry-run", "-l", "en-XA", "-l", "ar_xb"]),
        run(["list", "languages"]),
        run(["build", "--dry-run", "-l", "pseudo"]),
    ]
    said = capsys.readouterr()

    assert [0, 0, 2] == codes
    assert "cough.en-XA.a4.pdf" in said.out
    assert "cough.ar-XB.a4.pdf" in said.out
    assert "pseudo-language" not in said.out


def test_status_says_that_it_is_made_up(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Complete, and yet no translation."""
    assert 0 == run(["translations", "status", "-l", "ar-XB"])

    first, *_ = capsys.readouterr().out.splitlines()
    assert ["cough", "ar-XB", "4/4", "made up"] == [first.split("\t")[at] for at in (0, 1, 3, 7)]


# Paper


@pytest.mark.slow
def test_what_does_not_fit_is_shown_all_the_same(clinic: Library) -> None:
    """It is made to have it looked at: the pages are there, and what is wrong is said."""
    page = clinic.page(
        clinic.readiness(Job(article="back-muscle-spasm", language="en-XA", sheet="a4"))
    )
    with pool(1, page.families) as executor:
        pdf = executor.submit(render, page).result()

    assert pdf.pages > page.max_pages > 0
    assert ("fit", "warning") in {(one.code, one.severity) for one in pdf.warnings}


@pytest.mark.slow
def test_arabic_letters_run_from_right_to_left(clinic: Library, tmp_path: Path) -> None:
    """The first word of a text stands at the right edge, and what follows left of it."""
    page = clinic.page(clinic.readiness(Job(article="kinds", language="ar-XB", sheet="a4")))
    with pool(1, page.families) as executor:
        pdf = executor.submit(render, page).result()
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf.data)
    found = letters(path, 1)
    found = [letter for letter in found if unicodedata.bidirectional(letter.text[:1]) == "AL"]
    tallest = max(found, key=lambda letter: letter.top_mm - letter.bottom_mm)
    title = sorted(
        (
            one
            for one in found
            if tallest.bottom_mm < (one.top_mm + one.bottom_mm) / 2 < tallest.top_mm
        ),
        key=lambda letter: -letter.right_mm,
    )

    right_mm = page.sheet.size.width_mm - page.sheet.margin_mm
    assert pytest.approx(right_mm, abs=7) == title[0].right_mm  # a bracket stands before it
    assert arabic("Everykind") == "".join(letter.text for letter in title)
