"""`leaflet doctor`: tell whether fonts and programs are there, and how to mend what is not."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import click

from leaflet import __version__
from leaflet.cli.choices import languages_there
from leaflet.cli.console import give, say, show, style
from leaflet.cli.main import Context
from leaflet.errors import LeafletError, Problem, UsageError

if TYPE_CHECKING:
    from leaflet.workspace import Workspace


@click.command(name="doctor")
@click.pass_obj
def command(context: Context) -> int:
    """Tell whether fonts and programs are there, and how to mend what is not.

    In a workspace, for its languages; elsewhere for every language that has a row.
    """
    from leaflet.languages import known

    problems: list[Problem] = []
    _versions(problems)
    _engine(problems)
    try:
        workspace = context.workspace()
    except UsageError:
        give("workspace    none here")
        _fonts(known(), problems)
    except LeafletError as error:
        problems += error.problems
    else:
        _workspace(workspace)
        _fonts(languages_there(workspace), problems)
    show(problems)
    if problems:
        return 2
    say(style("all is well", fg="green", bold=True))
    return 0


def _versions(problems: list[Problem]) -> None:
    give(f"leaflet      {__version__}")
    give(f"python       {sys.version.split()[0]}")
    for name in ("weasyprint", "pikepdf", "babel", "icu4py"):
        try:
            give(f"{name:<12} {version(name)}")
        except PackageNotFoundError:
            problems.append(
                Problem(
                    code="doctor",
                    message=f"`{name}` is not installed",
                    hint=f"`pip install {name}`, or run `script/leaflet`",
                )
            )


def _engine(problems: list[Problem]) -> None:
    from leaflet.pdf.fonts import engine_fault, pango_version

    give(f"pango        {pango_version() or 'none'}")
    fault = engine_fault()
    if fault:
        problems.append(
            Problem(
                code="doctor",
                message=f"the engine that makes PDFs cannot start: {fault}",
                hint="`apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`",
            )
        )


def _workspace(workspace: Workspace) -> None:
    give(f"workspace    {workspace.root}")
    emergency = workspace.territory.emergency
    if emergency:
        give(
            f"emergency    {emergency.number} in {workspace.territory.code}; confirm that it is "
            f"right where you are (from {emergency.source}, {emergency.checked.isoformat()})"
        )


def _fonts(tags: tuple[str, ...], problems: list[Problem]) -> None:
    from leaflet.languages import language
    from leaflet.pdf.fonts import PACKAGES, missing

    try:
        gone = set(missing(family for tag in tags for family in language(tag).fonts))
    except LeafletError as error:
        problems += error.problems
        return
    for tag in tags:
        setting = language(tag)
        lacking = [family for family in setting.fonts if family in gone]
        give(f"{tag:<12} {setting.autonym}: {'lacks ' + ', '.join(lacking) if lacking else 'ok'}")
        if lacking:
            problems.append(
                Problem(
                    code="fonts",
                    message=f"{setting.english} (`{tag}`) lacks the font `{lacking[0]}`",
                    hint=f"`apt-get install {PACKAGES}`",
                )
            )
