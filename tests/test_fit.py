"""Fitting: the loosest setting in which a text keeps to its pages."""

from __future__ import annotations

import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.pdf.fit import Setting, evenest, loosest, natural, settings
from leaflet.sheets import SHEETS

LADDER = settings(SHEETS["a4"])


@given(st.integers(0, len(LADDER)))
def test_first_setting_that_fits_is_found(first: int) -> None:
    """Wherever it stands; where none fits, the tightest is shown to the author."""
    setting, step = loosest(LADDER, LADDER.index, lambda step: step >= first)

    assert min(first, len(LADDER) - 1) == step
    assert LADDER[step] == setting


@given(st.integers(0, len(LADDER)))
def test_few_layouts_are_tried(first: int) -> None:
    """Each costs a second; the ladder is halved, and no step is laid out twice."""
    tried: list[Setting] = []

    def lay_out(setting: Setting) -> int:
        tried.append(setting)
        return LADDER.index(setting)

    loosest(LADDER, lay_out, lambda step: step >= first)

    assert len(set(tried)) == len(tried)
    assert len(tried) <= math.ceil(math.log2(len(LADDER))) + 1


@given(
    st.lists(st.floats(0, 5), min_size=len(LADDER), max_size=len(LADDER)),
    st.integers(0, len(LADDER) - 1),
)
def test_evening_never_makes_it_worse(flaws: list[float], start: int) -> None:
    """Of equals the looser is taken, and none that is looser than what fits."""
    setting, step = evenest(LADDER, (LADDER[start], start), LADDER.index, flaws.__getitem__)

    assert LADDER[step] == setting
    assert start <= step
    assert flaws[step] <= flaws[start]
    assert all(flaws[step] < flaws[looser] for looser in range(start, step))


@pytest.mark.parametrize("name", SHEETS)
def test_ladder_goes_down(name: str) -> None:
    """Spacing gives way first, then the size of the type, and never below the floor."""
    sheet = SHEETS[name]
    ladder = settings(sheet)

    sizes = [setting.base_pt for setting in ladder]
    assert sheet.base_pt == sizes[0]
    assert sheet.floor_pt == min(sizes)
    assert sorted(sizes, reverse=True) == sizes
    spacings = [setting.spacing for setting in ladder]
    assert sorted(spacings, reverse=True) == spacings
    assert natural(sheet) in ladder
    assert len(set(ladder)) == len(ladder)


def test_ladder_keeps_an_odd_floor() -> None:
    """A clinic may ask for larger type than the steps meet."""
    sheet = dataclasses.replace(SHEETS["a4"], base_pt=16, floor_pt=15.93)

    assert all(15.93 <= setting.base_pt <= 16 for setting in settings(sheet))


def test_without_a_limit_there_is_one_setting() -> None:
    """As the sheet says it."""
    assert Setting(base_pt=13, spacing=1) == natural(SHEETS["a4"])
