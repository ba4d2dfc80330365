"""Derivatives of an observable by every parameter: one forward solve, one adjoint solve, one sweep.

With x the expected visits and v the values of states, a change of any transition probability out of state s to t
changes the observable by x(s) v(t) (Caswell 2013, doi 10.1016/j.laa.2011.07.046). The sweep sums this over branches
and ways and applies the chain rule from the law of one visit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.simulation.arrays import Floats, Ints, product, tally
from workbench.simulation.chain import Chain, weigh
from workbench.simulation.compiled.ready import compiled
from workbench.simulation.factorising import factorise
from workbench.simulation.kernel import AFTER_FAILURE, AFTER_RECOVERY, AFTER_SUCCESS, step_shares, steps_of
from workbench.simulation.layout import PARAMETERS
from workbench.simulation.model import JourneyModel
from workbench.simulation.observables import Observable, rewards_per_state
from workbench.simulation.solver import Factorised
from workbench.simulation.structure import Structure, assemble
from workbench.simulation.ways import DEMAND, RETRY, ROUTING


@dataclass(frozen=True, slots=True, eq=False)
class Gradient:
    """The derivative of one observable by each parameter, in its units per unit of the parameter.

    By touchpoint: failure to leave_factor. Severity and soothing count levels; at a whole number the derivative is the
    one towards improvement. `routing` and `entry` are by the weight of a way before its row, or of an entry before all
    of them, are scaled to one; `failure_demand` by the share, which the row's routing gives up. By level: breakdown,
    leave and silent. A derivative is NaN where a parameter is zero or one and the chain was assembled without the
    states its change would open.
    """

    value: float
    failure: Floats
    severity: Floats
    soothing: Floats
    carry_over: Floats
    retry: Floats
    contact_cost: Floats
    recovery_cost: Floats
    contact_time: Floats
    recovery_time: Floats
    leave_factor: Floats
    routing: Floats
    failure_demand: Floats
    influence: Floats
    breakdown: Floats
    leave: Floats
    silent: Floats
    entry: Floats
    defection_cost: float


def sensitivities(
    model: JourneyModel, chain: Chain, observable: Observable, factorised: Factorised | None = None
) -> Gradient:
    """Differentiate an observable by every parameter; factors of the same chain save the factorisation."""
    solved = factorised if factorised is not None else factorise(chain)
    priced = observable.priced(model)
    visits = solved.visits(chain.entry)
    rewards = rewards_per_state(priced, chain)
    values = solved.values(rewards)
    sweep = _Sweep.over(model, chain, priced, visits, values)
    states, n, levels = chain.structure.states, model.size, model.levels + 1
    routing, demand, retry = sweep.by_way(model)
    failure, carry_over, influence = _noisy_or(model, chain, sweep.by_failing())
    leave_factor, leave = _leaving(model, chain, sweep.by_leaving())
    arrivals, breakdowns = (tally(states.touchpoint, each, n) for each in (visits, visits * chain.breaking))
    lost = visits * (chain.leaving + chain.silent + chain.gave_up)
    return Gradient(
        value=float(visits @ rewards),
        failure=failure,
        severity=tally(states.touchpoint, sweep.by_severity(), n),
        soothing=tally(states.touchpoint, sweep.by_soothing(), n),
        carry_over=carry_over,
        retry=retry,
        contact_cost=observable.cost * arrivals,
        recovery_cost=observable.cost * breakdowns,
        contact_time=observable.time * arrivals,
        recovery_time=observable.time * breakdowns,
        leave_factor=leave_factor,
        routing=routing,
        failure_demand=demand,
        influence=influence,
        breakdown=tally(states.level, sweep.by_breakdown(), levels),
        leave=leave,
        silent=sweep.by_silence(levels),
        entry=_entering(chain, values, float(visits @ rewards)),
        defection_cost=float(lost @ observable.cost[states.touchpoint]),
    )


def gradient_matrix(
    model: JourneyModel, observables: Sequence[Observable], structure: Structure | None = None
) -> tuple[Floats, Floats]:
    """Return q observables, float[q], and their derivatives by all parameters of a model, float[q, P].

    Columns follow `variation.parameters(model)`; their meaning, and where they are NaN, is that of `Gradient`.  A
    structure of an earlier, similar model saves the assembly.  Answered by the compiled kernels once they are ready.
    Raises ModelProblem where the journey cannot run.
    """
    kept = structure if structure is not None else assemble(model)
    engine = compiled()
    found = engine.differentiate(model, kept, observables) if engine is not None else None
    return found if found is not None else gradient_matrix_plainly(model, observables, kept)


def gradient_matrix_plainly(
    model: JourneyModel, observables: Sequence[Observable], structure: Structure
) -> tuple[Floats, Floats]:
    """Return what `gradient_matrix` returns, float[q] and float[q, P], without the compiled kernels."""
    chain = weigh(structure, model)
    solved = factorise(chain)
    gradients = [sensitivities(model, chain, each, solved) for each in observables]
    names = {"influence_strength": "influence"}
    rows = [
        np.concatenate([np.atleast_1d(getattr(each, names.get(name, name))) for name in PARAMETERS])
        for each in gradients
    ]
    return np.array([each.value for each in gradients]), np.stack(rows)


def _entering(chain: Chain, values: Floats, value: float) -> Floats:
    """Return the derivative by the weight of each entry; NaN where nobody enters and calm visits were not built."""
    structure = chain.structure
    gain = np.full(structure.model.size, np.nan)
    gain[structure.states.touchpoint[structure.entry_states]] = values[structure.entry_states] - value
    return gain


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

    model: JourneyModel
    chain: Chain
    priced: Observable
    visits: Floats
    ahead: Floats
    onward: Floats
    worth: Floats

    @classmethod
    def over(cls, model: JourneyModel, chain: Chain, priced: Observable, visits: Floats, values: Floats) -> "_Sweep":
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
        worth = silent * priced.silent[start] + product(1.0 - silent, onward)
        return cls(model, chain, priced, visits, ahead, onward, worth)

    @property
    def touchpoint(self) -> Ints:
        return self.chain.structure.states.touchpoint

    def _after(self, outcome: int, step: Ints) -> Floats:
        """Worth of an outcome that moves this many levels, float[ns], given per touchpoint."""
        branches = self.chain.structure.branches
        chosen = np.flatnonzero(
            (branches.outcome == outcome) & (branches.step == step[self.touchpoint[branches.state]])
        )
        worth = np.full(self.touchpoint.size, np.nan)
        worth[branches.state[chosen]] = self.worth[chosen]
        return worth

    def _blend(self, outcome: int, least: Ints) -> tuple[Floats, Floats]:
        """Return the mean worth of an outcome and its derivative by the mean step, float[ns] each."""
        less, more = self._after(outcome, least), self._after(outcome, least + 1)
        at = np.arange(self.model.size)
        part = step_shares(self.model, at, np.full_like(at, outcome), least + 1)[self.touchpoint]
        return product(1.0 - part, less) + product(part, more), more - less

    def success(self) -> tuple[Floats, Floats]:
        return self._blend(AFTER_SUCCESS, steps_of(self.model).least_soothing)

    def calm_failure(self) -> tuple[Floats, Floats]:
        """Worth of a failure that does not break down."""
        return self._blend(AFTER_FAILURE, steps_of(self.model).least_severity)

    def recovery(self) -> Floats:
        return self._after(AFTER_RECOVERY, np.zeros(self.model.size, dtype=np.int64))

    def breaking_down(self) -> Floats:
        """Worth of a breakdown, its own reward included."""
        leave = self.chain.numbers.leave[self.touchpoint, self.chain.structure.states.level]
        defection = self.priced.defection[self.touchpoint]
        return self.priced.breakdown[self.touchpoint] + leave * defection + product(1.0 - leave, self.recovery())

    def by_failing(self) -> Floats:
        breakdown = self.chain.numbers.breakdown[self.chain.structure.states.level]
        failed = product(1.0 - breakdown, self.calm_failure()[0]) + product(breakdown, self.breaking_down())
        return product(self.visits, self.priced.failure[self.touchpoint] + failed - self.success()[0])

    def by_severity(self) -> Floats:
        return product(self.visits * (self.chain.failing - self.chain.breaking), self.calm_failure()[1])

    def by_soothing(self) -> Floats:
        return product(self.visits * (1.0 - self.chain.failing), self.success()[1])

    def by_breakdown(self) -> Floats:
        return product(self.visits * self.chain.failing, self.breaking_down() - self.calm_failure()[0])

    def by_leaving(self) -> Floats:
        defection = self.priced.defection[self.touchpoint]
        return product(self.visits * self.chain.breaking, defection - self.recovery())

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
