"""Sheet × printer → `Ticket`: paper, sides and colour; or why the printer cannot do it."""

from __future__ import annotations

from collections.abc import Iterable

from leaflet.errors import MachineError, Problem
from leaflet.printing.ipp import PDF
from leaflet.printing.papers import media_for, media_names, paper_name, paper_of, size_of
from leaflet.printing.printer import Ability, Ticket
from leaflet.sheets import Sheet
from leaflet.workspace.paper import Destination

ONE_SIDED = "one-sided"
_COLLATED = "separate-documents-collated-copies"
_MOST_NAMED = 3
"""So many sheets a remedy names at most."""


def sides_of(sheet: Sheet, pages: int) -> str:
    """
    Return the sides of the paper that a sheet needs, as IPP says it.

    Args:
        sheet: How it is folded decides the edge.
        pages: Of the handout.
    """
    if sheet.one_sided or (pages == 1 and (not sheet.fold or sheet.fold.pages == 1)):
        return ONE_SIDED
    return f"two-sided-{sheet.fold.flip if sheet.fold else 'long'}-edge"


def can_print(sides: str, ability: Ability) -> bool:
    """Tell whether a printer prints so, as far as it says."""
    return not ability.sides or sides in ability.sides


def ticket(
    sheet: Sheet,
    *,
    title: str,
    pages: int,
    copies: int,
    ability: Ability,
    destination: Destination,
    one_sided: bool = False,
    others: Iterable[Sheet] = (),
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
        one_sided: Whether each page takes a leaf of its own, where the sheet stays flat.
        others: Sheets that may be named in place of this one, the likeliest first.

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
        hint = _another(sheet, others, ability, "that it has paper for")
        refuse(f"it has no {paper_name(paper)}", "papers", media_names(ability.media), hint)
    if one_sided and sides != ONE_SIDED:
        if sheet.fold:
            problems.append(_torn_apart(sheet, others, ability))
        sides = ONE_SIDED
    if not can_print(sides, ability):
        if sheet.fold:
            flat = "that stays flat, with `--one-sided`"
            hint = _another(sheet, others, ability, flat, flat=True)
        else:
            hint = "choose another printer with `-p`"
            if ONE_SIDED in ability.sides:
                hint = f"`--one-sided` prints each page on a leaf of its own; or {hint}"
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
        collation=_COLLATED if copies > 1 and _COLLATED in ability.collations else "",
        copies=copies,
    )


def _torn_apart(sheet: Sheet, others: Iterable[Sheet], ability: Ability) -> Problem:
    """Say that a sheet with pages on both sides of its paper cannot be printed on one."""
    hint = _another(sheet, others, ability, "that stays flat", flat=True)
    return Problem(
        code="printer",
        message=f"`{sheet.name}` cannot be printed on one side: it is folded or cut, and its pages "
        "lie on both sides of the paper",
        hint=f"leave `--one-sided` out; or {hint}",
    )


def _another(
    sheet: Sheet, others: Iterable[Sheet], ability: Ability, what: str, *, flat: bool = False
) -> str:
    """Return the remedy for a sheet that the printer is not fit for, with sheets that it is."""
    fit = [
        other
        for other in others
        if other.subject == sheet.subject
        and other.name != sheet.name
        and (not ability.media or media_for(paper_of(other), ability.media))
        and not (flat and other.fold)
    ]
    # A poster on other paper rather than a handout.
    sisters = [other for other in fit if other.template == sheet.template]
    names = " or ".join(f"`-s {other.name}`" for other in (sisters or fit)[:_MOST_NAMED])
    printer = "choose another printer with `-p`"
    return f"choose a sheet {what}: {names}; or {printer}" if names else printer


def loaded(ticket: Ticket, ability: Ability) -> bool:
    """Tell whether the paper lies in a tray, as far as the printer says."""
    size = size_of(ticket.media)
    return not ability.ready or not size or bool(media_for(size, ability.ready))


def _in_words(sides: str) -> str:
    edge = sides.removeprefix("two-sided-").removesuffix("-edge")
    return "on one side" if edge == sides else f"on both sides, turned over the {edge} edge"
