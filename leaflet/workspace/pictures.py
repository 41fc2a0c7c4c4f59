"""Pictures: whether the bytes of a file are the picture that its name says, whole and alone."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from xml.parsers import expat

LIMIT_BYTES = 5 * 1024 * 1024
"""A larger picture is refused: at 60 mm and 300 dpi a photograph has less than one MiB."""
SUFFIXES = (".svg", ".png", ".jpg", ".jpeg")
"""What the name of a picture may end in, in small letters."""

_BROKEN = "open it in a drawing program, and save it again"
_ALONE = "put everything into the picture itself; in Inkscape: Extensions > Images > Embed Images"


def mistake(data: bytes, suffix: str) -> tuple[str, str] | None:
    """
    Return what is wrong with a picture and how to mend it, or None.

    Args:
        data: The bytes of the file.
        suffix: Of its name, in small letters: ".svg", ".png", ".jpg" or ".jpeg".

    >>> mistake(b"<svg", ".svg")[0]
    'cannot be read: unclosed token (line 1)'
    """
    if not data:
        return "is empty", _BROKEN
    if suffix == ".svg":
        return _svg(data)
    if suffix == ".png":
        return _png(data)
    # The marks at the beginning and the end, ISO/IEC 10918-1, B.1.1.3.
    if not data.startswith(b"\xff\xd8"):
        return "is no JPEG", "give it the ending of what it is, or save it again"
    return None if b"\xff\xd9" in data[-1024:] else ("is not whole", _BROKEN)


def _png(data: bytes) -> tuple[str, str] | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "is no PNG", "give it the ending of what it is, or save it again"
    # Chunks of length, kind, data, checksum: W3C, Portable Network Graphics, 5.3.
    position, kind = 8, b""
    while position + 12 <= len(data) and kind != b"IEND":
        end = position + 8 + int.from_bytes(data[position : position + 4])
        kind = data[position + 4 : position + 8]
        if zlib.crc32(data[position + 4 : end]) != int.from_bytes(data[end : end + 4]):
            return "is damaged", _BROKEN
        position = end + 4
    return None if kind == b"IEND" else ("is not whole", _BROKEN)


_ADDRESS = re.compile(r"""(?:@import|url\()(?:url\(|["'\s])*([^"')\s;]*)""", re.IGNORECASE)


class _Refused(Exception):
    pass


def _svg(data: bytes) -> tuple[str, str] | None:
    parser = expat.ParserCreate()
    elements: list[str] = []
    style: list[str] = []

    def refuse(what: str) -> None:
        raise _Refused(f"{what} (line {parser.CurrentLineNumber})")

    def start(name: str, attributes: dict[str, str]) -> None:
        bare = name.rpartition(":")[2]
        if not elements and bare != "svg":
            refuse("is no SVG")
        elements.append(bare)
        for key, value in attributes.items():
            is_reference = key.rpartition(":")[2] == "href" and bare != "a"
            if is_reference and not value.strip().startswith(("#", "data:")):
                refuse(f"refers to `{value}`")
            _look_for_addresses(value, refuse)

    def end(_name: str) -> None:
        if elements.pop() == "style":
            _look_for_addresses("".join(style), refuse)
            style.clear()

    def letters(text: str) -> None:
        if elements and elements[-1] == "style":
            style.append(text)

    def entity(name: str, *_rest: object) -> None:
        refuse(f"declares the entity `{name}`")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = letters
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except _Refused as refused:
        what = str(refused)
        return what, _BROKEN if "is no" in what else _ALONE
    except expat.ExpatError as error:
        return f"cannot be read: {expat.ErrorString(error.code)} (line {error.lineno})", _BROKEN
    return None


def _look_for_addresses(style: str, refuse: Callable[[str], None]) -> None:
    for address in _ADDRESS.findall(style):
        if not address.startswith(("#", "data:")):
            refuse(f"refers to `{address}`")
