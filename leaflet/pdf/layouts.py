"""The layouts of one page in several settings, and the one that it is fitted with."""

from __future__ import annotations

import functools
import logging
from dataclasses import dataclass
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from leaflet.html import BASE_URL, HtmlPage
from leaflet.pdf.extent import Extent, extent
from leaflet.pdf.fetcher import Fetcher
from leaflet.pdf.fit import Setting, evenest, hopeless, loosest, natural, settings, unbroken
from leaflet.pdf.longwords import PASSES, part_long_words
from leaflet.pdf.look import Look, look
from leaflet.pdf.mends import mend
from leaflet.pdf.split import parted, problems_of_boxes
from leaflet.pdf.tags import replace_tags
from leaflet.pdf.watch import too_high

logger = logging.getLogger(__name__)

VARIANT = "pdf/a-2a"

mend()
replace_tags()


@functools.cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A text laid out in one setting, measured against the pages that it may have."""

    document: Any
    """WeasyPrint's `Document`."""
    extent: Extent
    """How much of its pages it takes."""
    look: Look
    """How it looks."""
    cut: int
    """How many boxes are cut by the end of a page or column, or are higher than their page."""
    parted: int
    """How many go on in a second whole box."""

    @property
    def over(self) -> float:
        """By how much it exceeds its pages, in pages; not above 0 where it fits."""
        return self.extent.over

    @property
    def spaces(self) -> float:
        """How much of it is distances, in pages."""
        return self.extent.spaces

    @property
    def text(self) -> float:
        """How much of it is text, in pages."""
        return self.extent.text

    @property
    def broken(self) -> tuple[int, int]:
        """How many boxes are cut; how many go on, or have gone from a first page that is bare."""
        return self.cut, self.parted + self.look.bare_start

    @property
    def flaws(self) -> float:
        """A weight of what is wrong with its look."""
        return self.look.flaws


class Layouts:
    """The layouts of one page, each made when it is asked for, and counted."""

    def __init__(self, page: HtmlPage) -> None:
        self.made = 0
        """How many were made so far."""
        self._html = HTML(string=page.html, base_url=BASE_URL, url_fetcher=Fetcher(page.resources))
        self._found: dict[Setting, Any] = {}

    def document(self, setting: Setting) -> Any:
        """Return WeasyPrint's `Document` of the page in a setting."""
        if setting not in self._found:
            style = CSS(string=setting.style(), font_config=_fonts())
            self.made += 1
            self._found[setting] = self._html.render(
                stylesheets=[style],
                font_config=_fonts(),
                presentational_hints=True,  # without them every list starts at 1
                pdf_variant=VARIANT,
                pdf_tags=True,
            )
        return self._found[setting]

    def with_words_parted(self, setting: Setting) -> Any:
        """Return the same, once the words that left their boxes are parted."""
        for _ in range(PASSES):
            if not part_long_words(self.document(setting).pages):
                break
            self._found.clear()
        return self.document(setting)

    def within(self, limit: int, setting: Setting) -> Layout:
        """Return the layout of a setting, measured against a limit of pages."""
        pages = self.document(setting).pages
        return Layout(
            document=self._found[setting],
            extent=extent(pages, limit),
            look=look(pages),
            cut=len(problems_of_boxes(pages, "")) + len(list(too_high(pages))),
            parted=parted(pages),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A page fitted to its sheet; or, where that cannot be, in the tightest setting."""

    setting: Setting
    """The one that it is fitted with."""
    document: Any
    """WeasyPrint's `Document` in that setting."""
    layouts: Layouts
    """What it was chosen from."""

    @property
    def pages(self) -> list[Any]:
        """WeasyPrint's `Page` objects."""
        found: list[Any] = self.document.pages
        return found


def fitted(page: HtmlPage) -> Fitted:
    """
    Return a page fitted to its sheet.

    What is folded takes the fewest leaves on which its type stays in the larger half of the sizes
    that the sheet allows: one leaf costs half as much as two, and need not be stapled. Where the
    last of its pages would stay blank, which is the cover that is seen from behind, it does with a
    leaf fewer at any size that is allowed. What is not folded takes the pages that it needs at its
    natural size: a blank back is nothing odd there.

    Raises:
        RefusedError: A resource was refused.
    """
    layouts, sheet = Layouts(page), page.sheet
    plain = natural(sheet)
    first = layouts.with_words_parted(plain)
    *fewer, most = _amounts(page, first.pages)
    if not page.max_pages and not fewer:
        return Fitted(setting=plain, document=first, layouts=layouts)
    for limit in fewer:
        usual = limit == sheet.max_pages or not sheet.fold  # other languages have no more
        least_pt = sheet.floor_pt if usual else (sheet.base_pt + sheet.floor_pt) / 2
        if chosen := _setting(page, layouts, limit, least_pt):
            break
    else:
        chosen = _setting(page, layouts, most)
        if fewer and sheet.fold and chosen and len(layouts.document(chosen).pages) % sheet.lot:
            chosen = _setting(page, layouts, fewer[-1], sheet.floor_pt) or chosen
    chosen = chosen or settings(sheet)[-1]
    return Fitted(setting=chosen, document=layouts.with_words_parted(chosen), layouts=layouts)


def _amounts(page: HtmlPage, first: list[Any]) -> tuple[int, ...]:
    """
    Return the numbers of pages that may do for a text, the fewest first.

    Args:
        page: The page.
        first: WeasyPrint's `Page` objects of it in the natural setting.
    """
    sheet = page.sheet
    most = sheet.filled(len(first))
    if page.max_pages:
        most = min(page.max_pages, most)
    fewer = set(range(sheet.lot, most, sheet.lot)) if sheet.fold else set()
    if page.max_pages and sheet.max_pages < most:
        fewer.add(sheet.max_pages)  # who is granted another leaf may do without it
    if len(first) == most > 1 and look(first).barely_begun and not sheet.fold:
        fewer.add(most - 1)
    return (*sorted(fewer), most)


def _setting(
    page: HtmlPage, layouts: Layouts, limit: int, least_pt: float | None = None
) -> Setting | None:
    """
    Return the loosest setting that keeps to the pages, cuts no box and looks even, or None.

    Args:
        page: The page.
        layouts: Of it.
        limit: How many pages it may have.
        least_pt: The smallest type, where it may have more pages too: then a text that is foreseen
            to be too long by far is not tried.
    """
    plain = natural(page.sheet)
    ladder = [each for each in settings(page.sheet) if each.base_pt >= (least_pt or 0)]
    lay_out = functools.partial(layouts.within, limit)
    if least_pt and hopeless(lay_out(plain), plain, ladder[-1], limit):
        return None
    found = loosest(ladder, plain, lay_out, limit)
    if found[1].over > 0:
        return None
    found = unbroken(ladder, found, lay_out)
    return None if found[1].cut else evenest(ladder, found, lay_out)[0]
