"""Ranges as sentences."""

from workbench.simulation.uncertainty.ranges import Range, Ranges
from workbench.simulation.wording import SMALLEST, count, fix_in_words, percent


def told(ranges: Ranges, entrants: float) -> str:
    """Return what a fix does to later breakdowns per `entrants` customers, its range in brackets."""
    late = f" in {ranges.late}" if ranges.late else ""
    before = ranges.baseline.late_breakdowns.scaled(entrants)
    per = f"per {entrants:,.13g} {'customer' if entrants == 1 else 'customers'}"
    cuts = [cut for cut in ranges.fixes if cut.change]
    if not cuts:
        return f"About {count(before.value)} breakdowns{late} {per} ({between(before)})."
    prevented = ranges.change.late_breakdowns.turned().scaled(entrants)
    subject = fix_in_words(cuts)
    if max(abs(prevented.low), abs(prevented.high), abs(prevented.value)) < SMALLEST:
        return f"{subject} change nothing{late}: about {count(before.value)} breakdowns {per} as before."
    if prevented.value < 0:
        more = prevented.turned()
        return f"{subject} lead to about {count(more.value)} more breakdowns{late} {per} ({between(more)})."
    share = f"{count(prevented.value)} of {count(before.value)} breakdowns{late}"
    return f"{subject} prevent about {share} {per} ({between(prevented)})."


def between(each: Range) -> str:
    """Return both ends of a range for reading: 26 to 35."""
    return f"{count(each.low)} to {count(each.high)}"


def next_measurement(ranges: Ranges) -> str:
    """Return which number to measure next and what for; empty where none stands out."""
    first = ranges.shares[0] if ranges.shares else None
    if first is None or round(first.narrowing, 2) <= 0:
        return ""
    gain = percent(round(first.narrowing, 2))
    return f"Measure next: {first.label}. Known exactly, it would narrow the range by {gain}."
