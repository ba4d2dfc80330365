"""What filled the glass: every breakdown put down to the failures whose irritation customers brought along.

The last straw is the failure at the touchpoint that breaks; what filled the glass is everything before it.  With an
empty glass the incident itself is all there is.
"""

from dataclasses import dataclass

from workbench.simulation.arrays import Floats, Ints, tally
from workbench.simulation.build import Case
from workbench.simulation.grouping import Grouping
from workbench.simulation.irritation import Irritation, irritation_in
from workbench.simulation.mixing import mixed


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """Something that happens in places, per customer entering, and what it is put down to.

    `sources[u, p]`, float[n, places], is what goes back to failures at u; `itself[p]` is what nothing before explains.
    """

    sources: Floats
    itself: Floats

    @property
    def total(self) -> Floats:
        """All of it, float[places]."""
        return self.sources.sum(axis=0) + self.itself

    def by(self, grouping: Grouping) -> "Account":
        """Put sources together: float[groups, places]."""
        return Account(grouping.sums(self.sources), self.itself)


@dataclass(frozen=True, slots=True, eq=False)
class Glass:
    """Breakdowns by what filled the glass, and what they cost: recoveries and the customers lost by them."""

    breakdowns: Account
    cost: Account

    def by(self, grouping: Grouping) -> "Glass":
        """Put sources together."""
        return Glass(self.breakdowns.by(grouping), self.cost.by(grouping))


def glass(traced: Irritation, place: Ints, places: int) -> Glass:
    """Tell what filled the glass in one journey; `place`, int[n], tells where each touchpoint counts (-1: nowhere).

    Exact: two right-hand sides a place.  For the sum over all places see `Account.total`.
    """
    chain, model = traced.chain, traced.model
    at = chain.structure.states.touchpoint
    cost = chain.breaking * model.recovery_cost[at] + chain.leaving * model.defection_cost
    return Glass(_account(traced, chain.breaking, place[at], places), _account(traced, cost, place[at], places))


def _account(traced: Irritation, worth: Floats, place: Ints, places: int) -> Account:
    """Put down what is worth `worth`, float[ns], a visit to each state; all at level zero counts as itself."""
    empty = (traced.chain.structure.states.level == 0) & (place >= 0)
    itself = tally(place[empty], traced.visits[empty] * worth[empty], places)
    return Account(traced.credited(worth, place, places), itself)


def glass_of(case: Case, places: Grouping) -> Glass:
    """Tell what filled the glass of all kinds of customer, each with its share, by place."""
    traced = [irritation_in(segment.model) for segment in case.segments]
    return mixed([glass(each, places.member, len(places)) for each in traced], case.shares)
