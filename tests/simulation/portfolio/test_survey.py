"""One question, all answers."""

from math import inf

import numpy as np
import pytest

from tests.helpers.builders import JOURNEY, fails, journey_of, named
from tests.helpers.portfolios import fix
from workbench.domain.values import Quantity
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.portfolio.goals import Goal
from workbench.simulation.portfolio.options import Budget
from workbench.simulation.portfolio.plan import plan
from workbench.simulation.portfolio.survey import Question, Survey, survey, within
from workbench.simulation.problems import ModelProblem
from workbench.simulation.uncertainty.inputs import Inputs, collect
from workbench.simulation.variation import Cancelled

FIXES: tuple[Fix, ...] = (fix("a", 0, once=2.0), fix("b", 1, once=3.0), fix("c", 1, once=4.0, excludes="b"))


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    document = journey_of("Delivery > Welcome pack", "Billing > First bill")
    for name, chance in (("Welcome pack", 0.4), ("First bill", 0.3)):
        fails(document, named(document, name).id, chance)
    return collect(document, JOURNEY)


@pytest.fixture(scope="module")
def found(inputs: Inputs) -> Survey:
    return survey(Question(inputs, FIXES, Budget(5.0), worlds=8))


def test_the_plan_is_that_of_the_plain_question(inputs: Inputs, found: Survey) -> None:
    plain = plan(inputs.case, FIXES, Budget(5.0))
    assert [each.id for each in found.plan.fixes] == [each.id for each in plain.fixes] == ["a", "b"]
    assert found.plan.gain == pytest.approx(plain.gain, rel=1e-12)


@pytest.mark.parametrize("once", [2.0, 3.0, 4.5, 6.0, inf])
def test_any_other_budget_is_read_off_the_whole(inputs: Inputs, found: Survey, once: float) -> None:
    assert found.whole is not None
    read = within(found.whole, Budget(once))
    plain = plan(inputs.case, FIXES, Budget(once))
    assert np.array_equal(read.chosen, plain.chosen)
    assert read.gain == pytest.approx(plain.gain, rel=1e-12)


def test_a_budget_that_nothing_fits_is_refused_when_it_is_read_off(found: Survey) -> None:
    assert found.whole is not None
    with pytest.raises(ModelProblem, match="cheapest fix"):
        within(found.whole, Budget(1.0))


def test_the_parts_add_up_to_what_the_set_does(found: Survey) -> None:
    assert found.credit is not None
    assert float(found.credit.gain.sum()) == pytest.approx(found.plan.gain, rel=1e-9)


def test_an_empty_plan_has_no_parts(inputs: Inputs) -> None:
    harmful = (fix("a", 0, once=1.0, change=Quantity(0.5)),)
    found = survey(Question(inputs, harmful, Budget(5.0), Goal.BREAKDOWNS, worlds=2))
    assert found.plan.fixes == ()
    assert found.credit is None


def test_progress_rises_to_the_end_and_the_same_seed_gives_the_same_worlds(inputs: Inputs, found: Survey) -> None:
    heard: list[int] = []
    again = survey(Question(inputs, FIXES, Budget(5.0), worlds=8), lambda done, _: heard.append(done))
    assert heard == sorted(heard)
    assert heard[-1] == 1000
    assert np.array_equal(again.stability.savings, found.stability.savings)


def test_a_search_that_nobody_wants_any_more_ends(inputs: Inputs) -> None:
    with pytest.raises(Cancelled):
        survey(Question(inputs, FIXES, Budget(5.0)), cancelled=lambda: True)
