from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.journeys import benchmark_journey, fewer_failures, journey, random_journey, with_influences
from workbench.simulation.comparison import Split, claims_carry_over, compare, exposure_of, memory_off, selection
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel, Routing
from workbench.simulation.results import mix

LATE = 6


def _split(model: JourneyModel, last_early: int = 3, late: int = LATE) -> Split:
    return compare(solve(model), solve(fewer_failures(model, last_early)), model.phase >= late)


def _forgetful(breakdown: float = 0.15, leave: float = 0.3, silent: float = 0.002) -> JourneyModel:
    model = with_influences(benchmark_journey(), {})
    curve = np.ones(model.levels + 1)
    return replace(
        model, carry_over=np.zeros(model.size), breakdown=breakdown * curve, leave=leave * curve, silent=silent * curve
    )


def _firebreak(model: JourneyModel, phase: int) -> JourneyModel:
    """All ways across the border of a phase lead through its first touchpoint, which never fails and soothes fully."""
    gate = int(np.flatnonzero(model.phase == phase)[0])
    rows: list[dict[int, float]] = [{} for _ in range(model.size)]
    for source, target, share in zip(model.routing.sources(), model.routing.target, model.routing.share, strict=True):
        crosses = target < model.size and (model.phase[source] < phase) != (model.phase[target] < phase)
        place = gate if crosses else int(target)
        rows[source][place] = rows[source].get(place, 0.0) + float(share)
    at_gate = np.arange(model.size) == gate
    pairs = zip(model.influence_source, model.influence_target, model.influence_strength, strict=True)
    inside = {(int(a), int(b)): float(x) for a, b, x in pairs if not model.phase[a] < phase <= model.phase[b]}
    return replace(
        with_influences(model, inside),
        routing=Routing.from_rows(rows),
        failure=np.where(at_gate, 0.0, model.failure),
        carry_over=np.where(at_gate, 0.0, model.carry_over),
        soothing=np.where(at_gate, float(model.levels), model.soothing),
    )


def _nobody_leaves(model: JourneyModel) -> JourneyModel:
    return replace(model, leave=np.zeros(model.levels + 1), silent=np.zeros(model.levels + 1))


def _cathartic() -> JourneyModel:
    """Four early touchpoints that nearly always fail, six later ones that rarely do; recovery wipes the slate."""
    model = journey([{i + 1: 1.0} for i in range(10)], failure=[0.95] * 4 + [0.15] * 6, levels=5)
    return replace(
        model,
        phase=np.repeat([0, 1], [4, 6]),
        phase_names=("early", "late"),
        severity=np.ones(10),
        breakdown=np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0]),
    )


def _published(split: Split, before: str, after: str, exposure: str, hazard: str) -> None:
    """Compare with numbers of a study of the same journeys by another program, as printed."""
    assert (f"{split.before:.5f}", f"{split.after:.5f}") == (before, after)
    assert (f"{split.exposure:+.5f}", f"{split.hazard:+.5f}") == (exposure, hazard)
    assert split.exposure + split.hazard == pytest.approx(split.delta, abs=1e-15)


def test_with_memory_fewer_early_failures_lower_later_risk_although_more_customers_come_so_far() -> None:
    split = _split(benchmark_journey())
    _published(split, "0.13322", "0.12008", "+0.00469", "-0.01782")
    assert (f"{split.per_visit_before:.6f}", f"{split.per_visit_after:.6f}") == ("0.012852", "0.011172")


def test_without_memory_later_breakdowns_rise_because_more_customers_come_so_far() -> None:
    split = _split(_forgetful())
    assert (f"{split.before:.5f}", f"{split.after:.5f}", f"{split.exposure:+.5f}") == ("0.15813", "0.16184", "+0.00372")
    assert split.hazard == pytest.approx(0.0, abs=1e-15)


def test_without_memory_the_risk_of_a_visit_stays_at_every_touchpoint() -> None:
    before, after = solve(_forgetful()), solve(fewer_failures(_forgetful(), 3))
    late = _forgetful().phase >= LATE
    risk = [(result.breakdowns / result.visits)[late] for result in (before, after)]
    assert risk[1] == pytest.approx(risk[0], abs=1e-15)


def test_without_memory_and_without_leaving_nothing_changes() -> None:
    split = _split(_nobody_leaves(_forgetful()))
    assert f"{split.before:.5f}" == "0.18255"
    assert [split.delta, split.exposure, split.hazard] == pytest.approx([0.0, 0.0, 0.0], abs=1e-12)


def test_memory_does_not_cross_a_firebreak() -> None:
    split = _split(_firebreak(benchmark_journey(), 5))
    assert (f"{split.before:.5f}", f"{split.after:.5f}", f"{split.exposure:+.6f}") == (
        "0.08264",
        "0.08485",
        "+0.002205",
    )
    assert split.hazard == pytest.approx(0.0, abs=1e-15)


def test_behind_a_firebreak_nothing_changes_when_nobody_leaves() -> None:
    split = _split(_nobody_leaves(_firebreak(benchmark_journey(), 5)))
    assert [split.delta, split.exposure, split.hazard] == pytest.approx([0.0, 0.0, 0.0], abs=1e-12)


def test_a_cathartic_recovery_makes_fewer_early_failures_harmful() -> None:
    split = _split(_cathartic(), last_early=0, late=1)
    assert (f"{split.before:.5f}", f"{split.after:.5f}", f"{split.hazard:+.5f}") == ("0.11471", "0.23743", "+0.12272")
    assert split.exposure == pytest.approx(0.0, abs=1e-15)
    assert (f"{split.per_visit_before:.4f}", f"{split.per_visit_after:.4f}") == ("0.0191", "0.0396")


def test_selection_among_two_kinds_of_customer_looks_like_carry_over_in_pooled_numbers() -> None:
    robust, fragile = _forgetful(breakdown=0.03, leave=0.05), _forgetful(breakdown=0.6, leave=0.9)
    pooled = [
        mix([solve(change(robust)), solve(change(fragile))], [0.7, 0.3])
        for change in (lambda m: m, lambda m: fewer_failures(m, 3))
    ]
    whole, parts = compare(*pooled, robust.phase >= LATE), [_split(kind) for kind in (robust, fragile)]
    _published(whole, "0.09233", "0.11318", "+0.00394", "+0.01691")
    assert [part.hazard for part in parts] == pytest.approx([0.0, 0.0], abs=1e-15)
    assert selection(whole, parts, [0.7, 0.3]) == whole.hazard


def _with_hazard(hazard: float) -> Split:
    return Split(0.1, 0.1 + hazard, 0.0, hazard, 0.0, 0.0)


@pytest.mark.parametrize(
    ("pooled", "within", "found"),
    [
        (0.02, (0.0, 0.0), 0.02),
        (-0.02, (0.0, 0.01), -0.02),
        (0.02, (-0.01, 0.0001), 0.02),
        (0.02, (0.0, 0.01), 0.0),
        (-0.02, (-0.03, 0.0), 0.0),
        (1e-15, (0.0, 0.0), 0.0),
    ],
)
def test_a_hazard_is_selection_where_no_segment_bears_it_out(
    pooled: float, within: tuple[float, float], found: float
) -> None:
    assert selection(_with_hazard(pooled), [_with_hazard(each) for each in within], [0.5, 0.5]) == found


@pytest.mark.parametrize("seed", range(12))
def test_the_split_leaves_no_remainder(seed: int) -> None:
    model = random_journey(seed, n=6)
    split = compare(solve(model), solve(fewer_failures(model, 0)), model.phase >= 1)
    assert split.exposure + split.hazard == pytest.approx(split.delta, abs=1e-14)


def test_late_touchpoints_that_nobody_came_to_before_are_exposure_alone() -> None:
    shut, opened = (
        journey([{1: 0.0, 2: 1.0}, {2: 1.0}], failure=[0, 0.4], breakdown=0.5),
        journey([{1: 1.0}, {2: 1.0}], failure=[0, 0.4], breakdown=0.5),
    )
    split = compare(solve(shut), solve(opened), np.array([False, True]))
    assert (split.exposure, split.hazard) == (pytest.approx(0.2), 0.0)


def test_the_memory_off_twin_has_no_hazard_and_the_baseline_keeps_its_means() -> None:
    model = benchmark_journey()
    baseline = solve(model)
    twin = memory_off(model, baseline)
    result = solve(twin)
    split = compare(result, solve(fewer_failures(twin, 3)), model.phase >= LATE)
    assert split.hazard == pytest.approx(0.0, abs=1e-15)
    assert result.breakdowns.sum() / result.failures.sum() == pytest.approx(
        baseline.breakdowns.sum() / baseline.failures.sum()
    )
    assert result.defected / result.breakdowns.sum() == pytest.approx(baseline.defected / baseline.breakdowns.sum())


def test_the_memory_off_twin_does_not_count_the_leave_factor_twice() -> None:
    model = replace(benchmark_journey(), leave_factor=np.full(60, 1.5))
    baseline = solve(model)
    twin = solve(memory_off(model, baseline))
    assert twin.defected / twin.breakdowns.sum() == pytest.approx(baseline.defected / baseline.breakdowns.sum())


def _claims(model: JourneyModel) -> bool:
    baseline, late = solve(model), model.phase >= LATE
    forgetful = memory_off(model, baseline)
    twin = compare(solve(forgetful), solve(fewer_failures(forgetful, 3)), late)
    return claims_carry_over(compare(baseline, solve(fewer_failures(model, 3)), late), twin)


def test_carry_over_is_claimed_with_memory_only() -> None:
    assert _claims(benchmark_journey())
    assert not _claims(_forgetful())
    assert not _claims(_firebreak(benchmark_journey(), 5))


@given(st.integers(0, 2**31))
def test_exposure_moves_with_visits_and_breakdowns_as_its_rewards_say(seed: int) -> None:
    random = np.random.default_rng(seed)
    late = np.array([True, True, False, True])
    ends = [solve(random_journey(seed)), solve(random_journey(seed + 1))]
    # nobody comes to the first place before, nobody to the last one after
    for end, place in zip(ends, (0, 3), strict=True):
        end.visits[place] = end.breakdowns[place] = 0.0
    exposure = exposure_of(ends[0], ends[1], late)
    moved = [(random.uniform(-1, 1, 4) * end.visits, random.uniform(-1, 1, 4) * end.breakdowns) for end in ends]
    predicted = sum(
        observable.visit @ visits + observable.breakdown @ breakdowns
        for observable, (visits, breakdowns) in zip((exposure.before, exposure.after), moved, strict=True)
    )
    up, down = (
        compare(
            *(
                replace(end, visits=end.visits + step * visits, breakdowns=end.breakdowns + step * breakdowns)
                for end, (visits, breakdowns) in zip(ends, moved, strict=True)
            ),
            late,
        ).exposure
        for step in (1e-5, -1e-5)
    )
    assert exposure.value == compare(*ends, late).exposure
    assert predicted == pytest.approx((up - down) / 2e-5, rel=1e-6, abs=1e-9)
