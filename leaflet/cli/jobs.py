"""Jobs on their way to a printer: what is said of them before, while and after they are sent."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from leaflet.cli.console import give, plural, say, show, style, table
from leaflet.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaflet.assemble import Library
    from leaflet.printing.delivery import Delivery
    from leaflet.printing.plan import Sheaf
    from leaflet.printing.printer import Ability, Printer, Ticket

    Told = Sequence[tuple[Sheaf, Ticket]]


def warnings(told: Told, ability: Ability, printer: Printer, *, one_sided: bool) -> list[Problem]:
    """
    Return what a person should see to before jobs are sent.

    Args:
        told: From `leaflet.printing.plan.tickets`.
        ability: Of the printer.
        printer: Where they go.
        one_sided: Whether somebody wants each page on a leaf of its own.
    """
    from leaflet.printing.papers import media_name, media_names
    from leaflet.printing.ticket import ONE_SIDED, loaded, sides_of

    def warn(said: str, hint: str) -> Problem:
        message = f"the printer `{printer.destination}`: {said}"
        return Problem(code="printer", message=message, hint=hint, severity="warning")

    found = [warn(said, "see to it; the job waits until then") for said in ability.hindrances()]
    absent = {media_name(ticket.media) for _, ticket in told if not loaded(ticket, ability)}
    for paper in sorted(absent):
        ready = ", ".join(media_names(ability.ready))
        found.append(warn(f"no {paper} lies in its trays, but {ready}", "put that paper in"))
    loose = [sheaf for sheaf, _ in told if sides_of(sheaf.sheet, sheaf.pages) != ONE_SIDED]
    if one_sided and loose:
        leaves = max(sheaf.pages for sheaf in loose)
        said = f"a handout comes out on {leaves} leaves, each printed on one side"
        hint = "fasten all leaves of one handout together before you hand it out: what a patient "
        found.append(warn(said, f"{hint}must know may stand on any of them"))
    return found


def name_of(sheaf: Sheaf) -> str:
    """Return what a person knows a job by."""
    return sheaf.file or f"({sheaf.title})"


def rehearse(told: Told, printer: Printer) -> int:
    """Say what would be sent, and return the exit code."""
    from leaflet.printing.papers import media_name

    rows = [
        [
            str(printer.destination),
            str(ticket.copies),
            media_name(ticket.media) or "as the printer chooses",
            ticket.sides or "as the printer chooses",
            name_of(sheaf),
        ]
        for sheaf, ticket in told
    ]
    table(["printer", "copies", "paper", "sides", "file"], rows)
    say(f"{plural(len(told), 'job')} would be sent; nothing was")
    return 0


def send(library: Library, printer: Printer, told: Told, timeout_s: float) -> int:
    """Send the jobs, say what becomes of each, and return the exit code."""
    from leaflet.printing.plan import perform

    def tell(words: str) -> None:
        if sys.stderr.isatty():
            say(style(f"  {words}", dim=True))

    def done(sheaf: Sheaf, delivery: Delivery) -> None:
        show(delivery.problems)
        copies, name = str(sheaf.copies), printer.destination.name
        give("\t".join([delivery.outcome, name_of(sheaf), copies, name, delivery.job]))

    printed = perform(library, printer, told, timeout_s=timeout_s, tell=tell, on_delivery=done)
    if printed < len(told):
        rest = [name_of(sheaf) for sheaf, _ in told[printed + 1 :]]
        if rest:
            say(f"{plural(len(rest), 'job')} behind it not sent: {', '.join(rest)}")
        return 2
    handouts = sum(sheaf.copies for sheaf, _ in told if sheaf.handout)
    what = plural(handouts, "handout") if handouts else plural(len(told), "job")
    say(style(f"{what} printed on {printer.destination}", fg="green", bold=True))
    return 0
