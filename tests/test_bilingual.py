"""The sheet with the staff's language beside the patient's: pairs, readiness, rows, tags."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given

from leaflet.article import Article, Figure, Line, Paragraph, Section, Table, Text, walk
from leaflet.assemble import Job, Library
from leaflet.build import Build
from leaflet.choosing.blocks import blocks_on
from leaflet.exchange import package
from leaflet.html import HtmlPage
from leaflet.html.pairs import paired, side
from leaflet.html.styles import families
from leaflet.languages import language
from leaflet.manifest import Manifest
from leaflet.orders import Request
from leaflet.pdf import Pdf
from leaflet.pdf.pool import pool
from leaflet.pdf.pool import render as render_in_worker
from leaflet.printing.plan import orders_of
from leaflet.review import approve
from leaflet.sheets import SHEETS
from leaflet.survey import survey
from leaflet.workspace import read_workspace
from leaflet.workspace.paper import Rack
from tests.handouts import ARTICLE, letters_only, library
from tests.reading import FLAVOURS, verapdf
from tests.strategies import articles
from tests.structure import Node, faults, tree
from tests.test_build import entry

BAD = Path(__file__).parent / "bad"
TODAY = datetime.date(2026, 1, 15)
MM_PER_PX = 25.4 / 96


# Pairs


@given(articles)
def test_both_sides_come_out_of_a_pair_as_they_went_in(article: Article[Text]) -> None:
    """One article in two languages has one shape, whatever it says."""
    ours = article.map(lambda text: f"ours {text.source}")
    theirs = article.map(lambda text: f"theirs {text.source}")

    pairs = paired(ours.blocks, theirs.blocks)

    assert ours.blocks == tuple(side(block, "patient") for block in pairs)
    assert theirs.blocks == tuple(side(block, "staff") for block in pairs)


def test_blocks_of_two_articles_are_no_pairs() -> None:
    """What does not belong together never stands side by side."""
    one = Paragraph(text="a")
    table: Table[str] = Table(head=("a", "b"), rows=(), alignments=("start", "start"))

    for patient, staff in (([one], [one, one]), ([one], [table])):
        with pytest.raises(ValueError, match=r"zip\(\)"):
            paired(patient, staff)


# What stands between a job and its handout


@pytest.fixture
def spanish_staff(workspace: Path) -> Path:
    """A workspace whose staff speak Spanish; the article is in English, for the patients."""
    configuration = workspace / "leaflet.toml"
    text = configuration.read_text().replace('["es"]', '["en", "es"]')
    configuration.write_text(f'staff_language = "es"\n{text}')
    return workspace


def lose_a_message(workspace: Path) -> None:
    """Take a message out of the Spanish translation."""
    catalog = workspace / "translations/es/LC_MESSAGES/cough.po"
    catalog.write_text(catalog.read_text().replace("Dé 10 ml de miel dos veces al día.", ""))


def job(tag: str, sheet: str = "bilingual") -> Job:
    return Job(article="cough", language=tag, sheet=sheet)


def test_what_the_staff_would_not_read_refuses_the_handout(spanish_staff: Path) -> None:
    """A missing message of the staff's; a sheet of the patient's language alone needs its title."""
    lose_a_message(spanish_staff)
    found = Library(read_workspace(spanish_staff))

    (problem,) = found.readiness(job("en")).problems

    assert "the translation of `cough` into Spanish (`es`) is not complete" in problem.message
    assert () == found.readiness(job("en", "a4")).problems


def test_checks_look_at_the_words_of_the_staff(spanish_staff: Path) -> None:
    """Another dose on the staff's side is as wrong as on the patient's."""
    catalog = spanish_staff / "translations/es/LC_MESSAGES/cough.po"
    catalog.write_text(catalog.read_text().replace("Dé 10 ml", "Dé 5 ml"))
    found = Library(read_workspace(spanish_staff))

    assert ["numbers"] == [one.code for one in found.doubts(job("en")) if one.severity == "error"]
    assert [] == [one for one in found.doubts(job("en", "a4")) if one.severity == "error"]


def test_staffs_translation_goes_into_the_fingerprint(spanish_staff: Path) -> None:
    """Of the sheet that has it; a handout of one language is left alone."""

    def fingerprints() -> dict[str, str]:
        found = Library(read_workspace(spanish_staff))
        sheets = ("a4", "bilingual")
        return {sheet: found.readiness(job("en", sheet)).fingerprint for sheet in sheets}

    before = fingerprints()
    catalog = spanish_staff / "translations/es/LC_MESSAGES/cough.po"
    catalog.write_text(catalog.read_text().replace("miel", "miel pura"))
    after = fingerprints()

    changed = {sheet: before[sheet] != after[sheet] for sheet in before}
    assert {"a4": False, "bilingual": True} == changed


FRENCH = """\
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgctxt "title"
msgid "Cough"
msgstr "Toux"

msgid "Most coughs go away by themselves. Call {emergency} if you cannot breathe."
msgstr "La plupart des toux passent seules. Appelez le {emergency} si vous ne pouvez pas respirer."

msgctxt "alt"
msgid "A cup of tea"
msgstr "Une tasse de thé"

msgid "Give 10 ml of honey twice a day."
msgstr "Donnez 10 ml de miel deux fois par jour."
"""

APPROVED: dict[str, tuple[str, tuple[str, ...], object]] = {
    "nobody": ("fr", (), ("the article", "the translation", "the translation into the staff's")),
    "article": ("fr", ("en",), ("the translation", "the translation into the staff's")),
    "patient's": ("fr", ("en", "fr"), ("the translation into the staff's",)),
    "staff's": ("fr", ("en", "es"), ("the translation",)),
    "all": ("fr", ("en", "fr", "es"), ["source", "translation", "staff"]),
    "source beside the staff's": ("en", ("en",), ("the translation into the staff's",)),
    "source and the staff's": ("en", ("en", "es"), ["source", "staff"]),
}


@pytest.mark.parametrize(("tag", "approved", "expected"), APPROVED.values(), ids=APPROVED)
def test_each_text_on_the_sheet_has_somebody_who_answers_for_it(
    spanish_staff: Path, tag: str, approved: tuple[str, ...], expected: object
) -> None:
    """It is a draft until the article and the translations on both its sides are approved."""
    catalog = spanish_staff / "translations/fr/LC_MESSAGES/cough.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(FRENCH)
    furniture = BAD / "stock/translations/es/LC_MESSAGES/leaflet.po"
    (catalog.parent / "leaflet.po").write_text(furniture.read_text().replace(": es", ": fr"))
    for each in approved:
        found = Library(read_workspace(spanish_staff))
        approve(found, "cough", each, by="Ana Perez", role="nurse", date=TODAY)

    ready = Library(read_workspace(spanish_staff)).readiness(job(tag))

    said = ready.approval()
    if isinstance(said, str):
        missing = tuple(what.removesuffix(" language") for what in ready.unapproved())
        assert (True, "draft", expected) == (ready.draft, said, missing)
    else:
        assert (False, expected) == (ready.draft, list(said))


# The staff's own language


def test_staffs_own_language_is_left_out(spanish_staff: Path) -> None:
    """Of the sheet that would say everything twice, and of no other."""
    build = Build(
        workspace=read_workspace(spanish_staff), request=Request(sheets=("a4", "bilingual"))
    )
    assert [job("en", "a4"), job("es", "a4"), job("en")] == list(build.jobs())


def test_staffs_own_language_is_refused_where_just_that_is_asked_for(spanish_staff: Path) -> None:
    """With the reason, and not left out in silence; a language alone asks for no sheet."""
    workspace = read_workspace(spanish_staff)
    build = Build(workspace=workspace, request=Request(languages=("es",), sheets=("bilingual",)))
    build.plan()

    (outcome,) = build.outcomes
    assert ("refused", "twice") == (outcome.status, outcome.problems[0].code)
    configured = replace(workspace, sheets=("a4", "bilingual"))
    build = Build(workspace=configured, request=Request(languages=("es",)))
    assert [job("es", "a4")] == list(build.jobs())


def test_sheet_of_another_staffs_language_is_gone(spanish_staff: Path) -> None:
    """What was built while the staff spoke another language is no longer asked for."""
    workspace = replace(read_workspace(spanish_staff), sheets=("bilingual",))
    build = Build(workspace=workspace, request=Request())
    paths = [f"output/{job(tag).path()}" for tag in ("en", "es")]
    build.output.manifest = Manifest().with_entries([entry(path, "sha256:0") for path in paths])

    assert [paths[1]] == list(build.gone())


def test_rack_of_all_languages_leaves_the_staffs_out(spanish_staff: Path) -> None:
    """A rack of that language alone is refused later on."""
    found = Library(read_workspace(spanish_staff))

    def languages(*tags: str) -> list[str]:
        rack = Rack(name="door", languages=tuple((tag, 1) for tag in tags), sheet="bilingual")
        return [order.job.language for order in orders_of(found, rack) if order.job.article]

    assert (["en"], ["es"]) == (languages("en", "es"), languages("es"))


def test_survey_and_packages_do_not_ask_for_it(workspace: Path) -> None:
    """Where the sheet is the clinic's first, the source's own handout is made on another."""
    configured = replace(read_workspace(workspace), sheets=("bilingual",))
    asked: list[str] = []

    def render(page: HtmlPage) -> Pdf:
        asked.append(page.sheet.name)
        return Pdf(data=b"", pages=1, base_pt=13, spacing=1, declares=())

    package(Library(configured), "cough", "es", "2.0", render)

    assert ["a4"] == asked
    assert () == survey(Library(configured), ["cough"], ["en"]).problems


# The source in the place of a translation


@pytest.mark.parametrize(("tag", "staff", "both"), [("en", "es", False), ("es", "fr", True)])
def test_source_stands_in_visibly_on_either_side(
    tmp_path: Path, tag: str, staff: str, both: bool
) -> None:
    """With its own language, marked, as a draft of which parts are not translated."""
    root = tmp_path / "workspace"
    shutil.copytree(BAD / "base", root)
    lose_a_message(root)
    configuration = root / "leaflet.toml"
    configuration.write_text(f'staff_language = "{staff}"\n{configuration.read_text()}')
    found = Library(read_workspace(root))
    ready = found.readiness(job(tag))

    html = found.page(ready).html

    assert (True, True) == (ready.partial, ready.draft)
    marked = '<span class="untranslated" lang="en" dir="ltr">Give 10\u00a0ml of honey'
    on_its_side = f'<p class="theirs" lang="{staff}" dir="ltr">{marked}'
    on_patients = f'<p class="ours">{marked}'
    assert (True, both) == (on_its_side in html, on_patients in html)


# How it is laid out


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a row, in millimetres from the upper left corner of the page."""

    text: str
    left_mm: float
    right_mm: float
    top_mm: float
    baseline_mm: float
    """Of its first line."""
    width_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, or the part of it that stands on a page."""

    page: int
    kinds: tuple[str, ...]
    """The classes of its element."""
    element: int
    """Which element; several parts have one."""
    ours: Side
    theirs: Side


def rows_of(page: HtmlPage) -> list[Row]:
    """Return the rows of a page as they are laid out; in a worker."""
    from leaflet.pdf.layouts import fitted

    elements: dict[Any, int] = {}
    found = []
    for number, laid in enumerate(fitted(page).pages, start=1):
        for box in _boxes(laid._page_box):
            kinds = _classes(box)
            if "row" not in kinds or not hasattr(box, "children"):
                continue
            ours, theirs = (
                next((one for one in _boxes(box) if name in _classes(one)), None)
                for name in ("ours", "theirs")
            )
            assert None not in (ours, theirs), f"a row on page {number} has lost a side"
            element = elements.setdefault(box.element, len(elements))
            row = Row(
                page=number, kinds=kinds, element=element, ours=_side(ours), theirs=_side(theirs)
            )
            found.append(row)
    return found


def _real(box: Any) -> Any:
    return getattr(box, "_box", box)


def _boxes(box: Any) -> Iterator[Any]:
    box = _real(box)
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _classes(box: Any) -> tuple[str, ...]:
    element = getattr(box, "element", None)
    if element is None or "::" in (box.element_tag or ""):
        return ()
    return tuple((element.get("class") or "").split())


def _side(box: Any) -> Side:
    from weasyprint.formatting_structure.boxes import LineBox, TextBox

    texts = [
        one
        for one in _boxes(box)
        if isinstance(one, TextBox) and one.element.get("class") != "number"
    ]
    line = next(one for one in _boxes(box) if isinstance(one, LineBox))
    drawn = [one for one in texts if one.text.strip()]
    left = min((one.position_x for one in drawn), default=0.0)
    right = max((one.position_x + one.width for one in drawn), default=0.0)
    return Side(
        text="".join(one.text for one in texts),
        left_mm=left * MM_PER_PX,
        right_mm=right * MM_PER_PX,
        top_mm=box.position_y * MM_PER_PX,
        baseline_mm=(line.position_y + line.baseline) * MM_PER_PX,
        width_mm=box.margin_width() * MM_PER_PX,
    )


def bare(words: str) -> str:
    """Return letters as both an article and a page have them: no spaces, no hyphen of a line."""
    return letters_only(words).replace("\u00ad", "").replace("‐", "").replace("-", "")


def messages(article: Article[Line]) -> list[str]:
    """Return what the body says, message by message, in the order of reading."""
    assert article.summary is not None
    found = [article.title, article.summary]
    for block in blocks_on(article, SHEETS["bilingual"]):
        if isinstance(block, Section):
            found.append(block.heading)  # its blocks come behind it
        else:
            alts = {id(one.alt) for one in walk((block,)) if isinstance(one, Figure)}
            texts: list[Line] = []
            block.map(texts.append)
            found += [line for line in texts if id(line) not in alts]
    return [bare(line.plain()) for line in found]


TAGS = ("ar", "de", "km", "ta", "ur")
"""Both directions, the longest words, the highest lines, and a script without spaces."""

EVERYTHING = """\
+++
title = "Everything that a row may be"
summary = "All of it, in short."
+++

::: emergency
**Call {emergency} now:**

- one
- two
:::

## Lists

Before the list:

3. Third.

   Its second paragraph.

   - Inside.
     - Further inside.

4. Fourth.

::: warning
**Call the clinic:**

A paragraph in a box.
:::

### A lower heading

![A cup of tea](pictures/cup.svg){width=20mm}

{.step}
1. **Knees.** Hug them.

   ![A cup of tea](pictures/cup.svg){width=20mm}

2. No picture here.

| When | How much |
|------|---------:|
| today | 10 ml |
| tomorrow | 5 ml |

| In the morning at breakfast | Acetylsalicylic | Hydrochlorothiazide | Levothyroxine |
|-----|-----|-----|-----|
| alpha | beta | gamma | delta |

::: note
**Good.** LONG
:::

LONG

{.tick}
- Done.
""".replace("LONG", " ".join(["A sentence that is neither very long nor short."] * 20))

DOSES = """\
+++
title = "Doses"
+++

| When | How much |
|------|---------:|
| today | 10 ml |
"""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The stock's templates, and an article with every kind of block."""
    root = tmp_path_factory.mktemp("bilingual") / "workspace"
    shutil.copytree(BAD / "base", root)
    (root / "articles/cough.md").write_text(EVERYTHING)
    (root / "articles/doses.md").write_text(DOSES)
    return Library(read_workspace(root))


@pytest.fixture(scope="module")
def worker() -> Iterator[Executor]:
    with pool(1, families(["en", "ar-XB", "en-XA", "und", *TAGS])) as executor:
        yield executor


def pages_of(found: Library, article: str, tag: str) -> HtmlPage:
    ready = found.readiness(Job(article=article, language=tag, sheet="bilingual"))
    return found.page(ready)


def said_by(found: Library, article: str, tag: str) -> tuple[list[str], list[str]]:
    """Return what the patient's side and the staff's say, message by message."""
    ready = found.readiness(Job(article=article, language=tag, sheet="bilingual"))
    handout = found.handout(ready)
    assert handout.staff_article is not None
    return messages(handout.article), messages(handout.staff_article)


CASES = [*((ARTICLE, tag) for tag in TAGS), ("cough", "ar-XB"), ("cough", "en-XA")]


@pytest.fixture(scope="module", params=CASES, ids=" ".join)
def laid(
    request: pytest.FixtureRequest, worker: Executor, everything: Library
) -> tuple[str, Library, str, list[Row]]:
    """Each handout, laid out once."""
    article, tag = request.param
    found = library() if article == ARTICLE else everything
    page = pages_of(found, article, tag)
    return article, found, tag, worker.submit(rows_of, page).result()


Laid = tuple[str, Library, str, list[Row]]


@pytest.mark.slow
def test_rows_say_all_in_both_languages(laid: Laid) -> None:
    """Each message of the article, once, in its order, beside the same in the staff's language."""
    article, found, tag, rows = laid
    ours, theirs = said_by(found, article, tag)

    said: dict[int, list[str]] = {}
    for row in rows:  # the parts of a long row make one
        both = said.setdefault(row.element, ["", ""])
        both[0] += bare(row.ours.text)
        both[1] += bare(row.theirs.text)
    pairs = [tuple(both) for both in said.values()]

    wanted = list(zip(ours, theirs, strict=True))
    tables = {pair for pair in wanted if pair not in pairs}
    cells = {
        bare(line.plain())
        for block in found.handout(
            found.readiness(Job(article=article, language=tag, sheet="bilingual"))
        ).article.walk()
        if isinstance(block, Table)
        for line in (*block.head, *(cell for cells in block.rows for cell in cells))
    }
    assert set() == {pair[0] for pair in tables} - cells  # cells are no rows of this kind
    in_order = [pair for pair in pairs if pair in wanted]
    assert [pair for pair in wanted if pair not in tables] == in_order


@pytest.mark.slow
def test_a_finger_can_point_from_one_side_to_the_other(laid: Laid) -> None:
    """The first lines of both sides stand on one height, whatever their scripts; the patient's
    side is where a line of the patient's begins, and no letter stands over the middle."""
    _article, _found, tag, rows = laid
    right_to_left = language(tag).direction == "rtl"

    assert len(rows) > 20
    for row in rows:
        first, second = (row.theirs, row.ours) if right_to_left else (row.ours, row.theirs)
        assert first.right_mm < second.left_mm, row
        assert pytest.approx(row.theirs.width_mm, abs=0.1) == row.ours.width_mm, row
        if not {"top", "long"} & {*row.kinds}:  # labels have icons beside them
            assert pytest.approx(row.theirs.baseline_mm, abs=0.1) == row.ours.baseline_mm, row


@pytest.mark.slow
def test_row_stands_on_one_page(laid: Laid) -> None:
    """Unless it is longer than a third of one; and no heading ends a page, nor what leads in."""
    *_, rows = laid
    pages: dict[int, set[int]] = {}
    for row in rows:
        pages.setdefault(row.element, set()).add(row.page)
    short = {row.element for row in rows if "long" not in row.kinds}

    assert [] == [element for element, on in pages.items() if len(on) > 1 and element in short]
    before_a_page_ends = [row for row, after in pairwise(rows) if row.page < after.page]
    assert [] == [
        row
        for row in before_a_page_ends
        if {"section", "lead-in", "heading", "top"} & {*row.kinds} and "long" not in row.kinds
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table, in millimetres from the left edge of the page."""

    language: str
    text: str
    left_mm: float
    right_mm: float


def heads_of(page: HtmlPage) -> list[Cell]:
    """Return the words at the heads of a page's first table, from left to right; in a worker."""
    from weasyprint.formatting_structure.boxes import TextBox

    from leaflet.pdf.layouts import fitted

    boxes = [box for laid in fitted(page).pages for box in _boxes(laid._page_box)]
    row = next(box for box in boxes if getattr(box, "element_tag", "") == "tr")
    found = []
    for cell in row.children:
        texts = [one for one in _boxes(cell) if isinstance(one, TextBox)]
        found.append(
            Cell(
                language=cell.style["lang"],
                text=" ".join("".join(one.text for one in texts).split()),
                left_mm=min(one.position_x for one in texts) * MM_PER_PX,
                right_mm=max(one.position_x + one.width for one in texts) * MM_PER_PX,
            )
        )
    return sorted(found, key=lambda cell: cell.left_mm)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar-XB", ["When", "How much", "ar-XB", "ar-XB"]),
        ("en-XA", ["en-XA", "en-XA", "When", "How much"]),
    ],
)
def test_columns_run_as_their_own_language_does(
    worker: Executor, everything: Library, tmp_path: Path, tag: str, expected: list[str]
) -> None:
    """On a sheet from right to left the staff's table still begins at its left; both are heard from
    their first column on, and stand apart where they meet."""
    page = pages_of(everything, "doses", tag)
    heads = worker.submit(heads_of, page).result()

    assert expected == [one.text if one.language == "en" else one.language for one in heads]
    assert heads[2].left_mm - heads[1].right_mm > 5 - 0.1
    with pikepdf.open(_file(worker, everything, "doses", tag, tmp_path)) as pdf:
        row = tree(pdf).all("TR")[0]
    read = [(cell.language, " ".join(cell.text.split())) for cell in row.all("TH")]
    assert [tag, tag] == [language for language, _ in read[:2]]
    assert [("en", "When"), ("en", "How much")] == read[2:]


# How it is read


def _file(executor: Executor, found: Library, article: str, tag: str, folder: Path) -> Path:
    pdf = executor.submit(render_in_worker, pages_of(found, article, tag)).result()
    path = folder / f"{article}.{tag}.pdf"
    path.write_bytes(pdf.data)
    return path


def flat(node: Node) -> list[tuple[str, str, str]]:
    """Return type, language and letters of what is read, text by text."""
    found = []
    for one in node.walk():
        holds_text = one.kind in ("P", "TD", "TH") or one.kind.startswith("H")
        if holds_text and not any(kid.kind == "P" for kid in one.kids):
            found.append((one.kind, one.language, bare(one.text)))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("article", "tag"), [(ARTICLE, "ar"), (ARTICLE, "de"), ("cough", "ar-XB")])
def test_patient_is_read_first_then_the_staff(
    worker: Executor, everything: Library, tmp_path: Path, article: str, tag: str
) -> None:
    """Message by message, each in its language; headings are the patient's alone."""
    found = library() if article == ARTICLE else everything
    ours, theirs = said_by(found, article, tag)
    path = _file(worker, found, article, tag, tmp_path)
    with pikepdf.open(path) as pdf:
        read = flat(tree(pdf))

    assert [] == faults(path)
    assert {tag} == {language for kind, language, _ in read if kind.startswith("H")}
    title = next(index for index, one in enumerate(read) if one[0] == "H1")
    wanted = list(zip(ours, theirs, strict=True))
    at = title
    for mine, yours in wanted:
        first = _next(read, at, tag, mine)
        second = _next(read, first + 1, "en", yours)
        in_table = read[first][0] in ("TH", "TD")
        assert in_table or second == first + 1, (mine, yours)
        at = first + 1


def _next(read: list[tuple[str, str, str]], start: int, tag: str, words: str) -> int:
    """Return where words are read next in a language."""
    return next(
        index
        for index, (_, language, said) in enumerate(read[start:], start)
        if (language, said) == (tag, words)
    )


@pytest.mark.slow
def test_staff_may_read_from_right_to_left(tmp_path: Path, worker: Executor) -> None:
    """Staff who read Arabic beside a patient who reads German, and one who reads Urdu; both are
    PDF/UA-1 and PDF/A-2a."""
    found = library()
    arabic = Library(replace(found.workspace, staff_language="ar"))
    paths = [_file(worker, arabic, ARTICLE, tag, tmp_path) for tag in ("de", "ur")]

    clean = dict.fromkeys(FLAVOURS, "")
    assert {path.name: clean for path in paths} == verapdf(paths)
    rows = worker.submit(rows_of, pages_of(arabic, ARTICLE, "de")).result()
    assert all(row.ours.right_mm < row.theirs.left_mm for row in rows)


def test_sisters_differ_in_paper_alone() -> None:
    """What is true of one holds for the other."""
    sheet = SHEETS["bilingual"]

    assert sheet.on(SHEETS["letter"].size, name="bilingual-letter") == SHEETS["bilingual-letter"]


@pytest.mark.parametrize(
    ("staff", "tag", "pages", "granted"),
    [
        ("en", "hi", 4, ""),
        ("de", "hi", 6, "German (`de`)"),
        ("hi", "de", 6, "German (`de`)"),
        ("ta", "km", 6, "Khmer (`km`) and Tamil (`ta`)"),
        ("ur", "hi", 8, "Urdu (`ur`)"),
    ],
)
def test_either_language_may_need_the_other_leaf(
    staff: str, tag: str, pages: int, granted: str
) -> None:
    """Staff who read Urdu need the room for every patient; on other sheets they do not."""
    found = Library(replace(library().workspace, staff_language=staff))
    page = pages_of(found, ARTICLE, tag)
    plain = found.page(found.readiness(Job(article=ARTICLE, language="hi", sheet="a4")))

    assert (pages, granted) == (page.max_pages, page.granted)
    assert (2, "") == (plain.max_pages, plain.granted)


@pytest.mark.slow
def test_long_languages_side_by_side_take_another_leaf(worker: Executor) -> None:
    """Khmer fits beside English; for staff who read German the build says whose leaf it is."""
    found = Library(replace(library().workspace, staff_language="de"))

    pdf = worker.submit(render_in_worker, pages_of(found, ARTICLE, "km")).result()

    assert 4 < pdf.pages <= 6
    [said] = [one.message for one in pdf.warnings if one.code == "pages"]
    granted = "which the sheet grants Khmer (`km`) and German (`de`); otherwise it has 4"
    assert f"{ARTICLE}, km, bilingual: {pdf.pages} pages, {granted}" == said
