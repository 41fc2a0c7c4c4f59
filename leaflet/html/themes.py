"""What a theme must set: the custom properties that templates use, and the program's own sets."""

from __future__ import annotations

import re
from collections.abc import Mapping

from leaflet.errors import Place, Problem

MODEL = "themes/calm.css"
"""The program's own theme; whatever it sets, every other one sets too."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SET = re.compile(r"(--[\w-]+)\s*:\s*([^;}]*)")
_USED = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
"""Without a value to fall back on."""


def unset(page: str, model: str) -> dict[str, str]:
    """
    Return the properties that a page uses and its theme leaves out, as the program's own sets them.

    Args:
        page: HTML with all of its styles.
        model: The program's own theme.

    >>> unset("<style> p { color: var(--ink) } </style>", ":root { --ink: #111; --line: #ccc }")
    {'--ink': '#111'}
    """
    missing = {*_USED.findall(page)}.difference(_values(page))
    return {name: value for name, value in _values(model).items() if name in missing}


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
