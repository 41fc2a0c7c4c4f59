"""Laws that hold for every article, and for every word of a handout."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.approvals import source_digest, translation_digest
from leaflet.article import Article, Block, Figure, Paragraph, Section, Text
from leaflet.assemble import Job, Library
from leaflet.catalogs import Catalog, read_catalog, update_catalog
from leaflet.codes import code_of
from leaflet.errors import ContentError
from leaflet.html import HtmlPage
from leaflet.index import index_page
from leaflet.languages import folder, format_date, language
from leaflet.localize import localize
from leaflet.manifest import Entry, Manifest
from leaflet.messages import FURNITURE, SourceMessage, article_messages
from leaflet.parse import parse_article
from leaflet.typeset import unset
from leaflet.workspace import read_workspace
from tests.strategies import articles, handout, page, sources

GOLDEN = Path(__file__).parent / "golden"
NOW = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)

few = settings(max_examples=40)


def po(messages: Sequence[SourceMessage], tag: str, translate: Callable[[str], str]) -> bytes:
    """Return the file that a translator would send back."""
    empty = update_catalog(messages, language=tag, path="x.po", now=NOW, previous=None)
    catalog = read_po(io.BytesIO(empty.data))
    for entry in catalog:
        if entry.id:
            entry.string = translate(str(entry.id))
    file = io.BytesIO()
    write_po(file, catalog)
    return file.getvalue()


def identity(messages: Sequence[SourceMessage], tag: str) -> Catalog:
    """Return the catalog that translates every message to itself."""
    return read_catalog(po(messages, tag, str), "x.po", tag)


# Walking


@few
@given(articles)
def test_identity_changes_nothing(article: Article[Text]) -> None:
    """`map` rebuilds the article, and leaves out no field of any block."""
    assert article == article.map(lambda text: text)


@few
@given(articles)
def test_texts_are_what_is_mapped(article: Article[Text]) -> None:
    """Whoever maps an article meets its texts, each once, in their order."""

    def change(text: Text) -> str:
        return text.source.upper()

    assert [change(text) for text in article.texts()] == list(article.map(change).texts())


@few
@given(articles)
def test_mapping_twice_is_mapping_once(article: Article[Text]) -> None:
    """Stages may be run together or one after the other."""
    twice = article.map(lambda text: text.source).map(len)

    assert article.map(lambda text: len(text.source)) == twice


@few
@given(articles)
def test_localization_walks_what_is_extracted(article: Article[Text]) -> None:
    """Extraction and localization cannot disagree: all is translated by a catalog of all that was
    extracted, and without one message of it just the texts of that message are not."""
    whole = identity(article_messages(article), "es")
    gone = list(whole.messages)[len(whole.messages) // 2]
    rest = {key: message for key, message in whole.messages.items() if key != gone}
    values = handout(article).values

    def translated(catalog: Catalog) -> list[bool]:
        localized = localize(article, catalog, language="es", values=values)
        return [line.translated for line in localized.texts()]

    assert {True} == set(translated(whole))
    assert [(text.context, text.source) != gone for text in article.texts()] == translated(
        dataclasses.replace(whole, messages=rest)
    )


# Writing and reading


def written(article: Article[str]) -> str:
    """Return an article of paragraphs, pictures and sections as an author writes it."""
    lines = ["+++", f'title = "{article.title}"', "+++"]
    for block in article.walk():
        match block:
            case Section(level=level, heading=heading):
                lines += ["", f"{'#' * level} {heading}"]
            case Figure(path=path, alt=alt, width_mm=width):
                lines += ["", f"![{alt}]({path})" + ("{width=30mm}" if width else "")]
            case Paragraph(text=text):
                lines += ["", text]
    return "\n".join(lines)


leaves: st.SearchStrategy[Block[str]] = st.one_of(
    st.builds(Paragraph, text=sources),
    st.builds(
        Figure,
        path=st.just("pictures/cup.svg"),
        alt=st.just("A cup"),
        width_mm=st.none() | st.just(30.0),
    ),
)
sections: st.SearchStrategy[Block[str]] = st.builds(
    Section,
    level=st.just(2),
    heading=sources,
    blocks=st.lists(
        leaves
        | st.builds(
            Section,
            level=st.just(3),
            heading=sources,
            blocks=st.lists(leaves, max_size=2).map(tuple),
        ),
        max_size=3,
        # What stands behind a section of level 3 would belong to it.
    ).map(lambda blocks: tuple(sorted(blocks, key=lambda block: isinstance(block, Section)))),
)


@few
@given(st.lists(leaves, max_size=2), st.lists(sections, min_size=1, max_size=2))
def test_what_is_written_is_read(lead: list[Block[str]], below: list[Block[str]]) -> None:
    """Headings, paragraphs and pictures come back as they were written, none lost."""
    article: Article[str] = Article(
        id="x", path="x.md", language="en", title="X", blocks=(*lead, *below)
    )
    parsed = parse_article(written(article).encode(), id="x", path="x.md", source_language="en")

    assert article == parsed.map(lambda text: text.source)


# The identity catalog


@pytest.mark.slow
@few
@given(articles)
def test_identity_catalog_renders_as_the_source(article: Article[Text]) -> None:
    """By way of a PO file, so that nothing is lost or changed between author and paper."""
    catalog = identity(article_messages(article), "en")

    assert page(article).html == page(article, catalog).html


@pytest.mark.slow
@few
@given(articles)
def test_translation_changes_words_only(article: Article[Text]) -> None:
    """The same words as a translation into another language make the same page, but for what it
    says of its language."""
    catalog = identity(article_messages(article), "de")
    translated = page(article, catalog, language="de", staff="de").html

    assert elements(page(article).html) == elements(translated)


def elements(html: str) -> list[str]:
    """Return the elements of the body of a page, without attributes."""
    body = html[html.index("<h1") : html.index('class="end"')]
    return re.findall(r"</?[a-z0-9]+", body)


# The pseudo-catalog: circled letters are no letters to Unicode, so what is a letter was not
# translated.

_KEPT = re.compile(r"(\{[a-z.]+\}|\]\([^)]*\)|`[^`]*`|&\w+;)")


def circled(source: str) -> str:
    """
    Return Markdown with every letter that is printed put into a circle.

    >>> circled("Call [us](tel:{clinic.phone})")
    'Ⓒⓐⓛⓛ [ⓤⓢ](tel:{clinic.phone})'
    """

    def circle(letter: str) -> str:
        if letter.isascii() and letter.isalpha():
            return chr(0x24B6 + ord(letter) - 65 if letter < "a" else 0x24D0 + ord(letter) - 97)
        return "◌" if letter.isalpha() else letter

    parts = _KEPT.split(source)
    return "".join(
        part if number % 2 and not part.startswith("`") else "".join(map(circle, part))
        for number, part in enumerate(parts)
    )


class Printed(HTMLParser):
    """All words of a page that a person or a machine may meet, with where they stand."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[tuple[str, str]] = []
        self._inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            if given.get("name") in ("description", "keywords", "author"):
                self.words.append((f"meta {given['name']}", given["content"]))
        else:
            self._inside.append(tag)
            for name in ("alt", "title", "aria-label", "placeholder", "value", "label"):
                if name in given:
                    self.words.append((f"{tag} {name}", given[name]))
        if tag in ("img", "br", "wbr", "input"):
            self._inside.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not {"style", "script"} & set(self._inside):
            self.words.append((" > ".join(self._inside[-2:]), data.strip()))


def unmarked(html: str, values: Sequence[str]) -> list[tuple[str, str]]:
    """Return the words with a letter in them that no catalog has circled, but for values."""
    longest = sorted({value for value in values if value}, key=len, reverse=True)
    found = []
    for where, words in Printed(html).words:
        left = unset(words)
        for value in longest:
            left = left.replace(value, "")
        if any(letter.isalpha() for letter in left):
            found.append((where, words))
    return found


@pytest.fixture
def pseudo(tmp_path: Path) -> Library:
    """A workspace with the real article, one with every kind of block, and circled catalogs."""
    root = tmp_path / "clinic"
    (root / "articles" / "pictures").mkdir(parents=True)
    shutil.copy(GOLDEN / "kinds.md", root / "articles")
    (root / "articles/pictures/cup.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (root / "leaflet.toml").write_text(
        'languages = ["cy"]\nstaff_language = "de"\nsheets = ["a4", "letter"]\n'
        '[clinic]\nname = "Riverside"\naddress = "1 Mill Lane"\nphone = "020 7946 0000"\n'
        'web = "https://riverside.example"\nterritory = "GB"\ninterpreter = "020 7946 0999"\n'
        'logo = "articles/pictures/cup.svg"\n'
        'qr = "https://riverside.example/{article}/{language}"\n',
        encoding="utf-8",
    )
    library = Library(read_workspace(root))
    for tag in ("cy", "de"):
        for domain in (*library.workspace.article_ids, FURNITURE):
            path = root / "translations" / folder(tag) / "LC_MESSAGES" / f"{domain}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(po(library.messages(domain), tag, circled))
    return Library(read_workspace(root))


def approved(library: Library, article: str, tag: str) -> None:
    """Write down that somebody approved source and translation."""
    parsed = library.article(article)
    source = source_digest(parsed, library.pictures(article))
    translation = translation_digest(parsed, library.catalog(article, tag))
    for where, more in (("en", ""), (tag, f'translation = "{translation}"\n')):
        path = library.workspace.root / "translations" / folder(where) / "approvals.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'[[approval]]\narticle = "{article}"\nby = "Ana Bell"\nrole = "nurse"\n'
            f'date = 2026-11-22\nsource = "{source}"\n{more}',
            encoding="utf-8",
        )


def values_of(library: Library, job: Job) -> Iterator[str]:
    """Yield what stands in a handout as it is, in any language."""
    clinic, article = library.workspace.clinic, library.article(job.article)
    yield from (clinic.name, clinic.address, clinic.phone, clinic.interpreter, clinic.web)
    # An address is broken at its strokes.
    yield from clinic.web.removeprefix("https://").split("/")
    yield from (f"https://riverside.example/{job.article}/{job.language}", job.language)
    yield from (article.id, "; ".join(article.sources), "Ana Bell", "nurse")
    yield code_of(library.readiness(job).fingerprint)
    yield from (language(job.language).autonym, language(job.language).name_in("de"))
    yield language(article.language).name_in(job.language)
    for date in (article.published, article.review_by, datetime.date(2026, 11, 22)):
        if date is not None:
            yield format_date(date, language(job.language), "GB")


def made(library: Library, job: Job) -> HtmlPage:
    ready = library.readiness(job)
    assert () == ready.problems
    return library.page(ready)


@pytest.mark.parametrize("sheet", ["a4", "letter"])
@pytest.mark.parametrize("state", ["draft", "approved"])
@pytest.mark.parametrize("article", ["back-muscle-spasm", "kinds"])
def test_no_word_of_a_handout_is_left_untranslated(
    pseudo: Library, article: str, state: str, sheet: str
) -> None:
    """A template that forgets `_()`, or a part of an article that no catalog reaches, shows as
    letters without a circle: in the text, the title, bookmarks, alternative texts, metadata."""
    job = Job(article=article, language="cy", sheet=sheet)
    if state == "approved":
        approved(pseudo, article, "cy")
    html = made(pseudo, job).html

    assert (state == "draft") == (circled("Draft") in html)
    assert (state == "approved") == ("Ana Bell" in html)
    assert [] == unmarked(html, [*values_of(pseudo, job)])


def test_staff_read_their_own_language(pseudo: Library) -> None:
    """The title and the draft band stand there in both languages; once, where they are the same."""
    both = made(pseudo, Job(article="kinds", language="cy", sheet="a4")).html
    one = made(pseudo, Job(article="kinds", language="de", sheet="a4")).html

    assert [2, 1] == [html.count(circled("not yet checked")) for html in (both, one)]
    assert circled("Every kind") in both.partition('lang="de"')[2]


def test_forgotten_word_is_found() -> None:
    """The test above can fail: this is what it looks for."""
    html = '<title>Ⓧ</title><p>ⓐⓑ <b>new</b> 5 at Riverside</p><img alt="A ⓒup">'

    assert [("p > b", "new"), ("p", "5 at Riverside"), ("img alt", "A ⓒup")] == unmarked(
        html, ["Riverside"]
    )


def test_style_sheets_have_no_words(pseudo: Library) -> None:
    """What a style sheet writes, no catalog reaches."""
    for name, data in pseudo.templates.items():
        if name.endswith(".css"):
            said = re.findall(r"content:[^;}]*?[\"']([^\"']*)[\"']", data.decode())
            assert [] == [words for words in said if any(map(str.isalpha, words))], name


def entry(job: Job, fingerprint: str, coverage: float) -> Entry:
    """Return the manifest's row of a handout of two pages."""
    return Entry(
        article=job.article,
        language=job.language,
        sheet=job.sheet,
        path=job.path(),
        pages=2,
        sha256="0",
        fingerprint=fingerprint,
        coverage=coverage,
        approval="draft" if coverage < 1 else {"source": {}},
        source_version="1.0",
        environment={},
        declares=(),
    )


def test_no_word_of_the_index_is_left_untranslated(pseudo: Library) -> None:
    """The page of all handouts speaks the language of the staff."""
    jobs = [
        Job(article=article, language="cy", sheet="a4")
        for article in ("kinds", "back-muscle-spasm")
    ]
    approved(pseudo, "kinds", "cy")
    entries = [
        entry(job, fingerprint, coverage)
        for job in jobs
        for fingerprint, coverage in ((pseudo.readiness(job).fingerprint, 0.5), ("sha256:0", 1.0))
    ]
    html = index_page(pseudo, Manifest().with_entries(entries), "")
    values = [value for job in jobs for value in values_of(pseudo, job)]

    assert [] == unmarked(html, [*values, "a4"])


@pytest.mark.parametrize(
    ("translation", "said"),
    [
        ("Seiten: {pages}", None),
        ("Seiten: {page}", "no placeholder"),
        ("Seiten: {0.__class__}", "brace"),
    ],
)
def test_index_takes_a_translation_as_text(
    pseudo: Library, translation: str, said: str | None
) -> None:
    """A catalog is untrusted: other placeholders are a mistake of content, no way into the
    program."""
    path = pseudo.workspace.catalog_path(FURNITURE, "de")
    wanted = next(message for message in pseudo.furniture if message.id == "Pages: {pages}")
    data = po(pseudo.furniture, "de", lambda id: translation if id == wanted.id else circled(id))
    path.write_bytes(data)
    library = Library(pseudo.workspace)
    job = Job(article="kinds", language="cy", sheet="a4")
    manifest = Manifest().with_entries([entry(job, "sha256:0", 1.0)])

    if said is None:
        assert "Seiten: 2" in index_page(library, manifest, "")
        return
    with pytest.raises(ContentError, match=said):
        index_page(library, manifest, "")


def test_index_marks_what_is_not_translated(pseudo: Library) -> None:
    """Silent English reaches nobody."""
    path = pseudo.workspace.catalog_path(FURNITURE, "de")
    data = po(pseudo.furniture, "de", circled)
    path.write_bytes(data.replace(b'msgid "Handouts"', b'#, fuzzy\nmsgid "Handouts"'))

    assert "<h1>[English] Handouts</h1>" in index_page(Library(pseudo.workspace), Manifest(), "")
