"""Results as sentences: the number in it, its unit, and what it is due to."""

from dataclasses import dataclass
from typing import Final

from workbench.simulation.comparison import Split, claims_carry_over

THIN_SPACE = "\N{THIN SPACE}"
MINUS = "\N{MINUS SIGN}"
SMALLEST: Final = 0.05
"""A change of fewer breakdowns than this per so many customers is told as none: it would be printed as 0.0."""

NEGLIGIBLE: Final = 0.01
"""What has other reasons is not told as long as carry-over is a hundred times as much."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What a fix does: to which touchpoint or phase, by how much (-0.3: 30 % fewer failures)."""

    name: str
    change: float


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


def fix_in_words(cuts: list[Cut]) -> str:
    """Return the fix, at least one cut, as the subject of a sentence; it is always a plural."""
    shown = " and ".join(f"“{cut.name}”" for cut in cuts[:2])
    if len(cuts) > 2:
        shown = f"“{cuts[0].name}” and {len(cuts) - 1} more"
    if len({round(cut.change, 6) for cut in cuts}) > 1:
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


def finding(cuts: list[Cut], split: Split, twin: Split, entrants: float, late: str) -> Finding:
    """Return what a fix does to later breakdowns and what is behind it.

    `twin` is the split of the same fix where nothing carries over; `late` names where the breakdowns happen, empty if
    nothing comes later.
    """
    subject, per = fix_in_words(cuts), _per(entrants)
    before, change = split.before * entrants, split.delta * entrants
    if not late:
        return Finding(f"{subject} cannot help later: no phase comes after.", "")
    if abs(change) < SMALLEST:
        return Finding(f"{subject} change nothing in {late}: {_breakdowns(before)} as before.", per)
    carried = split.hazard - twin.hazard if claims_carry_over(split, twin) else 0.0
    if change < 0:
        told = f"{subject} prevent about {count(-change)} of {count(before)} breakdowns in {late}."
        return Finding(told, f"{per} {_why_fewer(split, carried)}")
    on_top = f", on top of {count(before)}" if before >= SMALLEST else ""
    told = f"{subject} lead to about {count(change)} more breakdowns in {late}{on_top}."
    return Finding(told, f"{per} {_why_more(split, carried)}")


def _per(entrants: float) -> str:
    return f"Per {entrants:,.13g} {'customer' if entrants == 1 else 'customers'}."


def _breakdowns(number: float) -> str:
    return f"about {count(number)} breakdowns" if number >= SMALLEST else "hardly any breakdowns"


def _why_fewer(split: Split, carried: float) -> str:
    if not carried:
        if split.exposure < split.hazard:
            return "None of it is carry-over: fewer customers come so far."
        return "None of it is carry-over: it would also happen if customers forgot everything."
    rest = split.exposure + (split.hazard - carried)
    part = "All" if rest > NEGLIGIBLE * carried else "Most" if carried <= rest else "A part"
    return f"{part} of it is real carry-over: customers arrive less irritated."


def _why_more(split: Split, carried: float) -> str:
    if split.exposure < split.hazard:
        return "Those who arrive are easier to upset."
    if carried:
        return "Those who arrive are less irritated, but more customers come so far."
    return "More customers stay long enough to get there."
