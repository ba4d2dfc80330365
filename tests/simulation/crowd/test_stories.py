from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.journeys import benchmark_journey, fewer_failures, journey, random_journey
from workbench.simulation.crowd.rows import DEFECTED, FINISHED, SILENT
from workbench.simulation.crowd.stories import delighted, silent_leaver, tell, typical_breakdown
from workbench.simulation.crowd.walk import walk


@pytest.mark.parametrize("journey_seed", range(4))
def test_the_events_of_stories_add_up_to_the_rows(journey_seed: int) -> None:
    model = random_journey(journey_seed, n=5)
    rows = walk(model, 60, 9).rows
    for customer in range(60):
        story = tell(model, customer, 9)
        assert len(story.encounters) == rows.visits_in[customer].sum()
        assert story.failures == rows.failures[customer]
        assert story.breakdowns == rows.breakdowns_in[customer].sum()
        assert sum(each.retry for each in story.encounters) == rows.retries[customer]
        assert sum(each.demand for each in story.encounters) == rows.demand_visits[customer]
        assert (story.outcome, story.cost) == (rows.outcome[customer], rows.cost[customer])
        assert story.minutes == rows.time[customer]
        assert story.encounters[-1].touchpoint == rows.last[customer]
        assert (story.peak, story.encounters[-1].after) == (rows.peak[customer], rows.end[customer])


def test_a_story_is_told_in_one_sentence() -> None:
    names = ("Order", "Bill", "Reminder")
    model = journey([{1: 1.0}, {2: 1.0}, {3: 1.0}], failure=[0.0, 1.0, 1.0], levels=2, leave=1.0)
    angry = replace(model, names=names, severity=np.array([0.0, 1.0, 1.0]), breakdown=np.array([0.0, 1.0, 1.0]))
    assert tell(angry, 417, 1).sentence == "Customer 417: “Bill” went wrong, blew up at “Reminder”; left for good."
    calm = replace(angry, failure=np.zeros(3))
    assert tell(calm, 417, 1).sentence == "Customer 417: 3 visits and nothing went wrong; went through to the end."


def test_a_long_story_is_abridged() -> None:
    n = 12
    model = journey([{i + 1: 1.0} for i in range(n)], failure=[1.0] * n)
    sentence = tell(model, 0, 1).sentence
    assert "6 more mishaps" in sentence
    assert sentence.count("went wrong") == 6


def test_retries_and_failure_demand_are_told() -> None:
    for seed in range(30):
        story = tell(random_journey(3), seed, 1)
        assert story.sentence.count("had to turn to") == sum(each.demand for each in story.encounters) or (
            "more mishaps" in story.sentence
        )
        if len(story.encounters) == 1:
            assert not story.encounters[0].retry
            assert not story.encounters[0].demand


def test_a_customer_who_is_still_walking_is_left_there() -> None:
    assert tell(journey([{0: 1.0}]), 3, 1, most=4).sentence.endswith("was still at “touchpoint 0” after 4 visits.")


def test_the_same_customer_after_a_fix_meets_nothing_worse() -> None:
    model = benchmark_journey(influences=0)
    fixed = replace(fewer_failures(model, 10), retry=model.retry)
    never = replace(model, failure=np.zeros(60), carry_over=np.zeros(60))
    changed = 0
    for customer in range(20):
        before, after = tell(model, customer, 7), tell(fixed, customer, 7)
        changed += before != after
        assert tell(never, customer, 7).failures == 0
    assert 0 < changed < 20


def test_telling_examples_are_what_they_claim_to_be() -> None:
    model = benchmark_journey()
    typical, silent, happy = typical_breakdown(model, 40, 7), silent_leaver(model, 7), delighted(model, 7)
    assert typical is not None
    assert silent is not None
    assert happy is not None
    assert any(each.breakdown and each.touchpoint == 40 for each in tell(model, typical, 7).encounters)
    assert tell(model, silent, 7).outcome == SILENT
    assert (tell(model, happy, 7).outcome, tell(model, happy, 7).failures) == (FINISHED, 0)
    assert (typical_breakdown(model, 40, 7), silent_leaver(model, 7)) == (typical, silent)


def test_a_typical_breakdown_is_neither_the_first_nor_the_last_of_its_kind() -> None:
    model = random_journey(5, n=5, levels=4)
    chosen = typical_breakdown(model, 2, 1)
    assert chosen is not None

    def before(customer: int) -> list[int]:
        met = tell(model, customer, 1).encounters
        return [i for i, each in enumerate(met) if each.breakdown and each.touchpoint == 2][:1]

    usual = [visits for customer in range(300) for visits in before(customer)]
    assert np.percentile(usual, 20) <= before(chosen)[0] <= np.percentile(usual, 80)


def test_where_nothing_of_the_kind_happens_nobody_is_chosen() -> None:
    calm = journey([{1: 1.0}])
    assert typical_breakdown(calm, 0, 1) is None
    assert silent_leaver(calm, 1) is None
    assert delighted(journey([{1: 1.0}], failure=[1.0], breakdown=1.0, leave=1.0), 1) is None
    assert tell(journey([{1: 1.0}], failure=[1.0], breakdown=1.0, leave=1.0), 0, 1).outcome == DEFECTED
