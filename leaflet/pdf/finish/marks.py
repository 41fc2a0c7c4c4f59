"""The marks in a page's content: what is read, what is decoration, and what is copied from it.

The engine's list of operators is changed before it is written, so that nothing is parsed.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF16_BE
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.logger import LOGGER

from leaflet.pdf.finish.codes import Codes
from leaflet.typeset import unset

SOFT_HYPHEN = "\u00ad"
UNKNOWN = "\ufffd"

_GLYPHS = re.compile(rb"<([0-9a-f]+)>")
_LAYOUT = b"<</Type/Layout>>"
_RUNNING = {
    "": b"<</Type/Pagination>>",
    # PDF/A-2 is PDF 1.7, which knows these (ISO 32000-1, 14.8.2.2.2).
    "Header": b"<</Type/Pagination/Subtype/Header/Attached[/Top]>>",
    "Footer": b"<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>",
}


def mark(
    stream: Any,
    numbers: Mapping[Any, int],
    fonts: Iterable[Any],
    *,
    read: set[int],
    running: Mapping[int, str],
    spaced: set[int],
    codes: Codes,
) -> set[int]:
    """
    Make artifacts of what is in no part, and give text that would be copied wrongly its letters.

    A font says of each glyph which letters it stands for, one answer for all places. In Devanagari
    or Khmer that is wrong for many, and a text then carries its letters itself (ActualText).

    Args:
        stream: The engine's content of one page.
        numbers: The number of each marked box.
        fonts: The engine's fonts.
        read: The numbers that stand in the structure.
        running: Of others, those that are repeated on pages: "Header", "Footer" or "".
        spaced: The numbers of texts that have lost the space behind them; they get it back, or
            else words run together for whoever does not see where a line or a text ends.
        codes: Where glyphs that are read otherwise than their font says get a code for it.

    Returns:
        The numbers of the texts whose glyphs say something else and that run from right to left.
        Readers turn round an ActualText in the content there; theirs belongs in the structure.
    """
    boxes_by_number = {number: box for box, number in numbers.items()}
    maps = {font.hash.encode(): font.to_unicode for font in fonts}
    items = stream.stream
    turned, seen = set(), set()
    for one in _pieces(items, maps):
        seen.add(one.number)
        box = boxes_by_number[one.number]
        actual = ""
        if isinstance(box, boxes.TextBox):
            is_spaced = one.number in spaced
            text = plain(box) + (" " if is_spaced else "")
            exact = text.split() == one.text.split() and not _has_signs(text)
            if not exact and _runs_right_to_left(text):
                turned.add(one.number)
                if Counter("".join(text.split())) != Counter("".join(one.text.split())):
                    codes.recode(stream, box, one.start, one.end)
            elif not exact or (is_spaced and not _add_space(items, one.end, maps[one.font])):
                actual = text
        _name(items, one, actual, read=one.number in read, running=running.get(one.number))
    for hidden in sorted(boxes_by_number.keys() - seen):
        text = getattr(boxes_by_number[hidden], "text", "")
        LOGGER.warning("A screen reader cannot find what is drawn with opacity: %r", text)
    return turned


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """One piece of marked content among a page's operators."""

    number: int
    start: int
    """Where its `BDC` stands; its tag and properties are the two items before."""
    end: int
    """Where its `EMC` stands."""
    text: str
    """What its glyphs stand for."""
    font: bytes
    """The last one in it, as the content names it."""


def _pieces(items: list[Any], maps: Mapping[bytes, Mapping[int, str]]) -> Iterator[_Piece]:
    """Yield the pieces of marked content, and name the kind of what is decoration already."""
    start, number, inside, said, font = 0, -1, 0, "", b""
    for index, item in enumerate(items):
        if item in (b"BMC", b"BDC"):
            properties = items[index - 1]
            if number >= 0:
                inside += 1
            elif isinstance(properties, dict) and "MCID" in properties:
                start, number, said = index, properties["MCID"], ""
            elif properties == "/Artifact":
                items[index - 1], items[index] = b"/Artifact " + _LAYOUT, b"BDC"
        elif item == b"EMC" and inside:
            inside -= 1
        elif item == b"EMC" and number >= 0:
            yield _Piece(number=number, start=start, end=index, text=unset(said), font=font)
            number = -1
        elif isinstance(item, bytes) and item.endswith(b" Tf"):
            font = item[1:].split(b" ", 1)[0]
        elif number >= 0 and isinstance(item, bytes) and item.endswith(b"] TJ"):
            said += _letters(item, maps[font])


def _name(items: list[Any], one: _Piece, actual: str, *, read: bool, running: str | None) -> None:
    """Say what a piece is, and what its letters are where its glyphs do not."""
    letters = b""
    if actual:
        letters = b"/ActualText <%b>" % (BOM_UTF16_BE + actual.encode("utf-16-be")).hex().encode()
    if read:
        items[one.start - 2] = "/Span" if actual else items[one.start - 2]
        items[one.start - 1] = b"<</MCID %d%b>>" % (one.number, letters)
        return
    items[one.start - 2] = b"/Artifact"
    items[one.start - 1] = _LAYOUT if running is None else _RUNNING[running]
    if actual:
        items[one.start] = b"BDC /Span <<%b>> BDC" % letters
        items[one.end] = b"EMC EMC"


def _letters(operator: bytes, to_unicode: Mapping[int, str]) -> str:
    """Return what a font says that the glyphs of one operator stand for."""
    glyphs = b"".join(_GLYPHS.findall(operator))
    return "".join(
        to_unicode.get(int(glyphs[at : at + 4], 16), UNKNOWN) for at in range(0, len(glyphs), 4)
    )


def plain(box: Any) -> str:
    """Return the letters of a text box as they were written, before it was set and broken."""
    text: str = box.text
    hyphen = box.style["hyphenate_character"]
    if text.endswith(hyphen) and hyphen not in "".join(box.element.itertext()):
        text = text.removesuffix(hyphen)
    return unset(text).replace(SOFT_HYPHEN, "")


def _add_space(items: list[Any], end: int, to_unicode: Mapping[int, str]) -> bool:
    """Draw a space behind the last letter of a mark; tell whether the font has one."""
    glyph = next((glyph for glyph, text in to_unicode.items() if text == " "), None)
    last = next(at for at in range(end, 0, -1) if items[at].endswith(b"] TJ"))
    if glyph is None:
        return False
    items[last] = items[last].removesuffix(b"] TJ") + b"<%04x>] TJ" % glyph
    return True


def _has_signs(text: str) -> bool:
    """Tell whether a text has signs above or below its letters; readers tear them from those."""
    return any(unicodedata.category(letter) in ("Mn", "Mc") for letter in text)


def _runs_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in text)
