"""A handout put together for paper that is folded or cut: page orders, and their application."""

from __future__ import annotations

from dataclasses import replace

from leaflet.html import HtmlPage
from leaflet.pdf import Pdf
from leaflet.pdf.pool import render as render_flat


def render(page: HtmlPage) -> Pdf:
    """
    Return the PDF of a page, and with it the file to fold where its sheet has a fold.

    Raises:
        ContentError: As `leaflet.pdf.render.render`.
    """
    flat = render_flat(page)
    if page.sheet.fold is None:
        return flat
    # Here, because the parent of the workers has no use for pikepdf.
    from leaflet.impose.paper import impose

    return replace(flat, imposed=impose(flat.data, page.sheet))
