"""`leaflet withdraw`: stop the printing of an article, in every language at once."""

from __future__ import annotations

import datetime

import click

from leaflet.cli.choices import complete_articles
from leaflet.cli.console import give, plural, say
from leaflet.cli.main import Context


@click.command(name="withdraw")
@click.argument("article", metavar="ARTICLE", shell_complete=complete_articles)
@click.option("--reason", required=True, metavar="WORDS", help="Why; said to who asks for it.")
@click.option("--lift", is_flag=True, help="The article may be printed again.")
@click.pass_obj
def command(context: Context, article: str, reason: str, lift: bool) -> None:
    """Stop the printing of an article, in every language at once.

    It is no longer built nor printed, and index.html no longer shows it. The record stands in
    articles/withdrawn.toml, with the reason. Sheets that lie in the racks you must take away.

    \b
    leaflet withdraw cough --reason "the dose in step 2 is wrong"
    leaflet withdraw cough --lift --reason "corrected in version 1.1"
    """
    from leaflet.assemble import Library
    from leaflet.build import Build
    from leaflet.orders import Request
    from leaflet.review import withdraw

    workspace = context.workspace()
    today = datetime.datetime.now(datetime.UTC).astimezone().date()
    give(str(withdraw(Library(workspace), article, reason=reason, date=today, lifted=lift)))
    context.read = None  # the workspace knows it now
    build = Build(workspace=context.workspace(), request=Request())
    if build.output.manifest.entries:
        build.refresh_index()
    if lift:
        say(f"{article} may be printed again; `leaflet build` makes its handouts")
        return
    there = sum(entry.article == article for entry in build.output.manifest.entries.values())
    say(f"{article} is withdrawn: it is neither built nor printed, in any language")
    if there:
        say(f"{plural(there, 'PDF')} of it on disc; `leaflet build --prune` deletes them")
    say("take printed sheets out of the racks")
