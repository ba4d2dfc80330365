import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.journeys import random_journey
from tests.helpers.portfolios import fix
from workbench.domain.values import Quantity
from workbench.simulation.build import improved
from workbench.simulation.portfolio.options import Options
from workbench.simulation.problems import ModelProblem
from workbench.simulation.sweep.design import MOST_SCENARIOS, Axis, Design, Span
from workbench.simulation.variation import varied

TWO = (Axis("first", (0,)), Axis("both", (0, 1), "severity"))


def test_a_grid_runs_every_combination_after_the_journey_as_it_is() -> None:
    design = Design.grid(TWO, [Span(0, -1, 2), Span(0, 0.5, 1)])
    expected = [(0, 0), (0, 0), (0, 0.5), (-0.5, 0), (-0.5, 0.5), (-1, 0), (-1, 0.5)]
    assert [tuple(row) for row in design.changes.tolist()] == expected


def test_samples_lie_between_the_ends_and_are_the_same_for_the_same_seed() -> None:
    first, again, other = (Design.sampled(TWO, [Span(-0.2, -0.8), Span(0, 1)], 100, seed) for seed in (1, 1, 2))
    assert first.size == 129
    assert first.changes.tobytes() == again.changes.tobytes() != other.changes.tobytes()
    low, high = first.changes[1:].min(axis=0), first.changes[1:].max(axis=0)
    assert (low >= [-0.8, 0]).all()
    assert (high <= [-0.2, 1]).all()
    assert (high - low > [0.58, 0.97]).all()


def test_sets_of_fixes_are_scenarios_too() -> None:
    options = Options.of([fix("a", 0, change=Quantity(-0.5)), fix("b", 1, parameter="severity", change=Quantity(-0.2))])
    design = Design.portfolios(options, np.array([[True, False], [True, True]]))
    assert design.changes.tolist() == [[0, 0], [-0.5, 0], [-0.5, -0.2]]
    assert [axis.title for axis in design.axes] == ["change of failure at a", "change of severity at b"]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.lists(st.floats(-1, 3), min_size=3, max_size=3))
def test_a_scenario_is_what_the_same_improvements_make_of_the_journey(seed: int, changes: list[float]) -> None:
    model = random_journey(seed)
    axes = (Axis("a", (0, 2)), Axis("b", (0,), "recovery_quality"), Axis("c", (2,)))
    design = Design.listed(axes, np.array([changes]))
    variations, values = design.variants(model)
    wanted = [(row, axis.parameter, by) for axis, by in zip(axes, changes, strict=True) for row in axis.rows]
    made, expected = varied(model, variations, values[1]), improved(model, wanted)
    assert made.failure == pytest.approx(expected.failure)
    assert made.leave_factor == pytest.approx(expected.leave_factor)
    as_it_is = varied(model, variations, values[0])
    assert as_it_is.failure.tolist() == model.failure.tolist()
    assert as_it_is.leave_factor.tolist() == model.leave_factor.tolist()


@pytest.mark.parametrize("change", [-1.01, np.nan, np.inf])
def test_a_change_without_meaning_is_named_with_its_scenario(change: float) -> None:
    with pytest.raises(ModelProblem, match="scenario 1 “change of failure at first” is"):
        Design.listed(TWO[:1], np.array([[change]]))


def test_what_cannot_be_swept_is_refused_before_anything_is_made() -> None:
    with pytest.raises(ModelProblem, match="2,003,001 scenarios are more"):
        Design.grid(TWO, [Span(0, -1, 2000), Span(0, -1, 1000)])
    with pytest.raises(ModelProblem, match="take fewer steps"):
        Design.sampled(TWO, [Span(0, -1), Span(0, -1)], MOST_SCENARIOS + 1, 0)
    with pytest.raises(ModelProblem, match="at least 1"):
        Design.sampled(TWO, [Span(0, -1), Span(0, -1)], 0, 0)
    with pytest.raises(ModelProblem, match="name at least one"):
        Design.listed((), np.zeros((1, 0)))
