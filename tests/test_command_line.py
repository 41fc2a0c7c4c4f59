"""What the commands say that no bad input brings about."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leaflet.cli.main import run

Said = pytest.CaptureFixture[str]


# Completion


@pytest.mark.parametrize(
    ("path", "start"),
    [("/bin/zsh", "#compdef leaflet"), ("/usr/bin/fish", "function _leaflet_completion")],
)
def test_completion_is_for_the_shell_of_whoever_calls(
    path: str, start: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    """$SHELL says which it is; the script alone goes to stdout."""
    monkeypatch.setenv("SHELL", path)
    assert 0 == run(["completion"])

    output, errors = capsys.readouterr()
    assert (start, "") == (output.strip()[: len(start)], errors)


@pytest.mark.parametrize("path", ["", "/bin/sh"])
def test_completion_without_a_known_shell_says_what_to_write(
    path: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    """Rather than a script that the shell cannot read."""
    monkeypatch.setenv("SHELL", path)
    assert 2 == run(["completion"])

    output, errors = capsys.readouterr()
    assert "" == output
    assert "`leaflet completion bash`, `leaflet completion zsh`" in errors


def test_completion_on_a_terminal_says_where_it_belongs(
    monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    """Nobody reads the script itself."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert 0 == run(["completion", "zsh"])
    assert "into ~/.zshrc" in capsys.readouterr().err


# Lists


def test_list_of_sheets_marks_those_that_are_built(workspace: Path, capsys: Said) -> None:
    """The others are made with `-s` only."""
    configuration = workspace / "leaflet.toml"
    configuration.write_text(f'sheets = ["a4", "poster"]\n{configuration.read_text()}')
    assert 0 == run(["list", "sheets"])

    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert ["a4", "poster"] == [row[0] for row in rows if row[-1] == "built"]
    assert {"", "built"} == {row[-1] for row in rows}


# Hints


@pytest.mark.parametrize(
    ("named", "copied"), [(None, "leaflet"), (".", "leaflet -w ."), ("a b", "leaflet -w 'a b'")]
)
def test_command_in_a_hint_can_be_copied(
    workspace: Path, named: str | None, copied: str, capsys: Said
) -> None:
    """With the `-w` that the first one had."""
    (workspace / "a b").symlink_to(workspace)
    before = ["-w", named] if named else []
    assert 2 == run([*before, "build", "-l", "fr"])
    assert f"`{copied} translations update -l fr`" in capsys.readouterr().err


def test_command_in_a_hint_that_needs_no_workspace_stays_as_it_is(
    tmp_path: Path, capsys: Said
) -> None:
    """`leaflet new` makes the folder that is missing."""
    missing = os.fspath(tmp_path / "missing")
    assert 2 == run(["-w", missing, "build"])
    assert "`leaflet new FOLDER`" in capsys.readouterr().err
