"""Black and white alone: each colour that is drawn becomes the one that it is nearer to.

The style sheet `black.css` says how a sheet looks without colour; this sees to what it cannot
reach, as the pictures of an article, and to what a theme still says past it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tinycss2.color5 import Color
from weasyprint.pdf.stream import Stream

LIGHTEST_INK = 0.5
"""The luminance (WCAG 2.2) at which paper begins: #bcbcbc is white, and a darker line is kept."""


@contextmanager
def black_only(wanted: bool) -> Iterator[None]:
    """
    Let the engine draw type, lines, grounds and vector pictures in black and white meanwhile.

    Photographs stay as they are: a printer makes dots of them.

    Args:
        wanted: Whether at all.
    """
    draw: Callable[..., None] = Stream.set_color

    @functools.wraps(draw)
    def set_color(stream: Any, color: Any, stroke: bool = False) -> None:
        draw(stream, nearest(color), stroke)

    if wanted:
        Stream.set_color = set_color
    try:
        yield
    finally:
        Stream.set_color = draw


def nearest(colour: Color) -> Color:
    """
    Return black or white for a colour on white paper; nothing for what cannot be seen.

    >>> from tinycss2.color5 import parse_color
    >>> [nearest(parse_color(name)).coordinates[0] for name in ("#d9d9d9", "#0b4a6b", "#000c")]
    [1.0, 0.0, 0.0]
    """
    alpha = float(colour.alpha)
    shown = [_linear(1 - alpha + alpha * each) for each in _screen(colour)]
    luminance = sum(part * each for part, each in zip(_LUMINANCE, shown, strict=True))
    channel = 0.0 if luminance < LIGHTEST_INK else 1.0
    return Color("srgb", [channel] * 3, 1.0 if alpha else 0.0)


def _screen(colour: Color) -> list[float]:
    """Return red, green and blue, 0 to 1; of colours by lightness, the grey that is as light."""
    if colour.space in ("srgb", "hsl", "hwb"):
        return list(colour.to("srgb").coordinates)
    if colour.space == "device-cmyk":
        *inks, black = colour.coordinates
        return [(1 - ink) * (1 - black) for ink in inks]
    if colour.space in ("xyz-d50", "xyz-d65", "lab", "lch", "oklab", "oklch"):
        # L of CIELAB and a grey of the screen differ by 4 of 100 at most.
        return [float(colour.to("lab").coordinates[0]) / 100] * 3
    return list(colour.coordinates[:3])


_LUMINANCE = (0.2126, 0.7152, 0.0722)
"""Of red, green and blue (WCAG 2.2, relative luminance)."""


def _linear(value: float) -> float:
    """Return how much light a channel gives, 0 to 1 (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
