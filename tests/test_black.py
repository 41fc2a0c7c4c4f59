"""Sheets in black alone: no colour and no grey is drawn, and nothing is lost by it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Name
from tinycss2.color5 import Color, parse_color

from leaflet.assemble import Job, Library
from leaflet.pdf.black import black_only, nearest
from leaflet.pdf.content import steps
from leaflet.sheets import SHEETS
from leaflet.workspace import Workspace, read_workspace
from tests.every_sheet import SISTERS
from tests.handouts import ARTICLE, ROOT

TAGS = ("en", "ar")
HANDOUTS = [
    (name, tag)
    for name, sheet in SHEETS.items()
    # What is on other paper has the template and the style of its sheet.
    if name not in SISTERS
    for tag in (TAGS if sheet.subject == "article" else ("en",))
    # The staff's own language stands beside no other.
    if not (sheet.beside and tag == "en")
]
_GREYS = {"g": 1, "G": 1, "rg": 3, "RG": 3}
_OTHERS = ("k", "K", "sc", "SC", "scn", "SCN", "sh")
_PAINTS = ("Tj", "TJ", "'", '"')

GAUDY = """
:root { --ink: #345; --quiet: #c9c9c9; --accent: #e60 }
:root { --line: #9ad; --alarm: #c00; --stand-in: #fe8 }
@page { background: #eef6ff }
h2 { color: #bbb; background: #fed; border-color: #7c7 }
.summary { background: #4a9; color: #111 }
.callout.warning { background: #fd0; border-color: #f00 }
.callout.warning li::marker { color: #0a0 }
.callout.emergency .label { background: #fc0; color: #b00 }
.staff-title::before { content: "*"; color: #ddd }
.key { background: rgb(0 0 0 / 20%); border-color: lab(60% 20 20) }
.summary { box-shadow: 0 0 3mm grey }
h2::before { content: "*"; background: linear-gradient(red, blue) }
"""
"""A theme with a colour for everything; on paper without colour half of it would be lost."""


def drawn(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, tuple[float, ...], str]]:
    """Yield what is drawn: operator, its colour, and whether that is set or a text has it."""
    for one in list(pdf.objects):
        if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            continue
        is_page = one.get("/Type") == Name.Page
        if not is_page and one.get("/Subtype") != Name.Form and one.get("/PatternType") != 1:
            continue
        fill: tuple[float, ...] = (0.0,)
        stack: list[tuple[float, ...]] = []
        for operands, operator in steps(one):
            name = str(operator)
            if name == "q":
                stack.append(fill)
            elif name == "Q":
                fill = stack.pop()
            elif name in _GREYS or name in _OTHERS:
                colour = tuple(float(value) for value in operands if not isinstance(value, Name))
                fill = colour if name in ("g", "rg") else fill
                yield name, colour, "colour"
            elif name in _PAINTS:
                yield name, fill, "text"


def coloured(data: bytes) -> set[str]:
    """Return what is neither black nor white in a file, but for photographs."""
    found = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name, colour, kind in drawn(pdf):
            if kind == "colour" and (name not in _GREYS or set(colour) not in ({0.0}, {1.0})):
                found.add(f"{name} {colour}")
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary):
                found |= {
                    f"{key} {one[key]}"
                    for key in ("/ca", "/CA")
                    if key in one and float(one[key]) not in (0, 1)
                }
                if "/ShadingType" in one or ("/SMask" in one and one.SMask != Name("/None")):
                    found.add("a shade")
    return found


def white_texts(data: bytes) -> int:
    """Return how many pieces of type are set in white."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sum(kind == "text" and set(fill) == {1.0} for _, fill, kind in drawn(pdf))


def made(workspace: Workspace, name: str, tag: str, *, black: bool = True) -> bytes:
    """Return a handout on a sheet in black, laid out once and not fitted."""
    from leaflet.pdf.fit import natural
    from leaflet.pdf.layouts import VARIANT, Layouts

    sheet = replace(workspace.sheet_table[name], name="black", black=black)
    table = {**workspace.sheet_table, "black": sheet}
    library = Library(replace(workspace, sheet_table=table))
    article = ARTICLE if sheet.subject == "article" else ""
    language = tag if article else workspace.staff_language
    page = library.page(library.readiness(Job(article=article, language=language, sheet="black")))
    document = Layouts(page).document(natural(sheet))
    with black_only(sheet.black):
        data = document.write_pdf(pdf_variant=VARIANT, pdf_tags=True)
    assert isinstance(data, bytes)
    return data


@pytest.fixture
def gaudy(tmp_path: Path) -> Workspace:
    """The repository's workspace with a theme that has a colour for everything."""
    root = tmp_path / "gaudy"
    for folder in ("articles", "translations", "templates"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "leaflet.toml", root)
    calm = (ROOT / "templates" / "themes" / "calm.css").read_text()
    (root / "templates" / "themes" / "calm.css").write_text(calm + GAUDY)
    return read_workspace(root)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "tag"), HANDOUTS)
def test_nothing_but_black_and_white_is_drawn(name: str, tag: str) -> None:
    """No colour, no grey, nothing half transparent: on every sheet, and in its pictures."""
    assert set() == coloured(made(read_workspace(ROOT), name, tag))


@pytest.mark.slow
def test_colour_and_grey_are_seen() -> None:
    """The same walk finds those of the theme, and the grey of a picture."""
    found = coloured(made(read_workspace(ROOT), "a4", "en", black=False))
    assert any(colour.startswith("RG (0.85") for colour in found)  # #d9d9d9, a body
    assert any(colour.startswith("rg (0.04") for colour in found)  # #0b4a6b, the accent


@pytest.mark.slow
def test_theme_of_a_clinic_has_its_black_variant_too(gaudy: Workspace) -> None:
    """However many colours it has; and no letter is white but those on black."""
    data = made(gaudy, "a4", "de")
    assert set() == coloured(data)
    assert white_texts(made(read_workspace(ROOT), "a4", "de")) == white_texts(data) > 0


@given(st.tuples(*[st.floats(0, 1)] * 4))
def test_every_colour_becomes_black_or_white(channels: tuple[float, ...]) -> None:
    """And nothing between; what cannot be seen stays unseen."""
    *colour, alpha = channels
    found = nearest(Color("srgb", colour, alpha))
    assert tuple(found.coordinates) in {(0, 0, 0), (1, 1, 1)}
    assert float(alpha > 0) == found.alpha


@pytest.mark.parametrize(
    ("colour", "white"),
    [
        ("#000", False),
        ("#0b4a6b", False),  # the accent of the theme
        ("#f00", False),
        ("#808080", False),  # a grey line is kept
        ("#d9d9d9", True),  # the shade of a body
        ("#ffe066", True),
        ("rgb(0 0 0 / 20%)", True),  # on white paper it is a light grey
        ("hsl(210 80% 30%)", False),
        ("hwb(60 80% 0%)", True),
        ("lab(90% 0 0)", True),
        ("oklch(40% 0.1 20)", False),
        ("device-cmyk(0 0 0 1)", False),
        ("device-cmyk(0.1 0 0 0)", True),
        ("color(display-p3 1 1 0.9)", True),
    ],
)
def test_what_is_dark_is_black(colour: str, white: bool) -> None:
    """A line that can be seen on white paper is kept; however the colour is written."""
    parsed = parse_color(colour)
    assert [float(white)] * 3 == list(nearest(parsed).coordinates)


def test_colours_come_back_afterwards() -> None:
    """The engine is as it was, also after a failure."""
    from weasyprint.pdf.stream import Stream

    before = Stream.set_color
    with black_only(True):
        assert before is not Stream.set_color

    def fail() -> None:
        with black_only(True):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert before is Stream.set_color


def test_black_sheet_is_the_same_but_for_its_colour() -> None:
    """Same paper, same type, same pages; only its name and its theme differ."""
    sheet = SHEETS["a4"]
    black = SHEETS["a4-black"]
    assert replace(sheet, name=black.name, purpose=black.purpose, black=True) == black
    assert "without colour" in black.purpose
