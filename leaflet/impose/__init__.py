"""A handout put together for paper that is folded or cut: page orders, and their application."""

from __future__ import annotations

from dataclasses import replace

from leaflet.html import HtmlPage
from leaflet.pdf import Pdf
from leaflet.pdf.pool import render as render_flat


def render(page: HtmlPage) -> Pdf:
    """
    Return the PDF of a page, with the file to fold, and that for a print shop, where there is one.

    Raises:
        ContentError: As `leaflet.pdf.render.render`, and `leaflet.pdf.press.press`.
    """
    made = render_flat(page)
    # Here, because the parent of the workers has no use for either.
    if page.sheet.fold is not None:
        from leaflet.impose.paper import impose

        made = replace(made, imposed=impose(made.data, page.sheet))
    if page.press:
        from leaflet.pdf.fit import Setting
        from leaflet.pdf.press import press

        setting = Setting(base_pt=made.base_pt, spacing=made.spacing)
        made = replace(made, press=press(page, setting))
    return made
