"""Failure demand: the contacts that only failures brought about, by whose failure it was and who handles them.

Seddon's distinction: value demand is what a service is there for, failure demand is caused by a failure to do something
or to do it right.  Here a retry, a visit by a failure-demand transition and a recovery count, each where it is handled.
"""

from dataclasses import dataclass, replace

import numpy as np

from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.build import Case
from workbench.simulation.chain import Chain, weigh
from workbench.simulation.exact import read_off, solve
from workbench.simulation.factorising import factorise
from workbench.simulation.grouping import Grouping
from workbench.simulation.mixing import mixed
from workbench.simulation.model import JourneyModel, Routing
from workbench.simulation.problems import LoopWithoutExit
from workbench.simulation.structure import assemble
from workbench.simulation.ways import DEMAND, RETRY


@dataclass(frozen=True, slots=True, eq=False)
class FailureDemand:
    """Contacts per customer entering, float[g] by the group that handles them.

    `all_contacts` are every visit and every recovery; `retries`, `visits` (by failure-demand transitions) and
    `recoveries` are those that only a failure brought about.  `caused[s, t]` are the failure-demand contacts that
    failures in group s bring to group t, and `cost[s, t]` what contacts and recoveries cost there, float[g, g].
    """

    all_contacts: Floats
    retries: Floats
    visits: Floats
    recoveries: Floats
    caused: Floats
    cost: Floats

    @property
    def contacts(self) -> Floats:
        """The failure-demand contacts that each group handles, float[groups]."""
        return self.retries + self.visits + self.recoveries

    @property
    def share(self) -> float:
        """Failure demand as a share of all contacts, 0 to 1; equals `Result.failure_demand_share`."""
        return float(self.contacts.sum() / self.all_contacts.sum())

    @property
    def passed_on(self) -> Floats:
        """The contacts that each group's failures bring to others, float[g]."""
        return self.caused.sum(axis=1) - np.diagonal(self.caused)


def failure_demand(model: JourneyModel, groups: Grouping) -> FailureDemand:
    """Count the failure demand of one journey; exact, from one forward solve.  Raises what `exact.solve` raises."""
    chain = weigh(assemble(model), model)
    visits = factorise(chain).visits(chain.entry)
    result = read_off(model, chain, visits)
    caused, cost = np.zeros((2, len(groups), len(groups)))
    source, target, flow = _arrivals(chain, visits)
    cell = groups.member[source], groups.member[target]
    np.add.at(caused, cell, flow)
    np.add.at(cost, cell, flow * model.contact_cost[target])
    np.add.at(caused, (groups.member, groups.member), result.breakdowns)
    np.add.at(cost, (groups.member, groups.member), result.breakdowns * model.recovery_cost)
    return FailureDemand(
        all_contacts=groups.sums(result.visits + result.breakdowns),
        retries=groups.sums(result.retries),
        visits=groups.sums(result.demand_visits),
        recoveries=groups.sums(result.breakdowns),
        caused=caused,
        cost=cost,
    )


def _arrivals(chain: Chain, visits: Floats) -> tuple[Ints, Ints, Floats]:
    """Return the visits that begin by a retry or a failure-demand way: from which touchpoint, to which, how many."""
    structure = chain.structure
    arcs, at = structure.arcs, structure.states.touchpoint
    kind = structure.ways.kind[arcs.way]
    used = np.flatnonzero(((kind == RETRY) | (kind == DEMAND)) & (arcs.landing < structure.size))
    state = structure.branches.state[arcs.branch[used]]
    return at[state], at[arcs.landing[used]], visits[state] * chain.arc[used]


def failure_demand_of(case: Case, groups: Grouping) -> FailureDemand:
    """Count the failure demand of all kinds of customer, each with its share."""
    return mixed([failure_demand(segment.model, groups) for segment in case.segments], case.shares)


def detours(case: Case) -> Floats | None:
    """Return the visits to each touchpoint that failure demand adds in the end, per customer entering, float[n].

    That is the journey as it is less the same journey in which a customer goes on after a failure as after a success:
    the visits it begins, all that follow from them, and less those of customers whom it drives away.  None where the
    ways after failures are the only ones that lead out, so that there is nothing to compare with.
    """
    try:
        added = [
            segment.share * (solve(segment.model).visits - solve(without_detours(segment.model)).visits)
            for segment in case.segments
        ]
    except LoopWithoutExit:
        return None
    return np.sum(added, axis=0)


def without_detours(model: JourneyModel) -> JourneyModel:
    """Return the journey in which nobody tries again or takes a failure-demand transition."""
    return replace(model, retry=np.zeros(model.size), failure_demand=Routing.empty(model.size))
