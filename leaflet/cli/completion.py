"""`leaflet completion`: the script that completes words for a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from leaflet.cli.console import give


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that completes commands, articles and languages for a shell.

    \b
    bash:  eval "$(leaflet completion bash)"     in ~/.bashrc
    zsh:   eval "$(leaflet completion zsh)"      in ~/.zshrc
    fish:  leaflet completion fish > ~/.config/fish/completions/leaflet.fish
    """
    from leaflet.cli.main import leaflet

    found = get_completion_class(shell)
    assert found is not None
    give(found(leaflet, {}, "leaflet", "_LEAFLET_COMPLETE").source())
