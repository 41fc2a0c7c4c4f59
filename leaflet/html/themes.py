"""What a theme must set: the custom properties that templates use, and the program's own sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from leaflet.errors import Place, Problem

MODEL = "themes/calm.css"
"""The program's own theme; whatever it sets, every other one sets too."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SET = re.compile(r"(--[\w-]+)\s*:\s*([^;}]*)")
_USED = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
"""Without a value to fall back on."""


def unset(theme: str, model: str, users: Iterable[str]) -> dict[str, str]:
    """
    Return the properties that a theme leaves out, with what the program's own theme sets them to.

    Args:
        theme: A style sheet.
        model: That of the program's own theme.
        users: The templates and style sheets; what none of them uses may be left out.

    >>> unset("p { color: red }", ":root { --ink: #111; --line: #ccc }", ["var(--ink)"])
    {'--ink': '#111'}
    """
    there = _values(theme)
    used = {name for text in users for name in _USED.findall(text)}
    return {
        name: value for name, value in _values(model).items() if name in used and name not in there
    }


def _values(style: str) -> dict[str, str]:
    return {name: value.strip() for name, value in _SET.findall(_COMMENT.sub(" ", style))}


def incomplete(path: str, left_out: Mapping[str, str]) -> Problem:
    """
    Return the problem of a theme that leaves properties out.

    Args:
        path: Of the theme, as it stands in messages.
        left_out: As of `unset`.
    """
    ours = MODEL.removeprefix("themes/").removesuffix(".css")
    return Problem(
        code="theme",
        message=f"the theme does not set {', '.join(f'`{property}`' for property in left_out)}",
        place=Place(path=path),
        hint="write them into its `:root { }`, with colours of its own",
        evidence=tuple(
            (f"in `{ours}`", f"{property}: {value};") for property, value in left_out.items()
        ),
    )
