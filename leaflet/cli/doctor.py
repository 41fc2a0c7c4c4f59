"""`leaflet doctor`: tell whether fonts and programs are there, and how to mend what is not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import click

from leaflet import __version__
from leaflet.cli.choices import languages_there
from leaflet.cli.console import give, plural, say, show, style
from leaflet.cli.main import Context
from leaflet.errors import LeafletError, Problem, UsageError

if TYPE_CHECKING:
    from leaflet.languages import Language
    from leaflet.pdf.coverage import Lack
    from leaflet.workspace import Workspace

_NAMED = 5
"""So many languages are named that lack letters; the rest is counted, and stands on stdout."""


@click.command(name="doctor")
@click.option("--all", "every", is_flag=True, help="Look at every language that has a row.")
@click.pass_obj
def command(context: Context, every: bool) -> int:
    """Tell whether fonts and programs are there, and how to mend what is not.

    In a workspace, whether its languages can be set; elsewhere every language that the program
    knows. With `--all` each of these is listed, in a workspace too.
    """
    from leaflet.languages import known

    problems: list[Problem] = []
    _versions(problems)
    _engine(problems)
    try:
        workspace = context.workspace()
    except UsageError:
        give("workspace    none here")
        _fonts(known(), problems, listed=every)
    except LeafletError as error:
        problems += error.problems
    else:
        _workspace(workspace)
        _printers(workspace, problems)
        _fonts(known() if every else languages_there(workspace), problems, listed=every)
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


def _printers(workspace: Workspace, problems: list[Problem]) -> None:
    """Ask the printers that leaflet.toml names; who names none may have none."""
    from leaflet.printing.choice import printer_for

    for destination in workspace.printers.values():
        try:
            ability = printer_for(destination).ability()
        except LeafletError as error:
            problems += error.problems
            continue
        give(f"printer      {destination}: {'; '.join((ability.state, *ability.hindrances()))}")


def _fonts(tags: tuple[str, ...], problems: list[Problem], *, listed: bool) -> None:
    from leaflet.languages import language
    from leaflet.languages.samples import characters
    from leaflet.pdf.coverage import lack

    lacks: list[tuple[Language, Lack]] = []
    lines = []
    for tag in tags:
        try:
            setting = language(tag)
            found = lack(setting, characters(setting))
        except LeafletError as error:
            problems += error.problems
            continue
        if found:
            lacks.append((setting, found))
        if found or listed:
            lines.append(f"{tag:<12} {setting.english}, {setting.autonym}: {found or 'ok'}")
    # Without `fc-list` nothing is known, which is among the problems.
    if lacks or not any(problem.code == "fonts" for problem in problems):
        covered = len(tags) - len(lacks)
        give(f"fonts        have the letters of {_of(covered, len(tags))}")
    for line in lines:
        give(line)
    problems += _problems_of_fonts(lacks)


def _of(covered: int, number: int) -> str:
    """
    Return how many of the languages are covered.

    >>> _of(1, 1), _of(6, 6), _of(4, 6)
    ('the one language', 'all 6 languages', '4 of 6 languages')
    """
    if covered < number:
        return f"{covered} of {plural(number, 'language')}"
    return "the one language" if number == 1 else f"all {number} languages"


def _problems_of_fonts(lacks: list[tuple[Language, Lack]]) -> Iterator[Problem]:
    """Yield a problem for each way to mend, with the languages that it mends."""
    from leaflet.pdf.coverage import remedy

    for packages in dict.fromkeys(found.packages for _, found in lacks):
        names = [
            f"{one.english} (`{one.tag}`)" for one, found in lacks if found.packages == packages
        ]
        shown = ", ".join(names[:_NAMED])
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield Problem(
            code="fonts",
            message=f"fonts are missing, or too old, for {shown}{more}",
            hint=remedy(packages),
        )
