"""
Pictures of every sheet: how they are made, and how alike two of them are.

Each shows all sides of one handout beside each other, put together where they are folded. They are
of an article of their own, `tests/pictures/sheets/sample.md`, and of translations that were taken
from the stock's and do not change with them; templates, their words and drawings are the stock's.
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil, inf
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from leaflet.assemble import Job, Library
from leaflet.html import HtmlPage
from leaflet.impose import render
from leaflet.languages import folder
from leaflet.pdf.pool import pool
from leaflet.review import approve
from leaflet.sheets import SHEETS
from leaflet.workspace import read_workspace
from tests.every_sheet import OF_SISTERS, SISTERS
from tests.handouts import ROOT
from tests.picture import Limit, likeness

FOLDER = Path(__file__).parent / "pictures" / "sheets"
ARTICLE = "sample"
TAGS = ("en", "ar", "de", "hi", "km", "zh-Hans")
"""Both directions, long words, marks above and below, and two scripts without spaces."""
USUAL = ("en", "ar", "km")
"""Those of a sheet other than A4 that are compared at any time."""
APPROVED = ("en", "de", "hi", "ur")
"""The others are drafts: either is seen on each sheet."""
TODAY = datetime.date(2026, 11, 22)
FINGERPRINT = "sha256:" + "0" * 64
"""Of each; its short code is on the sheet, and would change with every line of the program."""

CLINIC = """\
languages = ["en", "ar", "de", "hi", "km", "ur", "zh-Hans"]
staff_language = "en"

[clinic]
name = "Riverside Health Centre"
address = "1 Mill Lane, Riverside RV1 2AB"
phone = "020 7946 0000"
web = "https://riverside.example"
territory = "GB"
interpreter = "020 7946 0999"
qr = "https://riverside.example/{article}/{language}"
"""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Case:
    """One picture."""

    sheet: str
    """Its name."""
    language: str
    """BCP 47."""

    @property
    def path(self) -> Path:
        """The picture on disc."""
        return FOLDER / f"{self.sheet}.{self.language}.png"

    @property
    def is_usual(self) -> bool:
        """Whether it is compared at any time; the others by `pytest --every-language`."""
        if self.sheet in SISTERS:
            return self.language in OF_SISTERS or SHEETS[self.sheet].subject != "article"
        return self.sheet == "a4" or self.language in USUAL

    def __str__(self) -> str:
        return f"{self.sheet}.{self.language}"


def cases() -> tuple[Case, ...]:
    """Return all pictures that there are."""
    return tuple(sorted(_cases()))


def _cases() -> Iterator[Case]:
    yield Case(sheet="a4", language="ur")  # Nastaliq
    for sheet in SHEETS.values():
        tags = TAGS if sheet.subject == "article" else ("en",)
        for tag in tags:
            if not (sheet.beside and tag == "en"):
                yield Case(sheet=sheet.name, language=tag)


def workspace(root: Path) -> Library:
    """Make a clinic that has the article; return what is in it."""
    (root / "articles" / "pictures").mkdir(parents=True)
    (root / "leaflet.toml").write_text(CLINIC, encoding="utf-8")
    shutil.copy(FOLDER / f"{ARTICLE}.md", root / "articles")
    for drawing in (ROOT / "articles" / "pictures").glob("*.svg"):
        shutil.copy(drawing, root / "articles" / "pictures")
    for catalog in FOLDER.glob("*.po"):
        messages = root / "translations" / folder(catalog.stem) / "LC_MESSAGES"
        messages.mkdir(parents=True)
        shutil.copy(catalog, messages / f"{ARTICLE}.po")
    library = Library(read_workspace(root))
    for tag in APPROVED:
        approve(library, ARTICLE, tag, by="Ana Perez", role="nurse", date=TODAY)
    return Library(read_workspace(root))


def page(library: Library, case: Case) -> HtmlPage:
    """Return the page of a handout."""
    about = "" if SHEETS[case.sheet].subject == "languages" else ARTICLE
    ready = library.readiness(Job(article=about, language=case.language, sheet=case.sheet))
    assert () == ready.problems
    return library.page(replace(ready, fingerprint=FINGERPRINT))


def rendered(pages: Iterable[HtmlPage]) -> Iterator[tuple[bytes, bytes]]:
    """Yield the flat file and the file to fold of each page; the latter empty for none."""
    wanted = list(pages)
    families = tuple(sorted({name for one in wanted for name in one.families}))
    with pool(1, families) as executor:
        for pdf in executor.map(render, wanted):
            yield pdf.data, pdf.imposed


# Pictures

GREYS = 8
AREA_PX = 420_000
"""Of all sides together: so large that lines of text are told apart, and a file stays small."""
GAP_PX = 6
GROUND = 182
"""The grey between the sides; one of the levels."""


def contact_sheet(pdf: bytes) -> Image.Image:
    """Return a picture of all sides of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sizes = [document.get_page_size(index) for index in range(len(document))]
        scale = (AREA_PX / sum(width * height for width, height in sizes)) ** 0.5
        sides = [_grey(one.render(scale=scale, grayscale=True).to_pil()) for one in document]
    finally:
        document.close()
    across = len(sides) if len(sides) <= 3 else ceil(len(sides) ** 0.5)
    width = max(side.width for side in sides) + GAP_PX
    height = max(side.height for side in sides) + GAP_PX
    down = ceil(len(sides) / across)
    found = Image.new("L", (across * width + GAP_PX, down * height + GAP_PX), GROUND)
    for index, side in enumerate(sides):
        row, column = divmod(index, across)
        found.paste(side, (GAP_PX + column * width, GAP_PX + row * height))
    return found


def _grey(side: Image.Image) -> Image.Image:
    step = 255 / (GREYS - 1)
    return side.convert("L").point(lambda level: round(round(level / step) * step))


def write_picture(found: Image.Image, path: Path) -> None:
    """Write a picture of `GREYS` levels."""
    small = found.point(lambda level: round(level * (GREYS - 1) / 255)).convert("P")
    small.putpalette(
        [level for grey in range(GREYS) for level in [round(grey * 255 / (GREYS - 1))] * 3]
    )
    small.save(path, bits=4, optimize=True)


def read_picture(path: Path) -> Image.Image:
    """Return a picture that was written."""
    with Image.open(path) as found:
        return found.convert("L")


# Two pictures

TOLERANT = Limit(pixels=inf, lines_px=0, ink=0.1, piece=0.15, pieces=0.2)
"""With other versions of Pango, of HarfBuzz or of the fonts: letters may be a little heavier, and
stand elsewhere by a pixel; no box, picture or line of text may."""


def faults(expected: Image.Image, actual: Image.Image, limit: Limit) -> list[str]:
    """Return what differs by more than a limit; nothing where two pictures are the same."""
    if expected.size != actual.size:
        return [f"it is {actual.size} pixels large, not {expected.size}: another number of sides?"]
    if ImageChops.difference(expected, actual).getbbox() is None:
        return []
    found = likeness(expected, actual)
    across, down = found.place_px
    beyond = {
        f"{found.pixels} pixels differ": found.pixels > limit.pixels,
        f"its ink is {found.ink:.3f} of what it was": abs(found.ink - 1) > limit.ink,
        f"at {across}, {down} it differs by {found.piece:.3f}": found.piece > limit.piece,
        f"its pieces differ by {found.pieces:.3f} of the ink": found.pieces > limit.pieces,
    }
    return [said for said, wrong in beyond.items() if wrong]
