"""The law of one visit: which branches it can take, how likely, and what they do to irritation.

A visit at touchpoint i with irritation k fails with p = noisy-OR(failure_i, carry_over_i k/K, influences in force).
Success soothes; a failure irritates, or breaks down with probability beta_k, after which the customer leaves or is
recovered. The number of levels a step moves is drawn between the two whole numbers around its mean, so that every
probability is linear in every parameter and derivatives are exact.
"""

from dataclasses import dataclass, fields

import numpy as np

from workbench.simulation.arrays import Bools, Floats, Ints, ramp
from workbench.simulation.model import JourneyModel

AFTER_SUCCESS, AFTER_FAILURE, AFTER_RECOVERY = range(3)
"""What a visit that keeps the customer came to: it soothes, irritates, or recovers a breakdown."""

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
    breakdown: Floats
    leave: Floats
    silent: Floats
    entry: Floats

    def pattern(self, *, open_zeros: bool) -> "Numbers":
        """Replace each number by 0, 1/2 or 1; with `open_zeros` by 1/2 throughout, as if no parameter were extreme.

        Entry stays as it is.
        """
        patterns = {f.name: _extremes(getattr(self, f.name), open_zeros) for f in fields(self)}
        patterns["entry"] = _extremes(self.entry, False)
        return Numbers(**patterns)

    def joined(self, other: "Numbers") -> "Numbers":
        """Return the pattern that allows for everything that one of two patterns allows for."""
        pairs = ((f.name, getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Numbers(**{name: np.where(mine == its, mine, _POSSIBLE) for name, mine, its in pairs})

    def flat(self) -> Floats:
        """Return all numbers in one row, float[numbers]."""
        return np.concatenate([getattr(self, f.name).ravel() for f in fields(self)])


def _extremes(values: Floats, open_zeros: bool) -> Floats:
    if open_zeros:
        return np.full(values.shape, _POSSIBLE)
    return np.where((values > 0.0) & (values < 1.0), _POSSIBLE, values)


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """The fewest and the most levels that a failure may add and a success may take away, int[n] each.

    A mean between two whole numbers needs both.  A whole one has a neighbour too, so that the derivative at this kink
    is known towards improvement: the next milder severity, the next kinder soothing.  A severity of zero cannot
    improve and stays alone: a memoryless journey then keeps one state a touchpoint.
    """

    least_severity: Ints
    most_severity: Ints
    least_soothing: Ints
    most_soothing: Ints

    def joined(self, other: "Steps") -> "Steps":
        """Return the steps that serve every mean between those of two models."""
        return Steps(
            np.minimum(self.least_severity, other.least_severity),
            np.maximum(self.most_severity, other.most_severity),
            np.minimum(self.least_soothing, other.least_soothing),
            np.maximum(self.most_soothing, other.most_soothing),
        )

    def serve(self, other: "Steps") -> bool:
        """Tell whether all of the other's steps are among these."""
        return bool(
            (self.least_severity <= other.least_severity).all()
            and (self.most_severity >= other.most_severity).all()
            and (self.least_soothing <= other.least_soothing).all()
            and (self.most_soothing >= other.most_soothing).all()
        )


def steps_of(model: JourneyModel, *, open_zeros: bool = False) -> Steps:
    """Return the whole levels on both sides of the mean steps; with `open_zeros` also those from a severity of zero.

    Anything above K + 1 levels acts like K + 1.
    """
    severity, soothing = _capped(model.severity, model.levels), _capped(model.soothing, model.levels)
    milder = np.maximum(np.ceil(severity) - 1.0, 0.0).astype(np.int64)
    kinder = np.floor(soothing).astype(np.int64)
    return Steps(milder, milder + ((severity > 0.0) | open_zeros), kinder, kinder + 1)


def _capped(amount: Floats, levels: int) -> Floats:
    return np.minimum(amount, levels + 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Menu:
    """What may come of a visit to each touchpoint: rows `ptr[i]:ptr[i + 1]` of outcome and levels moved."""

    ptr: Ints
    outcome: Ints
    step: Ints


def menu_of(steps: Steps) -> Menu:
    """List, for every touchpoint, a success with each step down, a failure with each step up, and a recovery."""
    successes = steps.most_soothing - steps.least_soothing + 1
    failures = steps.most_severity - steps.least_severity + 1
    counts = np.stack([successes, failures, np.ones_like(failures)], axis=1).ravel()
    first = np.stack([steps.least_soothing, steps.least_severity, np.zeros_like(failures)], axis=1).ravel()
    outcome = np.repeat(np.tile(np.arange(3), failures.size), counts)
    ptr = np.concatenate([[0], np.cumsum(counts)[2::3]]).astype(np.int64)
    return Menu(ptr, outcome, ramp(first, counts))


def numbers_of(model: JourneyModel) -> Numbers:
    """Gather the parameters of the law from a model."""
    return Numbers(
        failure=model.failure,
        carry_over=model.carry_over,
        retry=model.retry,
        influence=model.influence_strength,
        routing=model.routing.share,
        demand=model.failure_demand.share,
        no_demand=np.clip(1.0 - model.failure_demand.row_sums(), 0.0, 1.0),
        breakdown=model.breakdown,
        leave=model.leave_probability(),
        silent=model.silent,
        entry=model.entry,
    )


def levels_after(model: JourneyModel, level: Ints, outcome: Ints, step: Ints) -> Ints:
    """Return the level, int[m], after m visits that found customers at `level`, came to `outcome` and moved `step`."""
    moved = np.where(outcome == AFTER_SUCCESS, level - step, level + step)
    return np.where(outcome == AFTER_RECOVERY, model.recovered_level[level], np.clip(moved, 0, model.levels))


def step_shares(model: JourneyModel, touchpoint: Ints, outcome: Ints, step: Ints) -> Floats:
    """Return how often m visits of an outcome move just this number of levels, float[m].

    A mean of 1.3 levels is drawn as 1 in seven visits of ten and as 2 in three.
    """
    severity, soothing = _capped(model.severity, model.levels), _capped(model.soothing, model.levels)
    mean = np.where(outcome == AFTER_SUCCESS, soothing[touchpoint], severity[touchpoint])
    # Written without 1 - (1 - mean), which would lose the digits of a tiny mean.
    share = np.maximum(0.0, np.minimum(mean - (step - 1), (step + 1) - mean))
    return np.where(outcome == AFTER_RECOVERY, 1.0, share)


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Influences in force at visits: for every rank the positions of the visits and the influences, both int[h]."""

    ranks: tuple[tuple[Ints, Ints], ...]


def failure_probability(numbers: Numbers, touchpoint: Ints, irritation: Floats, hits: Hits) -> Floats:
    """Return p, float[m], for visits at these touchpoints, int[m], and shares k/K of the highest irritation, float[m].

    Accumulated as p += (1 - p) x: the form 1 - (1 - f)(1 - x) loses the digits of tiny probabilities.
    """
    failing = numbers.failure[touchpoint]
    failing = failing + (1.0 - failing) * (numbers.carry_over[touchpoint] * irritation)
    for visits, influences in hits.ranks:
        before = failing[visits]
        failing[visits] = before + (1.0 - before) * numbers.influence[influences]
    return failing


def outcome_probabilities(numbers: Numbers, touchpoint: Ints, level: Ints, failing: Floats) -> Floats:
    """Return the probability of each outcome that keeps the customer, float[3, m]."""
    breakdown = numbers.breakdown[level]
    recovered = failing * breakdown * (1.0 - numbers.leave[touchpoint, level])
    return np.stack([1.0 - failing, failing * (1.0 - breakdown), recovered])


def covers(built: Floats, wanted: Floats) -> Bools:
    """Tell where a built pattern allows for what a wanted one asks for, bool[...] for two of float[...]."""
    return (built == wanted) | (built == _POSSIBLE)
