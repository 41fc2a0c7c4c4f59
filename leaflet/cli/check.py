"""`leaflet check` and `leaflet translations check`: look for mistakes, without making anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leaflet.cli.choices import (
    articles_argument,
    check_articles,
    find_languages,
    languages_option,
    sheets_option,
)
from leaflet.cli.console import count, plural, say, show
from leaflet.cli.formats import FORMATS
from leaflet.cli.main import Context
from leaflet.messages import FURNITURE

if TYPE_CHECKING:
    from leaflet.assemble import Library
    from leaflet.errors import Problem
    from leaflet.survey import Survey

_format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    help="For people, for programs, for a pull request, or for a code scanner.",
)


@click.command(name="check")
@articles_argument
@languages_option
@sheets_option
@click.option(
    "--fit", is_flag=True, help="Show how much room each language has on each sheet, as a table."
)
@_format_option
@click.pass_obj
def command(
    context: Context,
    articles: tuple[str, ...],
    languages: tuple[str, ...],
    sheets: tuple[str, ...],
    fit: bool,
    form: str,
) -> int:
    """Look for mistakes in articles, catalogs and templates, without making anything.

    An article must be readable, its pictures be there, each catalog be readable and complete, and
    each translation say what its source says: `leaflet list checks` shows what is looked at. Errors
    stop `build` and `print`; warnings do not.

    With --fit each handout is laid out, and a table says how many pages it takes, how many lines
    of room are left or too many, and which section is the longest. The tightest stands at the end.
    """
    if fit:
        from leaflet.cli.fit import show_fit

        return show_fit(context, articles, languages, sheets, form)
    if sheets:
        raise click.UsageError("--sheet goes with --fit; `check` looks at the words of all sheets")
    from leaflet.assemble import Library
    from leaflet.survey import survey

    workspace = context.workspace()
    check_articles(workspace, articles)
    tags = find_languages(workspace, languages) or workspace.languages
    found = survey(Library(workspace), articles or workspace.chosen_articles, tags)
    misnamed = () if articles else tuple(workspace.misnamed)
    _report(found, form, misnamed)
    return max(found.exit_code, 1 if misnamed else 0)


@click.command(name="check")
@articles_argument
@languages_option
@_format_option
@click.pass_obj
def translations_check(
    context: Context, articles: tuple[str, ...], languages: tuple[str, ...], form: str
) -> int:
    """Look for mistakes in what is translated so far, complete or not.

    Without ARTICLE, in all articles and in the words of the templates (`leaflet`). It also tells
    how hard each translation is to read, where a formula is known for the language.
    """
    from leaflet.assemble import Library
    from leaflet.survey import proofread

    workspace = context.workspace()
    check_articles(workspace, tuple(id for id in articles if id != FURNITURE))
    tags = find_languages(workspace, languages) or workspace.languages
    library = Library(workspace)
    domains = articles or (*workspace.chosen_articles, FURNITURE)
    found = proofread(library, domains, tags)
    if form == "text" and not found.exit_code:
        _tell_reading_levels(library, domains, tags)
    _report(found, form)
    return found.exit_code


def _report(found: Survey, form: str, more: tuple[Problem, ...] = ()) -> None:
    problems = (*more, *found.problems)
    if form == "text":
        show(problems)
    else:
        FORMATS[form](problems, found.excused)
    held = len(found.excused)
    excused = f"; {plural(held, 'exception')} of translators" if held else ""
    say(f"{count(problems)}{excused}")


def _tell_reading_levels(
    library: Library, domains: tuple[str, ...], languages: tuple[str, ...]
) -> None:
    from leaflet.checks.readability import FEWEST_WORDS
    from leaflet.survey import reading_level

    for id in domains:
        for tag in languages if id != FURNITURE else ():
            level = reading_level(library, id, tag)
            if level and level.words >= FEWEST_WORDS:
                say(f"{id}, {tag}: {level}")
