"""Rendering: `HtmlPage` → `Pdf`, in this process or in a worker."""

from __future__ import annotations

from dataclasses import replace

from leaflet.errors import ContentError, Problem
from leaflet.html import HtmlPage
from leaflet.pdf import Pdf
from leaflet.pdf.black import black_only
from leaflet.pdf.fetcher import RefusedError, refused
from leaflet.pdf.finish.metadata import declare, declared, prefer
from leaflet.pdf.glyphs import problems_of_letters, watching_letters
from leaflet.pdf.layouts import VARIANT, fitted
from leaflet.pdf.length import problems_of_length
from leaflet.pdf.split import problems_of_boxes
from leaflet.pdf.watch import listening, problems_of_layout, problems_of_log

DECLARES = ("PDF/UA-1", "PDF/A-2a")
"""The conformance that a handout states in its own metadata, and is held to."""


def render(page: HtmlPage) -> Pdf:
    """
    Return the PDF of a page, fitted to its sheet.

    Raises:
        ContentError: A letter has no glyph, a text leaves its box, a resource was refused, a
            picture cannot be read, or the text does not fit its pages; all at once.
    """
    try:
        with listening() as said, watching_letters(page.families) as faults:
            found = fitted(page)
            declare(found.document)
            # Letters are drawn when the file is written.
            with black_only(page.sheet.black):
                data = found.document.write_pdf(pdf_variant=VARIANT, pdf_tags=True, finisher=prefer)
    except RefusedError as error:
        raise ContentError(refused(page, error)) from None
    problems = problems_of_letters(faults, page.name)
    problems += problems_of_log(said, page.name)
    problems += problems_of_length(page, found)
    problems += problems_of_layout(found.pages, page.name)
    problems += problems_of_boxes(found.pages, page.name)
    if page.pseudo:
        problems = [_to_be_seen(problem) for problem in problems]
    if any(problem.severity == "error" for problem in problems):
        raise ContentError(problems)
    return Pdf(
        data=data,
        pages=len(found.pages),
        base_pt=found.setting.base_pt,
        spacing=found.setting.spacing,
        declares=declared(data),
        layouts=found.layouts.made,
        warnings=tuple(problems),
    )


def _to_be_seen(problem: Problem) -> Problem:
    """Return what does not fit as a warning: a pseudo-language is made to have it looked at."""
    if problem.code not in ("fit", "overflow", "overprint", "split"):
        return problem
    hint = "a translation may grow as much: leave more room in the article or on the sheet"
    return replace(problem, severity="warning", hint=hint)
