"""`leaflet translations export | import | merge`: to translation offices, and back."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.choices import complete_articles, complete_languages, find_languages
from leaflet.cli.console import count, give, plural, say, show
from leaflet.cli.main import Context
from leaflet.messages import FURNITURE

if TYPE_CHECKING:
    from leaflet.exchange import Taken
    from leaflet.html import HtmlPage
    from leaflet.pdf import Pdf
    from leaflet.workspace import Workspace


@click.command()
@click.argument("article", metavar="ARTICLE", shell_complete=complete_articles)
@click.option(
    "-l",
    "--language",
    required=True,
    metavar="LANGUAGE",
    shell_complete=complete_languages,
    help="To translate into; a tag or a name.",
)
@click.option(
    "--xliff",
    "version",
    type=click.Choice(["1.2", "2.0"]),
    default="1.2",
    show_default=True,
    help="Of XLIFF; every tool reads 1.2.",
)
@click.option("--package", is_flag=True, help="A ZIP: XLIFF, PDF of the source, glossary.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Else ARTICLE.LANGUAGE.xlf, or .zip, in this folder.",
)
@click.pass_obj
def export(
    context: Context,
    article: str,
    language: str,
    version: str,
    package: bool,
    output: Path | None,
) -> None:
    """Write a text, with what is translated of it, as XLIFF for a translation office.

    ARTICLE may be `leaflet`, the words of the templates. With --package the file holds all that
    an office needs.

    \b
    leaflet translations export cough -l pl --package
    leaflet translations import cough.pl.xlf
    """
    from leaflet.assemble import Library
    from leaflet.exchange import exchange
    from leaflet.exchange import package as whole_package
    from leaflet.files import write_whole
    from leaflet.xliff import VERSIONS, write_xliff

    workspace = context.workspace()
    if article != FURNITURE:
        workspace.article_path(article)
    elif package:
        raise click.UsageError("the words of the templates have no PDF; leave out --package")
    (tag,) = find_languages(workspace, (language,), new=True)
    library = Library(workspace, withdrawn_too=True)
    chosen = VERSIONS[VERSIONS.index(version)]
    if package:
        made = whole_package(library, article, tag, chosen, _render)
        name, data = made.name, made.data
    else:
        sent = exchange(library, article, tag)
        name, data = f"{article}.{tag}.xlf", write_xliff(sent, chosen)
    path = output or Path(name)
    write_whole(path, data)
    give(str(path))


def _render(page: HtmlPage) -> Pdf:
    from leaflet.pdf.pool import pool, render

    with pool(1, page.families) as executor:
        return executor.submit(render, page).result()


_file = click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)


@click.command(name="import")
@_file
@click.option("-l", "--language", metavar="LANGUAGE", help="Where the file does not say it.")
@click.pass_obj
def import_command(context: Context, file: Path, language: str | None) -> None:
    """Take in the translations of an XLIFF file that came back.

    A text that came back empty keeps its translation; one that was marked as needing review
    becomes fuzzy. A file whose source texts were edited is refused. Nothing counts as approved.
    """
    from leaflet.assemble import Library
    from leaflet.exchange import take_in_xliff
    from leaflet.workspace import read_bytes

    workspace = context.workspace()
    tag = find_languages(workspace, (language,), new=True)[0] if language else ""
    data = read_bytes(file)
    _tell(workspace, take_in_xliff(Library(workspace), data, str(file), _now(), tag))


@click.command()
@_file
@click.option(
    "-a",
    "--article",
    metavar="ARTICLE",
    shell_complete=complete_articles,
    help="Whose catalog it is; else the name of the file tells.",
)
@click.option(
    "-l",
    "--language",
    required=True,
    metavar="LANGUAGE",
    shell_complete=complete_languages,
    help="A tag or a name.",
)
@click.pass_obj
def merge(context: Context, file: Path, article: str | None, language: str) -> None:
    """Take in the translations of a PO file that came back.

    As `import`: what came back empty takes nothing away, and a file whose source texts were edited
    is refused.
    """
    from leaflet.assemble import Library
    from leaflet.exchange import take_in_catalog
    from leaflet.workspace import read_bytes

    workspace = context.workspace()
    domain = article or file.name.partition(".")[0]
    if domain != FURNITURE:
        workspace.article_path(domain)
    (tag,) = find_languages(workspace, (language,), new=True)
    taken = take_in_catalog(Library(workspace), domain, tag, read_bytes(file), str(file), _now())
    _tell(workspace, taken)


def _tell(workspace: Workspace, taken: Taken) -> None:
    """Give the catalog's path, say what became of it, and what the checks say of it now."""
    from leaflet.assemble import Library
    from leaflet.survey import survey

    show(taken.merged.problems)
    give(str(taken.path))
    say(f"{plural(taken.merged.changed, 'message')} changed")
    if taken.merged.kept:
        say(f"{plural(taken.merged.kept, 'message')} came back empty, and kept as translated")
    if taken.domain == FURNITURE:
        return
    found = survey(Library(workspace, withdrawn_too=True), (taken.domain,), (taken.language,))
    show(found.problems)
    say(f"now {taken.domain} in {taken.language}: {count(found.problems)}")


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
