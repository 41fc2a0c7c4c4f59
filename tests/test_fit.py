"""Fitting: the loosest setting in which a text keeps to its pages, by few layouts, and its look."""

from __future__ import annotations

import dataclasses
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.assemble import Job
from leaflet.cli.main import run
from leaflet.html import HtmlPage
from leaflet.pdf.fit import (
    BREAKS,
    DOUBT,
    EVENING_TRIES,
    WORTH,
    Setting,
    evenest,
    foreseen,
    loosest,
    natural,
    settings,
    unbroken,
)
from leaflet.sheets import SHEETS, Fold, Size
from tests.handouts import ARTICLE, library

ROOT = Path(__file__).parent
LADDER = settings(SHEETS["a4"])
FIRST = LADDER.index(natural(SHEETS["a4"]))


@dataclass(frozen=True, kw_only=True)
class Text:
    """What a layout would tell of a text."""

    over: float
    spaces: float = 0.2
    text: float = 2.0
    flaws: float = 0.0
    broken: tuple[int, int] = (0, 0)


def grown(over: float, setting: Setting, spaces: float = 0.2, text: float = 2.0) -> Text:
    """Return a text that grows just as is foreseen, `over` its pages in the natural setting."""
    known = Text(over=over, spaces=spaces, text=text)
    at = LADDER[FIRST]
    return Text(
        over=foreseen(known, at, setting),
        spaces=spaces * setting.spacing / at.spacing,
        text=text * (setting.base_pt / at.base_pt) ** 2,
    )


@given(
    st.lists(st.floats(-2, 2), min_size=len(LADDER), max_size=len(LADDER)),
    st.floats(0, 3),
    st.floats(0, 30),
)
def test_what_is_found_fits_where_anything_does(
    overs: list[float], spaces: float, text: float
) -> None:
    """However wrong the forecast; where nothing fits, the tightest is shown to the author."""
    overs.sort(reverse=True)
    tried: list[int] = []

    def lay_out(setting: Setting) -> Text:
        tried.append(LADDER.index(setting))
        return Text(over=overs[tried[-1]], spaces=spaces, text=text)

    setting, found = loosest(LADDER, LADDER[FIRST], lay_out, 2)

    step = LADDER.index(setting)
    assert overs[step] == found.over
    assert (min(overs) > 0) == (found.over > 0)
    assert found.over <= 0 or step == len(LADDER) - 1
    assert len(set(tried)) == len(tried)
    # What is looser was tried too, or is foreseen to be too much, or it is worth no layout.
    too_loose = max((each for each in tried if overs[each] > 0), default=-1)
    untried = LADDER[too_loose + 1 : step]
    if untried and found.over <= 0:
        gain = foreseen(found, setting, untried[0]) - found.over
        assert (
            setting.base_pt == LADDER[0].base_pt  # there was but white to gain
            or foreseen(found, setting, untried[-1]) > DOUBT
            or gain <= WORTH * 2
            or -found.over <= WORTH * 2
        )


@given(st.floats(-2, 2), st.floats(0.1, 1), st.floats(0.5, 10))
def test_text_that_grows_as_foreseen_takes_few_layouts(
    over: float, spaces: float, text: float
) -> None:
    """The natural one, the one that should fit, and a few more where much room is left."""
    tried: list[Setting] = []

    def lay_out(setting: Setting) -> Text:
        tried.append(setting)
        return grown(over, setting, spaces, text)

    setting, found = loosest(LADDER, LADDER[FIRST], lay_out, 2)

    fitting = [each for each in LADDER if grown(over, each, spaces, text).over <= 0]
    assert bool(fitting) == (found.over <= 0)
    if fitting and setting.base_pt < LADDER[0].base_pt:
        lost = grown(over, fitting[0], spaces, text).over - found.over
        assert lost <= max(WORTH, BREAKS) * 2
    # Of what is read, the text is more than five times the white; else more may be needed.
    assert len(tried) <= (5 if text >= 5 * spaces else 8)


@given(
    st.lists(st.floats(0, 5), min_size=len(LADDER), max_size=len(LADDER)),
    st.integers(0, len(LADDER) - 1),
)
def test_evening_never_makes_it_worse(flaws: list[float], start: int) -> None:
    """Of equals the first is taken, and few are tried, all of them near."""
    made: list[int] = []

    def lay_out(setting: Setting) -> Text:
        made.append(LADDER.index(setting))
        return Text(over=-0.5, flaws=flaws[made[-1]])

    setting, found = evenest(LADDER, (LADDER[start], lay_out(LADDER[start])), lay_out)

    step = LADDER.index(setting)
    assert flaws[step] == found.flaws == min(flaws[each] for each in made)
    assert step == next(each for each in made if flaws[each] == found.flaws)
    assert len(made) <= 1 + EVENING_TRIES
    assert all(start - 1 <= each for each in made)


def test_evening_goes_looser_where_there_is_room() -> None:
    """Larger type with an even look is better than smaller, and not tried without room for it."""
    start, below = LADDER[FIRST + 3], LADDER[FIRST + 2]

    def lay_out(setting: Setting) -> Text:
        return Text(over=-0.01, flaws=float(setting == start))

    def evened(over: float) -> Setting:
        return evenest(LADDER, (start, Text(over=over, flaws=1)), lay_out)[0]

    assert (below, True) == (evened(-0.1), evened(0).base_pt < start.base_pt)


@given(st.integers(0, len(LADDER) - 1), st.integers(0, len(LADDER)))
def test_type_gives_way_until_no_box_is_cut(start: int, first_whole: int) -> None:
    """By few layouts; where the tightest cuts one too, nothing is gained, and one is made."""
    made: list[Setting] = []

    def lay_out(setting: Setting) -> Text:
        made.append(setting)
        return Text(over=0, broken=(int(LADDER.index(setting) < first_whole), 1))

    found = lay_out(LADDER[start])
    made.clear()
    setting, layout = unbroken(LADDER, (LADDER[start], found), lay_out)

    never = first_whole == len(LADDER)
    expected = start if never or start >= first_whole else first_whole
    assert (LADDER[expected], (int(never), 1)) == (setting, layout.broken)
    assert len(made) <= (1 if never else len(LADDER).bit_length() + 1)


def test_evening_cuts_no_box() -> None:
    """However even it looks, half a box is no better."""
    start = LADDER[FIRST]
    found = evenest(LADDER, (start, Text(over=0, flaws=1)), lambda _: Text(over=0, broken=(1, 0)))

    assert start == found[0]


def test_evening_takes_nothing_that_does_not_fit() -> None:
    """A tighter setting may take a page more, where a box finds no room."""
    start = LADDER[FIRST]
    found = evenest(LADDER, (start, Text(over=0, flaws=1)), lambda _: Text(over=0.1))

    assert start == found[0]


@pytest.mark.parametrize("name", SHEETS)
def test_ladder_goes_down(name: str) -> None:
    """Spacing gives way first, then the size of the type, and never below the floor."""
    sheet = SHEETS[name]
    ladder = settings(sheet)

    sizes = [setting.base_pt for setting in ladder]
    assert sheet.base_pt == sizes[0]
    assert sheet.floor_pt == min(sizes)
    assert sorted(sizes, reverse=True) == sizes
    spacings = [setting.spacing for setting in ladder]
    assert sorted(spacings, reverse=True) == spacings
    assert natural(sheet) in ladder
    assert len(set(ladder)) == len(ladder)


def test_ladder_keeps_an_odd_floor() -> None:
    """A clinic may ask for larger type than the steps meet."""
    sheet = dataclasses.replace(SHEETS["a4"], base_pt=16, floor_pt=15.93)

    assert all(15.93 <= setting.base_pt <= 16 for setting in settings(sheet))


# Pages

SMALL = dataclasses.replace(
    SHEETS["a4"], size=Size(width_mm=100, height_mm=100), base_pt=12, floor_pt=10, columns=1
)
STYLE = """
@page { size: 100mm 100mm; margin: 10mm }
body { margin: 0; font: var(--base)/1.5 "Noto Sans"; orphans: 2; widows: 2 }
h1, h2, p { margin: 0 0 calc(var(--spacing) * 2mm); font-size: 1em }
h2 { break-after: var(--keep, avoid) }
img { display: block; width: 20mm; height: 20mm }
"""
PICTURE = '<img src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 \
height=%229%22/>" alt="">'


def small(body: str, max_pages: int) -> HtmlPage:
    """Return a page of 80 × 80 mm of text: some twelve lines of 12 pt."""
    return HtmlPage(
        html=f'<html lang="en"><title>x</title><style>{STYLE}</style><body>{body}</body></html>',
        resources={},
        name="cough, en, small",
        sheet=dataclasses.replace(SMALL, max_pages=max_pages),
        max_pages=max_pages,
        families=("Noto Sans",),
    )


def paragraphs(lines: int) -> str:
    """Return so many paragraphs of one line."""
    return "".join(f"<p>Line {number} of them</p>" for number in range(lines))


def test_without_a_limit_there_is_one_layout() -> None:
    """As the sheet says it."""
    from leaflet.pdf.layouts import fitted

    found = fitted(small(paragraphs(50), 0))

    assert (natural(SMALL), 1) == (found.setting, found.layouts.made)


@pytest.mark.parametrize("max_pages", [0, 3], ids=["no limit", "three pages"])
def test_last_page_of_three_lines_is_done_without(max_pages: int) -> None:
    """Where they find room on the page before, at a setting that is allowed."""
    from leaflet.pdf.layouts import fitted

    page = small(paragraphs(11), max_pages)
    plain = fitted(small(paragraphs(11), 0)).layouts.document(natural(SMALL))
    found = fitted(page)

    assert (2, 1) == (len(plain.pages), len(found.pages))


def test_last_page_of_three_lines_is_said_where_it_must_be() -> None:
    """Nothing gives way on this sheet; so the author is told."""
    from leaflet.pdf.layouts import fitted
    from leaflet.pdf.length import problems_of_length

    style = "<style>p { margin: 0 !important; font: 12pt/1.5 'Noto Sans' }</style>"
    page = small(style + paragraphs(15), 3)
    problems = problems_of_length(page, fitted(page))

    assert [("look", "warning")] == [(one.code, one.severity) for one in problems]
    assert "cough, en, small: page 2, the last, ends after 3 lines" == problems[0].message


def test_type_gives_way_until_the_box_stands_below_the_title() -> None:
    """In larger type there is room on its pages too, but it leaves a first page with a title."""
    from leaflet.pdf.layouts import fitted
    from leaflet.pdf.look import look

    lines = "<br>".join(["Call 999"] * 12)
    box = f'<div class="callout emergency" style="break-inside: avoid">{lines}</div>'
    page = small(f"<h1>Cough</h1>{box}{paragraphs(6)}", 3)
    found = fitted(page)

    assert look(found.layouts.document(natural(SMALL)).pages).bare_start
    assert not look(found.pages).bare_start
    assert SMALL.floor_pt <= found.setting.base_pt < SMALL.base_pt


# Folded paper

BOOKLET = dataclasses.replace(
    SMALL,
    base_pt=14,
    floor_pt=10,
    fold=Fold(kind="booklet", paper=SMALL.size, landscape=True, pages=4, flip="short"),
)
COVER = "<div style='break-before: verso'><p>Call us</p></div>"


@pytest.mark.parametrize(
    ("lines", "naturally", "pages", "least_pt", "most_pt"),
    [
        pytest.param(6, 2, 2, 14, 14, id="short"),
        pytest.param(26, 6, 4, 12, 13.9, id="middling: in the larger half of the sizes"),
        pytest.param(34, 6, 4, 10, 11.9, id="where two leaves would leave the cover white"),
        pytest.param(46, 8, 8, 14, 14, id="long"),
    ],
)
def test_what_is_folded_takes_few_leaves(
    lines: int, naturally: int, pages: int, least_pt: float, most_pt: float
) -> None:
    """One where its type stays in the larger half of 14 to 10 pt, or else if a cover were white."""
    from leaflet.pdf.layouts import fitted

    page = dataclasses.replace(small(paragraphs(lines) + COVER, 8), sheet=BOOKLET)
    found = fitted(page)

    assert naturally == len(found.layouts.document(natural(BOOKLET)).pages)
    assert pages == len(found.pages)
    assert least_pt <= found.setting.base_pt <= most_pt


def test_leaf_fewer_is_not_tried_in_vain() -> None:
    """A text of seven pages is foreseen to be too long for three; so it takes no layout more."""
    from leaflet.pdf.layouts import fitted

    def made(pages: int) -> int:
        assert BOOKLET.fold
        sheet = dataclasses.replace(BOOKLET, fold=dataclasses.replace(BOOKLET.fold, pages=pages))
        page = dataclasses.replace(small(paragraphs(50) + COVER, 8), sheet=sheet)
        return fitted(page).layouts.made

    assert made(8) == made(4)


def test_what_is_not_folded_keeps_its_size() -> None:
    """The same text in large type, on leaves that nobody folds, has as many pages as it needs."""
    from leaflet.pdf.layouts import fitted

    sheet = dataclasses.replace(BOOKLET, fold=None)
    found = fitted(dataclasses.replace(small(paragraphs(30) + COVER, 8), sheet=sheet))

    assert (6, 14) == (len(found.pages), found.setting.base_pt)


def test_cover_takes_no_room_of_the_text() -> None:
    """Its page is white below two lines; that is neither room left nor a bad end of the text."""
    from leaflet.pdf.extent import extent
    from leaflet.pdf.layouts import Layouts
    from leaflet.pdf.look import look

    plain, sized = paragraphs(11), "<style>p { margin: 0 !important }</style>"
    text = Layouts(small(sized + plain, 0)).document(natural(SMALL)).pages
    covered = Layouts(small(sized + plain + COVER, 0)).document(natural(SMALL)).pages

    # 11 lines of 12 pt × 1.5 are 69.9 mm of 80.
    assert (1, 2) == (len(text), len(covered))
    assert -0.127 == round(extent(text, 1).over, 3) == round(extent(covered, 2).over, 3)
    seen = look(covered)
    assert (1, 11, 0) == (seen.last_fill, round(seen.last_lines), seen.hollow_pages)
    # On four pages, two of them are for the text too, although the second is before the cover.
    assert -2.127 == round(extent(covered, 4).over, 3)
    # What exceeds one page is what does not stand on it; the cover must have its own.
    assert 0.873 == round(extent(covered, 1).over, 3)


def look_of(body: str) -> Any:
    from leaflet.pdf.layouts import fitted
    from leaflet.pdf.look import look

    return look(fitted(small(body, 0)).pages)


NEXT = "<p style='break-before: page'>Next</p>" + paragraphs(8)


@pytest.mark.parametrize(
    ("body", "lonely"),
    [
        pytest.param(f"{paragraphs(8)}<h2 style='--keep: auto'>Here</h2>{NEXT}", 1, id="alone"),
        pytest.param(f"{paragraphs(8)}<h2>Here</h2><p>Text</p>{NEXT}", 0, id="with text"),
        pytest.param(f"{paragraphs(5)}<h2>Here</h2>{PICTURE}{NEXT}", 0, id="with a picture"),
        pytest.param(
            f"{paragraphs(8)}<div style='display: flex; --keep: auto'>"
            f"<h2 style='flex: 1'>Hier</h2><p style='flex: 1'>Here</p></div>{NEXT}",
            1,
            id="in two languages",
        ),
    ],
)
def test_heading_alone_at_the_foot_is_seen(body: str, lonely: int) -> None:
    """In one column as in several, and where the staff's words stand beside it."""
    assert lonely == look_of(body).lonely_headings


def test_end_of_many_pages_need_not_be_full() -> None:
    """A third of the eighth page is an end like any other; three lines are none."""
    from leaflet.pdf.look import Look

    def flaws(pages: int, last_fill: float, last_lines: float) -> float:
        seen = Look(
            pages=pages,
            uneven_lines=0,
            lonely_headings=0,
            single_lines=0,
            last_fill=last_fill,
            last_lines=last_lines,
        )
        return seen.flaws

    assert (0, True, True) == (flaws(8, 0.3, 5), flaws(8, 0.1, 3) > 0, flaws(2, 0.3, 9) > 0)
    assert 0 == flaws(1, 0.3, 9)  # a short text on one page is no flaw


def test_amount_is_said_in_pages_and_lines() -> None:
    """What is too long is told in what an author counts, and its sections by their share."""
    from leaflet.pdf.layouts import fitted
    from leaflet.pdf.length import problems_of_length

    body = "<h1>Cough</h1><h2>Short</h2>" + paragraphs(4) + "<h2>Long</h2>" + paragraphs(28)
    page = small(body, 1)
    problem = problems_of_length(page, fitted(page))[0]

    # 35 lines of 10 pt × 1.5 and 0.8 mm between them are 213 mm, on pages of 80: 27 lines in 133.
    assert "fit" == problem.code
    assert problem.message.startswith("cough, en, small: 2 pages and ")
    assert problem.message.endswith(" lines at 10 pt; the sheet has 1 page")
    assert [("83% of it", "Long"), ("14% of it", "Short"), ("3% of it", "Cough")] == list(
        problem.evidence
    )


# Boxes

BOX = "<div class='callout' style='break-inside: auto'>{}</div>"
WHOLE = (
    "<div class='callout' style='display: table; width: 100%'>"
    "<div style='display: table-header-group'><p>Call us if:</p></div>"
    "<div style='display: table-row-group'>{}</div></div>"
)
COLUMNS = "<div style='columns: 2; column-fill: auto; height: 75mm'><p>Text</p>{}</div>"
ITEMS = "<ul>" + "<li style='break-inside: avoid'>A fever</li>" * 14 + "</ul>"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(
            COLUMNS.format(BOX.format(ITEMS)),
            ["a box is cut by the end of a column on page 1: it is too high for a column"],
            id="by a column",
        ),
        pytest.param(
            BOX.format(ITEMS),
            ["a box begins on page 1 and ends on page 2: it is too high for a page"],
            id="by a page",
        ),
        pytest.param(COLUMNS.format(BOX.format("<p>Call us</p>")), [], id="whole in a column"),
        pytest.param(WHOLE.format(ITEMS), [], id="in two whole boxes on two pages"),
        pytest.param(
            COLUMNS.format(WHOLE.format(ITEMS)), [], id="in two whole boxes in two columns"
        ),
    ],
)
def test_box_that_is_cut_is_found(body: str, said: list[str]) -> None:
    """By the end of a page, or of a column in the middle of one; a second whole box is none."""
    from leaflet.pdf.layouts import Layouts
    from leaflet.pdf.split import problems_of_boxes

    pages = Layouts(small(body, 0)).document(natural(SMALL)).pages
    problems = problems_of_boxes(pages, "cough")

    assert [f"cough: {each}" for each in said] == [one.message for one in problems]


def test_foot_that_is_too_high_counts_as_cut() -> None:
    """In smaller type it keeps to its page, and to what stands at the head."""
    from leaflet.pdf.layouts import fitted

    style = "<style>.end p { margin: 0 } .end > div { float: footnote }</style>"
    foot = f"{style}<div class='end'><div>{'<p>Ask us</p>' * 13}</div></div>"
    found = fitted(small(f"<p>Cough</p>{foot}", 3))
    cut = [found.layouts.within(3, each).cut for each in (natural(SMALL), found.setting)]

    assert [1, 0] == cut


# The stock's article, and a longer one


@pytest.mark.slow
def test_stock_article_takes_few_layouts() -> None:
    """Halving the ladder took five for each; Arabic and Korean took up to nine for an even look."""
    from leaflet.pdf.pool import pool, render

    found = library()
    tags = ("en", "es", "th", "ur", "km", "ar", "ko")
    jobs = [Job(article=ARTICLE, language=tag, sheet="a4") for tag in tags]
    pages = [found.page(found.readiness(job)) for job in jobs]
    families = sorted({name for job in jobs for name in found.families(job)})
    with pool(2, tuple(families)) as executor:
        made = [pdf.layouts for pdf in executor.map(render, pages)]

    assert sum(made) <= 3 * len(tags), made
    assert max(made) <= 5, made


TOML = """
languages = ["fr"]
source_language = "fr"
staff_language = "fr"
articles = ["diabete-type-2"]
sheets.build = ["a4", "a4-long"]

[clinic]
name = "Centre de santé des Lilas"
phone = "01 23 45 67 89"
territory = "FR"

[sheets.a4-long]
base = "a4"
max_pages = 12
"""


@pytest.fixture
def french(tmp_path: Path) -> Path:
    """A workspace with one long article, which is French from the beginning."""
    root = tmp_path / "clinic"
    shutil.copytree(ROOT / "fit", root / "articles")
    (root / "leaflet.toml").write_text(TOML, encoding="utf-8")
    return root


@pytest.mark.slow
def test_long_foreign_article_is_refused_with_reasons_or_made(
    french: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On two sides with the amount and the sections, as a table too; on more sides it is made."""
    assert 1 == run(["-w", str(french), "build", "-o", str(tmp_path / "made")])
    output, errors = capsys.readouterr()
    assert ["diabete-type-2.fr.a4-long.pdf"] == [Path(line).name for line in output.split()]
    first, *evidence = errors.split("\n\nhint:")[0].splitlines()
    start = "articles/diabete-type-2.md: error: diabete-type-2, fr, a4: "
    assert first.startswith(start)
    assert first.endswith(" lines at 12 pt; the sheet has 2 pages [fit]")
    assert 3 == len(evidence)
    assert "Manger sans se priver de tout   (articles/diabete-type-2.md:39)" in evidence[0]
    assert "  too long: diabete-type-2, a4: fr\n" in errors

    assert 1 == run(["-w", str(french), "check", "--fit", "--format", "json"])
    output, errors = capsys.readouterr()
    long, short = json.loads(output)  # the tightest last
    assert ("a4-long", True) == (long["sheet"], long["fits"])
    assert ("a4", False, 12, 0.4) == tuple(
        short[key] for key in ("sheet", "fits", "base_pt", "spacing")
    )
    assert short["room_lines"] < 0 < long["room_lines"]
    assert 39 == short["sections"][0]["line"]
    assert not (french / "output").exists()


@pytest.mark.slow
def test_long_foreign_article_looks_even(french: Path) -> None:
    """No heading alone, no split box, no page of three lines, on a sheet with room."""
    from leaflet.assemble import Library
    from leaflet.pdf.layouts import fitted
    from leaflet.pdf.look import look
    from leaflet.pdf.split import problems_of_boxes
    from leaflet.workspace import read_workspace

    found = Library(read_workspace(french))
    ready = found.readiness(Job(article="diabete-type-2", language="fr", sheet="a4-long"))
    pages = fitted(found.page(ready)).pages
    seen = look(pages)

    assert (0, 0, 0) == (seen.lonely_headings, seen.single_lines, seen.single_items)
    assert not seen.barely_begun
    assert [] == problems_of_boxes(pages, "x")


def test_sheet_alone_is_a_mistake(french: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` looks at words, whatever the sheet; only their room depends on it."""
    assert 2 == run(["-w", str(french), "check", "-s", "a4"])
    assert "--sheet goes with --fit" in capsys.readouterr().err
    assert 2 == run(["-w", str(french), "check", "--fit", "--format", "sarif"])
    assert "--fit gives text or json" in capsys.readouterr().err


def test_what_cannot_be_laid_out_does_not_stop_the_others(french: Path) -> None:
    """Its problem stands where the others have their room."""
    from leaflet.assemble import Library
    from leaflet.errors import ContentError, Problem
    from leaflet.pdf import Fit
    from leaflet.room import Room, measured, overflowing, ready
    from leaflet.workspace import read_workspace

    found = Library(read_workspace(french))
    jobs = [Job(article="diabete-type-2", language="fr", sheet=name) for name in ("a4", "letter")]
    asked = ready(found, [*jobs, Job(article="diabete-type-2", language="de", sheet="a4")])
    assert ["de"] == [job.language for job, _ in asked.problems]

    def fit(page: HtmlPage) -> Fit:
        if page.sheet.name == "letter":
            raise ContentError(Problem(code="resource", message="no"))
        return Fit(
            pages=3,
            max_pages=2,
            base_pt=12,
            spacing=0.4,
            room_lines=-4,
            portions=(),
            layouts=2,
        )

    with ThreadPoolExecutor(1) as executor:
        said = dict(measured(found, asked.tasks, executor, fit))
    assert isinstance(said[jobs[0]], Room)
    assert isinstance(said[jobs[1]], ContentError)
    assert ["diabete-type-2, a4: fr"] == overflowing([jobs[0]])
