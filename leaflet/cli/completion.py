"""`leaflet completion`: the script that completes words for a shell."""

from __future__ import annotations

import os
import sys
from pathlib import PurePath

import click
from click.shell_completion import get_completion_class

from leaflet.cli.console import give, say
from leaflet.errors import Problem, UsageError

SHELLS = {
    "bash": 'write `eval "$(leaflet completion bash)"` into ~/.bashrc',
    "zsh": 'write `eval "$(leaflet completion zsh)"` into ~/.zshrc',
    "fish": "`leaflet completion fish > ~/.config/fish/completions/leaflet.fish`",
}
"""What to do with the script, by shell."""


@click.command(name="completion")
@click.argument("shell", type=click.Choice(tuple(SHELLS)), required=False)
def command(shell: str | None) -> None:
    """Print the script that completes commands, articles and languages for a shell.

    Without SHELL, for the one that $SHELL names.

    \b
    bash:  eval "$(leaflet completion bash)"     in ~/.bashrc
    zsh:   eval "$(leaflet completion zsh)"      in ~/.zshrc
    fish:  leaflet completion fish > ~/.config/fish/completions/leaflet.fish
    """
    from leaflet.cli.main import leaflet

    shell = shell or _own_shell()
    found = get_completion_class(shell)
    assert found is not None
    give(found(leaflet, {}, "leaflet", "_LEAFLET_COMPLETE").source())
    if sys.stdout.isatty():
        say(f"to have it in every {shell}: {SHELLS[shell]}")


def _own_shell() -> str:
    """
    Return the shell of whoever has called.

    Raises:
        UsageError: $SHELL names none that can complete.
    """
    path = os.environ.get("SHELL", "")
    if (name := PurePath(path).name) in SHELLS:
        return name
    said = f"`{path}` cannot complete words" if path else "$SHELL does not say which shell it is"
    names = ", ".join(f"`leaflet completion {shell}`" for shell in SHELLS)
    raise UsageError(Problem(code="usage", message=said, hint=f"name the shell: {names}"))
