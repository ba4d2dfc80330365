"""Results as sentences: the number in it, its unit, and what it is due to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbench.domain.improvements import FAILURE
from workbench.simulation.comparison import Split, claims_carry_over

THIN_SPACE = "\N{THIN SPACE}"
MINUS = "\N{MINUS SIGN}"
SMALLEST: Final = 0.05
"""A change of fewer breakdowns than this per so many customers is told as none: it would be printed as 0.0."""

NEGLIGIBLE: Final = 0.01
"""What has other reasons is not told as long as carry-over is a hundred times as much."""


_LONG: Final = 300.0


@dataclass(frozen=True, slots=True)
class Cut:
    """What a fix does: to which number of which touchpoint or phase, by how much (-0.3: 30 % fewer failures)."""

    name: str
    change: float
    parameter: str = FAILURE


def count(value: float) -> str:
    """Return a number of customers or breakdowns for reading: whole from 10 on, one decimal below."""
    size = abs(value)
    text = f"{size:,.0f}" if size >= 9.95 else f"{size:.1f}"
    return f"{MINUS}{text}" if value < 0 and float(text.replace(",", "")) > 0 else text


def percent(share: float) -> str:
    """Return a share for reading: 30 %, 12.5 %, 0.4 %."""
    value = 100 * share
    text = f"{value:.1f}".removesuffix(".0") if abs(value) >= 1 or value == 0 else f"{value:.1g}"
    return f"{text}{THIN_SPACE}%"


def duration(minutes: float) -> str:
    """Return a time for reading: in minutes, from five hours on in hours."""
    if minutes >= _LONG:
        return f"{count(minutes / 60)} hours"
    text = count(minutes)
    return f"{text} {'minute' if text in ('1', '1.0') else 'minutes'}"


def time_spent(before: float, after: float | None = None) -> str:
    """Return how many minutes the journey takes a customer, and with a fix where there is one, as a sentence."""
    long = duration(before)
    told = f"The journey takes a customer {long}"
    if after is None:
        return f"{told}."
    unit = long.partition(" ")[2]
    fixed = "as long" if duration(after) == long else duration(after).removesuffix(f" {unit}")
    return f"{told}, with the fix {fixed}."


def where(cuts: Sequence[Cut]) -> str:
    """Return the touchpoints and phases that a fix is about, each once, as a part of a sentence."""
    names = list(dict.fromkeys(f"“{cut.name}”" for cut in cuts))
    return f"{names[0]} and {len(names) - 1} more" if len(names) > 2 else " and ".join(names)


def fix_in_words(cuts: list[Cut]) -> str:
    """Return the fix, at least one cut, as the subject of a sentence; it is always a plural."""
    shown = where(cuts)
    if len({(cut.parameter, round(cut.change, 6)) for cut in cuts}) > 1 or cuts[0].parameter != FAILURE:
        return f"The changes at {shown}"
    change = max(-1.0, cuts[0].change)
    return f"{percent(abs(change))} {'fewer' if change < 0 else 'more'} failures at {shown}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a fix does to later breakdowns, and what is behind it."""

    sentence: str
    reason: str

    @property
    def text(self) -> str:
        """Both in one line."""
        return f"{self.sentence} {self.reason}".strip()


def unchanged(breakdowns: float, entrants: float) -> Finding:
    """Return what there is to say of a journey, with so many breakdowns a customer, that nothing is changed about."""
    return Finding(f"Nothing is changed: {_breakdowns(breakdowns * entrants)}.", _per(entrants))


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure a finding is: `low` and `high` are the ends of the change of late breakdowns per customer entering.

    `carries` says whether carry-over is beyond doubt; None while nobody has looked.
    """

    low: float
    high: float
    carries: bool | None = None


def finding(
    cuts: list[Cut],
    split: Split,
    twin: Split | None,
    entrants: float,
    late: str,
    selection: float = 0.0,
    sureness: Sureness | None = None,
) -> Finding:
    """Return what a fix does to later breakdowns and what is behind it.

    `twin` is the split of the same fix where nothing carries over, None where that was not run; `late` names where the
    breakdowns happen, empty if nothing comes later.  `selection` is the hazard, breakdowns per customer, that only
    pooled numbers show.  Without `sureness` every number counts as exact.
    """
    told = _told(cuts, split, twin, entrants, late, sureness)
    if not late or abs(selection) * entrants < SMALLEST:
        return told
    return Finding(told.sentence, f"{told.reason} {_no_change_within(selection)}")


def _told(
    cuts: list[Cut], split: Split, twin: Split | None, entrants: float, late: str, sureness: Sureness | None
) -> Finding:
    before, change = split.before * entrants, split.delta * entrants
    subject, per = fix_in_words(cuts), _per(entrants, sureness, more=change >= SMALLEST)
    if not late:
        return Finding(f"{subject} cannot help later: no phase comes after.", "")
    if abs(change) < SMALLEST:
        return Finding(f"{subject} change nothing in {late}: {_breakdowns(before)} as before.", per)
    carried = None if twin is None else split.hazard - twin.hazard if claims_carry_over(split, twin) else 0.0
    if change < 0:
        told = f"{subject} prevent about {count(-change)} of {count(before)} breakdowns in {late}."
        return Finding(told, f"{per} {_why_fewer(split, carried, sureness)}")
    on_top = f", on top of {count(before)}" if before >= SMALLEST else ""
    told = f"{subject} lead to about {count(change)} more breakdowns in {late}{on_top}."
    return Finding(told, f"{per} {_why_more(split, carried)}")


def _per(entrants: float, sureness: Sureness | None = None, more: bool = False) -> str:
    """Return per how many customers is counted, after the range of what is prevented or, with `more`, added."""
    per = f"{entrants:,.13g} {'customer' if entrants == 1 else 'customers'}."
    if sureness is None:
        return f"Per {per}"
    low, high = (sureness.low, sureness.high) if more else (-sureness.high, -sureness.low)
    if count(low * entrants) == count(high * entrants):
        return f"Per {per}"
    return f"{count(low * entrants)} to {count(high * entrants)} per {per}"


def _breakdowns(number: float) -> str:
    return f"about {count(number)} breakdowns" if number >= SMALLEST else "hardly any breakdowns"


def _no_change_within(selection: float) -> str:
    """Return the warning for whoever reads a log in which all kinds of customer are mixed."""
    if selection > 0:
        return (
            "Taken together it looks as if customers were easier to upset; within each kind of customer they are not: "
            "more of the fragile ones come so far."
        )
    return (
        "Taken together it looks as if customers were harder to upset; within each kind of customer they are not: "
        "more of the robust ones come so far."
    )


def _why_fewer(split: Split, carried: float | None, sureness: Sureness | None) -> str:
    if carried is None:
        return "How much of it is carry-over has not been told apart."
    if not carried:
        if split.exposure < split.hazard:
            return "None of it is carry-over: fewer customers come so far."
        return "None of it is carry-over: it would also happen if customers forgot everything."
    if sureness is not None and sureness.carries is False:
        return "Whether any of it is real carry-over cannot be told yet: the numbers are too uncertain."
    rest = split.exposure + (split.hazard - carried)
    part = "All" if rest > NEGLIGIBLE * carried else "Most" if carried <= rest else "A part"
    is_ = "is real" if sureness is None or sureness.carries else "seems to be"
    return f"{part} of it {is_} carry-over: customers arrive less irritated."


def _why_more(split: Split, carried: float | None) -> str:
    if split.exposure < split.hazard:
        return "Those who arrive are easier to upset."
    if carried:
        return "Those who arrive are less irritated, but more customers come so far."
    return "More customers stay long enough to get there."
