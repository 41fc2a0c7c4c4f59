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
    def broken(self) -> tuple[int, int]:
        """What smaller type may mend: how many boxes are cut, then how many are displaced."""

    @property
    def flaws(self) -> float:
        """A weight of what is wrong with its look; 0 for nothing."""


M = TypeVar("M", bound=Measured)

BREAKS = 0.02
"""What the breaks of pages cost beyond what is foreseen, as a share of the paper: a line, or a box,
that finds no room goes over whole. It is left free where nothing is known yet that fits."""
DOUBT = 0.01
"""A setting that is foreseen to exceed its pages by no more than that, in pages, is tried."""
WORTH = 0.02
"""What must still be to gain for another layout, as a share of the paper: nobody sees type that is
larger by 1 %."""
HOPELESS = 0.1
"""A number of pages is not tried where the tightest setting is foreseen to exceed it by that share.

All four were measured on the stock's article in 26 languages, on `a4`, `letter`, `trifold`,
`easy-read` and `booklet`: see benchmarks/layouts.py."""


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


def hopeless(known: Measured, at: Setting, tightest: Setting, pages: int) -> bool:
    """
    Tell whether a text is foreseen to exceed its pages by far, however tightly it is set.

    Args:
        known: A layout of it, measured against so many pages.
        at: The setting of that layout.
        tightest: The last step of the ladder.
        pages: How many it may have.
    """
    return foreseen(known, at, tightest) > HOPELESS * pages


def loosest(
    ladder: Sequence[Setting], first: Setting, lay_out: Callable[[Setting], M], pages: int
) -> tuple[Setting, M]:
    """
    Return the loosest setting that fits, or one so near it that nobody sees the difference.

    What fits loosely fits tightly too. Each layout tells how much it exceeds its pages or leaves of
    them, so the next one is made where it should just fit. No layout is made for what is not worth
    it, nor of a step that must exceed the pages by what is known of the one below it. Where nothing
    fits, the last step is returned.

    Args:
        ladder: From loose to tight.
        first: The step to begin with, as the one that is laid out already.
        lay_out: Makes a layout of a setting; it is asked once for each.
        pages: How many the text may have.
    """
    too_loose, fits = -1, len(ladder)
    found: dict[int, M] = {}
    step = ladder.index(first)
    while True:
        known = found[step] = lay_out(ladder[step])
        too_loose, fits = (step, fits) if known.over > 0 else (too_loose, step)
        between = range(too_loose + 1, fits)
        if not between:
            break
        if fits in found:
            best = found[fits]
            over = {at: foreseen(best, ladder[fits], ladder[at]) for at in between}
            gain = min(-best.over, over[between[0]] - best.over)
            # Above the largest type there is but white to gain: that is worth one layout.
            white = len(found) > 1 and ladder[fits].base_pt == ladder[0].base_pt
            if white or gain <= WORTH * pages or over[between[-1]] > DOUBT:
                break
        else:
            over = {at: foreseen(known, ladder[step], ladder[at]) for at in between}
        if too_loose in found and fits in found:
            step = _crossing(too_loose, found[too_loose].over, fits, found[fits].over)
        else:
            step = next((at for at in between if over[at] <= -BREAKS * pages), between[-1])
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
    Return the loosest setting found that breaks no more than the tightest; or what was given.

    A box that is too high for a page, or for what the title leaves of it, finds room in smaller
    type. The tightest setting is tried first: if that breaks as much, no other is likely not to.

    Args:
        ladder: As in `loosest`.
        found: What `loosest` found.
        lay_out: As in `loosest`.
    """
    looser, last = ladder.index(found[0]), len(ladder) - 1
    if not any(found[1].broken) or looser == last:
        return found
    best = ladder[last], lay_out(ladder[last])
    least = best[1].broken
    if least >= found[1].broken or best[1].over > 0:
        return found
    tighter = last
    while tighter - looser > 1:
        step = (looser + tighter) // 2
        layout = lay_out(ladder[step])
        if layout.broken > least or layout.over > 0:
            looser = step
        else:
            best, tighter = (ladder[step], layout), step
    return best


EVENING_TRIES = 3
"""How many other settings are tried for an even look, one layout each."""
EVENING_STRIDE = 2
"""How many steps lie between those that are tighter: the next one would break as badly."""


def evenest(
    ladder: Sequence[Setting], found: tuple[Setting, M], lay_out: Callable[[Setting], M]
) -> tuple[Setting, M]:
    """
    Return the least flawed of a setting, the next looser one if there is room, and tighter ones.

    The first without a flaw ends the search; of equals the first is taken.

    Args:
        ladder: As in `loosest`.
        found: What `loosest` found.
        lay_out: As in `loosest`.
    """
    best, least = found, found[1].flaws
    start = ladder.index(found[0])
    looser = [each for each in ladder[:start][-1:] if foreseen(found[1], found[0], each) <= 0]
    others = [*looser, *ladder[start + EVENING_STRIDE :: EVENING_STRIDE]]
    for setting in others[:EVENING_TRIES]:
        if not least:
            break
        layout = lay_out(setting)
        if layout.over <= 0 and layout.broken <= best[1].broken and layout.flaws < least:
            best, least = (setting, layout), layout.flaws
    return best
