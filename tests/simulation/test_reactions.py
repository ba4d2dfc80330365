import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.simulation.reactions import (
    LEAVE_PRESETS,
    LeavePreset,
    breakdown_curve,
    leave_curve,
    recovered_levels,
    silent_curve,
)

LEVELS = st.integers(min_value=1, max_value=40)


@given(LEVELS)
def test_curves_are_probabilities_that_never_fall_with_irritation(levels: int) -> None:
    for curve in (breakdown_curve(levels), silent_curve(levels), *(leave_curve(levels, p) for p in LEAVE_PRESETS)):
        assert curve.shape == (levels + 1,)
        assert curve.min() >= 0.0
        assert curve.max() <= 1.0
        assert np.diff(curve).min() >= 0.0


@given(LEVELS)
def test_nobody_leaves_in_silence_without_irritation(levels: int) -> None:
    assert silent_curve(levels)[0] == 0.0
    assert silent_curve(levels)[-1] == 0.02


def test_the_breakdown_curve_is_half_way_up_at_its_threshold() -> None:
    assert breakdown_curve(10)[6] == pytest.approx((0.02 + 0.60) / 2)


def test_leaving_follows_stated_intentions_by_default() -> None:
    assert leave_curve(4) == pytest.approx([0.17, 0.275, 0.38, 0.485, 0.59])


@pytest.mark.parametrize("preset", LEAVE_PRESETS, ids=lambda preset: preset.key)
def test_every_preset_of_leaving_names_its_source(preset: LeavePreset) -> None:
    assert "%" in preset.source
    assert preset.calm <= preset.irritated


def test_preset_keys_are_unique() -> None:
    assert len({preset.key for preset in LEAVE_PRESETS}) == len(LEAVE_PRESETS)


@given(LEVELS)
def test_recovery_lowers_irritation_by_a_fifth_and_never_below_calm(levels: int) -> None:
    after = recovered_levels(levels)
    drop = np.arange(levels + 1) - after
    assert after.min() == 0
    assert drop[-1] == round(0.2 * levels)
    assert drop.min() >= 0


def test_recovery_drops_two_of_ten_levels() -> None:
    assert recovered_levels(10).tolist() == [0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]


def test_a_recovery_that_calms_nobody_leaves_every_level_as_it_is() -> None:
    assert recovered_levels(10, drop=0.0).tolist() == list(range(11))
