"""Sheet × printer → `Ticket`: paper, sides and colour; or why the printer cannot do it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from leaflet.errors import MachineError, Problem
from leaflet.printing.ipp import PDF
from leaflet.printing.printer import Ability, Ticket
from leaflet.sheets import A3, A4, A5, LETTER, TABLOID, Sheet, Size
from leaflet.workspace.paper import Destination

# PWG 5101.1, 5: a name ends in the size, as `iso_a4_210x297mm` or `na_letter_8.5x11in`.
_MEDIA = re.compile(r"(?!custom_(?:min|max)).*_([\d.]+)x([\d.]+)(mm|in)")
PAPERS = {
    "A3": A3,
    "A4": A4,
    "A5": A5,
    "Letter": LETTER,
    "Legal": Size(width_mm=215.9, height_mm=355.6),
    "Tabloid": TABLOID,
}
"""Papers that people know by name."""
_NEAR_MM = 1.0
"""As far apart may two sizes be that are one paper: PWG rounds, and `iso_a4_210x297mm` does not."""
_INCH_MM = 25.4


def size_of(media: str) -> Size | None:
    """
    Return the size that the name of a paper says, or None.

    >>> size_of("na_letter_8.5x11in"), size_of("iso_a4_210x297mm").height_mm, size_of("a4")
    (Size(width_mm=215.9, height_mm=279.4), 297.0, None)
    """
    found = _MEDIA.fullmatch(media)
    if not found:
        return None
    unit = 1 if found.group(3) == "mm" else _INCH_MM
    width, height = sorted(round(float(found.group(at)) * unit, 2) for at in (1, 2))
    return Size(width_mm=width, height_mm=height)


def media_for(paper: Size, offered: Iterable[str]) -> str:
    """
    Return the name of a paper among those that a printer offers; empty where it is not there.

    >>> media_for(Size(width_mm=210, height_mm=297), ["na_letter_8.5x11in", "iso_a4_210x297mm"])
    'iso_a4_210x297mm'
    """
    for name in offered:
        size = size_of(name)
        if (
            size
            and abs(size.width_mm - paper.width_mm) <= _NEAR_MM
            and abs(size.height_mm - paper.height_mm) <= _NEAR_MM
        ):
            return name
    return ""


def paper_of(sheet: Sheet) -> Size:
    """Return the paper that a sheet is printed on, upright."""
    return sheet.fold.paper if sheet.fold else sheet.size


def sides_of(sheet: Sheet, pages: int) -> str:
    """
    Return the sides of the paper that a sheet needs, as IPP says it.

    Args:
        sheet: How it is folded decides the edge.
        pages: Of the handout.
    """
    if sheet.one_sided or (pages == 1 and (not sheet.fold or sheet.fold.pages == 1)):
        return "one-sided"
    return f"two-sided-{sheet.fold.flip if sheet.fold else 'long'}-edge"


def ticket(
    sheet: Sheet,
    *,
    title: str,
    pages: int,
    copies: int,
    ability: Ability,
    destination: Destination,
) -> Ticket:
    """
    Return what a printer is told about a handout.

    Args:
        sheet: What it is printed on, and how.
        title: For the printer's display.
        pages: Of the handout.
        copies: How many.
        ability: What the printer says that it can do.
        destination: The printer, for messages.

    Raises:
        MachineError: The printer cannot do it, with what it can do.
    """
    paper, sides = paper_of(sheet), sides_of(sheet, pages)
    media = media_for(paper, ability.media)
    wants = f"the printer `{destination}` is not fit for `{sheet.name}`:"
    problems = []

    def refuse(said: str, label: str, offered: Iterable[str], hint: str) -> None:
        evidence = ((label, ", ".join(offered) or "it does not say"),)
        message = f"{wants} {said}"
        problems.append(Problem(code="printer", message=message, evidence=evidence, hint=hint))

    if ability.formats and PDF not in ability.formats:
        hint = "make a queue of CUPS for it, which converts: `lpadmin -p NAME -E -v URI "
        refuse("it does not print PDF", "prints", ability.formats, hint + "-m everywhere`")
    if ability.media and not media:
        size = f"{paper.width_mm:g} × {paper.height_mm:g} mm"
        hint = "choose another sheet with `-s`, or another printer with `-p`"
        refuse(f"it has no paper of {size}", "papers", ability.media, hint)
    if ability.sides and sides not in ability.sides:
        hint = "choose another printer with `-p`"
        refuse(f"it cannot print {_in_words(sides)}", "sides", ability.sides, hint)
    if copies > ability.copies:
        hint = f"print {ability.copies} at a time"
        refuse(f"it makes {ability.copies} copies at most", "asked for", [str(copies)], hint)
    if problems:
        raise MachineError(problems)
    colour = "monochrome" if sheet.black else "auto"
    return Ticket(
        title=title,
        media=media,
        sides=sides if ability.sides else "",
        colour=colour if colour in ability.colours else "",
        scaling="none" if "none" in ability.scalings else "",
        copies=copies,
    )


def loaded(ticket: Ticket, ability: Ability) -> bool:
    """Tell whether the paper lies in a tray, as far as the printer says."""
    size = size_of(ticket.media)
    return not ability.ready or not size or bool(media_for(size, ability.ready))


def _in_words(sides: str) -> str:
    edge = sides.removeprefix("two-sided-").removesuffix("-edge")
    return "on one side" if edge == sides else f"on both sides, turned over the {edge} edge"
