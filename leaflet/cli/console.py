"""What the program says: data to stdout, talk to stderr, colour where it can be seen."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

import click

from leaflet.errors import Problem

_COLOURS = {"error": "red", "warning": "yellow"}
_COMMAND = re.compile(r"`leaflet (?=[a-z])(?!new |completion )")
"""How a command starts that is named for somebody to copy, and that works on a workspace."""


def coloured() -> bool:
    """Tell whether stderr may carry colour: a terminal, and nobody said NO_COLOR."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")


def style(text: str, **options: Any) -> str:
    """Return text in a style where colour is allowed."""
    return click.style(text, **options) if coloured() else text


def say(text: str = "") -> None:
    """Say something to the person: on stderr."""
    click.echo(_copied(text), err=True, color=coloured())


def _copied(text: str) -> str:
    """Return a text, the commands in it with the `-w` that somebody has written; they copy them."""
    context = click.get_current_context(silent=True)
    folder = context.find_root().params.get("workspace") if context else None
    if folder is None:
        return text
    start = f"`leaflet -w {shlex.quote(str(folder))} "
    return _COMMAND.sub(lambda _: start, text)


def give(text: str) -> None:
    """Give data: on stdout."""
    click.echo(text)


def give_json(value: object) -> None:
    """Give data as JSON."""
    give(json.dumps(value, ensure_ascii=False, indent=1))


def show(problems: Iterable[Problem]) -> None:
    """Show problems, each once, with an empty line between them."""
    for problem in dict.fromkeys(problems):
        head, *rest = str(problem).split("\n")
        word = f"{problem.severity}:"
        before, found, after = head.partition(word)
        if found:
            head = before + style(word, fg=_COLOURS[problem.severity], bold=True) + after
        say("\n".join([head, *(_hint(line) for line in rest)]))
        say()


def _hint(line: str) -> str:
    word = "hint:"
    return style(word, fg="cyan", bold=True) + line[len(word) :] if line.startswith(word) else line


def count(problems: Iterable[Problem]) -> str:
    """
    Return how many there are, in words.

    >>> count([Problem(code="x", message="y"), Problem(code="x", message="z")])
    '2 errors'
    """
    counted = Counter(problem.severity for problem in dict.fromkeys(problems))
    words = [plural(counted[kind], kind) for kind in ("error", "warning") if counted[kind]]
    return ", ".join(words) or "no problems"


def plural(number: int, noun: str) -> str:
    """
    Return a number with its noun.

    >>> plural(1, "handout"), plural(3, "handout")
    ('1 handout', '3 handouts')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Give rows as a table: aligned on a terminal, with tabs between cells elsewhere."""
    rows = [list(row) for row in rows]
    if not sys.stdout.isatty():
        for row in rows:
            give("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table

    shown = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        shown.add_column(head, overflow="fold")
    for row in rows:
        shown.add_row(*row)
    Console(no_color=not coloured(), highlight=False).print(shown)
