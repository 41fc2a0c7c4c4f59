"""Fitting: the loosest setting in which a text keeps to its pages.

Spacing gives way first, then the size of the type, never below the sheet's floor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from leaflet.sheets import Sheet

T = TypeVar("T")

SPACINGS = tuple(step / 10 for step in range(20, 3, -1))
"""Factors on the distances between blocks, 2.0 to 0.4; 1 where there is no limit of pages.

Steps that the eye can see and no finer: each halving of the ladder costs a layout."""
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


def loosest(
    ladder: tuple[Setting, ...],
    lay_out: Callable[[Setting], T],
    fits: Callable[[T], bool],
    first: Setting | None = None,
) -> tuple[Setting, T]:
    """
    Return the first setting that fits, with its layout; the last where none does.

    What fits loosely fits tightly too, so the ladder is halved, not climbed.

    Args:
        ladder: From loose to tight.
        lay_out: Makes a layout of a setting.
        fits: Judges it.
        first: The step to try first, where one is laid out already; else the middle.

    >>> ladder = settings(__import__("leaflet.sheets").sheets.SHEETS["a4"])
    >>> loosest(ladder, lambda setting: setting.base_pt, lambda size: size <= 12.5)[1]
    12.5
    """
    low, high = 0, len(ladder) - 1
    laid: dict[int, T] = {}

    def at(step: int) -> T:
        if step not in laid:
            laid[step] = lay_out(ladder[step])
        return laid[step]

    middle = (
        ladder.index(first) if first is not None and first in ladder[:-1] else (low + high) // 2
    )
    while low < high:
        if fits(at(middle)):
            high = middle
        else:
            low = middle + 1
        middle = (low + high) // 2
    return ladder[low], at(low)


EVENING_TRIES = 6
"""How many tighter settings are tried for an even look, one layout each."""


def evenest(
    ladder: tuple[Setting, ...],
    found: tuple[Setting, T],
    lay_out: Callable[[Setting], T],
    flaws: Callable[[T], float],
) -> tuple[Setting, T]:
    """
    Return the least flawed of a setting and those next to it that are tighter.

    The first without a flaw ends the search; of equals the loosest is taken.

    Args:
        ladder: As in `loosest`.
        found: What `loosest` found.
        lay_out: As in `loosest`.
        flaws: A weight of what is wrong with a layout; infinite where it does not fit.

    >>> ladder = settings(__import__("leaflet.sheets").sheets.SHEETS["a4"])
    >>> spacing = lambda setting: setting.spacing
    >>> evenest(ladder, (ladder[0], 2.0), spacing, lambda spacing: spacing > 1.9)[1]
    1.9
    """
    best, least = found, flaws(found[1])
    start = ladder.index(found[0]) + 1
    for setting in ladder[start : start + EVENING_TRIES]:
        if not least:
            break
        layout = lay_out(setting)
        weight = flaws(layout)
        if weight < least:
            best, least = (setting, layout), weight
    return best
