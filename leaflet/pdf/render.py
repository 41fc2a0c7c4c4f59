"""Rendering: `HtmlPage` → `Pdf`, in this process or in a worker."""

from __future__ import annotations

import functools
import math
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from leaflet.errors import ContentError, Problem
from leaflet.html import BASE_URL, HtmlPage
from leaflet.pdf import Pdf
from leaflet.pdf.fetcher import Fetcher, RefusedError
from leaflet.pdf.finish import finish
from leaflet.pdf.fit import Setting, evenest, loosest, natural, settings
from leaflet.pdf.look import look
from leaflet.pdf.mends import mend
from leaflet.pdf.watch import broad, listening, overflows, problems_of_log

DECLARES = ("PDF/UA-1",)
"""The conformance that the file's own metadata states."""
_VARIANT = "pdf/ua-1"

mend()


@functools.cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


def render(page: HtmlPage) -> Pdf:
    """
    Return the PDF of a page, fitted to its sheet.

    Raises:
        ContentError: A letter has no glyph, a text leaves its box, a resource was refused, a
            picture cannot be read, or the text does not fit its pages; all at once.
    """
    try:
        with listening() as said:
            setting, document = laid_out(page)
            # Writing uses the letters' glyphs, so it is then that a missing one is noticed.
            data = document.write_pdf(pdf_variant=_VARIANT, pdf_tags=True)
    except RefusedError as error:
        raise ContentError(_refused(page, str(error.args[0]))) from None
    problems = problems_of_log(said, page.name)
    problems += _too_long(page, document, setting)
    problems += [
        Problem(
            code="overflow",
            message=f"{page.name}: a text stands {out_mm:.1f} mm out of its box on page {number}",
            evidence=(("text", _shortened(text)),),
            hint="shorten the word, or give it a hyphen (U+00AD) where it may be broken",
        )
        for number, text, out_mm in overflows(document.pages)
    ]
    problems += [
        Problem(
            code="overflow",
            message=f"{page.name}: {'a table' if tag == 'table' else f'a block (`{tag}`)'} is "
            f"{out_mm:.1f} mm too broad on page {number}",
            evidence=(("text", _shortened(text)),),
            hint="give it fewer columns or shorter words; or the sheet `columns = 1` under "
            "`[sheets.NAME]`",
        )
        for number, tag, text, out_mm in broad(document.pages)
    ]
    if any(problem.severity == "error" for problem in problems):
        raise ContentError(problems)
    return Pdf(
        data=finish(data),
        pages=len(document.pages),
        base_pt=setting.base_pt,
        spacing=setting.spacing,
        declares=DECLARES,
        warnings=tuple(problems),
    )


def laid_out(page: HtmlPage) -> tuple[Setting, Any]:
    """
    Return the setting that a page is fitted with, and WeasyPrint's `Document` of it.

    Raises:
        RefusedError: A resource was refused.
    """
    html = HTML(string=page.html, base_url=BASE_URL, url_fetcher=Fetcher(page.resources))

    @functools.cache
    def lay_out(setting: Setting) -> Any:
        style = CSS(string=setting.style(), font_config=_fonts())
        return html.render(
            stylesheets=[style], font_config=_fonts(), pdf_variant=_VARIANT, pdf_tags=True
        )

    plain = natural(page.sheet)
    if not page.max_pages:
        return plain, lay_out(plain)
    # No more pages than the text needs: a short one is not spread over two.
    pages = min(page.max_pages, len(lay_out(plain).pages))

    def fits(document: Any) -> bool:
        return len(document.pages) <= pages

    def flaws(document: Any) -> float:
        return look(document.pages).flaws if fits(document) else math.inf

    ladder = settings(page.sheet)
    return evenest(ladder, loosest(ladder, lay_out, fits, plain), lay_out, flaws)


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _refused(page: HtmlPage, address: str) -> Problem:
    return Problem(
        code="resource",
        message=f"{page.name}: a file or an address is refused",
        evidence=(("address", address.removeprefix(BASE_URL)),),
        hint="a handout may use pictures in `articles/pictures/` and files in `templates/`; "
        "nothing else of the disc, and nothing of the network",
    )


def _too_long(page: HtmlPage, document: Any, setting: Setting) -> list[Problem]:
    pages = len(document.pages)
    if not page.max_pages or pages <= page.max_pages:
        return []
    return [
        Problem(
            code="fit",
            message=f"{page.name}: {pages} pages at {setting.base_pt:g} pt, the sheet has "
            f"{page.max_pages}",
            hint="shorten the article, or allow more pages: `max_pages` under "
            f'`[sheets.NAME]` with `base = "{page.sheet.name}"` in leaflet.toml',
        )
    ]
