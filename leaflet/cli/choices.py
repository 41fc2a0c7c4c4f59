"""Arguments that several commands take, with completion and look-up by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from leaflet.cli.console import say
from leaflet.errors import LeafletError

if TYPE_CHECKING:
    from leaflet.orders import Request
    from leaflet.workspace import Workspace


def _workspace(ctx: click.Context) -> Workspace | None:
    from leaflet.workspace import find_workspace, read_workspace

    folder = ctx.find_root().params.get("workspace")
    try:
        return read_workspace(Path(folder) if folder else find_workspace(Path.cwd()))
    except LeafletError:
        return None


def complete_articles(
    ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the id of an article."""
    found = _workspace(ctx)
    ids = found.article_ids if found else ()
    return [CompletionItem(id) for id in ids if id.startswith(incomplete)]


def complete_printed(
    ctx: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the id of an article, or the name of a sheet that is about none."""
    found = _workspace(ctx)
    table = found.sheet_table if found else {}
    names = [name for name, sheet in table.items() if sheet.subject != "article"]
    sheets = [CompletionItem(name) for name in names if name.startswith(incomplete)]
    return [*complete_articles(ctx, parameter, incomplete), *sheets]


def complete_languages(
    ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the tag of a language, with its name as help."""
    from leaflet.languages import language

    found = _workspace(ctx)
    tags = languages_there(found) if found else ()
    return [
        CompletionItem(tag, help=language(tag).english)
        for tag in tags
        if tag.startswith(incomplete)
    ]


def complete_sheets(
    ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the name of a sheet."""
    found = _workspace(ctx)
    names = found.sheet_table if found else ()
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def complete_printers(
    ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the name of a printer: of leaflet.toml, or of a queue of CUPS."""
    from leaflet.printing.choice import every

    found = _workspace(ctx)
    names = [one.name for one in every(found)] if found else []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def complete_racks(
    ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the name of a rack."""
    found = _workspace(ctx)
    names = found.racks if found else ()
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


articles_argument = click.argument(
    "articles", nargs=-1, metavar="[ARTICLE]…", shell_complete=complete_articles
)
languages_option = click.option(
    "-l",
    "--language",
    "languages",
    multiple=True,
    metavar="LANGUAGE",
    shell_complete=complete_languages,
    help="A tag (`ar`, `zh-Hans`) or a name (`Arabic`, `العربية`); may be repeated.",
)
sheets_option = click.option(
    "-s",
    "--sheet",
    "sheets",
    multiple=True,
    metavar="SHEET",
    shell_complete=complete_sheets,
    help="As in `leaflet list sheets`; may be repeated.",
)


def languages_there(workspace: Workspace) -> tuple[str, ...]:
    """Return the languages that a workspace builds, and those that it has translations of."""
    every = (workspace.source_language, *workspace.languages, *workspace.translated_languages())
    return tuple(dict.fromkeys(every))


def find_languages(
    workspace: Workspace, words: tuple[str, ...], *, new: bool = False
) -> tuple[str, ...]:
    """
    Return the tags of the languages that somebody named.

    A tag that is written otherwise in its canonical form is said on stderr.

    Args:
        workspace: Its languages come first.
        words: Tags or names.
        new: Whether a language that the workspace does not have yet may be meant.

    Raises:
        UsageError: A language is not known, not clear, or not in the workspace.
    """
    from leaflet.languages import find

    among = languages_there(workspace)
    tags = []
    for word in words:
        if pseudo := _pseudo(word):
            tags.append(pseudo)
            continue
        try:
            tag = find(word, among, workspace.staff_language)
        except LeafletError as error:
            if not new:
                raise _with_a_way_to_begin(error, word) from error
            tag = new_language(word, workspace.staff_language)
        if word.replace("_", "-").casefold() != tag.casefold() and _is_tag(word):
            say(f"{word} → {tag}")
        tags.append(tag)
    return tuple(dict.fromkeys(tags))


def _pseudo(word: str) -> str | None:
    """Return the pseudo-language of a tag: every workspace has them, by their tags alone."""
    from leaflet.catalogs import PSEUDO_LANGUAGES
    from leaflet.languages import canonical

    return canonical(word) if _is_tag(word) and canonical(word) in PSEUDO_LANGUAGES else None


def _with_a_way_to_begin(error: LeafletError, word: str) -> LeafletError:
    """Return the error; for a tag of a language that is not there yet with how it begins."""
    from leaflet.languages import canonical

    if not _is_tag(word) or not _has_code(word) or "did you mean" in str(error):
        return error
    begin = f"a new language begins with `leaflet translations update -l {canonical(word)}`"
    return type(error)(replace(one, hint=f"{one.hint}; {begin}") for one in error.problems)


def new_language(word: str, staff: str) -> str:
    """
    Return the tag of a language that a workspace need not have.

    Args:
        word: A tag or a name.
        staff: The staff's language, whose names for languages are understood.

    Raises:
        UsageError: Nothing is known of it.
    """
    from leaflet.languages import canonical, find, known

    try:
        return find(word, known(), staff)
    except LeafletError:
        if _has_code(word):
            return canonical(word)
        raise


def _has_code(word: str) -> bool:
    """Tell whether a word starts as a tag does, and not as a name."""
    return len(word.replace("_", "-").split("-")[0]) <= 3


def _is_tag(word: str) -> bool:
    from leaflet.languages import canonical

    try:
        canonical(word)
    except LeafletError:
        return False
    return word.isascii()


def find_request(
    workspace: Workspace,
    articles: tuple[str, ...],
    languages: tuple[str, ...],
    sheets: tuple[str, ...],
) -> Request:
    """
    Return what somebody asked for, all of it looked up before any work is done.

    Raises:
        UsageError: There is no such article, language or sheet.
    """
    from leaflet.orders import Request

    check_articles(workspace, articles)
    for name in sheets:
        workspace.sheet(name)
    tags = find_languages(workspace, languages)
    return Request(articles=articles, languages=tags, sheets=sheets)


def check_articles(workspace: Workspace, articles: tuple[str, ...]) -> None:
    """
    Check that articles exist before any work is done.

    Raises:
        UsageError: One does not.
    """
    for id in articles:
        workspace.article_path(id)
