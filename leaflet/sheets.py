"""Sheets: the papers that a handout can be made for, one row each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The size of a page, upright."""

    width_mm: float
    """The shorter side."""
    height_mm: float
    """The longer side."""


SEVERAL = "mul"
"""What stands for many languages at once where a language is asked for (ISO 639-2)."""

A3 = Size(width_mm=297, height_mm=420)  # ISO 216
A4 = Size(width_mm=210, height_mm=297)
LETTER = Size(width_mm=215.9, height_mm=279.4)  # ANSI/ASME Y14.1: 8.5 × 11 inches
TABLOID = Size(width_mm=279.4, height_mm=431.8)
A5 = Size(width_mm=148, height_mm=210)
A6 = Size(width_mm=105, height_mm=148)
HALF_LETTER = Size(width_mm=139.7, height_mm=215.9)
QUARTER_LETTER = Size(width_mm=107.95, height_mm=139.7)
A4_PANEL = Size(width_mm=100, height_mm=210)
"""Two of 100 mm, and one of 97 mm that is tucked in between them, make 297 mm."""
LETTER_PANEL = Size(width_mm=94.1, height_mm=215.9)
"""Two of them, and one that is 2.9 mm narrower, make 279.4 mm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """How pages are put together on paper that is folded or cut."""

    kind: Literal["booklet", "trifold", "cards"]
    """Which order the pages stand in: see `leaflet.impose.folding`."""
    paper: Size
    """What it is printed on, upright."""
    landscape: bool
    """Whether the paper lies on its long side."""
    pages: int
    """How many pages one sheet of paper takes; a handout is filled up with blank ones."""
    flip: Literal["short", "long"]
    """The edge over which the paper is turned in the printer."""
    tucked: tuple[int, ...] = ()
    """The two sides of the panel that is folded in first, as page numbers; starts at 1."""
    tucked_mm: float = 0
    """By how much it is narrower than the others."""

    @property
    def width_mm(self) -> float:
        """The width of the paper as it lies."""
        return self.paper.height_mm if self.landscape else self.paper.width_mm

    @property
    def height_mm(self) -> float:
        """The height of the paper as it lies."""
        return self.paper.width_mm if self.landscape else self.paper.height_mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One kind of handout: paper, type, and how much of it there may be."""

    name: str
    """What `-s` and the names of files say."""
    size: Size
    """Of the paper."""
    # Not in `repr`, and so in no fingerprint: the PDF is the same. Nor is `one_sided`.
    purpose: str = field(default="", repr=False)
    """Whom or what it is for, in a few plain words for the staff."""
    template: str = "handout.html"
    """The template that makes it, found in the clinic's folder first, then in the stock."""
    theme: str = "calm"
    """The style sheet `themes/<theme>.css` that is laid over the template's own."""
    columns: int = 2
    """1 or more."""
    margin_mm: float = 12
    """On all four sides; office printers need 12 (UKAAF, see docs/architecture.md#sheet)."""
    base_pt: float = 13
    """Size of the body's type before fitting."""
    floor_pt: float = 12
    """No fitting goes below; 12 is the least that UKAAF G003 allows for clear print."""
    loosest: float = 2
    """The most that distances between blocks are stretched by, to fill the pages; 1 or more."""
    max_pages: int = 2
    """0 for no limit."""
    extra_pages: tuple[tuple[str, int], ...] = (("ur", 2), ("ks", 2), ("ta", 2))
    """Languages that honestly need another leaf, with how many pages more: Nastaliq stands on a
    line-height of 2.7 (measured from the ink of Noto Nastaliq Urdu); Tamil has long words of wide
    letters, and the stock's own article takes a third page at 12 pt. `SEVERAL` is for a sheet of
    all languages."""
    chosen: tuple[str, ...] = ()
    """The markers of the blocks that stand on it, beside its boxes; empty for all blocks."""
    boxes: tuple[str, ...] = ("emergency",)
    """The call-outs that stand on it although nobody marked them, where blocks are chosen."""
    headings: bool = False
    """Whether chosen blocks stand below the headings of their sections."""
    subject: Literal["article", "languages"] = "article"
    """What it is about: an article in a language; or all languages that leaflets can be had in, on
    one sheet for all of them."""
    beside: bool = False
    """Whether the same words stand beside the patient's in the staff's language."""
    black: bool = False
    """Whether its theme is set, and it is printed, in black and white alone."""
    fold: Fold | None = None
    """How its pages are put together on paper; None for paper that stays as it is."""
    one_sided: bool = field(default=False, repr=False)
    """Whether each page takes a leaf of its own, whatever their number."""

    def on(self, size: Size, *, name: str) -> Sheet:
        """
        Return the same sheet on paper of another size.

        >>> SHEETS["poster"].on(TABLOID, name="poster-tabloid") == SHEETS["poster-tabloid"]
        True
        """
        return replace(self, name=name, size=size)

    def in_black(self) -> Sheet:
        """
        Return the same sheet in black and white alone.

        >>> SHEETS["a4"].in_black() == SHEETS["a4-black"]
        True
        """
        purpose = f"{self.purpose}; for a printer without colour"
        return replace(self, name=f"{self.name}-black", purpose=purpose, black=True)

    def pages_for(self, language: str) -> int:
        """
        Return how many pages the language may have; 0 for no limit.

        >>> SHEETS["a4"].pages_for("de"), SHEETS["a4"].pages_for("ur-PK")
        (2, 4)
        """
        if not self.max_pages:
            return 0
        return self.max_pages + dict(self.extra_pages).get(language.split("-")[0], 0)

    def filled(self, pages: int) -> int:
        """
        Return how many pages the paper has that so many pages need.

        >>> SHEETS["a4"].filled(3), SHEETS["booklet"].filled(5), SHEETS["trifold"].filled(5)
        (3, 8, 6)
        """
        lot = self.fold.pages if self.fold else 1
        return -(-pages // lot) * lot

    def leaves(self, pages: int) -> int:
        """
        Return how many leaves of paper so many pages take; of cards, how many cards.

        >>> SHEETS["a4"].leaves(3), SHEETS["trifold"].leaves(9), SHEETS["a6-cards"].leaves(5)
        (2, 2, 3)
        """
        return -(-pages // self.lot)

    @property
    def lot(self) -> int:
        """How many pages one leaf of paper takes; of cards, one card."""
        if self.one_sided:
            return 1
        return max(2, self.fold.pages) if self.fold else 2


def _booklet(name: str, page: Size, paper: Size) -> Sheet:
    """Return a sheet of pages that are stitched or stapled at the fold."""
    return Sheet(
        name=name,
        size=page,
        purpose="the whole article as a small booklet, folded and stapled",
        template="folded.html",
        columns=1,
        loosest=2,
        # A booklet is paid for by the sheet of paper: larger type rather than blank pages, and the
        # back cover says whom to call.
        base_pt=16.5,
        # Two sheets of paper are eight pages; Nastaliq and Tamil may take a third one. No page is
        # moved for creep: paper of 80 g/m² is 0.1 mm thick, and the innermost of four sheets comes
        # out by 0.3 mm.
        max_pages=8,
        extra_pages=(("ur", 4), ("ks", 4), ("ta", 4)),
        fold=Fold(kind="booklet", paper=paper, landscape=True, pages=4, flip="short"),
    )


def _trifold(name: str, panel: Size, paper: Size) -> Sheet:
    """Return a sheet of six panels, folded as a letter is."""
    return Sheet(
        name=name,
        size=panel,
        purpose="the whole article as a folded leaflet of six panels, for a rack",
        template="folded.html",
        columns=1,
        loosest=1.5,
        # Round each panel. Laser printers cannot print within 4.2 mm of an edge.
        margin_mm=6,
        max_pages=6,
        # A second sheet, folded as the first and put into it.
        extra_pages=(("ur", 6), ("ks", 6), ("ta", 6), ("ja", 6)),
        fold=Fold(
            kind="trifold",
            paper=paper,
            landscape=True,
            pages=6,
            flip="short",
            tucked=(4, 5),
            tucked_mm=round(3 * panel.width_mm - paper.height_mm, 2),
        ),
    )


def _cards(name: str, card: Size, paper: Size) -> Sheet:
    """Return a sheet that is cut into four like cards, printed on both sides."""
    return Sheet(
        name=name,
        size=card,
        purpose="what to do in an emergency and what matters most, for the pocket; four on a sheet",
        template="card.html",
        columns=1,
        margin_mm=7,
        base_pt=14,
        loosest=1.5,
        # Both sides of two cards; Nastaliq and Tamil may take a third one.
        max_pages=4,
        chosen=("card",),
        fold=Fold(kind="cards", paper=paper, landscape=False, pages=1, flip="long"),
    )


_LEAF = Sheet(name="a4", size=A4, purpose="the whole article on one leaf")
_LONG_ON_LETTER = ("bn", "de", "fr", "ja", "pl", "pt", "ru", "so", "uk")
"""Letter is 17 mm lower than A4, on either side of the leaf: too little for these at 12 pt where a
clinic has its address and a QR code on the sheet (by 1 to 12 lines of the article of the stock)."""
_LETTER_LEAF = replace(
    _LEAF.on(LETTER, name="letter"),
    extra_pages=(*_LEAF.extra_pages, *((tag, 2) for tag in _LONG_ON_LETTER)),
)

_LARGE_PRINT = Sheet(
    name="large-print",
    size=A4,
    purpose="the whole article in large type, for people with poor sight",
    template="large-print.html",
    columns=1,
    margin_mm=18,
    # 16 pt is the least that is called large print, and 18 is better (UKAAF G003): the type is
    # never smaller. It is larger where a language leaves room, so that all have as many sides.
    base_pt=22,
    floor_pt=18,
    # Four leaves, for an article that has one on `a4`.
    max_pages=8,
    extra_pages=(("ur", 4), ("ks", 4), ("ta", 2), ("ja", 2)),
)

_EASY_READ = Sheet(
    name="easy-read",
    size=A4,
    purpose="pictures and short sentences, for people who read little",
    template="easy-read.html",
    columns=1,
    margin_mm=15,
    # 14 is the least of Easy Read; larger where a language leaves room on the four pages.
    base_pt=18,
    floor_pt=14,
    max_pages=4,
    extra_pages=(("ur", 2), ("ks", 2)),
    chosen=("key", "step", "easy", "easy-only"),
    boxes=("emergency", "warning"),
    headings=True,
)


# Who has half of normal sight (6/12) reads a letter that is 10 minutes of arc high, 1/344 of its
# distance. Capitals of Noto Sans are 0.71 of the type: at 21 pt 5.3 mm, from 1.8 m; in a title of
# twice as much 10.5 mm, from 3.6 m.
_POSTER = Sheet(
    name="poster",
    size=A3,
    purpose="the key messages of an article, for the wall",
    template="poster.html",
    columns=1,
    margin_mm=12,
    base_pt=36,
    floor_pt=21,
    max_pages=1,
    extra_pages=(),  # nobody turns a poster over
    chosen=("key",),
    one_sided=True,
)

_LANGUAGES_POSTER = Sheet(
    name="languages-poster",
    size=A3,
    purpose="all languages that leaflets can be had in, to point at; for the wall or the desk",
    template="languages-poster.html",
    columns=1,
    margin_mm=12,
    # Of a language's own name; what stands below it is smaller. Sixty languages fit at 15 pt.
    base_pt=48,
    floor_pt=15,
    max_pages=1,
    extra_pages=(),
    subject="languages",
    one_sided=True,
)
# Where no printer has A3. People stand before it or hold it: from 1.8 m half of normal sight reads
# 21 pt (see above), and 20 from 1.7 m. About 25 languages fit on a page; pages hang side by side.
_LANGUAGES_PAGE = replace(
    _LANGUAGES_POSTER,
    base_pt=32,
    floor_pt=20,
    extra_pages=((SEVERAL, 3),),
)


_LONG_BESIDE = (
    *("am", "ar", "bn", "de", "es", "fa", "fr", "ja", "km", "pl", "pt", "ru", "so", "tr", "uk"),
    "vi",
)
"""A row is as high as the higher of its two sides. Each of these is short enough beside English;
two of them, as Khmer for staff who read German, take a fifth page of the article of the stock (by
1 to 14 lines), as does one of them beside Hindi or Chinese now and then."""
_BILINGUAL = Sheet(
    name="bilingual",
    size=A4,
    purpose="the patient's language beside the staff's, line by line, to point at together",
    template="bilingual.html",
    # The two languages; no text flows from one to the other.
    columns=2,
    # Two leaves, for an article that has one on `a4`; beside English, which is short.
    max_pages=4,
    extra_pages=(("ur", 4), ("ks", 4), ("ta", 2), *((tag, 2) for tag in _LONG_BESIDE)),
    beside=True,
)


SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        _LEAF,
        _LETTER_LEAF,
        _LEAF.in_black(),
        _LETTER_LEAF.in_black(),
        _LARGE_PRINT,
        _LARGE_PRINT.on(LETTER, name="large-print-letter"),
        _BILINGUAL,
        _BILINGUAL.on(LETTER, name="bilingual-letter"),
        _booklet("booklet", A5, A4),
        _booklet("booklet-letter", HALF_LETTER, LETTER),
        _trifold("trifold", A4_PANEL, A4),
        _trifold("trifold-letter", LETTER_PANEL, LETTER),
        _cards("a6-cards", A6, A4),
        _cards("letter-cards", QUARTER_LETTER, LETTER),
        _EASY_READ,
        _EASY_READ.on(LETTER, name="easy-read-letter"),
        _POSTER,
        _POSTER.on(TABLOID, name="poster-tabloid"),
        _LANGUAGES_POSTER,
        _LANGUAGES_POSTER.on(TABLOID, name="languages-poster-tabloid"),
        _LANGUAGES_PAGE.on(A4, name="languages-poster-a4"),
        _LANGUAGES_PAGE.on(LETTER, name="languages-poster-letter"),
    )
}
"""The sheets that come with the program; a clinic adds its own by `[sheets.NAME]`."""
