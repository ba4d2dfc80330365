"""The journeys that contradict: whatever each one's title claims follows from its own numbers and stored scenario."""

from dataclasses import fields
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from workbench.domain.document import Document
from workbench.domain.elements import Improvement, Journey, Phase, Scenario, Touchpoint
from workbench.domain.places import CARD_HEIGHT, cards_in
from workbench.domain.rules import check
from workbench.domain.values import Quantity
from workbench.samples import CONTRADICTION_KEYS, contradictions
from workbench.simulation.build import build
from workbench.simulation.run import Outcome, Simulator
from workbench.storage.store import read_snapshot

EVERY_ONE = pytest.mark.parametrize("key", CONTRADICTION_KEYS)
NOTHING = 1e-14
"""Per customer; the rounding of sums over a hundred states."""


@cache
def opened(key: str) -> Document:
    path = next(sample.path for sample in contradictions() if sample.key == key)
    return Document(read_snapshot(path)[1])


def journey(key: str) -> Journey:
    (only,) = opened(key).of(Journey)
    return only


@cache
def outcome(key: str) -> Outcome:
    """What the scenario that the file holds brings about."""
    document = opened(key)
    (scenario,) = document.of(Scenario)
    fixes = [document.get(Improvement, each) for each in scenario.improvements]
    return Simulator(build(document, journey(key).id)).compare({fix.subject: fix.change.value for fix in fixes})


def risks(key: str) -> tuple[np.ndarray, np.ndarray]:
    """Breakdowns a visit at the late touchpoints, before and after."""
    found = outcome(key)
    before, after = ((each.breakdowns / each.visits)[found.late] for each in (found.baseline, found.scenario))
    return before, after


@EVERY_ONE
def test_it_is_offered_with_a_lesson_as_its_title_and_a_story_in_one_line(key: str) -> None:
    sample = next(sample for sample in contradictions() if sample.key == key)
    assert (sample.title, sample.path.stem) == (journey(key).title, key)
    assert len(sample.title) <= 36
    assert sample.story.endswith(".")
    assert len(sample.story) <= 80
    assert all(f"\n\n{part}" in journey(key).notes for part in ("Why: ", "What to learn: "))


@EVERY_ONE
def test_it_is_small_sound_and_laid_out(key: str) -> None:
    document = opened(key)
    assert check(document, journey(key).id) == []
    assert 8 <= len(document.of(Touchpoint)) <= 12
    assert all(len(each.name) <= 24 for each in document.of(Touchpoint))
    for column in document.of(Phase):
        cards = cards_in(document, journey(key).id, column.id)
        assert cards
        assert all(lower.y - upper.y >= CARD_HEIGHT for upper, lower in pairwise(cards))


@EVERY_ONE
def test_every_number_in_it_says_what_it_rests_on(key: str) -> None:
    silent = [
        f"{element.describe()}: {field.name}"
        for element in opened(key).elements.values()
        for field in fields(element)
        if isinstance(value := getattr(element, field.name), Quantity) and value != Quantity(1.0)
        if not value.note or value.low is None or value.high is None
    ]
    assert silent == []


@EVERY_ONE
def test_its_scenario_halves_early_failures_and_nothing_else(key: str) -> None:
    found = outcome(key)
    early = ~found.late
    rates = [(each.failures / each.visits) for each in (found.baseline, found.scenario)]
    assert {cut.change for cut in found.cuts} == {-0.5}
    assert (rates[1][early] <= rates[0][early]).all()
    assert (rates[1][early] < rates[0][early]).sum() >= 2


def test_a_rough_start_is_carried_over_although_more_customers_stay() -> None:
    found = outcome("rough-start")
    assert found.claim
    assert found.twin is not None
    assert found.split.hazard - found.twin.hazard < -0.02
    assert found.split.exposure > 0.001
    assert found.scenario.visits[found.late].sum() > found.baseline.visits[found.late].sum()
    assert "real carry-over" in found.finding().text


def test_an_easier_start_brings_more_members_to_the_same_risks() -> None:
    found = outcome("easier-start")
    assert found.split.delta > 0.02
    assert found.split.exposure == pytest.approx(found.split.delta, abs=NOTHING)
    assert found.split.hazard == pytest.approx(0.0, abs=NOTHING)
    assert risks("easier-start")[1] == pytest.approx(risks("easier-start")[0], abs=1e-15)
    assert found.finding().text.endswith("More customers stay long enough to get there.")


@pytest.mark.parametrize("key", ["nicer-bill", "school-holidays"])
def test_where_neither_mood_nor_people_can_get_later_nothing_changes(key: str) -> None:
    found = outcome(key)
    assert found.split.before > 0.1
    assert [found.split.delta, found.split.exposure, found.split.hazard] == pytest.approx([0.0] * 3, abs=NOTHING)
    assert "change nothing" in found.finding().text


def test_a_summer_stops_irritation_but_not_people() -> None:
    found = outcome("long-summer")
    assert found.baseline.irritation.max() > 0
    assert found.split.exposure > 0.005
    assert found.split.hazard == pytest.approx(0.0, abs=NOTHING)
    assert not found.claim


def test_the_two_summers_differ_only_in_who_may_stay_away() -> None:
    """Their touchpoints and the ways between them are the same."""
    free, bound = outcome("long-summer").case.model, outcome("school-holidays").case.model
    assert free.names == bound.names
    for field in ("failure", "severity", "soothing", "carry_over", "retry", "breakdown", "influence_strength"):
        assert np.array_equal(getattr(free, field), getattr(bound, field)), field
    assert free.leave.min() > 0
    assert not bound.leave.any()


def test_the_relief_valve_doubles_later_breakdowns_with_nobody_more_or_less() -> None:
    found = outcome("relief-valve")
    assert found.split.after > 2 * found.split.before
    assert found.split.exposure == pytest.approx(0.0, abs=NOTHING)
    assert found.split.hazard > 0.1
    assert found.scenario.breakdowns.sum() < found.baseline.breakdowns.sum()
    assert "easier to upset" in found.finding().text


class TestTwoKinds:
    def test_pooled_numbers_show_a_hazard_that_no_kind_of_customer_has(self) -> None:
        found = outcome("two-kinds")
        before, after = risks("two-kinds")
        assert (after > before).any()
        assert found.selection > 0.001
        assert found.split.hazard == pytest.approx(0.0, abs=NOTHING)
        assert not found.claim

    def test_the_finding_warns_of_it(self) -> None:
        reason = outcome("two-kinds").finding().reason
        assert "Taken together it looks as if customers were easier to upset" in reason
        assert reason.endswith("more of the fragile ones come so far.")

    def test_plain_data_hold_it_too(self) -> None:
        change = outcome("two-kinds").as_json(100.0)["change"]
        assert change["selection"] == pytest.approx(100 * outcome("two-kinds").selection)

    @pytest.mark.parametrize("key", sorted({*CONTRADICTION_KEYS} - {"two-kinds"}))
    def test_no_other_journey_is_warned_of(self, key: str) -> None:
        assert outcome(key).selection == 0.0
        assert "Taken together" not in outcome(key).finding().text
