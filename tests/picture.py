"""
Pictures of reference pages: how they are made, and how alike two of them are.

A page is made from `tests/pictures/TAG.md` as a handout is: parsed, localized, typeset, set in the
fonts and by the rules of its language, rendered in a worker with a fontconfig of its own.
"""

from __future__ import annotations

import ctypes
import functools
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
from markupsafe import Markup
from PIL import Image, ImageChops, ImageFilter

from leaflet.article import Article, Line
from leaflet.catalogs import source_catalog
from leaflet.html import HtmlPage
from leaflet.html.render import Renderer
from leaflet.html.styles import families, language_styles
from leaflet.html.words import Words
from leaflet.languages import language
from leaflet.localize import localize
from leaflet.messages import article_messages
from leaflet.parse import parse_article
from leaflet.pdf.fonts import environment
from leaflet.pdf.pool import pool, render
from leaflet.sheets import SHEETS, Size
from leaflet.typeset import typeset
from tests.corpus import every_family

FOLDER = Path(__file__).parent / "pictures"
TAGS = tuple(sorted(path.stem for path in FOLDER.glob("*.md")))

SHEET = replace(
    SHEETS["a4"], name="picture", size=Size(width_mm=105, height_mm=210), base_pt=12, max_pages=0
)
DPI = 120
GREYS = 16
"""Levels of a picture: fewer bytes, and no less sharp to the eye."""
MARGIN_PX = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a page is made; a test makes one that is wrong."""

    words: Callable[[str], str] = str
    """Changes the Markdown."""
    typeset: Callable[[Article[Line]], Article[Line]] = typeset
    """Sets the lines."""
    language: str = ""
    """That the page says it is in; empty for its own."""
    style: str = ""
    """More rules."""


RIGHT = Way()


def reference_page(tag: str, way: Way = RIGHT) -> HtmlPage:
    """Return the reference page of a language."""
    path = FOLDER / f"{tag}.md"
    source = way.words(path.read_text(encoding="utf-8"))
    parsed = parse_article(source.encode(), id=tag, path=path.name, source_language=tag)
    catalog = source_catalog(tag, article_messages(parsed))
    article = way.typeset(localize(parsed, catalog, language=tag, values={}))
    said = language(way.language or tag)
    html = Renderer({"page.html": (FOLDER / "page.html").read_bytes()}).render(
        "page.html",
        {
            "article": article.map(lambda line: Words(line, tag)),
            "language": said,
            "size": SHEET.size,
            "size_pt": SHEET.base_pt,
            "styles": Markup(language_styles({said.tag}) + way.style),
        },
    )
    return HtmlPage(
        html=html, resources={}, name=tag, sheet=SHEET, max_pages=0, families=every_family()
    )


def rendered(pages: Iterable[HtmlPage]) -> list[bytes]:
    """Return the PDFs of pages, made as handouts are."""
    with pool(2, every_family()) as executor:
        return [pdf.data for pdf in executor.map(render, pages)]


def picture(pdf: bytes) -> Image.Image:
    """Return the picture of a PDF of one page: grey, without the white below its text."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert 1 == len(document)
        found = document[0].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()
    step = 255 // (GREYS - 1)
    found = found.point(lambda level: (level + step // 2) // step * step)
    _, _, _, bottom = ImageChops.invert(found).getbbox() or (0, 0, 0, 0)
    return found.crop((0, 0, found.width, bottom + MARGIN_PX))


def write_picture(found: Image.Image, path: Path) -> None:
    """Write a picture of `GREYS` levels."""
    small = found.point(lambda level: level * (GREYS - 1) // 255).convert("P")
    small.putpalette([level for grey in range(GREYS) for level in [grey * 255 // (GREYS - 1)] * 3])
    small.save(path, bits=4, optimize=True)


def read_picture(path: Path) -> Image.Image:
    """Return a picture that was written."""
    with Image.open(path) as found:
        return found.convert("L")


# Two pictures

ALLOWANCE_PX = 4
"""How far a piece may be from where it was, each way: 1 mm, as much as another version of a font
may move the end of a line."""
PIECE_PX = 16
"""4 mm, a letter or two."""
BLUR_PX = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike two pictures are."""

    heights_px: tuple[int, int]
    """Of the text of each: with a line more it is higher."""
    ink: float
    """Of the second, as a share of the first's."""
    pixels: float
    """Share of those that differ by more than a level of grey."""
    piece: float
    """By how much of the darkest grey the worst piece differs, wherever it may have moved to."""
    place_px: tuple[int, int]
    """The middle of the worst piece."""
    pieces: float
    """By how much all pieces differ, as a share of the ink."""


def likeness(expected: Image.Image, actual: Image.Image) -> Likeness:
    """Return how alike two pictures are."""
    height = max(expected.height, actual.height)
    before, after = (_ink(one, height) for one in (expected, actual))
    strange = ImageChops.difference(before, after).point(lambda level: 255 * (level > 17))
    inks = [_sum(one) for one in (before, after)]
    soft = [one.filter(ImageFilter.GaussianBlur(BLUR_PX)) for one in (before, after)]
    worst, place, total = 0.0, (0, 0), 0.0
    for left in (0, PIECE_PX // 2):
        for top in (0, PIECE_PX // 2):
            grid = _differences(soft[0], soft[1], left, top)
            total += _sum(grid) * PIECE_PX**2 / 4
            level, where = max(
                (level, index) for index, level in enumerate(grid.tobytes())
            )
            if level > worst:
                row, column = divmod(where, grid.width)
                worst = level
                place = (
                    left + column * PIECE_PX + PIECE_PX // 2,
                    top + row * PIECE_PX + PIECE_PX // 2,
                )
    return Likeness(
        heights_px=(expected.height, actual.height),
        ink=inks[1] / inks[0],
        pixels=_sum(strange) / 255 / (before.width * height),
        piece=worst / 255,
        place_px=place,
        pieces=total / inks[0],
    )


def _ink(found: Image.Image, height: int) -> Image.Image:
    """Return a picture in white on black, with room round it."""
    room = PIECE_PX + ALLOWANCE_PX
    large = Image.new("L", (found.width + 2 * room, height + 2 * room), 255)
    large.paste(found, (room, room))
    return ImageChops.invert(large)


def _sum(found: Image.Image) -> float:
    return float(sum(level * count for level, count in enumerate(found.histogram())))


def _differences(before: Image.Image, after: Image.Image, left: int, top: int) -> Image.Image:
    """Return by how much each piece differs, where it fits best."""
    least: Image.Image | None = None
    moves = range(-ALLOWANCE_PX, ALLOWANCE_PX + 1)
    for across in moves:
        for down in moves:
            moved = ImageChops.offset(after, across, down)
            found = ImageChops.difference(before, moved)
            grid = found.crop((left, top, found.width, found.height)).reduce(PIECE_PX)
            least = grid if least is None else ImageChops.darker(least, grid)
    assert least is not None
    return least
