"""The law of one visit: which branches it can take, how likely, and what they do to irritation.

A visit at touchpoint i with irritation k fails with p = noisy-OR(failure_i, carry_over_i k/K, influences in force).
Success soothes; a failure irritates, or breaks down with probability beta_k, after which the customer leaves or is
recovered. The number of levels a step moves is drawn between the two whole numbers around its mean, so that every
probability is linear in every parameter and derivatives are exact.
"""

from dataclasses import dataclass, fields

import numpy as np

from workbench.simulation.arrays import Bools, Floats, Ints
from workbench.simulation.model import JourneyModel

SOOTHED_LESS, SOOTHED_MORE, IRRITATED_LESS, IRRITATED_MORE, RECOVERED = range(5)
BRANCHES = 5
AFTER_SUCCESS, AFTER_FAILURE, AFTER_RECOVERY = range(3)
OUTCOME_OF_BRANCH = np.array([AFTER_SUCCESS, AFTER_SUCCESS, AFTER_FAILURE, AFTER_FAILURE, AFTER_RECOVERY])

_POSSIBLE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """Every parameter of the law, or its mere pattern in which 1/2 stands for anything strictly between 0 and 1.

    Computing with a pattern tells which probabilities can be positive without any risk of underflow.
    """

    failure: Floats
    carry_over: Floats
    retry: Floats
    influence: Floats
    routing: Floats
    demand: Floats
    no_demand: Floats
    severity_part: Floats
    soothing_part: Floats
    breakdown: Floats
    leave: Floats
    silent: Floats
    entry: Floats

    def pattern(self, *, open_zeros: bool) -> "Numbers":
        """Replace each number by 0, 1/2 or 1; with `open_zeros` by 1/2 throughout, as if no parameter were extreme.

        Both whole numbers around a step stay possible, so that the derivative at a kink is known. A severity of zero
        cannot improve and stays closed: a memoryless journey then keeps one state a touchpoint. Entry stays as it is.
        """
        patterns = {f.name: _extremes(getattr(self, f.name), open_zeros) for f in fields(self)}
        patterns["severity_part"] = np.where(patterns["severity_part"] > 0.0, _POSSIBLE, 0.0)
        patterns["soothing_part"] = np.full(self.soothing_part.shape, _POSSIBLE)
        patterns["entry"] = _extremes(self.entry, False)
        return Numbers(**patterns)

    def flat(self) -> Floats:
        """Return all numbers in one row."""
        return np.concatenate([getattr(self, f.name).ravel() for f in fields(self)])


def _extremes(values: Floats, open_zeros: bool) -> Floats:
    if open_zeros:
        return np.full(values.shape, _POSSIBLE)
    return np.where((values > 0.0) & (values < 1.0), _POSSIBLE, values)


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """The smaller of the two numbers of levels that a failure adds and a success takes away, int[n] each.

    Severity sits at the upper end of its unit interval and soothing at the lower end of its own when they are whole:
    derivatives at such a kink then hold towards improvement (less severe, more soothing).
    """

    severity: Ints
    soothing: Ints


def steps_of(model: JourneyModel) -> Steps:
    """Split off the whole levels of severity and soothing; anything above K + 1 levels acts like K + 1."""
    top = model.levels + 1.0
    severity = np.maximum(np.ceil(np.minimum(model.severity, top)) - 1.0, 0.0)
    soothing = np.floor(np.minimum(model.soothing, top))
    return Steps(severity.astype(np.int64), soothing.astype(np.int64))


def numbers_of(model: JourneyModel, steps: Steps) -> Numbers:
    """Gather the parameters of the law from a model."""
    top = model.levels + 1.0
    return Numbers(
        failure=model.failure,
        carry_over=model.carry_over,
        retry=model.retry,
        influence=model.influence_strength,
        routing=model.routing.share,
        demand=model.failure_demand.share,
        no_demand=np.clip(1.0 - model.failure_demand.row_sums(), 0.0, 1.0),
        severity_part=np.minimum(model.severity, top) - steps.severity.astype(np.float64),
        soothing_part=np.minimum(model.soothing, top) - steps.soothing.astype(np.float64),
        breakdown=model.breakdown,
        leave=model.leave_probability(),
        silent=model.silent,
        entry=model.entry,
    )


def levels_after(model: JourneyModel, steps: Steps, touchpoint: Ints, level: Ints) -> Ints:
    """Return the level after each branch, int[BRANCHES, m], for m visits at these touchpoints and levels."""
    less_soothed = np.maximum(level - steps.soothing[touchpoint], 0)
    less_irritated = np.minimum(level + steps.severity[touchpoint], model.levels)
    return np.stack(
        [
            less_soothed,
            np.maximum(less_soothed - 1, 0),
            less_irritated,
            np.minimum(less_irritated + 1, model.levels),
            model.recovered_level[level],
        ]
    )


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Influences in force at visits: for every rank the positions of the visits and the influences, both int[h]."""

    ranks: tuple[tuple[Ints, Ints], ...]


def failure_probability(numbers: Numbers, touchpoint: Ints, irritation: Floats, hits: Hits) -> Floats:
    """Return p for m visits at these touchpoints and shares k/K of the highest irritation.

    Accumulated as p += (1 - p) x: the form 1 - (1 - f)(1 - x) loses the digits of tiny probabilities.
    """
    failing = numbers.failure[touchpoint]
    failing = failing + (1.0 - failing) * (numbers.carry_over[touchpoint] * irritation)
    for visits, influences in hits.ranks:
        before = failing[visits]
        failing[visits] = before + (1.0 - before) * numbers.influence[influences]
    return failing


def branch_probabilities(numbers: Numbers, touchpoint: Ints, level: Ints, failing: Floats) -> Floats:
    """Return the probability of every branch that keeps the customer, float[BRANCHES, m]."""
    soothed = numbers.soothing_part[touchpoint]
    irritated = numbers.severity_part[touchpoint]
    breakdown = numbers.breakdown[level]
    calm_failure = failing * (1.0 - breakdown)
    return np.stack(
        [
            (1.0 - failing) * (1.0 - soothed),
            (1.0 - failing) * soothed,
            calm_failure * (1.0 - irritated),
            calm_failure * irritated,
            failing * breakdown * (1.0 - numbers.leave[touchpoint, level]),
        ]
    )


def covers(built: Floats, wanted: Floats) -> Bools:
    """Tell where a built pattern allows for everything that a wanted pattern asks for."""
    return (built == wanted) | (built == _POSSIBLE)
