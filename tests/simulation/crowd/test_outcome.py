from dataclasses import replace

import pytest

from tests.helpers.builders import JOURNEY, named
from tests.helpers.memory import remembering, with_two_personas
from workbench.domain.improvements import Aspect
from workbench.simulation.build import build
from workbench.simulation.crowd.outcome import walk_outcome
from workbench.simulation.problems import ModelProblem, TooManyInfluences, TooManyStates
from workbench.simulation.run import Simulator


@pytest.mark.parametrize("personas", [False, True])
def test_customers_say_what_the_exact_engine_says(personas: bool) -> None:
    document = with_two_personas(remembering()) if personas else remembering()
    cuts = {named(document, "Contract").id: -0.5}
    exact = Simulator(build(document, JOURNEY)).compare(cuts)
    walked = walk_outcome(build(document, JOURNEY), cuts, 5_000, 7)
    assert walked.outcome.cuts == exact.cuts
    assert (walked.outcome.late == exact.late).all()
    assert abs(walked.outcome.split.delta - exact.split.delta) < 4.5 * walked.error
    assert 0.0 < walked.error < abs(exact.split.delta) / 4


def test_customers_meet_other_numbers_than_failures_too() -> None:
    document = remembering()
    cuts = {Aspect(named(document, "Contract").id, "severity"): -0.8}
    exact = Simulator(build(document, JOURNEY)).compare(cuts)
    walked = walk_outcome(build(document, JOURNEY), cuts, 5_000, 7)
    assert walked.outcome.cuts == exact.cuts
    assert abs(walked.outcome.split.delta - exact.split.delta) < 4.5 * walked.error


def test_without_a_fix_both_sides_are_the_same_walk() -> None:
    walked = walk_outcome(build(remembering(), JOURNEY), {}, 500, 7)
    assert walked.outcome.scenario is walked.outcome.baseline
    assert walked.outcome.split.delta == 0.0
    assert walked.error > 0.0


def test_the_same_seed_gives_the_same_numbers() -> None:
    case = build(remembering(), JOURNEY)
    first, again = (walk_outcome(case, {}, 200, 3).outcome.baseline.breakdowns for _ in range(2))
    assert (first == again).all()


def test_carry_over_is_not_claimed_of_customers_that_were_only_counted() -> None:
    document = remembering()
    walked = walk_outcome(build(document, JOURNEY), {named(document, "Contract").id: -0.5}, 500, 7)
    assert not walked.outcome.claim
    assert walked.outcome.as_json()["change"]["twin_hazard"] is None
    assert walked.outcome.finding().reason.endswith("How much of it is carry-over has not been told apart.")


def test_later_begins_where_it_is_said_to() -> None:
    document = remembering()
    case = build(document, JOURNEY)
    last = case.phases[-1]
    walked = walk_outcome(case, {}, 200, 7, late_from=last)
    assert (walked.outcome.late == (case.model.phase == len(case.phases) - 1)).all()


def test_a_stranger_to_the_journey_is_refused() -> None:
    with pytest.raises(ModelProblem, match="“nobody” is neither a touchpoint nor a phase"):
        walk_outcome(build(remembering(), JOURNEY), {"nobody": -0.5}, 100, 7)


def test_the_remark_says_how_many_how_sure_and_why() -> None:
    walked = replace(walk_outcome(build(remembering(), JOURNEY), {}, 500, 7), error=0.0015)
    assert walked.remark(TooManyInfluences("Bill", 14, 12)) == (
        "From 500 simulated customers with seed 7 (give or take 3.0), because at “Bill” 14 earlier failures can still "
        "have an influence."
    )
    assert walked.remark(TooManyStates(9, 8)).endswith("because the exact calculation would not fit into memory.")
