"""Places, problems, and the tree of errors.

Everything that can go wrong and that somebody can mend is a `Problem`: what, where, and how to
mend it. Problems are collected and raised together, as the one argument of an exception, so that
it survives the way back from a worker process::

    LeafletError
    ├── ContentError        exit 1   an article, a translation, a template, a refusal, a rendering
    └── OutsideError        exit 2   mended outside the content
        ├── UsageError               what was asked for on the command line
        ├── ConfigurationError       leaflet.toml, the tables of the program
        └── MachineError             a folder, the disc, a font, a printer
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands, for a person to go to."""

    path: str
    """Relative to the workspace; absolute for a file outside it."""
    line: int | None = None
    """Starts at 1; None for the whole file."""

    def __str__(self) -> str:
        """
        >>> str(Place(path="articles/cough.md", line=3))
        'articles/cough.md:3'
        """
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong: what, where, and how to mend it."""

    code: str
    """The name of the check, in square brackets at the end of the first line."""
    message: str
    """Lower case, no full stop, backticks round values and paths."""
    place: Place | None = None
    """None only where there is no file to go to."""
    hint: str = ""
    """How to mend it; may name a command."""
    evidence: tuple[tuple[str, str], ...] = ()
    """Label and text, shown indented under the message, as ("source", "Give 10 ml.")."""
    severity: Severity = "error"
    """A warning refuses nothing."""

    def __str__(self) -> str:
        """
        >>> print(Problem(code="title", message="the article has no `title`",
        ...               place=Place(path="articles/cough.md", line=1),
        ...               hint="add `title = \\"…\\"` between the `+++` lines"))
        articles/cough.md:1: error: the article has no `title` [title]
        <BLANKLINE>
        hint: add `title = "…"` between the `+++` lines
        """
        where = f"{self.place}: " if self.place else ""
        lines = [f"{where}{self.severity}: {self.message} [{self.code}]"]
        width = max((len(label) for label, _ in self.evidence), default=0)
        lines += [f"    {label:<{width}}  {text}".rstrip() for label, text in self.evidence]
        if self.hint:
            lines += ["", f"hint: {self.hint}"]
        return "\n".join(lines)


class LeafletError(Exception):
    """Something that a person can mend; carries its problems and nothing else."""

    exit_code: ClassVar[int] = 2

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n\n".join(str(problem) for problem in self.problems)


class ContentError(LeafletError):
    """An article, a translation or a template is wrong, or a handout is refused."""

    exit_code = 1


class OutsideError(LeafletError):
    """What is wrong lies outside the content."""


class UsageError(OutsideError):
    """What was asked for does not exist."""


class ConfigurationError(OutsideError):
    """`leaflet.toml`, or a table of the program, does not say what is needed."""


class MachineError(OutsideError):
    """A folder, the disc, a font or a printer does not do what is needed."""


def either(names: Iterable[str]) -> str:
    """
    Return names in backticks, any of which will do.

    >>> either(["a", "b", "c"])
    '`a`, `b` or `c`'
    """
    *others, last = [f"`{name}`" for name in names]
    return f"{', '.join(others)} or {last}" if others else last


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """
    Return "did you mean `x`?" for the nearest known word, else the list of what is known.

    >>> did_you_mean("langauges", ["languages", "sheets"])
    'did you mean `languages`?'
    >>> did_you_mean("zzz", ["b", "a"])
    'known: `a`, `b`'
    """
    known = sorted(known)
    near = difflib.get_close_matches(word, known, n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    if not known:
        return "there are none yet"
    return "known: " + ", ".join(f"`{name}`" for name in known)
