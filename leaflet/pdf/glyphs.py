"""The letters that a page draws: those that no font has, and marks that stand on dotted circles."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from weasyprint.draw import text as drawing
from weasyprint.text.ffi import ffi, harfbuzz, pango

from leaflet.errors import Problem

# WeasyPrint declares what it calls itself; this one it does not.
ffi.cdef(
    "hb_bool_t hb_font_get_nominal_glyph "
    "(hb_font_t *font, hb_codepoint_t unicode, hb_codepoint_t *glyph);"
)

DOTTED_CIRCLE = "\u25cc"
MOST_LETTERS = 5
"""As many letters of one text are named."""
MOST_TEXTS = 5
"""As many texts of one handout are shown: with a wrong font it is every one."""
_EITHER_SIDE = 24
"""As much of the text is shown before a letter, and behind it."""
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Zs"}
_GENERIC = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"}

Kind = Literal["glyphs", "marks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One letter that is not printed as it was written."""

    kind: Kind
    """"glyphs" for a letter that no font has, "marks" for one on a dotted circle."""
    letters: str
    """The letter; with "marks" all that stands on the circle."""
    text: str
    """The words round it, on the same line."""
    fonts: tuple[str, ...]
    """The families that were asked for, in order."""
    element: object
    """Of which text it is; for comparison alone."""


@contextmanager
def watching_letters(families: Iterable[str] = ()) -> Iterator[list[Fault]]:
    """
    Collect the faults of all letters that the engine draws meanwhile.

    Pango says which letters it has no glyph for. Where a family stands in that no language of the
    page names, it is there only because another language is built at the same time, or because
    somebody installed it: the letter counts as missing, so that a sheet never depends on that.

    Args:
        families: Of all languages of the page.
    """
    of_page = frozenset(family.casefold() for family in families)
    faults: list[Fault] = []
    draw: Callable[..., Any] = drawing.draw_first_line

    @functools.wraps(draw)
    def draw_and_look(stream: Any, textbox: Any, *rest: Any) -> Any:
        result = draw(stream, textbox, *rest)
        # Where it is white or of no size, nothing was laid out.
        if textbox.text.strip() and textbox.style["font_size"] >= 1e-6:
            faults.extend(_faults(stream, textbox, of_page))
        return result

    drawing.draw_first_line = draw_and_look
    try:
        yield faults
    finally:
        drawing.draw_first_line = draw


def _faults(stream: Any, textbox: Any, of_page: frozenset[str]) -> list[Fault]:
    """Return the faults of a text box, in the order of its letters, as it was just drawn."""
    layout = textbox.pango_layout
    families = tuple(textbox.style["font_family"])
    wanted = of_page | {family.casefold() for family in families}
    found: dict[tuple[int, str], Kind] = {}
    first_line, _ = layout.get_first_line()
    run = first_line.runs[0]
    while run != ffi.NULL:
        glyph_item, run = run.data, run.next
        font, _ = stream.add_font(glyph_item.item.analysis.font)
        foreign = font.family.casefold() not in wanted and not wanted & _GENERIC
        circle = _dotted_circle(font)
        count = glyph_item.glyphs.num_glyphs
        for index, info in enumerate(glyph_item.glyphs.glyphs[0:count]):
            glyph = info.glyph
            unknown = bool(glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG)
            if glyph == pango.PANGO_GLYPH_EMPTY or not (unknown or foreign or glyph == circle):
                continue
            start, letters = _cluster(layout.text, glyph_item, index)
            if unknown or (foreign and any(map(_is_visible, letters))):
                found[start, letters] = "glyphs"
            elif glyph == circle and DOTTED_CIRCLE not in letters:
                found[start, letters] = "marks"
    return [
        Fault(
            kind=kind,
            letters=letters,
            text=_round(layout.text, start),
            fonts=families,
            # Words of an SVG have none; it has a layout for each.
            element=getattr(textbox, "element", layout),
        )
        for (start, letters), kind in sorted(found.items())
    ]


def _dotted_circle(font: Any) -> int | None:
    """Return the glyph of U+25CC in a font; None where it has none."""
    try:
        found: int | None = font.dotted_circle
    except AttributeError:
        glyph = ffi.new("hb_codepoint_t *")
        there = harfbuzz.hb_font_get_nominal_glyph(font.hb_font, ord(DOTTED_CIRCLE), glyph)
        # Kept with the engine's own record of the font, which lives as long as the document.
        found = font.dotted_circle = int(glyph[0]) if there else None
    return found


def _cluster(text: str, glyph_item: Any, index: int) -> tuple[int, str]:
    """Return what a glyph stands for: the index of its first letter, and all letters."""
    item, count = glyph_item.item, glyph_item.glyphs.num_glyphs
    clusters = glyph_item.glyphs.log_clusters
    start = clusters[index]
    behind = [clusters[other] for other in range(count) if clusters[other] > start]
    data = text.encode()  # Pango counts bytes of UTF-8
    whole = data[item.offset + start : item.offset + min(behind, default=item.length)]
    return len(data[: item.offset + start].decode()), whole.decode()


def _is_visible(letter: str) -> bool:
    return unicodedata.category(letter) not in _INVISIBLE and not _is_selector(letter)


def _is_selector(letter: str) -> bool:
    return "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"


def _round(text: str, index: int) -> str:
    """
    Return the words round a letter.

    >>> _round("Give 10 ml of honey.", 8)
    'Give 10 ml of honey.'
    """
    # From and to a space, where there is one: half of a syllable says nothing.
    start = text.rfind(" ", 0, max(0, index - _EITHER_SIDE)) + 1
    start = max(start, index - 2 * _EITHER_SIDE, 0)
    end = text.find(" ", index + _EITHER_SIDE)
    end = min(end if end >= 0 else len(text), index + 2 * _EITHER_SIDE)
    before = "…" if text[:start].strip() else ""
    after = "…" if text[end:].strip() else ""
    # Without what typesetting put in: half of a pair would turn round what stands behind it.
    return f"{before}{_MARKS_OF_DIRECTION.sub('', text[start:end]).strip()}{after}"


_MARKS_OF_DIRECTION = re.compile("[\u200b\u2060\u2066-\u2069]")


# What is said


def problems_of_letters(faults: Iterable[Fault], name: str) -> list[Problem]:
    """
    Return a problem for each text with letters that are not printed as they were written.

    Args:
        faults: From `watching_letters`.
        name: Of the handout.
    """
    texts: dict[tuple[Kind, int, tuple[str, ...]], list[Fault]] = {}
    for fault in faults:
        texts.setdefault((fault.kind, id(fault.element), fault.fonts), []).append(fault)
    problems = [_problem(found, name) for found in list(texts.values())[:MOST_TEXTS]]
    if len(texts) > MOST_TEXTS:
        problems.append(
            Problem(
                code="glyphs",
                message=f"{name}: the same in {len(texts) - MOST_TEXTS} more texts",
                hint="mend the first of them, then build it again",
            )
        )
    return problems


def _problem(found: list[Fault], name: str) -> Problem:
    first = found[0]
    letters = list(dict.fromkeys(letter for fault in found for letter in fault.letters))
    if first.kind == "marks":
        said = "a mark has no letter to stand on and would be printed with a dotted circle"
        label = "mark"
        hint = "put it right behind its letter, with no space or `*` between; or delete it"
    else:
        letters = list(filter(_is_visible, letters)) or letters
        said = f"no font has {len(letters)} letters of a text"
        if len(letters) == 1:
            said = f"no font has the letter U+{ord(letters[0]):04X}"
        label, hint = "letter", _HINTS.get(unicodedata.category(letters[0]), _HINT)
    evidence = [("text", first.text)]
    for number, letter in enumerate(letters[:MOST_LETTERS]):
        evidence.append(("" if number else label, described(letter)))
    if len(letters) > MOST_LETTERS:
        evidence.append(("", f"… and {len(letters) - MOST_LETTERS} more"))
    if first.kind == "glyphs":
        evidence.append(("fonts", ", ".join(first.fonts)))
    return Problem(code=first.kind, message=f"{name}: {said}", evidence=tuple(evidence), hint=hint)


_HINT = (
    "write it in the letters of its language; if it is, `leaflet doctor` says which fonts are "
    "missing"
)
_HINTS = {
    "Co": "it has a shape in one font only, and another or none in any other: type the letter "
    "that was meant",
    "Cn": "no such letter is known to Unicode: type the letter that was meant",
    "So": "pictures among letters (emoji) are not printed: write a word in place of it",
}


def described(letter: str) -> str:
    """
    Return a letter with its number and name in Unicode.

    >>> described("\\U0001e922"), described("\\ue000")
    ('U+1E922 ADLAM SMALL LETTER ALIF', 'U+E000 (private use)')
    """
    why = {"Co": "(private use)", "Cn": "(not assigned)"}
    name = unicodedata.name(letter, why.get(unicodedata.category(letter), "(without a name)"))
    return f"U+{ord(letter):04X} {name}"
