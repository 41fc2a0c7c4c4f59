"""Fitting: the loosest setting in which a text keeps to its pages.

Spacing gives way first, then the size of the type, never below the sheet's floor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from leaflet.sheets import Sheet

T = TypeVar("T")

SPACINGS = (1.6, 1.4, 1.2, 1.0, 0.85, 0.7)
"""Factors on the distances between blocks; 1 where there is no limit of pages."""
STEP_PT = 0.25


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


def settings(sheet: Sheet, max_pages: int) -> tuple[Setting, ...]:
    """
    Return the settings of a sheet, the loosest first.

    >>> from leaflet.sheets import SHEETS
    >>> [setting.base_pt for setting in settings(SHEETS["a4"], 2)][-3:]
    [12.5, 12.25, 12.0]
    """
    if not max_pages:
        return (Setting(base_pt=sheet.base_pt, spacing=1),)
    loose = [Setting(base_pt=sheet.base_pt, spacing=spacing) for spacing in SPACINGS]
    smaller = []
    size = sheet.base_pt - STEP_PT
    while size >= sheet.floor_pt:
        smaller.append(Setting(base_pt=size, spacing=SPACINGS[-1]))
        size -= STEP_PT
    return (*loose, *smaller)


def loosest(
    ladder: tuple[Setting, ...], lay_out: Callable[[Setting], T], fits: Callable[[T], bool]
) -> tuple[Setting, T]:
    """
    Return the first setting that fits, with its layout; the last where none does.

    What fits loosely fits tightly too, so the ladder is halved, not climbed.

    >>> ladder = settings(__import__("leaflet.sheets").sheets.SHEETS["a4"], 2)
    >>> loosest(ladder, lambda setting: setting.base_pt, lambda size: size <= 12.5)[1]
    12.5
    """
    low, high = 0, len(ladder) - 1
    laid: dict[int, T] = {}

    def at(step: int) -> T:
        if step not in laid:
            laid[step] = lay_out(ladder[step])
        return laid[step]

    while low < high:
        middle = (low + high) // 2
        if fits(at(middle)):
            high = middle
        else:
            low = middle + 1
    return ladder[low], at(low)
