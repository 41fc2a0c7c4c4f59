"""Where things stand in a TOML text, which its parser does not tell."""

from __future__ import annotations

import re
import tomllib


def syntax_error(error: tomllib.TOMLDecodeError) -> tuple[int | None, str]:
    """
    Return the line of a syntax error, which starts at 1, and what is wrong there.

    >>> try:
    ...     tomllib.loads("a = 1\\nb = ")
    ... except tomllib.TOMLDecodeError as error:
    ...     syntax_error(error)
    (2, 'invalid value')
    """
    match = re.search(r"\(at line (\d+)", str(error))
    reason = re.sub(r" \(at .*\)", "", str(error))
    return int(match.group(1)) if match else None, reason[:1].lower() + reason[1:]


def line_of_key(lines: list[str], key: str, table: str = "") -> int:
    """
    Return the index of the line of a TOML text that sets a key; 0 where none does.

    Args:
        lines: The text.
        key: A bare key.
        table: The table that the key stands in; "" before the first table.

    >>> line_of_key(["a = 1", "[b]", "a = 2"], "a", "b")
    2
    """
    current = ""
    for number, line in enumerate(lines):
        stripped = line.strip()
        if header := re.match(r"\[+\s*([^\]]+?)\s*\]+", stripped):
            current = header.group(1)
            if current == f"{table}.{key}".lstrip("."):
                return number
        elif current == table and re.match(rf"[\"']?{re.escape(key)}[\"']?\s*[.=]", stripped):
            return number
    return 0
