"""Derivatives of an observable by every parameter: one forward solve, one adjoint solve, one sweep.

With x the expected visits and v the values of states, a change of any transition probability out of state s to t
changes the observable by x(s) v(t) (Caswell 2013, doi 10.1016/j.laa.2011.07.046). The sweep sums this over branches
and ways and applies the chain rule from the law of one visit.
"""

from dataclasses import dataclass

import numpy as np

from workbench.simulation.arrays import Floats, Ints, product, tally
from workbench.simulation.chain import Chain
from workbench.simulation.kernel import (
    AFTER_FAILURE,
    AFTER_RECOVERY,
    AFTER_SUCCESS,
    BRANCHES,
    IRRITATED_LESS,
    IRRITATED_MORE,
    RECOVERED,
    SOOTHED_LESS,
    SOOTHED_MORE,
)
from workbench.simulation.model import JourneyModel
from workbench.simulation.observables import Observable, rewards_per_state
from workbench.simulation.solve_scipy import factorise
from workbench.simulation.solver import Factorised
from workbench.simulation.ways import DEMAND, RETRY, ROUTING


@dataclass(frozen=True, slots=True, eq=False)
class Gradient:
    """The derivative of one observable by each parameter, in its units per unit of the parameter.

    By touchpoint: failure to leave_factor. Severity and soothing count levels; at a whole number the derivative is the
    one towards improvement. `routing` is by the weight of a way before its row is scaled to one; `failure_demand` by
    the share, which the row's routing gives up. By level: breakdown, leave and silent. An entry is NaN where a
    parameter is zero or one and the chain was assembled without the states its change would open.
    """

    value: float
    failure: Floats
    severity: Floats
    soothing: Floats
    carry_over: Floats
    retry: Floats
    contact_cost: Floats
    recovery_cost: Floats
    leave_factor: Floats
    routing: Floats
    failure_demand: Floats
    influence: Floats
    breakdown: Floats
    leave: Floats
    silent: Floats
    defection_cost: float


def sensitivities(
    model: JourneyModel, chain: Chain, observable: Observable, factorised: Factorised | None = None
) -> Gradient:
    """Differentiate an observable by every parameter; factors of the same chain save the factorisation."""
    solved = factorised if factorised is not None else factorise(chain)
    priced = observable.priced(model)
    visits = solved.visits(chain.entry)
    rewards = rewards_per_state(priced, chain)
    sweep = _Sweep.over(chain, priced, visits, solved.values(rewards))
    states, n, levels = chain.structure.states, model.size, model.levels + 1
    routing, demand, retry = sweep.by_way(model)
    failure, carry_over, influence = _noisy_or(model, chain, sweep.by_failing())
    leave_factor, leave = _leaving(model, chain, sweep.by_leaving())
    lost = visits * (chain.leaving + chain.silent + chain.gave_up)
    return Gradient(
        value=float(visits @ rewards),
        failure=failure,
        severity=tally(states.touchpoint, sweep.by_severity(), n),
        soothing=tally(states.touchpoint, sweep.by_soothing(), n),
        carry_over=carry_over,
        retry=retry,
        contact_cost=observable.cost * tally(states.touchpoint, visits, n),
        recovery_cost=observable.cost * tally(states.touchpoint, visits * chain.breaking, n),
        leave_factor=leave_factor,
        routing=routing,
        failure_demand=demand,
        influence=influence,
        breakdown=tally(states.level, sweep.by_breakdown(), levels),
        leave=leave,
        silent=sweep.by_silence(levels),
        defection_cost=float(lost @ observable.cost[states.touchpoint]),
    )


def _leaving(model: JourneyModel, chain: Chain, by_leaving: Floats) -> tuple[Floats, Floats]:
    """Carry the derivative by the chance to leave over to its factor and its curve; beyond certainty neither counts."""
    at, level = chain.structure.states.touchpoint, chain.structure.states.level
    factor, curve = model.leave_factor[at], model.leave[level]
    counts = factor * curve <= 1.0
    by_factor = tally(at, product(np.where(counts, curve, 0.0), by_leaving), model.size)
    return by_factor, tally(level, product(np.where(counts, factor, 0.0), by_leaving), model.levels + 1)


def _noisy_or(model: JourneyModel, chain: Chain, by_failing: Floats) -> tuple[Floats, Floats, Floats]:
    """Carry dJ/dp per state over to failure, carry-over and influences: each by the product of the others' absence."""
    states = chain.structure.states
    at, irritation = states.touchpoint, states.level / model.levels
    own = 1.0 - model.failure[at]
    mood = 1.0 - model.carry_over[at] * irritation
    absent: list[Floats] = []
    for visits, influences in chain.structure.hits.ranks:
        factor = np.ones(at.size)
        factor[visits] -= model.influence_strength[influences]
        absent.append(factor)
    rest = np.prod(absent, axis=0) if absent else np.ones(at.size)
    strength = np.zeros(model.influence_strength.size)
    for rank, (visits, influences) in enumerate(chain.structure.hits.ranks):
        others = own * mood
        for other, factor in enumerate(absent):
            others = others * factor if other != rank else others
        strength += tally(influences, product(others[visits], by_failing[visits]), strength.size)
    failure = tally(at, product(mood * rest, by_failing), model.size)
    carry_over = tally(at, product(own * rest * irritation, by_failing), model.size)
    return failure, carry_over, strength


@dataclass(frozen=True, slots=True, eq=False)
class _Sweep:
    """Expected visits per state and what each branch from there is worth; NaN for a branch that was not built."""

    chain: Chain
    priced: Observable
    visits: Floats
    ahead: Floats
    onward: Floats
    worth: Floats

    @classmethod
    def over(cls, chain: Chain, priced: Observable, visits: Floats, values: Floats) -> "_Sweep":
        structure = chain.structure
        branches, arcs, ns = structure.branches, structure.arcs, structure.size
        start = structure.states.touchpoint[branches.state]
        ending = np.stack([priced.finish, priced.gave_up])
        inside = arcs.landing < ns
        ahead = np.where(
            inside,
            values[np.minimum(arcs.landing, ns - 1)],
            ending[np.maximum(arcs.landing - ns, 0), start[arcs.branch]],
        )
        onward = tally(arcs.branch, chain.share[arcs.way] * ahead, branches.state.size)
        onward[np.bincount(arcs.branch, minlength=onward.size) == 0] = np.nan
        silent = chain.numbers.silent[branches.level]
        worth = np.full((BRANCHES, ns), np.nan)
        worth[branches.branch, branches.state] = silent * priced.silent[start] + product(1.0 - silent, onward)
        return cls(chain, priced, visits, ahead, onward, worth)

    @property
    def touchpoint(self) -> Ints:
        return self.chain.structure.states.touchpoint

    def _blend(self, less: int, more: int, part: Floats) -> Floats:
        return product(1.0 - part, self.worth[less]) + product(part, self.worth[more])

    def calm_failure(self) -> Floats:
        """Worth of a failure that does not break down."""
        return self._blend(IRRITATED_LESS, IRRITATED_MORE, self.chain.numbers.severity_part[self.touchpoint])

    def breaking_down(self) -> Floats:
        """Worth of a breakdown, its own reward included."""
        leave = self.chain.numbers.leave[self.touchpoint, self.chain.structure.states.level]
        defection = self.priced.defection[self.touchpoint]
        return self.priced.breakdown[self.touchpoint] + leave * defection + product(1.0 - leave, self.worth[RECOVERED])

    def by_failing(self) -> Floats:
        breakdown = self.chain.numbers.breakdown[self.chain.structure.states.level]
        success = self._blend(SOOTHED_LESS, SOOTHED_MORE, self.chain.numbers.soothing_part[self.touchpoint])
        failed = product(1.0 - breakdown, self.calm_failure()) + product(breakdown, self.breaking_down())
        return product(self.visits, self.priced.failure[self.touchpoint] + failed - success)

    def by_severity(self) -> Floats:
        calm_failures = self.visits * (self.chain.failing - self.chain.breaking)
        return product(calm_failures, self.worth[IRRITATED_MORE] - self.worth[IRRITATED_LESS])

    def by_soothing(self) -> Floats:
        return product(self.visits * (1.0 - self.chain.failing), self.worth[SOOTHED_MORE] - self.worth[SOOTHED_LESS])

    def by_breakdown(self) -> Floats:
        return product(self.visits * self.chain.failing, self.breaking_down() - self.calm_failure())

    def by_leaving(self) -> Floats:
        defection = self.priced.defection[self.touchpoint]
        return product(self.visits * self.chain.breaking, defection - self.worth[RECOVERED])

    def by_silence(self, levels: int) -> Floats:
        branches = self.chain.structure.branches
        taken = self.visits[branches.state] * self.chain.branch
        gain = self.priced.silent[self.touchpoint[branches.state]] - self.onward
        return tally(branches.level, product(taken, gain), levels)

    def by_way(self, model: JourneyModel) -> tuple[Floats, Floats, Floats]:
        """Return the derivatives by routing weight, failure-demand share and retry."""
        structure, numbers = self.chain.structure, self.chain.numbers
        arcs, branches, ways = structure.arcs, structure.branches, structure.ways
        stays = self.visits[branches.state] * self.chain.branch * (1.0 - numbers.silent[branches.level])
        flow = tally(arcs.way, product(stays[arcs.branch], self.ahead), ways.item.size)

        def per_item(outcome: int, kind: int, size: int) -> Floats:
            chosen = (ways.outcome == outcome) & (ways.kind == kind)
            by_item = np.full(size, np.nan)
            by_item[ways.item[chosen]] = flow[chosen]
            return by_item

        share, demand = numbers.routing, numbers.demand
        start, demand_start = model.routing.sources(), model.failure_demand.sources()
        success, failed, recovered = (
            per_item(outcome, ROUTING, share.size) for outcome in (AFTER_SUCCESS, AFTER_FAILURE, AFTER_RECOVERY)
        )
        demand_failed, demand_recovered = (
            per_item(outcome, DEMAND, demand.size) for outcome in (AFTER_FAILURE, AFTER_RECOVERY)
        )
        not_retried, left = 1.0 - numbers.retry, numbers.no_demand
        after_trouble = product(not_retried[start], failed) + recovered
        weight = success + product(left[start], after_trouble)
        row_mean = tally(start, product(share, weight), model.size)
        kept_to_routing = tally(start, product(share, after_trouble), model.size)
        by_demand = product(not_retried[demand_start], demand_failed) + demand_recovered
        otherwise = tally(start, product(left[start] * share, failed), model.size)
        otherwise += tally(demand_start, product(demand, demand_failed), model.size)
        by_retry = per_item(AFTER_FAILURE, RETRY, model.size) - otherwise
        return weight - row_mean[start], by_demand - kept_to_routing[demand_start], by_retry
