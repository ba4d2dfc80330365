"""What can be asked of a journey: sums of rewards for what happens at each touchpoint."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.chain import Chain
from workbench.simulation.model import JourneyModel
from workbench.simulation.results import Result


@dataclass(frozen=True, slots=True, eq=False)
class Observable:
    """Reward for one event of each kind at each touchpoint, float[n] each.

    `cost` and `time` count the model's own costs and minutes at a touchpoint that many times, so that derivatives by
    them are known.
    """

    visit: Floats
    failure: Floats
    breakdown: Floats
    defection: Floats
    silent: Floats
    gave_up: Floats
    finish: Floats
    cost: Floats
    time: Floats

    def priced(self, model: JourneyModel) -> "Observable":
        """Fold the costs and times of the model into the rewards."""
        lost = self.cost * model.defection_cost
        return Observable(
            visit=self.visit + self.cost * model.contact_cost + self.time * model.contact_time,
            failure=self.failure,
            breakdown=self.breakdown + self.cost * model.recovery_cost + self.time * model.recovery_time,
            defection=self.defection + lost,
            silent=self.silent + lost,
            gave_up=self.gave_up + lost,
            finish=self.finish,
            cost=np.zeros_like(self.cost),
            time=np.zeros_like(self.time),
        )

    def expected(self, model: JourneyModel, result: Result) -> float:
        """Return the value of this observable in a result of the model, per customer entering."""
        priced = self.priced(model)
        return float(
            result.visits @ priced.visit
            + result.failures @ priced.failure
            + result.breakdowns @ priced.breakdown
            + result.defections @ priced.defection
            + result.silent_leaves @ priced.silent
            + result.give_ups @ priced.gave_up
            + result.finishes @ priced.finish
        )


def rewarded(**rewards: Floats) -> Observable:
    """Reward what is named, float[n] each, and nothing else."""
    nothing = np.zeros(next(iter(rewards.values())).size)
    return Observable(**{f.name: rewards.get(f.name, nothing) for f in fields(Observable)})


def breakdowns(touchpoints: int) -> Observable:
    """Count all breakdowns."""
    return rewarded(breakdown=np.ones(touchpoints))


def breakdowns_at(marked: Bools) -> Observable:
    """Count the breakdowns at the touchpoints marked, bool[n]."""
    return rewarded(breakdown=marked.astype(np.float64))


def visits(touchpoints: int) -> Observable:
    """Count all visits."""
    return rewarded(visit=np.ones(touchpoints))


def failures(touchpoints: int) -> Observable:
    """Count all failures, breakdowns included."""
    return rewarded(failure=np.ones(touchpoints))


def completed(touchpoints: int) -> Observable:
    """Tell the probability to finish well."""
    return rewarded(finish=np.ones(touchpoints))


def defected(touchpoints: int) -> Observable:
    """Tell the probability to leave after a breakdown."""
    return rewarded(defection=np.ones(touchpoints))


def churned(touchpoints: int) -> Observable:
    """Tell the probability to leave in silence or give up."""
    return rewarded(silent=np.ones(touchpoints), gave_up=np.ones(touchpoints))


def cost(touchpoints: int) -> Observable:
    """Sum contact and recovery costs and those of lost customers."""
    return rewarded(cost=np.ones(touchpoints))


def time(touchpoints: int) -> Observable:
    """Sum the minutes that contacts and recoveries take the customer."""
    return rewarded(time=np.ones(touchpoints))


def stacked(observables: Sequence[Observable]) -> Floats:
    """Return the rewards of several observables as they stand, float[9, n, q]: by kind of event, place and question."""
    return np.stack([[getattr(each, f.name) for f in fields(Observable)] for each in observables], axis=-1)


def rewards_per_state(priced: Observable, chain: Chain) -> Floats:
    """Return the reward expected from one visit to each state, float[ns]."""
    at = chain.structure.states.touchpoint
    return (
        priced.visit[at]
        + chain.failing * priced.failure[at]
        + chain.breaking * priced.breakdown[at]
        + chain.leaving * priced.defection[at]
        + chain.silent * priced.silent[at]
        + chain.gave_up * priced.gave_up[at]
        + chain.finished * priced.finish[at]
    )
