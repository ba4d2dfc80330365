"""How a change of late breakdowns splits into exposure and hazard, and when it may be called carry-over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.model import JourneyModel
from workbench.simulation.observables import Observable, rewarded
from workbench.simulation.results import Result

ROUNDING = 1e-12
"""Differences of hazards below this share of the breakdowns compared are rounding, not an effect."""

NEGLIGIBLE = 0.01
"""A hazard within the segments of less than this share of the pooled one does not explain it."""


@dataclass(frozen=True, slots=True)
class Split:
    """Late breakdowns per customer entering, before and after, and why they differ.

    `exposure` is due to more or fewer customers who come so far, `hazard` to more or fewer breakdowns a visit; they sum
    to `delta` without a remainder. `per_visit` are breakdowns per late visit.
    """

    before: float
    after: float
    exposure: float
    hazard: float
    per_visit_before: float
    per_visit_after: float

    @property
    def delta(self) -> float:
        """The whole change of late breakdowns per customer entering."""
        return self.after - self.before


def compare(baseline: Result, scenario: Result, late: Bools) -> Split:
    """Split the change of breakdowns at the late touchpoints, bool[n], touchpoint by touchpoint.

    With N visits and h breakdowns a visit: exposure = sum (N1 - N0)(h0 + h1)/2, hazard = sum (N0 + N1)/2 (h1 - h0).
    Where one of the two has no visits its h is not defined; the other's is taken and the change is all exposure.
    """
    visits = baseline.visits[late], scenario.visits[late]
    breakdowns = baseline.breakdowns[late], scenario.breakdowns[late]
    exposure, hazard = decompose(visits, breakdowns)
    return Split(
        before=float(breakdowns[0].sum()),
        after=float(breakdowns[1].sum()),
        exposure=float(exposure),
        hazard=float(hazard),
        per_visit_before=_share(breakdowns[0].sum(), visits[0].sum()),
        per_visit_after=_share(breakdowns[1].sum(), visits[1].sum()),
    )


def decompose(visits: tuple[Floats, Floats], breakdowns: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Return exposure and hazard, float[...], from visits and breakdowns before and after, float[..., touchpoints]."""
    hazards = [_ratio(b, n) for b, n in zip(breakdowns, visits, strict=True)]
    first = np.where(visits[0] > 0.0, hazards[0], hazards[1])
    second = np.where(visits[1] > 0.0, hazards[1], hazards[0])
    exposure = ((visits[1] - visits[0]) * (first + second) / 2.0).sum(axis=-1)
    hazard = ((visits[0] + visits[1]) / 2.0 * (second - first)).sum(axis=-1)
    return exposure, hazard


@dataclass(frozen=True, slots=True, eq=False)
class Exposure:
    """The exposure of a change, and rewards whose sum moves as it does: for the run before and for the one after.

    To first order; the value of these observables means nothing.
    """

    value: float
    before: Observable
    after: Observable


def exposure_of(baseline: Result, scenario: Result, late: Bools) -> Exposure:
    """Return the exposure of a change as in `compare`, with its derivatives by visits and breakdowns at each place.

    `late`, bool[n], marks the places where breakdowns count.
    With h breakdowns a visit the exposure is (N1 - N0)(h0 + h1)/2.  Where one of the two has no visits, the change is
    that of the breakdowns alone.
    """
    visits, breakdowns = (baseline.visits, scenario.visits), (baseline.breakdowns, scenario.breakdowns)
    risks = [_ratio(b, n) for b, n in zip(breakdowns, visits, strict=True)]
    both, growth = late & (visits[0] > 0.0) & (visits[1] > 0.0), (visits[1] - visits[0]) / 2.0
    sides: list[Observable] = []
    for sign, n, risk in zip((-1.0, 1.0), visits, risks, strict=True):
        share = _ratio(growth, n)
        by_visit = np.where(both, sign * (risks[0] + risks[1]) / 2.0 - share * risk, 0.0)
        sides.append(rewarded(visit=by_visit, breakdown=np.where(both, share, sign * late)))
    exposure, _ = decompose((visits[0][late], visits[1][late]), (breakdowns[0][late], breakdowns[1][late]))
    return Exposure(float(exposure), *sides)


def pooled(whole: Split, parts: Sequence[Split], shares: Sequence[float]) -> Split:
    """Return the split of a mixture of segments, told apart segment by segment.

    `whole` compares the mixed results.  Its own hazard would hold a change of who arrives: where fragile customers stay
    longer, risk a visit rises although nobody's risk has changed.  Summed over segments that is exposure, which it is.
    """
    return replace(
        whole,
        exposure=sum(share * part.exposure for part, share in zip(parts, shares, strict=True)),
        hazard=sum(share * part.hazard for part, share in zip(parts, shares, strict=True)),
    )


def selection(whole: Split, parts: Sequence[Split], shares: Sequence[float]) -> float:
    """Return the hazard of pooled results, breakdowns per customer entering, where no segment bears it out; else 0.

    `whole` compares the mixed results, `parts` those of each segment.  What is left is selection: the mixture of those
    who arrive has changed, not their risk (Vaupel and Yashin 1985, The American Statistician 39:176, on heterogeneity).
    """
    borne_out = sum(
        share * part.hazard for share, part in zip(shares, parts, strict=True) if part.hazard * whole.hazard > 0.0
    )
    rounding = ROUNDING * max(whole.before, whole.after)
    return whole.hazard if abs(whole.hazard) > rounding and abs(borne_out) <= NEGLIGIBLE * abs(whole.hazard) else 0.0


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0.0)


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0.0 else 0.0


def memory_off(model: JourneyModel, baseline: Result) -> JourneyModel:
    """Return the twin in which nothing carries over: no irritation, no influences, curves flat at the baseline's means.

    Improve the twin to obtain the scenario's: its own model would take a better recovery for a milder curve.
    """
    exposed_to_leaving = float(baseline.breakdowns @ model.leave_factor)
    after_visit = float(baseline.visits.sum() - baseline.defections.sum())
    curve = np.ones(model.levels + 1)
    nothing, nobody = np.zeros(model.size), np.zeros(0, dtype=np.int64)
    return replace(
        model,
        carry_over=nothing,
        severity=nothing,
        soothing=nothing,
        influence_source=nobody,
        influence_target=nobody,
        influence_strength=np.zeros(0),
        breakdown=curve * _share(float(baseline.breakdowns.sum()), float(baseline.failures.sum())),
        leave=curve * min(1.0, _share(baseline.defected, exposed_to_leaving)),
        silent=curve * _share(float(baseline.silent_leaves.sum()), after_visit),
        recovered_level=np.zeros(model.levels + 1, dtype=np.int64),
    )


def claims_carry_over(split: Split, twin: Split) -> bool:
    """Tell whether the fix lowers later risk through the customers' memory: hazard below the twin's beyond rounding."""
    scale = max(abs(split.before), abs(split.after), abs(twin.before), abs(twin.after))
    return split.hazard - twin.hazard < -ROUNDING * scale
