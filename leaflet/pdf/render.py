"""Rendering: `HtmlPage` → `Pdf`, in this process or in a worker."""

from __future__ import annotations

import functools
import math
from dataclasses import replace
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from leaflet.errors import ContentError, Problem
from leaflet.html import BASE_URL, HtmlPage
from leaflet.pdf import Pdf
from leaflet.pdf.fetcher import Fetcher, RefusedError
from leaflet.pdf.finish.metadata import declare, declared, prefer
from leaflet.pdf.fit import Setting, evenest, loosest, natural, settings
from leaflet.pdf.glyphs import problems_of_letters, watching_letters
from leaflet.pdf.longwords import PASSES, part_long_words
from leaflet.pdf.look import look
from leaflet.pdf.mends import mend
from leaflet.pdf.split import problems_of_boxes
from leaflet.pdf.tags import replace_tags
from leaflet.pdf.watch import listening, problems_of_layout, problems_of_log

DECLARES = ("PDF/UA-1", "PDF/A-2a")
"""The conformance that a handout states in its own metadata, and is held to."""
_VARIANT = "pdf/a-2a"

mend()
replace_tags()


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
        with listening() as said, watching_letters(page.families) as faults:
            setting, document = laid_out(page)
            declare(document)
            # Letters are drawn when the file is written.
            data = document.write_pdf(pdf_variant=_VARIANT, pdf_tags=True, finisher=prefer)
    except RefusedError as error:
        raise ContentError(_refused(page, str(error.args[0]))) from None
    problems = problems_of_letters(faults, page.name)
    problems += problems_of_log(said, page.name)
    problems += _too_long(page, document, setting)
    problems += problems_of_layout(document.pages, page.name)
    problems += problems_of_boxes(document.pages, page.name)
    if page.pseudo:
        problems = [_to_be_seen(problem) for problem in problems]
    if any(problem.severity == "error" for problem in problems):
        raise ContentError(problems)
    return Pdf(
        data=data,
        pages=len(document.pages),
        base_pt=setting.base_pt,
        spacing=setting.spacing,
        declares=declared(data),
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
            stylesheets=[style],
            font_config=_fonts(),
            presentational_hints=True,  # without them every list starts at 1
            pdf_variant=_VARIANT,
            pdf_tags=True,
        )

    def with_words_parted(setting: Setting) -> Any:
        for _ in range(PASSES):
            if not part_long_words(lay_out(setting).pages):
                break
            lay_out.cache_clear()
        return lay_out(setting)

    plain = natural(page.sheet)
    first = with_words_parted(plain)
    if not page.max_pages:
        return plain, first
    # No more pages than the text needs: a short one is not spread over two.
    pages = min(page.max_pages, page.sheet.filled(len(first.pages)))

    def fits(document: Any) -> bool:
        return len(document.pages) <= pages

    def flaws(document: Any) -> float:
        return look(document.pages).flaws if fits(document) else math.inf

    ladder = settings(page.sheet)
    setting, _ = evenest(ladder, loosest(ladder, lay_out, fits, plain), lay_out, flaws)
    return setting, with_words_parted(setting)


def _to_be_seen(problem: Problem) -> Problem:
    """Return what does not fit as a warning: a pseudo-language is made to have it looked at."""
    if problem.code not in ("fit", "overflow", "overprint", "split"):
        return problem
    hint = "a translation may grow as much: leave more room in the article or on the sheet"
    return replace(problem, severity="warning", hint=hint)


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
    if not page.max_pages or pages <= page.sheet.max_pages:
        return []
    if pages <= page.max_pages:
        return [
            Problem(
                code="pages",
                message=f"{page.name}: {pages} pages, which the sheet grants this language; other "
                f"languages have {page.sheet.max_pages}",
                severity="warning",
                hint="nothing is wrong: see to it that all of them are handed out together",
            )
        ]
    hint = (
        "shorten the article, or allow more pages: `max_pages` under "
        f'`[sheets.NAME]` with `base = "{page.sheet.name}"` in leaflet.toml'
    )
    if page.sheet.fold and page.sheet.fold.kind == "trifold":
        hint = "shorten the article, or choose another sheet, as `booklet`: there are six panels"
    return [
        Problem(
            code="fit",
            message=f"{page.name}: {pages} pages at {setting.base_pt:g} pt, the sheet has "
            f"{page.max_pages}",
            hint=hint,
        )
    ]
