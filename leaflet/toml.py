"""Where things stand in a TOML text, which its parser does not tell."""

from __future__ import annotations

import re
import tomllib

# What the parser says, in the words of who writes the file; and how to mend it.
_PLAIN = {
    "illegal character '\\n'": (
        "a quotation mark is missing at the end of the line",
        "end the text with the quotation mark that it starts with",
    ),
    "cannot overwrite a value": ("the key stands there twice", "take one of the two out"),
    "expected newline or end of document after a statement": (
        "something stands behind the value",
        "",
    ),
    "invalid value": ("the value cannot be read", ""),
}


def syntax_error(error: tomllib.TOMLDecodeError) -> tuple[int | None, str, str]:
    """
    Return the line of a syntax error, what is wrong there, and how to mend it.

    Returns:
        The line starts at 1; None for the end of the text. The remedy may be empty.

    >>> try:
    ...     tomllib.loads("a = 1\\na = 2\\n")
    ... except tomllib.TOMLDecodeError as error:
    ...     syntax_error(error)
    (2, 'the key stands there twice', 'take one of the two out')
    """
    match = re.search(r"\(at line (\d+)", str(error))
    reason = re.sub(r" \(at .*\)", "", str(error))
    reason = reason[:1].lower() + reason[1:]
    if twice := re.fullmatch(r"cannot declare \((.*)\) twice", reason):
        name = ".".join(re.findall("'([^']*)'", twice.group(1)))
        reason = f"`{name}` is there already"
    said, hint = _PLAIN.get(reason, (reason, ""))
    return int(match.group(1)) if match else None, said, hint


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
            current = re.sub("[\"']", "", header.group(1))
            if current == f"{table}.{key}".lstrip("."):
                return number
        elif current == table and re.match(rf"[\"']?{re.escape(key)}[\"']?\s*[.=]", stripped):
            return number
    return 0
