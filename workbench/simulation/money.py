"""What a journey costs, and when an investment in it pays."""

from dataclasses import dataclass
from math import inf
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Journey
from workbench.simulation.arrays import Floats
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import ModelProblem
from workbench.simulation.results import Result

UNKNOWN_VOLUME: Final = 1000.0
"""So many customers a month stand in where nobody has said how many there are."""

HORIZON: Final = 24.0
"""Months in which an investment has to pay."""


@dataclass(frozen=True, slots=True, eq=False)
class Bill:
    """What one customer entering costs at each touchpoint, float[n] each, in the journey's currency.

    `contact` is for every visit, `recovery` for every breakdown, `loss` for the customers who leave there for good,
    after a breakdown, in silence or giving up: their lost margin.
    """

    contact: Floats
    recovery: Floats
    loss: Floats

    @property
    def total(self) -> Floats:
        """All of it, float[n]."""
        return self.contact + self.recovery + self.loss


def bill(model: JourneyModel, result: Result) -> Bill:
    """Return what the customers of a result cost; a result mixed of segments takes the model of any of them."""
    lost = result.defections + result.silent_leaves + result.give_ups
    return Bill(
        contact=model.contact_cost * result.visits,
        recovery=model.recovery_cost * result.breakdowns,
        loss=model.defection_cost * lost,
    )


@dataclass(frozen=True, slots=True)
class Terms:
    """How many customers enter a month, whether somebody said so (`is_known`), and in how many months it has to pay."""

    customers: float = UNKNOWN_VOLUME
    is_known: bool = False
    months: float = HORIZON
    currency: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.customers < inf:
            raise ModelProblem(f"{self.customers:g} customers a month cannot be: enter a finite number of at least 0.")
        if not 0 < self.months < inf:
            raise ModelProblem(f"Nothing can pay within {self.months:g} months: enter a number above 0.")

    @property
    def volume(self) -> float:
        """How many customers to reckon the work of a month with: nobody at all is as good as not stated."""
        return self.customers or UNKNOWN_VOLUME


def terms(document: Document, journey: str, months: float = HORIZON) -> Terms:
    """Return the terms of a journey; where its volume is not stated they are for a thousand customers a month.

    Raises ModelProblem for a number of months that is not above zero.
    """
    stated = document.get(Journey, journey)
    if stated.customers_a_month is None:
        return Terms(months=months, currency=stated.currency)
    return Terms(stated.customers_a_month.value, True, months, stated.currency)


@dataclass(frozen=True, slots=True)
class Worth:
    """An investment: what it costs once and a month, and what it saves a month."""

    one_off: float
    running: float
    saving: float
    months: float

    @property
    def margin(self) -> float:
        """What is left of the saving each month when the running cost is paid."""
        return self.saving - self.running

    @property
    def payback(self) -> float:
        """Months until what was paid once is earned back, counted from when it works; infinite if never."""
        if self.one_off == 0 and self.margin >= 0:
            return 0.0
        return self.one_off / self.margin if self.margin > 0 else inf

    @property
    def net(self) -> float:
        """What is earned over the horizon beyond what is paid; nothing is discounted."""
        return self.months * self.margin - self.one_off

    @property
    def pays(self) -> bool:
        """Whether it beats doing nothing."""
        return self.net > 0


def worth(saving: float, one_off: float, running: float, given: Terms) -> Worth:
    """Return what an investment is worth that saves so much per customer entering."""
    return Worth(one_off, running, given.customers * saving, given.months)


def break_even(saving: float, one_off: float, running: float, months: float) -> float:
    """Return from how many customers a month on an investment pays within the months; infinite if it never does."""
    needed = one_off / months + running
    if needed <= 0:
        return 0.0
    return needed / saving if saving > 0 else inf
