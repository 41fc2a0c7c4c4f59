"""Every sheet looks as it did when somebody looked at it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from leaflet.impose.paper import impose
from leaflet.sheets import SHEETS
from tests.once import Once
from tests.picture import (
    CHANGED_BY_VERSIONS,
    STRICT,
    Limit,
    environment_here,
    environments,
    write_environments,
)
from tests.sheet_picture import (
    FOLDER,
    TOLERANT,
    Case,
    cases,
    contact_sheet,
    faults,
    page,
    read_picture,
    rendered,
    workspace,
    write_picture,
)

pytestmark = pytest.mark.slow

CASES = cases()
LANGUAGES = tuple(sorted({case.language for case in CASES}))
LOTS = 4
"""The pictures are made in so many lots, which processes share."""
MOST_BYTES = 40_000
MOST_BYTES_OF_ALL = 3_200_000


@pytest.mark.parametrize("lot", range(LOTS))
def test_sheets_look_as_their_pictures(
    lot: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """To the pixel where the environment is the picture's, alike where it is not."""
    library = workspace(tmp_path / "clinic")
    update = request.config.getoption("--update-pictures")
    every = update or request.config.getoption("--every-language")
    wanted = [case for case in CASES if every or case.is_usual][lot::LOTS]
    found = {}
    made = rendered([page(library, case) for case in wanted])
    for case, (flat, folded) in zip(wanted, made, strict=True):
        now = contact_sheet(folded or flat)
        if update:
            write_picture(now, case.path)
        write_picture(now, tmp_path / case.path.name)
        found[str(case)] = faults(read_picture(case.path), now, _limit(case))
    assert {} == {case: wrong for case, wrong in found.items() if wrong}, f"see {tmp_path}"


def _limit(case: Case) -> Limit:
    before = environments(FOLDER).get(case.language)
    return STRICT if before == environment_here(case.language) else TOLERANT


def test_every_sheet_has_its_pictures(request: pytest.FixtureRequest) -> None:
    """A picture of a sheet that is gone is compared with nothing."""
    if request.config.getoption("--update-pictures"):
        write_environments(FOLDER, LANGUAGES)
    assert sorted(f"{case}.png" for case in CASES) == sorted(
        path.name for path in FOLDER.glob("*.png")
    )
    assert list(LANGUAGES) == list(environments(FOLDER))


def test_pictures_are_small() -> None:
    """They stay in the history for ever."""
    sizes = {path.name: path.stat().st_size for path in FOLDER.glob("*.png")}
    assert {} == {name: size for name, size in sizes.items() if size > MOST_BYTES}
    assert sum(sizes.values()) < MOST_BYTES_OF_ALL


# That the limits bite


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What is wrong with a sheet."""

    sheet: str
    """The name of the sheet."""
    language: str
    """BCP 47."""
    html: Callable[[str], str] = str
    """Changes the page."""
    folding: Callable[[bytes, str], bytes] | None = None
    """Puts the flat file together on its paper, by the name of the sheet; None where it is right
    or where there is none."""

    @property
    def case(self) -> Case:
        """The picture of it when it is right."""
        return Case(sheet=self.sheet, language=self.language)


def _style(rules: str) -> Callable[[str], str]:
    def change(html: str) -> str:
        assert 1 == html.count("</style>\n</head>")
        return html.replace("</style>\n</head>", f"{rules}</style>\n</head>")

    return change


def _replaced(right: str, wrong: str) -> Callable[[str], str]:
    def change(html: str) -> str:
        assert right in html
        return html.replace(right, wrong, 1)

    return change


def _gone(selector: str) -> Callable[[str], str]:
    return _style(f"{selector} {{ display: none !important }}")


def _unseen(selector: str) -> Callable[[str], str]:
    return _style(f"{selector} {{ visibility: hidden !important }}")


def _pages(order: Callable[[int], list[int]]) -> Callable[[bytes, str], bytes]:
    """Put pages together in a wrong order, of which none is left out."""

    def folding(flat: bytes, sheet: str) -> bytes:
        changed = io.BytesIO()
        with pikepdf.open(io.BytesIO(flat)) as pdf:
            # The same pages, so that links and bookmarks lead to them as before.
            kids = pdf.Root.Pages.Kids
            assert len(kids) == len(pdf.pages)
            pdf.Root.Pages.Kids = pikepdf.Array(kids[index] for index in order(len(kids)))
            pdf.save(changed)
        return impose(changed.getvalue(), SHEETS[sheet])

    return folding


def _last_two_swapped(pages: int) -> list[int]:
    return [*range(pages - 2), pages - 1, pages - 2]


def _bound_on_the_other_side(flat: bytes, sheet: str) -> bytes:
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(flat)) as pdf:
        wishes = pdf.Root.ViewerPreferences
        now = str(wishes.get("/Direction", "/L2R"))
        wishes.Direction = pikepdf.Name.L2R if now == "/R2L" else pikepdf.Name.R2L
        pdf.save(changed)
    return impose(changed.getvalue(), SHEETS[sheet])


WRONG = {
    "columns are mirrored": Wrong(
        sheet="a4",
        language="en",
        html=_style(".columns { direction: rtl } .columns > * { direction: ltr }"),
    ),
    "Arabic runs from left to right": Wrong(
        sheet="a4", language="ar", html=_replaced('lang="ar" dir="rtl"', 'lang="ar" dir="ltr"')
    ),
    "the emergency box is lost": Wrong(sheet="a4", language="de", html=_gone(".emergency")),
    "the warning box is shifted": Wrong(
        sheet="a4", language="hi", html=_style(".warning { margin-inline-start: 8mm !important }")
    ),
    "the frame of a box is lost": Wrong(
        sheet="large-print", language="zh-Hans", html=_style(".emergency { border: 0 !important }")
    ),
    "a picture is lost": Wrong(sheet="a4", language="km", html=_unseen("li:first-child img")),
    "a picture of easy-read is lost": Wrong(
        sheet="easy-read", language="ar", html=_unseen("img[alt]:not(.qr)")
    ),
    "the QR code is lost": Wrong(sheet="a4", language="de", html=_unseen(".qr")),
    "the foot is lost": Wrong(sheet="large-print", language="zh-Hans", html=_unseen(".footer")),
    "the draft band is lost": Wrong(sheet="trifold", language="ar", html=_unseen(".band")),
    "the language's name is lost": Wrong(sheet="a4", language="zh-Hans", html=_unseen(".language")),
    "the boxes to tick are lost": Wrong(
        sheet="large-print",
        language="zh-Hans",
        html=_style(".tick li::before { content: none !important }"),
    ),
    "a card has no emergency box": Wrong(sheet="a6-cards", language="km", html=_gone(".emergency")),
    "the icon of a box is lost": Wrong(sheet="a6-cards", language="hi", html=_unseen(".icon")),
    "two panels are swapped": Wrong(
        sheet="trifold", language="de", folding=_pages(_last_two_swapped)
    ),
    "two pages of a booklet are swapped": Wrong(
        sheet="booklet", language="zh-Hans", folding=_pages(_last_two_swapped)
    ),
    "a booklet is bound on the other side": Wrong(
        sheet="booklet", language="ar", folding=_bound_on_the_other_side
    ),
    "a tri-fold is folded to the other side": Wrong(
        sheet="trifold", language="hi", folding=_bound_on_the_other_side
    ),
    "front and back of a card are swapped": Wrong(
        sheet="a6-cards", language="ar", folding=_pages(_last_two_swapped)
    ),
}
"""Wrong in a way that no version of anything may be: both limits see it."""

NEEDED = tuple(sorted({wrong.case for wrong in WRONG.values()}))
ONE_OF_EACH = tuple({case.sheet: case for case in NEEDED}.values())
"""A picture of each sheet that has a wrong one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """Pictures of what is right, and of what is wrong with it."""

    right: dict[Case, Image.Image]
    """By what they are of."""
    wrong: dict[str, Image.Image]
    """By what is wrong."""


@pytest.fixture(scope="session")
def pictures(once: Once) -> Pictures:
    """All pictures, made in one go."""
    folder = once("sheet-pictures", _make)
    return Pictures(
        right={case: read_picture(folder / f"{case}.png") for case in NEEDED},
        wrong={name: read_picture(folder / f"{name}.png") for name in WRONG},
    )


def _make(folder: Path) -> None:
    """Write pictures of what is right by their cases, and of the others by what is wrong."""
    library = workspace(folder / "clinic")
    # Not fitted, which takes several layouts: the limits are the same.
    pages = {case: replace(page(library, case), max_pages=0) for case in NEEDED}
    changed = {
        name: replace(pages[wrong.case], html=wrong.html(pages[wrong.case].html))
        for name, wrong in WRONG.items()
        if not wrong.folding
    }
    names = [*map(str, pages), *changed]
    files = dict(zip(names, rendered([*pages.values(), *changed.values()]), strict=True))
    for name, wrong in WRONG.items():
        if wrong.folding:
            flat, _ = files[str(wrong.case)]
            files[name] = (flat, wrong.folding(flat, wrong.sheet))
    for name, (flat, folded) in files.items():
        contact_sheet(folded or flat).save(folder / f"{name}.png")


@pytest.mark.parametrize("name", WRONG)
def test_wrong_sheet_is_seen(name: str, pictures: Pictures) -> None:
    """A shifted box, a lost picture, a swapped column, a page in the place of another."""
    right = pictures.right[WRONG[name].case]

    assert faults(right, pictures.wrong[name], TOLERANT)
    assert faults(right, pictures.wrong[name], STRICT)


@pytest.mark.parametrize("change", CHANGED_BY_VERSIONS)
@pytest.mark.parametrize("case", ONE_OF_EACH, ids=str)
def test_what_versions_change_is_tolerated(
    case: Case, change: Callable[[Image.Image], Image.Image], pictures: Pictures
) -> None:
    """Edges, weight, places by part of a pixel: not to the pixel, yet the same sheet."""
    right = pictures.right[case]

    assert faults(right, change(right), STRICT)
    assert [] == faults(right, change(right), TOLERANT)
