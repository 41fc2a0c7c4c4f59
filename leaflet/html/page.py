"""What a handout is made from, and the page that it becomes."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    # A worker knows pages, and needs none of this.
    from leaflet.approvals import Approval
    from leaflet.article import Article, Line
    from leaflet.catalogs import Catalog
    from leaflet.clinic import Clinic
    from leaflet.localize import Values
    from leaflet.sheets import Sheet
    from leaflet.territories import Territory

BASE_URL = "https://leaflet.invalid/"
"""Below it lie the resources of a page; `.invalid` leads nowhere (RFC 2606)."""

FURNITURE_LANGUAGE = "en"
"""The language in which the templates' own words are written."""

COUNTERS = ("page", "pages")
"""Placeholders of the furniture that only the PDF engine can fill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One of the two languages that a handout speaks: the patient's, and the staff's."""

    language: str
    """BCP 47."""
    furniture: Catalog
    """The catalog of the templates' own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """All that one handout is made from."""

    article: Article[Line]
    """Localized and typeset."""
    staff_title: Line
    """The title for the staff, to find the sheet by."""
    staff_article: Article[Line] | None = None
    """The same for the staff, where a sheet has it beside the patient's; None elsewhere."""
    patient: Voice
    """The language of the handout."""
    staff: Voice
    """The second language, for who hands it out."""
    sheet: Sheet
    """Paper and type."""
    clinic: Clinic
    """Who hands it out."""
    territory: Territory
    """Where it is handed out."""
    values: Values
    """Of the placeholders, for the furniture too."""
    approvals: Mapping[str, Approval | None] = field(default_factory=dict)
    """Who answered for "source", "translation" and "staff", as far as it has them; None for
    nobody."""
    code: str = ""
    """Of its fingerprint, short; what `leaflet verify` is told."""
    draft: bool = True
    """Whether it carries the draft band."""
    partial: bool = False
    """The source stands in for missing translations."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """By path, as "pictures/hug.svg"."""
    logo: bytes | None = None
    """The bytes of `clinic.logo`; None for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlPage:
    """One handout as HTML, with everything that it refers to."""

    html: str
    """The whole document, style sheets in it."""
    resources: Mapping[str, bytes]
    """Bytes by address, all below `BASE_URL`."""
    name: str
    """For messages: article, language and sheet."""
    sheet: Sheet
    """For fitting."""
    max_pages: int
    """0 for no limit."""
    granted: str = ""
    """To whom the sheet grants more pages than to others, in words; empty for nobody."""
    families: tuple[str, ...] = ()
    """The fonts of all its languages: a letter of one of them may stand in words of another."""
    press: bytes = b""
    """The ICC profile of the press, where a file for a print shop is wanted too."""
    pseudo: bool = False
    """Whether it is in a pseudo-language: only to be looked at, never handed out."""


def address(path: str) -> str:
    """
    Return the address of a resource, spelled as the engine asks for it.

    >>> address("pictures/große tasse.svg")
    'https://leaflet.invalid/pictures/gro%C3%9Fe%20tasse.svg'
    """
    return BASE_URL + quote(path)


def standalone(page: HtmlPage) -> str:
    """Return the page's HTML with its resources in it, to be looked at in a browser."""
    html = page.html
    for name, data in sorted(page.resources.items(), key=lambda item: -len(item[0])):
        if name in html:  # a longer address first: it may begin with another one
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            html = html.replace(
                name, f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
            )
    return html
