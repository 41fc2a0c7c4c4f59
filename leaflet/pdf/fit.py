"""Fitting: the loosest setting in which a text keeps to its pages, by as few layouts as may be.

Spacing gives way first, then the size of the type, never below the sheet's floor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from leaflet.sheets import Sheet

SPACINGS = tuple(step / 10 for step in range(20, 3, -1))
"""Factors on the distances between blocks, 2.0 to 0.4; 1 where there is no limit of pages.

Steps that the eye can see and no finer: what lies between two of them is not worth a layout."""
SNUG = 0.9
"""The spacing at which the type begins to give way; below it, type is at its smallest."""
STEP_PT = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One way to set a sheet."""

    base_pt: float
    spacing: float

    def style(self) -> str:
        """
        Return it as a style rule.

        >>> Setting(base_pt=12.5, spacing=0.7).style()
        ':root { --base: 12.5pt; --spacing: 0.7 }'
        """
        return f":root {{ --base: {self.base_pt:g}pt; --spacing: {self.spacing:g} }}"


def natural(sheet: Sheet) -> Setting:
    """Return the setting of a sheet whose text may take as many pages as it likes."""
    return Setting(base_pt=sheet.base_pt, spacing=1)


def settings(sheet: Sheet) -> tuple[Setting, ...]:
    """
    Return the settings of a sheet, the loosest first.

    >>> from leaflet.sheets import SHEETS
    >>> ladder = settings(SHEETS["a4"])
    >>> [(step.base_pt, step.spacing) for step in (ladder[0], ladder[11], ladder[12], ladder[-1])]
    [(13, 2.0), (13, 0.9), (12.9, 0.9), (12.0, 0.4)]
    """
    steps = int((sheet.base_pt - sheet.floor_pt) / STEP_PT + 0.001)
    sizes = [round(sheet.base_pt - STEP_PT * step, 2) for step in range(1, steps + 1)]
    smallest = sizes[-1] if sizes else sheet.base_pt
    return (
        *(
            Setting(base_pt=sheet.base_pt, spacing=each)
            for each in SPACINGS
            if SNUG <= each <= sheet.loosest
        ),
        *(Setting(base_pt=size, spacing=SNUG) for size in sizes),
        *(Setting(base_pt=smallest, spacing=each) for each in SPACINGS if each < SNUG),
    )


class Measured(Protocol):
    """What the search is told of a layout; heights are in pages."""

    @property
    def over(self) -> float:
        """By how much it exceeds its pages: above 0 it does not fit, else room is left."""

    @property
    def spaces(self) -> float:
        """How much of it is distances, which grow with the spacing."""

    @property
    def text(self) -> float:
        """How much of it is text, which grows with the square of the type: broader and higher."""

    @property
    def broken(self) -> int:
        """How much is wrong that smaller type may mend: boxes cut, a first page left bare."""

    @property
    def flaws(self) -> float:
        """A weight of what is wrong with its look; 0 for nothing."""


M = TypeVar("M", bound=Measured)

BREAKS = 0.03
"""What the breaks of pages cost beyond what is foreseen, in pages: a line, or a box, that finds no
room goes over whole. It is left free by the first guess, which reaches far."""
DOUBT = 0.01
"""A setting that is foreseen to exceed its pages by no more than that, in pages, is tried.

Both were measured on the stock's article in 26 languages, on `a4` and `trifold`: with them the
fewest layouts find what halving the ladder finds."""


def foreseen(known: Measured, at: Setting, other: Setting) -> float:
    """
    Return by how much a text will exceed its pages in another setting, in pages.

    Args:
        known: A layout of it.
        at: The setting of that layout.
        other: The setting in question.
    """
    spaces = known.spaces * (other.spacing / at.spacing - 1)
    text = known.text * ((other.base_pt / at.base_pt) ** 2 - 1)
    return known.over + spaces + text


def loosest(
    ladder: Sequence[Setting], first: Setting, lay_out: Callable[[Setting], M]
) -> tuple[Setting, M]:
    """
    Return the first setting that fits, with its layout; the last where none does.

    What fits loosely fits tightly too. Each layout tells how much it exceeds its pages or leaves of
    them, so the next one is made where it should just fit. A step that must exceed them by what is
    known of the one below it is not tried.

    Args:
        ladder: From loose to tight.
        first: The step to begin with, as the one that is laid out already.
        lay_out: Makes a layout of a setting; it is asked once for each.
    """
    too_loose, fits = -1, len(ladder)
    found: dict[int, M] = {}
    step, spare = ladder.index(first), BREAKS
    while True:
        known = found[step] = lay_out(ladder[step])
        too_loose, fits = (step, fits) if known.over > 0 else (too_loose, step)
        between = range(too_loose + 1, fits)
        over = {at: foreseen(known, ladder[step], ladder[at]) for at in between}
        if not between or (step == fits and over[fits - 1] > DOUBT):
            break
        if too_loose in found and fits in found:
            step = _crossing(too_loose, found[too_loose].over, fits, found[fits].over)
        else:
            step = next((at for at in between if over[at] <= -spare), fits - 1)
        spare = -DOUBT
    last = min(fits, len(ladder) - 1)
    return ladder[last], found[last]


def _crossing(too_loose: int, over: float, fits: int, room: float) -> int:
    """
    Return the step between two others where a text should just fit.

    >>> _crossing(10, 0.3, 14, -0.1), _crossing(10, 0.3, 12, 0.0)
    (13, 11)
    """
    crossing = too_loose + round((fits - too_loose) * over / (over - room))
    return min(max(crossing, too_loose + 1), fits - 1)


def unbroken(
    ladder: Sequence[Setting], found: tuple[Setting, M], lay_out: Callable[[Setting], M]
) -> tuple[Setting, M]:
    """
    Return the loosest setting found that breaks nothing; what was given where the tightest does.

    A box that is too high for a page, or for what the title leaves of it, finds room in smaller
    type. The tightest setting is tried first: if that breaks one, no other is likely not to.

    Args:
        ladder: As in `loosest`.
        found: What `loosest` found.
        lay_out: As in `loosest`.
    """
    best = found
    breaks, whole, step = ladder.index(found[0]), len(ladder), len(ladder) - 1
    while found[1].broken and breaks < step < whole:
        layout = lay_out(ladder[step])
        if layout.broken or layout.over > 0:
            breaks = step
        else:
            best, whole = (ladder[step], layout), step
        step = (breaks + whole) // 2
    return best


EVENING_TRIES = 6
"""How many tighter settings are tried for an even look, one layout each."""


def evenest(
    ladder: Sequence[Setting], found: tuple[Setting, M], lay_out: Callable[[Setting], M]
) -> tuple[Setting, M]:
    """
    Return the least flawed of a setting and those next to it that are tighter.

    The first without a flaw ends the search; of equals the loosest is taken.

    Args:
        ladder: As in `loosest`.
        found: What `loosest` found.
        lay_out: As in `loosest`.
    """
    best, least = found, found[1].flaws
    start = ladder.index(found[0]) + 1
    for setting in ladder[start : start + EVENING_TRIES]:
        if not least:
            break
        layout = lay_out(setting)
        if layout.over <= 0 and layout.broken <= best[1].broken and layout.flaws < least:
            best, least = (setting, layout), layout.flaws
    return best
