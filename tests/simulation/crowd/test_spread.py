from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.builders import JOURNEY, journey_of
from tests.helpers.journeys import journey
from tests.helpers.memory import remembering, with_two_personas
from workbench.simulation.build import Case, Segment, build
from workbench.simulation.crowd.rows import TIME, Rows
from workbench.simulation.crowd.spread import QUANTILES, Spread, spreads
from workbench.simulation.crowd.walk import walk

CUSTOMERS = 3_000


def _walked(case: Case) -> list[tuple[Segment, Rows]]:
    walks = [walk(each.model, CUSTOMERS, 1, first=CUSTOMERS * number) for number, each in enumerate(case.segments)]
    return [(segment, crowd.rows) for segment, crowd in zip(case.segments, walks, strict=True)]


@pytest.fixture(scope="module")
def found() -> dict[str, Spread]:
    case = build(with_two_personas(remembering()), JOURNEY)
    return {spread.measure.kind: spread for spread in spreads(case, CUSTOMERS, 1) if spread.measure.phase is None}


def test_shares_of_every_measure_sum_to_one(found: dict[str, Spread]) -> None:
    assert {"visits", "breakdowns", "failures", "cost", "time"} <= set(found)
    for spread in found.values():
        assert spread.share.sum() + spread.beyond == pytest.approx(1.0)
        assert spread.edges.size == spread.share.size + 1


def test_counts_lie_in_bins_of_their_own(found: dict[str, Spread]) -> None:
    case = build(with_two_personas(remembering()), JOURNEY)
    none = sum(s.share * (rows.breakdowns_in.sum(axis=1) == 0).mean() for s, rows in _walked(case))
    breakdowns = found["breakdowns"]
    assert breakdowns.edges[0] == -0.5
    assert breakdowns.share[0] == pytest.approx(none)
    assert breakdowns.share_above(0.5) == pytest.approx(1 - none)


def test_where_nothing_is_left_to_chance_everybody_takes_as_long() -> None:
    model = replace(journey([{1: 1.0}, {2: 1.0}]), contact_time=np.array([4.0, 2.5]))
    document = journey_of("Use > first", "> second")
    case = replace(build(document, JOURNEY), segments=(Segment("", 1.0, model),))
    (time,) = (each for each in spreads(case, 200, 1) if each.measure.kind == TIME)
    assert (time.mean, time.deviation) == (pytest.approx(6.5), pytest.approx(0.0, abs=1e-12))
    assert set(time.quantiles) == {6.5}
    assert (time.share[0], time.beyond) == (pytest.approx(1.0), 0.0)


def test_quantiles_are_those_of_the_customers_by_weight(found: dict[str, Spread]) -> None:
    case = build(with_two_personas(remembering()), JOURNEY)
    kinds = [(segment.share, rows.cost) for segment, rows in _walked(case)]
    for wanted, value in zip(QUANTILES, found["cost"].quantiles, strict=True):
        below = sum(share * (cost <= value).mean() for share, cost in kinds)
        beneath = sum(share * (cost < value).mean() for share, cost in kinds)
        assert beneath - 1e-9 <= wanted <= below + 1e-9


def test_mean_and_deviation_are_those_of_the_mixture(found: dict[str, Spread]) -> None:
    case = build(with_two_personas(remembering()), JOURNEY)
    kinds = [(segment.share, rows.visits_in.sum(axis=1).astype(float)) for segment, rows in _walked(case)]
    mean = sum(share * visits.mean() for share, visits in kinds)
    square = sum(share * (visits**2).mean() for share, visits in kinds)
    assert found["visits"].mean == pytest.approx(mean)
    assert found["visits"].deviation == pytest.approx(np.sqrt(square - mean**2))
