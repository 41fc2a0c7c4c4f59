"""Mends of WeasyPrint 70.0, which is pinned for their sake: each with the fault that it answers."""

from __future__ import annotations

import functools
from collections.abc import Callable
from math import inf
from typing import Any

from weasyprint.layout import inline


def mend() -> None:
    """Put the mends in place; once a process."""
    if not hasattr(inline.split_first_line, "__wrapped__"):
        inline.split_first_line = _without_trailing_space(inline.split_first_line)


def _without_trailing_space(split: Callable[..., Any]) -> Callable[..., Any]:
    """
    Let a text fill its line although the space behind it does not fit.

    Before bold words, a link or a value the text of a line ends with a space. Where the text fits
    but for that space, the engine breaks it after its first word, and a short line stands in the
    middle of the paragraph. A space at the end of a line takes no room (CSS Text 3, 4.1.3).
    """

    @functools.wraps(split)
    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, *more: Any, **options: Any
    ) -> Any:
        result = split(text, style, context, max_width, *more, **options)
        resume_index = result[2]
        if resume_index is None or max_width in (None, inf) or not text.endswith(" "):
            return result
        bare = split(text.rstrip(" "), style, context, max_width, *more, **options)
        if bare[2] is not None:
            return result
        room = split(text, style, context, inf, *more, **options)[3] - bare[3]
        return split(text, style, context, max_width + max(room, 0) + 1, *more, **options)

    return split_first_line
