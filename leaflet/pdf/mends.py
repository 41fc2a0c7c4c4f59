"""Mends of WeasyPrint 70.0, which is pinned for their sake: each with the fault that it answers."""

from __future__ import annotations

import functools
from collections.abc import Callable
from math import inf
from typing import Any

import weasyprint.pdf
from weasyprint.layout import inline, replaced
from weasyprint.pdf.stream import Stream

_NO_BREAK = ("\u00a0", "\u202f", "\u2060")


def mend() -> None:
    """Put the mends in place; once a process."""
    if not hasattr(inline.split_first_line, "__wrapped__"):
        inline.split_first_line = _without_trailing_space(inline.split_first_line)
        inline.remove_last_whitespace = _keeping_place(inline.remove_last_whitespace)
        weasyprint.pdf.build_fonts_dictionary = _without_empty_entries(
            weasyprint.pdf.build_fonts_dictionary
        )
        weasyprint.pdf.ColorProfile = _closing(weasyprint.pdf.ColorProfile)
        Stream.show_text = _without_empty_strings(Stream.show_text)
        replaced.inline_replaced_box_width_height = _placed_before(
            replaced.inline_replaced_box_width_height
        )


def _placed_before(size: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """
    Let a picture without a size of its own stand in a right-to-left line.

    It is sized as a block is, and there a block is moved to the right from a position that a
    picture in a line does not have yet: AttributeError. Its line gives it one.
    """

    @functools.wraps(size)
    def inline_replaced_box_width_height(box: Any, containing_block: Any) -> None:
        box.position_x = getattr(box, "position_x", 0)
        size(box, containing_block)

    return inline_replaced_box_width_height


def _without_trailing_space(split: Callable[..., Any]) -> Callable[..., Any]:
    """
    Let a text fill its line although the space behind it does not fit.

    Before bold words, a link or a value the text of a line ends with a space. Where the text fits
    but for that space, the engine breaks it after its first word, and a short line stands in the
    middle of the paragraph. A space at the end of a line takes no room (CSS Text 3, 4.1.3).

    The same happens before a no-break space at the end, as before a number in bold. That one takes
    room, and nothing may break before it: there the last word goes on to the next line with it.
    """

    @functools.wraps(split)
    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, *more: Any, **options: Any
    ) -> Any:
        result = split(text, style, context, max_width, *more, **options)
        resume_index = result[2]
        if resume_index is None or max_width in (None, inf):
            return result
        if text[-1:] in _NO_BREAK:
            word = split(
                text.rstrip("".join(_NO_BREAK)), style, context, max_width, *more, **options
            )
            if word[2] is not None:
                return result
            narrow = split(
                text.rstrip("".join(_NO_BREAK)), style, context, word[3] - 1, *more, **options
            )
            return result if narrow[2] is None else narrow
        if not text.endswith(" "):
            return result
        bare = split(text.rstrip(" "), style, context, max_width, *more, **options)
        if bare[2] is not None:
            return result
        room = split(text, style, context, inf, *more, **options)[3] - bare[3]
        return split(text, style, context, max_width + max(room, 0) + 1, *more, **options)

    return split_first_line


def _keeping_place(remove: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """
    Let a line from right to left end where it should when a space is taken off its end.

    What stands before the last text moves up to it, and nothing else. The engine moves all to the
    left by the width of the space: out of the box, where the line has one text.
    """

    @functools.wraps(remove)
    def remove_last_whitespace(context: Any, line: Any) -> None:
        path = [line]
        while getattr(path[-1], "children", None):
            path.append(path[-1].children[-1])
        width = line.width
        places = [child.position_x for child in line.children]
        remove(context, line)
        space = width - line.width
        if not space:
            return
        if path[-1].text:
            # The engine draws the letters as they were laid out before, the space among them.
            bare, _, _ = inline.split_text_box(context, path[-1], None, 0)
            path[-1].pango_layout = bare.pango_layout
        for child, place in zip(line.children, places, strict=True):
            child.translate(dx=place - child.position_x, ignore_floats=True)
        for outer in path[:-1]:
            if outer.style["direction"] == "rtl":
                for child in outer.children[:-1]:
                    if child.is_in_normal_flow():
                        child.translate(dx=-space, ignore_floats=True)

    return remove_last_whitespace


def _without_empty_strings(show: Callable[[Any, str], None]) -> Callable[[Any, str], None]:
    """
    Let Chrome, Edge and whatever else reads with PDFium set Nastaliq as it was laid out.

    The engine writes `<>` before each distance between raised marks, and PDFium loses distances
    round it: behind such a word stands a gap, and the line runs into the margin.
    """

    @functools.wraps(show)
    def show_text(stream: Any, text: str) -> None:
        show(stream, text.replace("<>", " "))

    return show_text


_INVISIBLE = "\u200b"  # ZERO WIDTH SPACE


def _without_empty_entries(build: Callable[..., Any]) -> Callable[..., Any]:
    """
    Let every glyph stand for something.

    The engine writes an empty entry for a glyph that stands for no letter of its own, as in
    reordered Devanagari; a ToUnicode map must not have any (ISO 32000-1, 9.10.3; page-validation
    rule PDFUA1-FONT-UNICODE-MAPPING-001).
    """

    @functools.wraps(build)
    def build_fonts_dictionary(pdf: Any, fonts: Any, *more: Any) -> Any:
        for font in fonts.values():
            for glyph, text in font.to_unicode.items():
                font.to_unicode[glyph] = text or _INVISIBLE
        return build(pdf, fonts, *more)

    return build_fonts_dictionary


def _closing(make: Callable[..., Any]) -> Callable[..., Any]:
    """Close the file of a colour profile, which the engine opens, reads and leaves open."""

    @functools.wraps(make)
    def color_profile(file: Any, *more: Any) -> Any:
        with file:
            return make(file, *more)

    return color_profile
