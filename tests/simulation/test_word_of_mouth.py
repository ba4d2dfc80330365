from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, named
from tests.helpers.journeys import journey
from tests.helpers.memory import remembering, with_two_personas
from workbench.domain.elements import Touchpoint
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields
from workbench.simulation.build import Case, Segment, build
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import ModelProblem
from workbench.simulation.word_of_mouth import Spread, Talk, spread

SILENCE = Talk(0.0, 0.0)


def case_of(model: JourneyModel) -> Case:
    return Case(("a",), ("p",), frozenset({"a"}), (Segment("", 1.0, model),), 0)


def one_in_four_leaves() -> Case:
    """Half fail, half of these break down and leave at once; the others finish as calm as they came."""
    return case_of(journey([{1: 1.0}], failure=[0.5], breakdown=0.5, leave=1.0))


def test_without_talk_as_many_enter_as_would() -> None:
    assert spread(build(with_two_personas(remembering()), JOURNEY), SILENCE).factor == 1.0


def test_the_delighted_are_those_who_finish_with_an_empty_glass() -> None:
    found = spread(one_in_four_leaves(), SILENCE)
    assert found == Spread(1.0, pytest.approx(0.75), pytest.approx(0.25))


def test_who_is_still_irritated_at_the_end_delights_in_nothing() -> None:
    model = journey([{1: 1.0}], failure=[0.5], levels=4)
    assert spread(case_of(replace(model, severity=np.ones(1))), SILENCE).delighted == pytest.approx(0.5)


@given(st.floats(0, 1.2), st.floats(0, 5))
def test_the_number_who_enter_satisfies_its_own_equation(brought: float, kept_away: float) -> None:
    found = spread(one_in_four_leaves(), Talk(brought, kept_away))
    again = 1 + found.factor * (brought * found.delighted - kept_away * found.defected)
    assert found.factor == pytest.approx(again)
    assert found.factor > 0


def test_fewer_failures_bring_more_customers() -> None:
    document = remembering()
    talk = Talk(0.2, 0.5)
    before = spread(build(document, JOURNEY), talk).factor
    for each in document.of(Touchpoint):
        set_fields(document, each.id, failure=Quantity(0.01))
    assert named(document, "Contract").failure == Quantity(0.01)
    assert spread(build(document, JOURNEY), talk).factor > before


def test_talk_that_would_grow_without_end_is_refused() -> None:
    with pytest.raises(ModelProblem, match="without end"):
        spread(one_in_four_leaves(), Talk(1.4, 0.0))


@pytest.mark.parametrize(("brought", "kept_away"), [(-0.1, 0.0), (0.0, float("nan"))])
def test_talk_that_makes_no_sense_is_refused(brought: float, kept_away: float) -> None:
    with pytest.raises(ModelProblem, match="0 or more"):
        Talk(brought, kept_away)
