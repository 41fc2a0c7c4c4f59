"""`leaflet check`: look for mistakes, without making anything."""

from __future__ import annotations

import click

from leaflet.cli.choices import (
    articles_argument,
    check_articles,
    find_languages,
    languages_option,
)
from leaflet.cli.console import count, say, show
from leaflet.cli.formats import FORMATS
from leaflet.cli.main import Context


@click.command(name="check")
@articles_argument
@languages_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    help="For people, for programs, for a pull request, or for a code scanner.",
)
@click.pass_obj
def command(
    context: Context, articles: tuple[str, ...], languages: tuple[str, ...], form: str
) -> int:
    """Look for mistakes in articles, catalogs and templates, without making anything.

    An article must be readable, its pictures be there, each catalog be readable and complete, and
    each translation keep the placeholders of its source.
    """
    from leaflet.assemble import Library
    from leaflet.survey import survey

    workspace = context.workspace()
    check_articles(workspace, articles)
    tags = find_languages(workspace, languages) or workspace.languages
    found = survey(Library(workspace), articles or workspace.chosen_articles, tags)
    misnamed = () if articles else tuple(workspace.misnamed)
    problems = (*misnamed, *found.problems)
    if form == "text":
        show(problems)
    else:
        FORMATS[form](problems)
    say(count(problems))
    return max(found.exit_code, 1 if misnamed else 0)
