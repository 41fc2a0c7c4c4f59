"""The proof sheet: every language of the table on one page, to look at and hang on the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from markupsafe import Markup

from leaflet import __version__
from leaflet.article import Line, Run
from leaflet.files import write_whole
from leaflet.html import HtmlPage
from leaflet.html.render import Renderer
from leaflet.html.styles import language_styles
from leaflet.html.words import Words
from leaflet.languages import Language, known, language, samples
from leaflet.pdf import Pdf
from leaflet.pdf.coverage import check_fonts
from leaflet.pdf.pool import pool, render
from leaflet.sheets import Sheet, Size
from leaflet.typeset import typeset_line
from leaflet.workspace import stock_folder

T = TypeVar("T")

PHONE: Final = "020 7946 0000"
"""One of the numbers that Ofcom keeps for fiction."""
DOSE: Final = "200–400 mg"

SHEET: Final = Sheet(
    name="proof",
    size=Size(width_mm=594, height_mm=420),  # ISO 216: A2, on its side
    template="proof.html",
    columns=10,
    base_pt=8.5,
    floor_pt=8.5,
    max_pages=0,
)
"""Not among those that handouts are made for: its type is a label's, for eyes close by."""

LABEL_LINES: Final = 2.2
"""Height of a cell's label with the white round it, of the font size."""
LINES: Final = 3.5
"""How many lines of its language a cell has; its name counts for more than one."""

_PSEUDO: Final = ("-XA", "-XB")
"""Territories of CLDR's pseudo-languages, which nobody reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One language as the proof shows it."""

    language: Language
    """The row."""
    autonym: Words
    """Its own name."""
    sample: Words
    """A date with its day of the week; CLDR's words."""
    digits: Words | None
    """Its own digits from zero; None for those of English."""
    phone: Words
    """A phone number."""
    dose: Words
    """A range with a unit."""


def proofed() -> tuple[str, ...]:
    """Return the tags of the languages on the sheet, by their English names."""
    tags = (tag for tag in known() if not tag.endswith(_PSEUDO))
    return tuple(sorted(tags, key=lambda tag: language(tag).english.casefold()))


def proof_page() -> HtmlPage:
    """Return the sheet as HTML."""
    cells = [_cell(language(tag)) for tag in proofed()]
    folder = stock_folder() / "templates"
    names = ("proof.html", "proof.css", f"themes/{SHEET.theme}.css")
    renderer = Renderer({name: (folder / name).read_bytes() for name in names})
    html = renderer.render(
        SHEET.template,
        {
            "columns": columns([(cell.language.line_height, cell) for cell in cells]),
            "number": len(cells),
            "css": {name: Markup((folder / name).read_text(encoding="utf-8")) for name in names},
            "sample_date": samples.line(language("en")),
            "scripts": len({cell.language.script for cell in cells}),
            "sheet": SHEET,
            "styles": Markup(language_styles({*proofed(), "en"})),
            "version": __version__,
        },
    )
    return HtmlPage(
        html=html,
        resources={},
        name="proof of all languages",
        sheet=SHEET,
        max_pages=SHEET.max_pages,
    )


def columns(cells: Sequence[tuple[float, T]], number: int = SHEET.columns) -> list[list[T]]:
    """
    Return cells in columns of about one height.

    The engine could do it, but tries every height in turn: for this page that takes minutes.

    Args:
        cells: Each with the height of its lines, of the font size.
        number: How many columns.

    >>> columns([(1.4, "a"), (1.4, "b"), (2.7, "c"), (1.4, "d")], 2)
    [['a', 'b'], ['c', 'd']]
    """
    heights = [LABEL_LINES + LINES * height for height, _ in cells]
    each = sum(heights) / number
    placed: list[list[T]] = [[] for _ in range(number)]
    above = 0.0
    for (_, cell), height in zip(cells, heights, strict=True):
        # Where its middle falls.
        placed[min(number - 1, int((above + height / 2) / each))].append(cell)
        above += height
    return placed


def write_proof(path: Path) -> Pdf:
    """
    Make the sheet, by the way that handouts go, and write it.

    Raises:
        MachineError: The font of a language is not installed, or the file cannot be written.
        ContentError: The page has a missing letter, or a text that leaves its box.
    """
    families = set()
    for tag in proofed():
        check_fonts(language(tag))
        families |= set(language(tag).fonts)
    with pool(1, tuple(sorted(families))) as executor:
        pdf = executor.submit(render, proof_page()).result()
    write_whole(path, pdf.data)
    return pdf


def _cell(setting: Language) -> Cell:
    digits = samples.digits(setting)
    return Cell(
        language=setting,
        autonym=_words(setting, setting.autonym),
        sample=_words(setting, samples.line(setting)),
        digits=None if digits.isascii() else _words(setting, digits),
        phone=_words(setting, PHONE),
        dose=_words(setting, DOSE),
    )


def _words(setting: Language, text: str) -> Words:
    line = Line(content=(Run(text=text),), language=setting.tag, direction=setting.direction)
    return Words(typeset_line(line), setting.tag)
