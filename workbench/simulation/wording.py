"""Results as sentences: the number in it, its unit, and what it is due to."""

from dataclasses import dataclass
from typing import Final

from workbench.simulation.comparison import Split

THIN_SPACE = "\N{THIN SPACE}"
MINUS = "\N{MINUS SIGN}"
SMALLEST: Final = 0.05
"""A change of fewer breakdowns than this per so many customers is told as none: it would be printed as 0.0."""


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
    """Return a share for reading: 30 %, 0.4 %."""
    value = 100 * share
    return f"{value:.0f}{THIN_SPACE}%" if abs(value) >= 1 or value == 0 else f"{value:.1g}{THIN_SPACE}%"


def fix_in_words(cuts: list[Cut]) -> str:
    """Return the fix as the subject of a sentence."""
    if not cuts:
        return "No changes"
    shown = " and ".join(f"“{cut.name}”" for cut in cuts[:2])
    if len(cuts) > 2:
        shown = f"“{cuts[0].name}” and {len(cuts) - 1} more"
    amounts = {round(-cut.change, 6) for cut in cuts}
    if len(amounts) == 1 and 0 < (amount := amounts.pop()) <= 1:
        return f"{percent(amount)} fewer failures at {shown}"
    return f"The changes at {shown}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a fix does to later breakdowns, and what is behind it."""

    sentence: str
    reason: str

    @property
    def text(self) -> str:
        """Both in one line."""
        return f"{self.sentence} {self.reason}".strip()


def finding(cuts: list[Cut], split: Split, claim: bool, entrants: float, late: str) -> Finding:
    """Return what the fix does to later breakdowns; `late` names where they happen, empty if nothing comes later."""
    subject = fix_in_words(cuts)
    before, change = split.before * entrants, split.delta * entrants
    per = f"Per {entrants:,.0f} customers."
    if not cuts:
        return Finding(f"Nothing is changed: about {count(before)} breakdowns.", per)
    if not late:
        return Finding(f"{subject} cannot help later: no phase comes after.", "")
    if abs(change) < SMALLEST:
        return Finding(f"{subject} change nothing in {late}: about {count(before)} breakdowns as before.", per)
    if change < 0:
        told = f"{subject} prevent about {count(-change)} of {count(before)} breakdowns in {late}."
        return Finding(told, f"{per} {_why_fewer(split, claim)}")
    told = f"{subject} bring about {count(change)} more breakdowns in {late}, on top of {count(before)}."
    return Finding(told, f"{per} {_why_more(split)}")


def _why_fewer(split: Split, claim: bool) -> str:
    if not claim:
        return "None of it is carry-over: fewer customers come so far."
    if split.exposure >= 0 or split.hazard <= split.exposure:
        return "Most of it is real carry-over: customers arrive less irritated."
    return "A part of it is real carry-over: customers arrive less irritated."


def _why_more(split: Split) -> str:
    if split.exposure >= split.hazard:
        return "More customers stay long enough to get there."
    return "Those who arrive are easier to upset."
