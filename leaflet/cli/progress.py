"""A bar that tells how far the workers are, where there is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from leaflet.cli.console import coloured


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], AbstractContextManager[None]]]:
    """Yield what tells of one handout more; a bar where there is a terminal, hidden inside it."""
    if not sys.stderr.isatty() or total < 2:
        yield lambda _name: nullcontext()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True, no_color=not coloured(), highlight=False)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    # What is said meanwhile goes past rich, to stdout or stderr as ever: so it redirects neither.
    bar = Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    )
    task = bar.add_task("", total=total)

    @contextmanager
    def advance(name: str) -> Iterator[None]:
        bar.stop()
        yield
        sys.stdout.flush()
        bar.update(task, advance=1, description=name)
        bar.start()

    with bar:
        yield advance
