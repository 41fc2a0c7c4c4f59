"""The fences of call-outs, `::: warning` and `:::`: each known, opened and closed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from leaflet.article import CALLOUTS
from leaflet.errors import Place, Problem, did_you_mean

_FENCE = re.compile(r"^ {0,3}:{3,}\s*(\S*)\s*(.*)")


def fence_problems(
    lines: Sequence[str], tokens: Sequence[Token], path: str, first_line: int
) -> list[Problem]:
    """
    Return what is wrong with the fences of a body; the grammar takes an unknown one for words.

    Args:
        lines: Of the body.
        tokens: Of the same; what they show to be code has no fences.
        path: As it stands in places.
        first_line: Of the body in its file; starts at 1.
    """
    problems: dict[int, list[Problem]] = {}

    def wrong(number: int, message: str, hint: str) -> None:
        place = Place(path=path, line=first_line + number)
        problem = Problem(code="callout", message=message, place=place, hint=hint)
        problems.setdefault(number, []).append(problem)

    inside_code = {
        number
        for token in tokens
        if token.type in ("fence", "code_block") and token.map
        for number in range(*token.map)
    }
    open_lines: list[int] = []
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if not match or number in inside_code:
            continue
        kind, rest = match.groups()
        if kind:
            open_lines.append(number)
            if rest:
                message = f"`{rest.strip()}` behind `::: {kind}` would be lost"
                wrong(number, message, "write it into the call-out, as a line of its own: `**…**`")
            if kind not in CALLOUTS:
                wrong(number, f"`{kind}` is no call-out", did_you_mean(kind, CALLOUTS))
        elif open_lines:
            open_lines.pop()
        else:
            message = "there is no call-out here to be closed"
            wrong(number, message, "start one with `::: warning`, or take the line out")
    for number in open_lines:
        # Of a line of which something was said, no more: it would follow from that.
        if number not in problems:
            hint = "write `:::` on a line of its own where it ends"
            wrong(number, "the call-out is not closed", hint)
    return [problem for several in problems.values() for problem in several]
