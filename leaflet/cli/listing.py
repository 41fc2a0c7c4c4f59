"""`leaflet list`: articles, languages, sheets, printers, checks."""

from __future__ import annotations

from pathlib import Path

import click

from leaflet.cli.choices import languages_there
from leaflet.cli.console import give, say, show, table
from leaflet.cli.main import Context
from leaflet.errors import LeafletError, Problem


@click.group(name="list")
def command() -> None:
    """List what there is; on a terminal as a table, elsewhere with tabs between cells."""


@command.command()
@click.pass_obj
def articles(context: Context) -> int:
    """List the articles: id, title, language, version, date of review."""
    from leaflet.assemble import Library

    workspace = context.workspace()
    library = Library(workspace)
    show(workspace.misnamed)
    rows, broken = [], len(workspace.misnamed)
    for id in workspace.article_ids:
        try:
            article = library.article(id)
        except LeafletError as error:
            show(error.problems)
            broken += 1
            continue
        review = article.review_by.isoformat() if article.review_by else ""
        rows.append([id, article.title.source, article.language, article.version, review])
    table(["article", "title", "language", "version", "review by"], rows)
    return 1 if broken else 0


@command.command()
@click.option("--all", "every", is_flag=True, help="Every language that has a row of its own.")
@click.option(
    "--proof",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.pdf",
    help="Make a sheet of all of them instead, to look at and hang on the wall (A2, prints on A3).",
)
@click.pass_obj
def languages(context: Context, every: bool, proof: Path | None) -> None:
    """List the languages: tag, own name, the staff's name for it, script, direction.

    Those of the workspace, or with `--all` every language that the program has a row for.
    """
    from leaflet.languages import known, language

    if proof is not None:
        from leaflet.proof import write_proof

        write_proof(proof)
        give(str(proof))
        return
    if every:
        tags, staff = known(), "en"
    else:
        workspace = context.workspace()
        tags, staff = languages_there(workspace), workspace.staff_language
    rows = []
    for tag in tags:
        setting = language(tag)
        rows.append(
            [tag, setting.autonym, setting.name_in(staff), setting.script, setting.direction]
        )
    table(["tag", "own name", "name", "script", "direction"], rows)


@command.command()
@click.pass_obj
def sheets(context: Context) -> None:
    """List the sheets: name, size, type, pages, whom or what it is for; and which are built.

    `leaflet build` makes those of `sheets` in leaflet.toml; the others with `-s`.
    """
    rows = []
    workspace = context.workspace()
    for name, sheet in workspace.sheet_table.items():
        size = f"{sheet.size.width_mm:g} × {sheet.size.height_mm:g} mm"
        type_size = f"{sheet.base_pt:g} pt, at least {sheet.floor_pt:g} pt"
        pages = f"{sheet.max_pages or 'any number of'} page{'' if sheet.max_pages == 1 else 's'}"
        built = "built" if name in workspace.sheets else ""
        rows.append([name, size, type_size, pages, sheet.purpose, built])
    table(["sheet", "size", "type", "pages", "for", ""], rows)


@command.command()
@click.pass_obj
def printers(context: Context) -> int:
    """List the printers: name, where, state, papers, sides, colours; and which is the default.

    Those of leaflet.toml, then the queues of CUPS.
    """
    from leaflet.printing.choice import chosen, every, printer_for
    from leaflet.printing.papers import PAPERS, media_for

    workspace = context.workspace()
    found = list(every(workspace))
    try:
        default = chosen(workspace).name
    except LeafletError:
        default = ""
    rows: list[list[str]] = []
    silent: list[Problem] = []
    for destination in found:
        row = [destination.name, destination.uri or f"queue {destination.queue}"]
        mark = "default" if destination.name == default else ""
        try:
            ability = printer_for(destination).ability()
        except LeafletError as error:
            silent += error.problems
            rows.append([*row, "no answer", "", "", "", mark])
            continue
        papers = [name for name, size in PAPERS.items() if media_for(size, ability.media)]
        state = "; ".join((ability.state, *ability.hindrances()))
        cells = (papers, ability.sides, ability.colours)
        rows.append([*row, state, *(", ".join(cell) for cell in cells), mark])
    table(["printer", "where", "state", "papers", "sides", "colours", ""], rows)
    show(silent)
    if not found:
        say("there are none: write `[printers.NAME]` with `uri` or `queue` into leaflet.toml")
    return 2 if silent and len(silent) == len(found) else 0


@command.command()
@click.option(
    "--markdown", is_flag=True, help="All that each check says of itself, for docs/checks.md."
)
def checks(markdown: bool) -> None:
    """List the checks of translations: name, severity, what must hold."""
    from leaflet.checks import checks as all_checks
    from leaflet.checks.documentation import as_markdown, documentation

    found = all_checks()
    if markdown:
        give(as_markdown(found).rstrip())
        return
    rows = [[check.name, check.severity, documentation(check).title] for check in found]
    table(["check", "severity", "what must hold"], rows)
