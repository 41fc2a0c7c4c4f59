"""
Pictures of reference pages: how they are made, and how alike two of them are.

A page is made from `tests/pictures/TAG.md` as a handout is: parsed, localized, typeset, set in the
fonts and by the rules of its language, rendered in a worker with a fontconfig of its own.
"""

from __future__ import annotations

import ctypes
import functools
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import inf
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
        bitmap = document[0].render(scale=DPI / 72, grayscale=True)
        found: Image.Image = bitmap.to_pil().convert("L")
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

FINE = 2
"""Steps of a pixel in which a piece is moved."""
ACROSS_PX, DOWN_PX = 1.5, 2
"""How far a piece may be from where it was: versions of Pango round the heights of lines."""
PIECE_PX = 12
"""2.5 mm: a letter, or a mark and what it stands on."""
BLUR_PX = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike two pictures are."""

    heights_px: tuple[int, int]
    """Of the text of each: with a line more it is higher."""
    ink: float
    """Of the second, as a share of the first's."""
    pixels: int
    """How many differ by more than a level of grey."""
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
    level, place, total = _pieces(_fine(before), _fine(after))
    return Likeness(
        heights_px=(expected.height, actual.height),
        ink=inks[1] / inks[0],
        pixels=round(_sum(strange) / 255),
        piece=level / 255,
        place_px=place,
        pieces=total / inks[0],
    )


def _ink(found: Image.Image, height: int) -> Image.Image:
    """Return a picture in white on black, with room round it."""
    large = Image.new("L", (found.width + 2 * PIECE_PX, height + 2 * PIECE_PX), 255)
    large.paste(found, (PIECE_PX, PIECE_PX))
    return ImageChops.invert(large)


def _fine(found: Image.Image) -> Image.Image:
    soft = found.filter(ImageFilter.GaussianBlur(BLUR_PX))
    return soft.resize((found.width * FINE, found.height * FINE), Image.Resampling.BICUBIC)


def _sum(found: Image.Image) -> float:
    return float(sum(level * count for level, count in enumerate(found.histogram())))


def _pieces(before: Image.Image, after: Image.Image) -> tuple[int, tuple[int, int], float]:
    """
    Return how the pieces differ, each where it fits best: the worst, its place, and the sum.

    The pieces overlap by half, so that a mark is whole in one of them.
    """
    size, half = PIECE_PX * FINE, PIECE_PX * FINE // 2
    corners = [(left, top) for left in (0, half) for top in (0, half)]
    least: dict[tuple[int, int], Image.Image] = {}
    across, down = int(ACROSS_PX * FINE), int(DOWN_PX * FINE)
    for right in range(-across, across + 1):
        for below in range(-down, down + 1):
            found = ImageChops.difference(before, ImageChops.offset(after, right, below))
            for corner in corners:
                grid = found.crop((*corner, *found.size)).reduce(size)
                least[corner] = ImageChops.darker(least.get(corner, grid), grid)
    worst, place, total = -1, (0, 0), 0.0
    for (left, top), grid in least.items():
        total += _sum(grid) * PIECE_PX**2 / len(corners)
        level, index = max((level, -index) for index, level in enumerate(grid.tobytes()))
        if level > worst:
            row, column = divmod(-index, grid.width)
            worst = level
            # Of the picture without the room round it.
            place = (
                (left + column * size + half) // FINE - PIECE_PX,
                (top + row * size + half) // FINE - PIECE_PX,
            )
    return worst, place, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How unlike two pictures may be."""

    pixels: float
    """How many may differ by more than a level of grey."""
    lines_px: int
    """By how much the heights of the texts may differ."""
    ink: float
    """By how much the ink may differ, as a share."""
    piece: float
    """By how much of the darkest grey a piece may differ."""
    pieces: float
    """By how much all pieces together may differ, as a share of the ink."""


STRICT = Limit(pixels=0, lines_px=0, ink=0, piece=0, pieces=0)
"""In the environment that the pictures are of: nothing happens by chance there."""
TOLERANT = Limit(pixels=inf, lines_px=4, ink=0.05, piece=0.075, pieces=0.18)
"""With other versions of Pango, of HarfBuzz or of the fonts: letters may be a little heavier, and
stand elsewhere by a pixel. None may be missing, turned or of another family; nor may a line."""


def faults(found: Likeness, limit: Limit) -> list[str]:
    """Return what is beyond a limit."""
    before, after = found.heights_px
    across, down = (round(place * 25.4 / DPI) for place in found.place_px)
    beyond = {
        f"the text is {after} pixels high, not {before}: another number of lines?": (
            abs(after - before) > limit.lines_px
        ),
        f"its ink is {found.ink:.3f} of what it was": abs(found.ink - 1) > limit.ink,
        f"{found.pixels} pixels differ": found.pixels > limit.pixels,
        f"at {across} mm from the left and {down} mm from the top it differs by "
        f"{found.piece:.3f}": found.piece > limit.piece,
        f"its pieces differ by {found.pieces:.3f} of the ink": found.pieces > limit.pieces,
    }
    return [said for said, wrong in beyond.items() if wrong]


# What versions change


def softer(found: Image.Image) -> Image.Image:
    """Return a picture with softer edges."""
    return found.filter(ImageFilter.GaussianBlur(0.4))


def heavier(found: Image.Image) -> Image.Image:
    """Return a picture whose letters are a little heavier."""
    return found.point(lambda level: 255 if level == 255 else max(0, int(level * 1.08 - 20)))


def moved(found: Image.Image) -> Image.Image:
    """Return a picture that is moved by a quarter of a pixel."""
    return _turned(found, (1, 0, 0.25, 0, 1, 0.25))


def wider(found: Image.Image) -> Image.Image:
    """Return a picture that is wider by two thousandths."""
    return _turned(found, (1 / 1.002, 0, 0, 0, 1, 0))


def higher(found: Image.Image) -> Image.Image:
    """Return a picture that is higher by two thousandths."""
    return _turned(found, (1, 0, 0, 0, 1 / 1.002, 0))


def _turned(found: Image.Image, matrix: tuple[float, ...]) -> Image.Image:
    return found.transform(
        found.size,
        Image.Transform.AFFINE,
        matrix,
        resample=Image.Resampling.BICUBIC,
        fillcolor=255,
    )


CHANGED_BY_VERSIONS = (softer, heavier, moved, wider, higher)
"""Edges, weight, places by part of a pixel: what other versions of an engine do to a page."""


# The environment

ENVIRONMENT = "environment.toml"
"""Beside the pictures."""


def environment_here(tag: str) -> dict[str, str]:
    """Return what the look of a picture depends on, beside its page."""
    here = environment(families({tag}))
    return {
        "engine": here["engine"],
        "pango": here["pango"],
        "harfbuzz": _harfbuzz_version(),
        "pdfium": str(pypdfium2.PDFIUM_INFO),
        "fonts": here["fonts"],
    }


@functools.cache
def _harfbuzz_version() -> str:
    library = ctypes.CDLL("libharfbuzz.so.0")
    library.hb_version_string.restype = ctypes.c_char_p
    return str(library.hb_version_string().decode())


def environments(folder: Path = FOLDER) -> dict[str, dict[str, str]]:
    """Return what the pictures of a folder were made with, by tag."""
    return tomllib.loads((folder / ENVIRONMENT).read_text(encoding="utf-8"))


def write_environments(folder: Path = FOLDER, tags: Iterable[str] = TAGS) -> None:
    """Write what the pictures of a folder are made with."""
    lines = ["# What the pictures were made with; where it is the same, the strict limit holds."]
    for tag in tags:
        lines += ["", f"[{tag}]"]
        lines += [f'{name} = "{value}"' for name, value in environment_here(tag).items()]
    (folder / ENVIRONMENT).write_text("\n".join(lines) + "\n", encoding="utf-8")
