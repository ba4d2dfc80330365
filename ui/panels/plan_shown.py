"""What the plan view shows about a set of fixes, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from ui.controls.frontier import FrontierNumbers
from ui.panels.plan_cells import Verdict

BREAKDOWNS = "breakdowns"
COST = "cost"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the set is to be chosen for, what may be spent once and a month, and in how many weeks all is in place."""

    goal: str = BREAKDOWNS
    once: float = 20_000.0
    monthly: float = inf
    weeks: float = inf


@dataclass(frozen=True, slots=True)
class Ledger:
    """Rows of a heading and amounts in words under `columns`; the last row may be a `sum`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    has_sum: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """What the journey costs a month before and after, what is paid for it and by whom; sentences and rows."""

    volume: str
    bill: Ledger
    payback: str
    accounts: Ledger
    transfer: str


@dataclass(frozen=True, slots=True)
class PlanShown:
    """One plan: its sentences, what was found about each fix by id, the frontier, and the money.

    `money` is None while the budget moves, `frontier` where too few sets were run to draw one.
    """

    headline: str
    lines: tuple[str, ...]
    verdicts: Mapping[str, Verdict]
    frontier: FrontierNumbers | None
    frontier_title: str
    money: Money | None
    is_empty: bool
