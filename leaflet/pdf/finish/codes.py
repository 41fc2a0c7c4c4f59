"""Codes of glyphs: one that stands for other letters in other places gets a code for each reading.

In Nastaliq one stroke is the body of many letters, and the dots are glyphs of their own. With one
reading for each glyph, as the engine has it, a copy of Urdu consists of wrong letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.text.ffi import ffi, pango

from leaflet.typeset import unset

NOTHING = "\u200b"
"""ZERO WIDTH SPACE: the reading of a glyph that is part of a letter before it."""

_GLYPHS = re.compile(rb"<([0-9a-f]+)>")
_LAST_CODE = 0xFFFF


class Codes:
    """The readings of the glyphs of one file, beyond those that its fonts have."""

    def __init__(self) -> None:
        self._fonts: dict[str, Any] = {}
        self._codes: dict[str, dict[tuple[int, str], int]] = {}

    def recode(self, stream: Any, box: Any, start: int, end: int) -> None:
        """
        Let the glyphs of a text that runs from right to left say what they stand for in it.

        Args:
            stream: The engine's content of a page.
            box: The text box.
            start: Where its operators begin in the content.
            end: Where they end.
        """
        items = stream.stream
        readings = list(_readings(stream, box))
        shown = [at for at in range(start, end) if _shows(items[at])]
        drawn = [int(code, 16) for at in shown for code in _codes(items[at])]
        if drawn != [glyph for _, glyph, _ in readings]:
            return  # it was cut short, as with an ellipsis
        rest = iter(readings)

        def recoded(found: re.Match[bytes]) -> bytes:
            codes = (self._code(*next(rest)) for _ in range(len(found[1]) // 4))
            return b"<%b>" % b"".join(b"%04x" % code for code in codes)

        for at in shown:
            items[at] = _GLYPHS.sub(recoded, items[at])

    def _code(self, font: Any, glyph: int, text: str) -> int:
        if font.to_unicode[glyph] == text:
            return glyph
        self._fonts[font.hash] = font
        codes = self._codes.setdefault(font.hash, {})
        if (glyph, text) not in codes:
            codes[glyph, text] = _LAST_CODE - len(codes)
        return codes[glyph, text]

    def write(self, pdf: Any) -> None:
        """Write the codes into the fonts of a file, which are there already."""
        written = {
            str(one["BaseFont"]): one
            for one in pdf.objects
            if isinstance(one, pydyf.Dictionary) and one.get("Subtype") == "/Type0"
        }
        for key, codes in self._codes.items():
            font = self._fonts[key]
            dictionary = written[str(font.name)]
            to_unicode = pdf.objects[int(dictionary["ToUnicode"].split()[0])].stream
            at = to_unicode.index(b"endcmap")
            to_unicode[at:at] = _rows(
                b"bfchar",
                [
                    b"<%04x> <%b>" % (code, text.encode("utf-16-be").hex().encode())
                    for (_, text), code in codes.items()
                ],
            )
            glyphs = {glyph: glyph for glyph in font.to_unicode}
            glyphs |= {code: glyph for (glyph, _), code in codes.items()}
            encoding = _encoding(glyphs)
            pdf.add_object(encoding)
            dictionary["Encoding"] = encoding.reference


def _shows(item: Any) -> bool:
    return isinstance(item, bytes) and item.endswith(b"] TJ")


def _codes(operator: bytes) -> Iterator[bytes]:
    for run in _GLYPHS.findall(operator):
        yield from (run[at : at + 4] for at in range(0, len(run), 4))


def _readings(stream: Any, box: Any) -> Iterator[tuple[Any, int, str]]:
    """
    Yield font, glyph and letters of what is drawn of a text, from left to right.

    As `weasyprint.draw.text.draw_first_line` goes through it. The first glyph drawn of a cluster
    stands for its letters; a letter without ink, as the non-joiner of Persian, for itself behind
    the letter before it, which is drawn to the right of it.
    """
    layout = box.pango_layout
    layout.reactivate(box.style)
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    utf8 = layout.text.encode()
    line, _ = layout.get_first_line()
    run = line.runs[0]
    unseen, before = "", None
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        run = run.next
        font, _ = stream.add_font(item.analysis.font)
        starts = sorted({string.log_clusters[at] for at in range(string.num_glyphs)})
        ends = dict(zip(starts, [*starts[1:], item.length], strict=True))
        for at in range(string.num_glyphs):
            start = string.log_clusters[at]
            cluster = item.offset + start
            text = utf8[cluster : item.offset + ends[start]].decode()
            text, before = ("" if cluster == before else text), cluster
            glyph = string.glyphs[at].glyph
            if glyph == pango.PANGO_GLYPH_EMPTY:
                unseen = unset(text) + unseen
                continue
            yield font, glyph, (text + unseen) or NOTHING
            unseen = ""
    layout.deactivate()


def _rows(kind: bytes, rows: list[bytes]) -> list[bytes]:
    """Return rows of a CMap in lots of 100, which is as many as one may have."""
    lines = []
    for at in range(0, len(rows), 100):
        lot = rows[at : at + 100]
        lines += [b"%d begin%b" % (len(lot), kind), *lot, b"end" + kind]
    return lines


def _encoding(glyphs: dict[int, int]) -> Any:
    """Return the encoding that leads from codes to glyphs."""
    system = {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity")}
    extra = {
        "Type": "/CMap",
        "CMapName": "/Leaflet-Readings",
        "CIDSystemInfo": pydyf.Dictionary({**system, "Supplement": 0}),
    }
    rows = _rows(b"cidchar", [b"<%04x> %d" % pair for pair in sorted(glyphs.items())])
    return pydyf.Stream(
        [
            b"/CIDInit /ProcSet findresource begin",
            b"12 dict begin",
            b"begincmap",
            b"/CIDSystemInfo 3 dict dup begin",
            b"/Registry (Adobe) def",
            b"/Ordering (Identity) def",
            b"/Supplement 0 def",
            b"end def",
            b"/CMapName /Leaflet-Readings def",
            b"/CMapType 1 def",
            b"1 begincodespacerange",
            b"<0000> <ffff>",
            b"endcodespacerange",
            *rows,
            b"endcmap",
            b"CMapName currentdict /CMap defineresource pop",
            b"end",
            b"end",
        ],
        extra,
        compress=True,
    )
