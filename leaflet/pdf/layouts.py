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
from leaflet.pdf.fit import Setting, evenest, loosest, natural, settings, unbroken
from leaflet.pdf.longwords import PASSES, part_long_words
from leaflet.pdf.look import Look, look
from leaflet.pdf.mends import mend
from leaflet.pdf.split import problems_of_boxes
from leaflet.pdf.tags import replace_tags

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
    """How many boxes are cut by the end of a page."""

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
    def broken(self) -> int:
        """How many boxes are cut, or have gone from the first page and left it bare."""
        return self.cut + self.look.bare_start

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
            cut=len(problems_of_boxes(pages, "")),
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

    Raises:
        RefusedError: A resource was refused.
    """
    layouts = Layouts(page)
    plain = natural(page.sheet)
    first = layouts.with_words_parted(plain)
    # No more pages than the text needs: a short one is not spread over two.
    limit = page.sheet.filled(len(first.pages))
    barely_begun = look(first.pages).barely_begun and not page.sheet.fold
    if page.max_pages:
        limit = min(page.max_pages, limit)
    elif not barely_begun:
        return Fitted(setting=plain, document=first, layouts=layouts)
    setting = None
    if page.max_pages and page.sheet.max_pages < limit:
        # Who is granted another leaf may do without it.
        setting = _setting(page, layouts, page.sheet.max_pages)
    if setting is None and barely_begun and len(first.pages) == limit:
        setting = _setting(page, layouts, limit - 1)
    setting = setting or _setting(page, layouts, limit) or settings(page.sheet)[-1]
    return Fitted(setting=setting, document=layouts.with_words_parted(setting), layouts=layouts)


def _setting(page: HtmlPage, layouts: Layouts, limit: int) -> Setting | None:
    """Return the loosest setting that keeps to the pages, cuts no box and looks even, or None."""
    ladder, plain = settings(page.sheet), natural(page.sheet)
    lay_out = functools.partial(layouts.within, limit)
    found = loosest(ladder, plain, lay_out)
    if found[1].over > 0:
        return None
    found = unbroken(ladder, found, lay_out)
    return None if found[1].cut else evenest(ladder, found, lay_out)[0]
