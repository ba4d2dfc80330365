import pickle
from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.builders import JOURNEY, named, phase_named
from tests.helpers.memory import with_two_personas
from tests.helpers.owned import owned_in_part, owned_throughout
from workbench.domain.document import Document
from workbench.simulation.build import build
from workbench.simulation.explain import explain, explain_by_persona
from workbench.simulation.explanation import Explanation
from workbench.simulation.grouping import by_department
from workbench.simulation.problems import ModelProblem
from workbench.simulation.run import Simulator


def explained(document: Document, name: str | None = None) -> Explanation:
    """The explanation of a touchpoint or phase by name, or of the whole journey."""
    case = build(document, JOURNEY)
    at = None
    if name is not None:
        at = named(document, name).id if name in case.model.names else phase_named(document, name).id
    return explain(case, by_department(document, case), at)


@pytest.mark.parametrize("place", [None, "Billing", "First bill"])
@pytest.mark.parametrize("personas", [False, True])
def test_every_ranking_sums_to_the_breakdowns_in_the_place(place: str | None, personas: bool) -> None:
    document = with_two_personas(owned_in_part()) if personas else owned_in_part()
    told = explained(document, place)
    baseline = Simulator(build(document, JOURNEY)).baseline
    names = build(document, JOURNEY).model.names
    inside = [row for row, name in enumerate(names) if place is None or name == place]
    if place == "Billing":
        inside = [names.index("First bill"), names.index("Hotline")]

    assert told.breakdowns == pytest.approx(float(baseline.breakdowns[inside].sum()), rel=1e-12)
    for ranking in (told.touchpoints, told.phases, told.departments):
        assert sum(each.filled for each in ranking) + told.empty_glass == pytest.approx(told.breakdowns, rel=1e-12)
    assert sum(each.breakdowns for each in told.straws) == pytest.approx(told.breakdowns, rel=1e-12)
    assert sum(each.breakdowns for each in told.payers) == pytest.approx(told.breakdowns, rel=1e-12)
    assert told.failures == pytest.approx(float(baseline.failures[inside].sum()), rel=1e-12)


def test_the_whole_cost_of_breakdowns_is_paid_by_somebody() -> None:
    document = owned_in_part()
    told, simulator = explained(document), Simulator(build(document, JOURNEY))
    model, baseline = simulator.case.model, simulator.baseline
    cost = baseline.breakdowns @ model.recovery_cost + baseline.defected * model.defection_cost
    assert sum(payer.cost for payer in told.payers) == pytest.approx(float(cost), rel=1e-12)


def test_rankings_begin_with_the_most() -> None:
    told = explained(owned_in_part())
    for ranking in (told.touchpoints, told.phases, told.departments):
        filled = [each.filled for each in ranking]
        assert filled == sorted(filled, reverse=True)
        assert min(filled) > 0
    assert told.touchpoints[0].name == "Contract"
    assert told.departments[0].id == "sales"


def test_what_a_repair_prevents_is_what_a_run_with_it_says() -> None:
    document = owned_in_part()
    outcome = Simulator(build(document, JOURNEY)).compare({named(document, "Contract").id: -1.0})
    here = np.array([name == "First bill" for name in outcome.case.model.names])
    fewer = (outcome.baseline.breakdowns - outcome.scenario.breakdowns)[here].sum()
    source = next(each for each in explained(document, "First bill").touchpoints if each.name == "Contract")
    assert source.prevented == pytest.approx(float(fewer), rel=1e-9)


def test_whoever_breaks_is_not_whoever_filled_the_glass() -> None:
    told = explained(owned_throughout(), "First bill")
    assert [straw.name for straw in told.straws] == ["First bill"]
    assert told.touchpoints[0].name == "Contract"
    (payer,) = told.payers
    assert payer.name == "Service"
    own = next(each.filled for each in told.departments if each.id == "service")
    # What nobody had filled is its own affair, too.
    assert payer.by_others == pytest.approx(told.breakdowns - own - told.empty_glass, rel=1e-12)


def test_the_matrix_keeps_a_row_for_what_nobody_answers_for() -> None:
    told = explained(owned_in_part())
    counts = told.matrix.breakdowns
    assert told.owners.ids == ("sales", "logistics", None)
    assert counts.sources.shape == (3, 3)
    assert (counts.sources[:, 2] > 0).all()
    assert counts.total.sum() == pytest.approx(told.breakdowns, rel=1e-12)


def test_an_influence_is_told_apart_from_what_fills_the_glass() -> None:
    told = explained(owned_in_part(), "First bill")
    assert [cause.name for cause in told.by_influence] == ["Contract"]
    assert told.by_irritation > 0
    assert told.failures > told.by_irritation + told.by_influence[0].failures
    assert not explained(owned_in_part(), "Delivery").by_influence


def test_no_more_touchpoints_are_told_than_asked_for() -> None:
    document = owned_in_part()
    case = build(document, JOURNEY)
    full, short = (explain(case, by_department(document, case), most=most) for most in (12, 2))
    assert short.touchpoints == full.touchpoints[:2]
    assert len(full.touchpoints) > 2


def test_kinds_of_customer_are_explained_one_by_one_and_mix_to_the_whole() -> None:
    document = with_two_personas(owned_in_part())
    case = build(document, JOURNEY)
    parts = explain_by_persona(case, by_department(document, case))
    assert list(parts) == ["Hurried", "Quiet"]
    mean = sum(each.share * parts[each.name].breakdowns for each in case.segments)
    assert explained(document).breakdowns == pytest.approx(mean, rel=1e-12)
    assert parts["Hurried"].breakdowns > parts["Quiet"].breakdowns


def test_a_place_elsewhere_is_refused() -> None:
    document = owned_in_part()
    case = build(document, JOURNEY)
    with pytest.raises(ModelProblem, match="“elsewhere” is neither a touchpoint nor a phase"):
        explain(case, by_department(document, case), "elsewhere")


def test_an_explanation_travels_to_another_process_and_back() -> None:
    told = explained(owned_in_part())
    came_back: Explanation = pickle.loads(pickle.dumps(told))
    assert replace(came_back, owners=told.owners, matrix=told.matrix).touchpoints == told.touchpoints
    assert np.array_equal(came_back.matrix.cost.sources, told.matrix.cost.sources)
