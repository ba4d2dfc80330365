"""What the charts show, and what they say about it in words and in cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from ui.controls.labels import figure, percent, written

_STANDS_OUT: Final = 1.25
"""So many times as long as the second is the bar of a number that decides."""


class Chart(StrEnum):
    """The charts of a result."""

    PHASES = "phases"
    RESPONSE = "response"
    IRRITATION = "irritation"
    TORNADO = "tornado"
    TIME = "time"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Swing:
    """What a fix prevents in later phases with one number at its low and at its high end; `origin` is a word."""

    name: str
    origin: str
    low: float
    high: float

    @property
    def reach(self) -> float:
        """How far the effect moves between the ends."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Stretch:
    """How something is spread over customers, as it is or with the fix: their share in each bin, 0 to 1.

    Half of them reach at most `half`, all but one in twenty at most `most`.
    """

    shares: Sequence[float]
    half: float
    most: float


@dataclass(frozen=True, slots=True)
class Spread:
    """How simulated customers differ: bin b lies between `edges[b]` and `edges[b + 1]`, in `unit` if there is one."""

    edges: Sequence[float]
    as_is: Stretch
    with_fix: Stretch | None = None
    unit: str = ""
    customers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartNumbers:
    """A result as plain arrays, one value a phase unless said otherwise.

    `as_is` and `with_fix` are breakdowns per 1,000 customers; `irritation` and `irritation_with_fix` are the mean
    irritation carried, 0 to 10, with `threshold` where the glass is full.  `late` are the breakdowns in `late_label`
    when the early failure `cut_label` is cut by each of `cuts` (0 to 1, rising); `cut` is where the slider stands.
    `swings` are the numbers that matter most for `prevented`, what the fix prevents in later phases, the most first.
    `time` and `cost` are those of one customer, None while nobody knows how they are spread.
    """

    phases: Sequence[str]
    as_is: Sequence[float]
    with_fix: Sequence[float] = ()
    irritation: Sequence[float] = ()
    irritation_with_fix: Sequence[float] = ()
    threshold: float | None = None
    cuts: Sequence[float] = ()
    late: Sequence[float] = ()
    late_label: str = "later phases"
    cut_label: str = "the early failure"
    cut: float = 0.0
    swings: Sequence[Swing] = ()
    prevented: float = 0.0
    time: Spread | None = None
    cost: Spread | None = None

    def spread(self, chart: Chart) -> Spread | None:
        """What a chart of customers draws."""
        return {Chart.TIME: self.time, Chart.COST: self.cost}.get(chart)


@dataclass(frozen=True, slots=True)
class Finding:
    """A chart's headline, and what is drawn in which unit."""

    headline: str
    drawn: str


def has_data(chart: Chart, numbers: ChartNumbers) -> bool:
    """Return whether there is anything to draw."""
    if chart in (Chart.TIME, Chart.COST):
        return numbers.spread(chart) is not None
    shown = {
        Chart.PHASES: numbers.as_is,
        Chart.RESPONSE: numbers.late,
        Chart.IRRITATION: numbers.irritation,
        Chart.TORNADO: numbers.swings,
    }
    return bool(shown[chart])


def finding(chart: Chart, numbers: ChartNumbers) -> Finding:
    """Return what a chart shows, as a sentence."""
    if (spread := numbers.spread(chart)) is not None:
        return _spread_finding(chart, spread)
    told = {
        Chart.PHASES: _phases_finding,
        Chart.RESPONSE: _response_finding,
        Chart.IRRITATION: _irritation_finding,
        Chart.TORNADO: _tornado_finding,
    }
    return told[chart](numbers)


def _phases_finding(numbers: ChartNumbers) -> Finding:
    drawn = "Breakdowns per 1,000 customers, by phase. Hatched: as it is"
    if not numbers.with_fix:
        worst = max(range(len(numbers.as_is)), key=lambda at: numbers.as_is[at])
        share = f"{figure(numbers.as_is[worst])} of {figure(sum(numbers.as_is))} breakdowns"
        return Finding(f"{numbers.phases[worst]} breaks down most: {share}", drawn)
    before, after = sum(numbers.as_is), sum(numbers.with_fix)
    drawn += "; solid: with the fix"
    if figure(before) == figure(after):
        return Finding("The fix changes nothing that can be seen", drawn)
    verb = "prevents" if after < before else "causes"
    less = "" if after < before else " more"
    return Finding(f"The fix {verb} {figure(abs(before - after))}{less} of {figure(before)} breakdowns", drawn)


def _response_finding(numbers: ChartNumbers) -> Finding:
    drawn = f"Breakdowns per 1,000 customers in {numbers.late_label}, by cut in {numbers.cut_label}"
    first, last = numbers.late[0], numbers.late[-1]
    if figure(first) == figure(last):
        return Finding(f"Cutting {numbers.cut_label} changes nothing in {numbers.late_label}", drawn)
    half = _at(numbers.cuts, numbers.late, 0.5)
    headline = f"Halving {numbers.cut_label} takes {numbers.late_label} from {figure(first)} to {figure(half)}"
    return Finding(headline, drawn)


def _irritation_finding(numbers: ChartNumbers) -> Finding:
    drawn = "Mean irritation carried on arrival, 0 to 10"
    peak = max(range(len(numbers.irritation)), key=lambda at: numbers.irritation[at])
    headline = f"The glass is fullest in {numbers.phases[peak]}: {figure(numbers.irritation[peak])} of 10"
    if numbers.irritation_with_fix:
        headline += f", with the fix {figure(numbers.irritation_with_fix[peak])}"
    return Finding(headline, drawn)


def _tornado_finding(numbers: ChartNumbers) -> Finding:
    drawn = (
        f"Breakdowns prevented in {numbers.late_label} per 1,000 customers, when one number alone moves from its low "
        "end (hatched) to its high end (solid)"
    )
    first, *others = numbers.swings
    word = "guess" if first.origin == "guess" else "number"
    if others and first.reach < _STANDS_OUT * others[0].reach:
        return Finding(f"No single {word} decides. The longest bar: {first.name}", drawn)
    return Finding(f"One {word} decides most: {first.name}", drawn)


def _spread_finding(chart: Chart, spread: Spread) -> Finding:
    verb = "takes" if chart is Chart.TIME else "costs"
    before = _with_unit(spread, spread.as_is.most)
    headline = f"One customer in twenty {verb} more than {before}"
    if spread.with_fix is not None:
        after = _with_unit(spread, spread.with_fix.most)
        headline += ", with the fix as before" if after == before else f", with the fix more than {after}"
    what = "the minutes they spend" if chart is Chart.TIME else "what they cost"
    drawn = f"{spread.customers:,} simulated customers by {what}. Hatched: as it is"
    return Finding(headline, f"{drawn}; line: with the fix" if spread.with_fix else drawn)


def _with_unit(spread: Spread, value: float) -> str:
    """Return a number of a spread with its unit."""
    return f"{figure(value)} {spread.unit}".rstrip()


def _at(xs: Sequence[float], ys: Sequence[float], x: float) -> float:
    """Return the height of a broken line at `x`."""
    for at in range(1, len(xs)):
        if x <= xs[at]:
            share = (x - xs[at - 1]) / (xs[at] - xs[at - 1])
            return ys[at - 1] + share * (ys[at] - ys[at - 1])
    return ys[-1]


def cells(chart: Chart, numbers: ChartNumbers) -> list[list[str]]:
    """Return a chart as a table, its heading first."""
    if chart is Chart.RESPONSE:
        rows = [[percent(cut), figure(late)] for cut, late in zip(numbers.cuts, numbers.late, strict=True)]
        return [["Cut", f"Breakdowns in {numbers.late_label}"], *rows]
    if (spread := numbers.spread(chart)) is not None:
        return _spread_cells(spread)
    if chart is Chart.TORNADO:
        swings = [[each.name, each.origin, figure(each.low), figure(each.high)] for each in numbers.swings]
        return [["Number", "Comes from", "Prevented at its low end", "Prevented at its high end"], *swings]
    before, after = (
        (numbers.as_is, numbers.with_fix)
        if chart is Chart.PHASES
        else (numbers.irritation, numbers.irritation_with_fix)
    )
    columns = [numbers.phases, [written(value) for value in before]]
    heading = ["Phase", "As it is"]
    if after:
        columns.append([written(value) for value in after])
        heading.append("With the fix")
    return [heading, *([*row] for row in zip(*columns, strict=True))]


def _spread_cells(spread: Spread) -> list[list[str]]:
    stretches = [spread.as_is, *([spread.with_fix] if spread.with_fix else [])]
    bins = pairwise(spread.edges)
    rows = [
        [f"{figure(low)} to {figure(high)}", *(percent(each.shares[at]) for each in stretches)]
        for at, (low, high) in enumerate(bins)
    ]
    heading = ["From, to", "As it is", "With the fix"][: 1 + len(stretches)]
    return [heading, *rows, ["Half at most", *(_with_unit(spread, each.half) for each in stretches)]]


def tsv(rows: Sequence[Sequence[str]]) -> str:
    """Return cells as text for a spreadsheet."""
    return "\n".join("\t".join(row) for row in rows) + "\n"
