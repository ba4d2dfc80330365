from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY
from tests.helpers.journeys import journey, random_journey, with_influences
from tests.helpers.memory import remembering
from workbench.simulation.arrays import Floats
from workbench.simulation.build import build
from workbench.simulation.exact import solve
from workbench.simulation.grouping import by_phase
from workbench.simulation.induced import Failures, failures
from workbench.simulation.irritation import irritation_in
from workbench.simulation.model import JourneyModel


def everywhere(model: JourneyModel) -> Failures:
    return failures(irritation_in(model), np.arange(model.size), model.size)


def influenced(own: float, strengths: dict[tuple[int, int], float]) -> Floats:
    """Failures at the last of three touchpoints by reason: own, and the influence of the first and of the second."""
    model = journey([{1: 1.0}, {2: 1.0}, {3: 1.0}], failure=[1.0, 1.0, own])
    told = everywhere(with_influences(model, strengths))
    return np.array([told.own[2], *told.influence[:2, 2]])


@given(seed=st.integers(0, 10**6))
def test_reasons_sum_to_all_failures(seed: int) -> None:
    model = random_journey(seed, influences=3)
    told = everywhere(model)
    assert told.total == pytest.approx(solve(model).failures, rel=1e-12)
    assert min(told.own.min(), told.irritation.min(), told.influence.min()) >= 0.0


def test_only_the_source_of_an_influence_is_blamed_for_it() -> None:
    assert influenced(0.0, {(0, 2): 0.4}) == pytest.approx([0.0, 0.4, 0.0])


def test_equal_chances_share_a_failure_equally() -> None:
    assert influenced(0.3, {(0, 2): 0.3}) == pytest.approx([0.255, 0.255, 0.0])
    assert influenced(0.5, {(0, 2): 0.5, (1, 2): 0.5}) == pytest.approx(np.full(3, 0.875 / 3))


@pytest.mark.parametrize(("own", "shares"), [(0.2, [0.0, 1.0, 0.0]), (1.0, [0.5, 0.5, 0.0])])
def test_what_is_certain_to_strike_leaves_nothing_to_chance(own: float, shares: list[float]) -> None:
    assert influenced(own, {(0, 2): 1.0}) == pytest.approx(shares)


def test_irritation_is_blamed_on_whoever_caused_it() -> None:
    model = journey([{1: 1.0}, {2: 1.0}], failure=[0.5, 0.0])
    told = everywhere(replace(model, severity=np.ones(2), carry_over=np.array([0.0, 0.6])))
    assert told.irritation[:, 1] == pytest.approx([0.3, 0.0])
    assert told.own.tolist() == [0.5, 0.0]


def test_without_irritation_or_influences_everything_is_its_own() -> None:
    told = everywhere(journey([{1: 1.0}, {2: 1.0}], failure=[0.5, 0.25]))
    assert told.own == pytest.approx([0.5, 0.25])
    assert not told.irritation.any()
    assert not told.influence.any()


def test_sources_put_together_keep_the_sum() -> None:
    case = build(remembering(), JOURNEY)
    told = failures(irritation_in(case.model), case.model.phase, len(case.phases))
    grouped = told.by(by_phase(case))
    assert grouped.total == pytest.approx(told.total, rel=1e-12)
    order, billing = 0, 2
    assert grouped.influence[order, billing] > 0
