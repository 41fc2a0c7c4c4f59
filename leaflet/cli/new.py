"""`leaflet new`: make a workspace of your own."""

from __future__ import annotations

from pathlib import Path

import click

from leaflet.cli.console import give, say


@click.command(name="new")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="", metavar="NAME", help="The clinic's name.")
@click.option(
    "--territory", default="", metavar="CODE", help="ISO 3166, as GB: decides emergency numbers."
)
@click.option(
    "-l",
    "--language",
    "languages",
    multiple=True,
    metavar="LANGUAGE",
    help="A language to build; may be repeated. All that the program has translations for.",
)
def command(folder: Path, name: str, territory: str, languages: tuple[str, ...]) -> None:
    """Make FOLDER, a workspace of your own.

    It has the folders for your articles, templates and translations, and a leaflet.toml to fill
    in. The articles and templates that come with the program can be built from it at once; a file
    of the same name in your folder takes their place.
    """
    from leaflet.starter import make_workspace

    made = make_workspace(folder, name=name, territory=territory, languages=languages)
    give(str(made))
    say(f"fill in {made / 'leaflet.toml'}, then: leaflet -w {folder} build")
