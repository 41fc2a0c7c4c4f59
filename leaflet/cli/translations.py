"""`leaflet translations`: send texts out, and take translations in."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from leaflet.cli.approve import approve
from leaflet.cli.check import translations_check
from leaflet.cli.choices import (
    articles_argument,
    find_languages,
    languages_option,
)
from leaflet.cli.console import give, plural, say
from leaflet.cli.exchange import export, import_command, merge
from leaflet.cli.main import Context
from leaflet.cli.status import status
from leaflet.messages import FURNITURE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leaflet.upkeep import Written
    from leaflet.workspace import Workspace


@click.group(name="translations")
def command() -> None:
    """Send texts out, and take translations in.

    \b
    leaflet translations update -l pl      make or update the Polish catalogs
    leaflet translations status            what is translated, missing, doubtful, approved
    leaflet translations approve cough -l pl --by "Dr Ewa Nowak" --role physician
    """


command.add_command(status)
command.add_command(approve)
command.add_command(translations_check)
command.add_command(export)
command.add_command(import_command)
command.add_command(merge)


def _check(workspace: Workspace, articles: tuple[str, ...]) -> None:
    for id in articles:
        if id != FURNITURE:
            workspace.article_path(id)


def _tell(written: Iterable[Written]) -> None:
    """Give the path of each file that changed, and say what happened to it."""
    changed = unchanged = 0
    for one in written:
        if not one.changed:
            unchanged += 1
            continue
        changed += 1
        give(str(one.path))
        words = [plural(one.messages, "message")]
        words += [f"{one.added} new"] if one.added else []
        words += [f"{one.guessed} of them guessed, marked fuzzy"] if one.guessed else []
        words += [f"{one.confirmed} kept, their meaning unchanged"] if one.confirmed else []
        words += [f"{one.removed} no longer in the source"] if one.removed else []
        say("  " + ", ".join(words))
    say(f"{plural(changed, 'file')} written, {unchanged} unchanged")


@command.command()
@articles_argument
@click.pass_obj
def extract(context: Context, articles: tuple[str, ...]) -> None:
    """Write translations/ARTICLE.pot, what a translator starts from.

    Without ARTICLE, of all the workspace's own articles and, where it has templates, of these
    (`leaflet`).
    """
    from leaflet.assemble import Library
    from leaflet.upkeep import extract as extract_all

    workspace = context.workspace()
    _check(workspace, articles)
    _tell(extract_all(Library(workspace), articles, _now()))


@command.command()
@articles_argument
@languages_option
@click.option(
    "--meaning-unchanged",
    "unchanged",
    metavar="REASON",
    default="",
    help='The source changed in letters only ("a typing error"): keep its translations.',
)
@click.pass_obj
def update(
    context: Context, articles: tuple[str, ...], languages: tuple[str, ...], unchanged: str
) -> None:
    """Bring the catalogs up to date with articles and templates.

    Translations are kept; those of messages that are gone stay at the end of the file. A catalog
    that is missing is made, so this is also how a language begins.

    A message that changed a little is offered its old translation as fuzzy, which is not printed.
    With --meaning-unchanged such a translation stays usable, and the reason is noted above it;
    never where a number, a placeholder or a negation differs. An approval ends all the same.
    """
    from leaflet.assemble import Library
    from leaflet.upkeep import update as update_all

    workspace = context.workspace()
    _check(workspace, articles)
    tags = find_languages(workspace, languages, new=True)
    _tell(update_all(Library(workspace), articles, tags, _now(), unchanged.strip()))
    missing = [tag for tag in tags if tag not in workspace.languages]
    if missing:
        names = ", ".join(f'"{tag}"' for tag in missing)
        say(f"add {names} to `languages` in leaflet.toml when it is to be built")


@command.command(name="compile")
@click.pass_obj
def compile_command(context: Context) -> None:
    """Write .mo files for other tools; leaflet itself reads the .po."""
    from leaflet.assemble import Library
    from leaflet.upkeep import compile_all

    _tell(compile_all(Library(context.workspace())))


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
