"""Whether a text fits its sheet: how much room is left, or what is said of one that is too long."""

from __future__ import annotations

from leaflet.errors import ContentError, Problem
from leaflet.html import HtmlPage
from leaflet.pdf import Fit
from leaflet.pdf.extent import Extent, extent, portions
from leaflet.pdf.fetcher import RefusedError, refused
from leaflet.pdf.fit import settings
from leaflet.pdf.layouts import Fitted, fitted
from leaflet.pdf.look import look
from leaflet.pdf.watch import listening

LONGEST = 3
"""As many sections are named where a text is too long."""
TOGETHER = {
    "": "see to it that all of them are handed out together",
    "booklet": "lay them into each other, and staple them as one",
    "trifold": "fold each of them, and put the second into the first",
    "cards": "see to it that all of them are handed out together",
    "wall": "hang them side by side",
}
"""What is to be done with the leaves of one handout, by the kind of its fold; "" for none, and
"wall" for what is not handed out."""


def fit(page: HtmlPage) -> Fit:
    """
    Return how a page fits its sheet, and how much room there would be in its tightest setting.

    Raises:
        ContentError: A resource was refused.
    """
    try:
        with listening():
            found = fitted(page)
            room = None
            if page.max_pages:
                tightest = found.layouts.document(settings(page.sheet)[-1])
                room = -extent(tightest.pages, page.max_pages).lines
    except RefusedError as error:
        raise ContentError(refused(page, error)) from None
    return Fit(
        pages=len(found.pages),
        max_pages=page.max_pages,
        base_pt=found.setting.base_pt,
        spacing=found.setting.spacing,
        room_lines=room,
        portions=portions(found.pages),
        layouts=found.layouts.made,
    )


def problems_of_length(page: HtmlPage, found: Fitted) -> list[Problem]:
    """Return what is to be said of how long a text is: too long, granted a leaf, ends too soon."""
    pages = len(found.pages)
    problems = []
    if page.max_pages and pages > page.max_pages:
        problems.append(_too_long(page, found))
    elif page.max_pages and pages > page.sheet.max_pages:
        problems.append(_granted(page, pages))
    seen = look(found.pages)
    if seen.barely_begun and seen.last_lines and not page.sheet.fold:
        problems.append(
            Problem(
                code="look",
                message=f"{page.name}: page {pages}, the last, ends after "
                f"{_lines(round(seen.last_lines))}",
                severity="warning",
                hint="a few words less in the article, or a few lines more, would look better",
            )
        )
    return problems


def _granted(page: HtmlPage, pages: int) -> Problem:
    """Return what is said of a language that has more pages than others, as its sheet grants."""
    sheet = page.sheet
    kind = sheet.fold.kind if sheet.fold else "wall" if sheet.one_sided else ""
    leaves, usual = sheet.leaves(pages), sheet.leaves(sheet.max_pages)
    amounts = {"booklet": "sheets of paper", "trifold": "sheets of paper", "cards": "cards"}
    if kind in amounts:
        taken, others = f"{leaves} {amounts[kind]}", str(usual)
    else:
        taken, others = f"{pages} pages", str(sheet.max_pages)
    return Problem(
        code="pages",
        message=f"{page.name}: {taken}, which the sheet grants {page.granted}; otherwise it has "
        f"{others}",
        severity="warning",
        hint=f"nothing is wrong: {TOGETHER[kind]}",
    )


def _too_long(page: HtmlPage, found: Fitted) -> Problem:
    taken = extent(found.pages, page.max_pages)
    sections = portions(found.pages)
    remedy = (
        f'allow more pages: `max_pages` under `[sheets.NAME]` with `base = "{page.sheet.name}"` in '
        "leaflet.toml"
    )
    if page.sheet.fold and page.sheet.fold.kind == "trifold":
        remedy = "choose another sheet, as `booklet`: this one has no more panels"
    return Problem(
        code="fit",
        message=f"{page.name}: {amount(taken, page.max_pages)} at {found.setting.base_pt:g} pt; "
        f"the sheet has {_pages(page.max_pages)}",
        evidence=tuple((f"{one.share:.0%} of it", one.words) for one in sections[:LONGEST])
        if len(sections) > 1
        else (),
        hint=f"shorten the article by {_lines(taken.lines)} or more, best where it is longest; or "
        f"{remedy}",
    )


def amount(taken: Extent, limit: int) -> str:
    """
    Return how long a text is that exceeds a limit, in pages and lines.

    >>> taken = Extent(over=1.25, spaces=0.2, text=3, lines_per_page=80)
    >>> amount(taken, 2), amount(taken, 1)
    ('3 pages and 20 lines', '2 pages and 20 lines')
    """
    more, rest = divmod(taken.lines, max(1, round(taken.lines_per_page)))
    return _pages(limit + more) + (f" and {_lines(rest)}" if rest else "")


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"


def _lines(number: int) -> str:
    return "1 line" if number == 1 else f"{number} lines"
