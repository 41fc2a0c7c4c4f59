"""`leaflet check --fit`: a table of the room that each language has on each sheet."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from leaflet.cli.choices import find_request
from leaflet.cli.console import give_json, plural, say, show, style, table
from leaflet.cli.main import Context
from leaflet.cli.progress import progress
from leaflet.errors import LeafletError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaflet.assemble import Library, Readiness
    from leaflet.room import Room, Section

HEADS = ("handout", "pages", "type", "spacing", "room", "longest section")
LONGEST = 3
"""As many sections of each handout are given as data."""


def show_fit(
    context: Context,
    articles: tuple[str, ...],
    languages: tuple[str, ...],
    sheets: tuple[str, ...],
    form: str,
) -> int:
    """
    Show how each handout fits, the tightest last; return the exit code.

    Raises:
        UsageError: The form is one for problems.
    """
    from leaflet.assemble import Library
    from leaflet.orders import asked, left_out
    from leaflet.room import overflowing, ready

    if form not in ("text", "json"):
        raise click.UsageError("--fit gives text or json")
    workspace = context.workspace()
    request = find_request(workspace, articles, languages, sheets)
    library = Library(workspace)
    show(left_out(library, request))
    found = ready(library, tuple(asked(library, request)))
    rooms, errors = _measure(library, found.tasks)
    errors = [*(error for _, error in found.problems), *errors]
    rooms.sort(key=lambda room: room.order)
    if form == "json":
        give_json([_row(room) for room in rooms])
    else:
        table(HEADS, [_cells(room) for room in rooms])
    # One of an article is found on each sheet.
    show(problem for error in errors for problem in error.problems)
    too_long = [room.job for room in rooms if not room.fit.fits]
    words = f"{len(rooms) - len(too_long)} of {plural(len(rooms), 'handout')} fit"
    if rooms:
        say(style(words, fg="red" if too_long else "green", bold=True))
    for line in overflowing(too_long):
        say(f"  too long: {line}")
    if errors:
        say(f"{plural(len(errors), 'handout')} cannot be laid out yet: mend what is said above")
    return max([1 if too_long else 0, *(error.exit_code for error in errors)])


def _measure(library: Library, tasks: Sequence[Readiness]) -> tuple[list[Room], list[LeafletError]]:
    from leaflet.pdf.pool import fit, pool
    from leaflet.room import measured

    rooms: list[Room] = []
    errors: list[LeafletError] = []
    if not tasks:
        return rooms, errors
    families = {name for task in tasks for name in library.families(task.job)}
    processes = min(len(os.sched_getaffinity(0)), len(tasks))
    with (
        progress(len(tasks)) as advance,
        pool(processes, tuple(sorted(families))) as executor,
    ):
        for job, found in measured(library, tasks, executor, fit):
            with advance(str(job)):
                if isinstance(found, LeafletError):
                    errors.append(found)
                else:
                    rooms.append(found)
    return rooms, errors


def _cells(room: Room) -> tuple[str, ...]:
    fit = room.fit
    return (
        str(room.job),
        f"{fit.pages} of {fit.max_pages}" if fit.max_pages else str(fit.pages),
        f"{fit.base_pt:g} pt",
        f"{fit.spacing:g}",
        _lines(fit.room_lines),
        _section(room.sections[0]) if room.sections else "",
    )


def _lines(room: int | None) -> str:
    """
    Return how much room there is, in words.

    >>> _lines(12), _lines(-1), _lines(None)
    ('12 lines', '1 line too many', 'no limit')
    """
    if room is None:
        return "no limit"
    return plural(room, "line") if room >= 0 else f"{plural(-room, 'line')} too many"


def _section(section: Section) -> str:
    place = f" ({section.place})" if section.place else ""
    return f"{section.share:.0%} {section.heading}{place}"


def _row(room: Room) -> dict[str, object]:
    fit = room.fit
    return {
        "article": room.job.article or None,
        "language": room.job.language,
        "sheet": room.job.sheet,
        "fits": fit.fits,
        "pages": fit.pages,
        "max_pages": fit.max_pages or None,
        "base_pt": fit.base_pt,
        "spacing": fit.spacing,
        "room_lines": fit.room_lines,
        "sections": [
            {
                "heading": section.heading,
                "path": section.place.path if section.place else None,
                "line": section.place.line if section.place else None,
                "share": round(section.share, 3),
            }
            for section in room.sections[:LONGEST]
        ],
    }
