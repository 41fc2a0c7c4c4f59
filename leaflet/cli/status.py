"""`leaflet translations status`: what is translated, who answers for it, what is due."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.choices import articles_argument, find_languages, languages_option
from leaflet.cli.console import give, give_json, plural, say, table
from leaflet.cli.main import Context

if TYPE_CHECKING:
    from leaflet.review import Change
    from leaflet.status import Status


@click.command()
@articles_argument
@languages_option
@click.option("--json", "as_json", is_flag=True, help="Give a row for each catalog as JSON.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a page to look at, or to send on.",
)
@click.pass_obj
def status(
    context: Context,
    articles: tuple[str, ...],
    languages: tuple[str, ...],
    as_json: bool,
    html: Path | None,
) -> None:
    """Show what is translated, missing, doubtful (fuzzy), stale, and approved.

    Stale: the source has changed since it was translated. Where an approval has ended because a
    text changed, the change is shown word by word; and what is due for review within 60 days.
    """
    from leaflet.assemble import Library
    from leaflet.files import write_whole
    from leaflet.messages import FURNITURE
    from leaflet.status import status as every_status
    from leaflet.status import status_page

    workspace = context.workspace()
    for id in articles:
        if id != FURNITURE:
            workspace.article_path(id)
    tags = find_languages(workspace, languages)
    library, today = Library(workspace), datetime.datetime.now().astimezone().date()
    rows = list(every_status(library, articles, tags, today))
    if html:
        write_whole(html, status_page(library, rows, today).encode())
        give(str(html))
    elif as_json:
        give_json([_json(row) for row in rows])
    else:
        _table(rows, workspace.staff_language)
        _more(rows)


def _json(row: Status) -> dict[str, object]:
    said = dataclasses.asdict(row)
    return {**said, "approved": row.approved.isoformat() if row.approved else None}


def _table(rows: list[Status], staff: str) -> None:
    from leaflet.languages import language

    heads = ["article", "tag", "language", "translated", "missing", "fuzzy", "stale", "state", "by"]
    table(
        heads,
        [
            [
                row.domain,
                row.language,
                language(row.language).name_in(staff),
                f"{row.translated}/{row.total}",
                *(str(number) for number in (row.missing, row.fuzzy, row.stale)),
                row.state,
                f"{row.by}, {row.role}, {row.approved}" if row.approved else "",
            ]
            for row in rows
        ],
    )


def _more(rows: list[Status]) -> None:
    for row in rows:
        if not row.changes:
            continue
        say(f"\n{row.domain}, {row.language}: changed since {row.by} approved it on {row.approved}")
        for change in row.changes:
            _change(change)
    due = {row.domain: row.due_days for row in rows if row.due_days is not None}
    for domain, days in due.items():
        when = f"is due in {plural(days, 'day')}" if days >= 0 else "is overdue: it is not printed"
        say(f"\n{domain}: review {when}")


def _change(change: Change) -> None:
    from leaflet.differences import differences, marked

    for label, before, after in (
        ("source     ", *(one.source if one else "" for one in (change.before, change.after))),
        (
            "translation",
            *(one.translation if one else "" for one in (change.before, change.after)),
        ),
    ):
        if before != after:
            say(f"  {change.role}, {label}  {marked(differences(before, after))}")
