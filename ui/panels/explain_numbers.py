"""What the explanation of breakdowns shows, as plain numbers and words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class By(StrEnum):
    """What the causes are put together by."""

    TOUCHPOINT = "touchpoint"
    PHASE = "phase"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Cause:
    """Somewhere whose failures filled so many of the glasses that ran over in a place.

    `prevented` are the breakdowns there that would not happen if nothing ever failed at the cause.
    """

    id: str | None
    name: str
    filled: float
    prevented: float


@dataclass(frozen=True, slots=True)
class Paid:
    """What a department pays for the breakdowns of a place, and how many of them others filled."""

    name: str
    breakdowns: float
    by_others: float
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainNumbers:
    """The breakdowns of one place per 1,000 customers; `id` and `place` are None and empty for the whole journey.

    Straws are the touchpoints at which the glass runs over, with the number of times.
    """

    id: str | None = None
    place: str = ""
    breakdowns: float
    headline: str
    remarks: tuple[str, ...] = ()
    empty_glass: float = 0.0
    straws: tuple[tuple[str, str, float], ...] = ()
    causes: Mapping[By, tuple[Cause, ...]] = field(default_factory=dict[By, tuple[Cause, ...]])
    payers: tuple[Paid, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One visit of a customer that did not go smoothly: where, what happened, and how full the glass got, 0 to 10."""

    touchpoint: str
    name: str
    phase: str
    happened: str
    irritation: float
    breakdown: bool


@dataclass(frozen=True, slots=True)
class Life:
    """What one customer went through: the steps worth telling, and every touchpoint visited, by id.

    `is_spared` says that the customer does not break down in the place that the story is about, `took` how long all of
    it took, in words.
    """

    sentence: str
    steps: tuple[Step, ...]
    path: tuple[str, ...]
    is_spared: bool = False
    took: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A simulated customer who broke down in the place, as it is and, where a fix is tried, the same one with it."""

    number: int
    kind: str
    at: str
    threshold: float
    as_is: Life
    with_fix: Life | None = None
