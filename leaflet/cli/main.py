"""The `leaflet` command: what comes before the name of a command, and the way out."""

from __future__ import annotations

import importlib
import logging
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflet import __version__
from leaflet.cli.console import say, show
from leaflet.errors import LeafletError, Problem, did_you_mean

if TYPE_CHECKING:
    from leaflet.workspace import Workspace

BUG, INTERRUPTED = 3, 130

COMMANDS = {
    "build": ("leaflet.cli.build", "Make the handouts of the workspace."),
    "check": ("leaflet.cli.check", "Look for mistakes, without making anything."),
    "print": ("leaflet.cli.print", "Print a handout, now."),
    "verify": ("leaflet.cli.verify", "Tell whether a printed sheet is current."),
    "translations": ("leaflet.cli.translations", "Send texts out, and take translations in."),
    "withdraw": ("leaflet.cli.withdraw", "Stop the printing of an article, in every language."),
    "list": ("leaflet.cli.listing", "List articles, languages, sheets or printers."),
    "new": ("leaflet.cli.new", "Make a workspace of your own."),
    "doctor": ("leaflet.cli.doctor", "Tell whether fonts and programs are there."),
    "completion": ("leaflet.cli.completion", "Print the script that completes words for a shell."),
}
"""Module and short help by command; a module is imported when its command is run."""

_BEFORE = ("-w", "--workspace")
"""Options that stand before the command."""


@dataclass(slots=True)
class Context:
    """What every command may need."""

    folder: Path | None = None
    """As said with `-w`."""
    read: Workspace | None = field(default=None, init=False)
    """The workspace, once it was read."""

    def workspace(self) -> Workspace:
        """Return the workspace: the one named, else the nearest upward."""
        from leaflet.workspace import find_workspace, read_workspace

        if self.read is None:
            root = self.folder.resolve() if self.folder else find_workspace(Path.cwd())
            self.read = read_workspace(root)
        return self.read


class Commands(click.Group):
    """Commands that are imported when they are called."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except LeafletError as error:
            # Here, while it is known how the program was called: hints name commands to copy.
            show(error.problems)
            return error.exit_code

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"there is no command `{args[0]}`; {did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="leaflet %(version)s")
@click.option(
    "-w",
    "--workspace",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The folder with the leaflet.toml; else the nearest one upward.",
)
@click.option("-v", "--verbose", is_flag=True, help="Say each step.")
@click.pass_context
def leaflet(ctx: click.Context, workspace: Path | None, verbose: bool) -> None:
    """Turn health articles into printed handouts, in every language that patients read.

    \b
    leaflet build                     make every handout of the workspace
    leaflet build -l ar               only the Arabic ones
    leaflet check                     look for mistakes first
    leaflet new my-clinic             start a workspace of your own
    """
    ctx.obj = Context(folder=workspace)
    if verbose:
        talk_about_steps()


def talk_about_steps() -> None:
    """Show the program's own log on stderr."""
    logger = logging.getLogger("leaflet")
    if not any(isinstance(handler, logging.StreamHandler) for handler in logger.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        logger.addHandler(handler)
    logger.setLevel(logging.INFO)


def run(arguments: list[str] | None = None) -> int:
    """
    Run the command line.

    Args:
        arguments: Without the name of the program; None for the process's own.

    Returns:
        The exit code: 0 done, 1 content, 2 outside the content, 3 our bug, 130 interrupted.
    """
    try:
        result = leaflet.main(args=arguments, prog_name="leaflet", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
        return 2
    except click.ClickException as error:
        _usage(error)
        return 2
    except (KeyboardInterrupt, click.Abort):
        say("\ninterrupted; what was finished is kept, and nothing is half written")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone (`leaflet list languages | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _machine(error) if error.filename else _bug()
    except Exception:
        return _bug()


def _usage(error: click.ClickException) -> None:
    message = error.format_message()
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path if ctx else "leaflet"
    message = message[:1].lower() + message[1:].rstrip(".")
    hint = f"see `{command} --help`"
    if isinstance(error, click.NoSuchOption) and error.option_name in _BEFORE:
        name = command.removeprefix("leaflet ")
        hint = f"it stands before the command: `leaflet {error.option_name} FOLDER {name}`"
    show([Problem(code="usage", message=message, hint=hint)])


def _machine(error: OSError) -> int:
    """Say which file or folder the system refused where nobody foresaw it."""
    message = f"`{error.filename}` cannot be used: {(error.strerror or str(error)).lower()}"
    hint = "look at its permissions, and at those of the folders that it lies in"
    show([Problem(code="file", message=message, hint=hint)])
    return 2


def _bug() -> int:
    import tempfile
    import traceback

    log = Path(tempfile.mkdtemp(prefix="leaflet-")) / "error.log"
    log.write_text(
        f"leaflet {__version__}\nPython {sys.version}\n{sys.argv}\n\n{traceback.format_exc()}",
        encoding="utf-8",
    )
    show(
        [
            Problem(
                code="bug",
                message="the program made a mistake; what was there before is untouched",
                hint=f"send `{log}` to its makers",
            )
        ]
    )
    return BUG
