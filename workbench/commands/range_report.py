"""How sure a simulation is, as text for a terminal and as plain data."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from workbench.commands.tables import aligned, short
from workbench.simulation.uncertainty.ranges import Measured, Range, Ranges
from workbench.simulation.uncertainty.telling import next_measurement, told

_COUNTS: Final = (
    ("late_breakdowns", "Later breakdowns"),
    ("breakdowns", "Breakdowns"),
    ("cost", "Cost"),
    ("time", "Minutes"),
)
_SHARES: Final = (("completed", "Go through, %"), ("defected", "Left after one, %"), ("churned", "Left in silence, %"))


def range_report(ranges: Ranges, phases: Sequence[str], entrants: float) -> str:
    """Return every figure with its low, likely and high value, before and after where anything was changed."""
    states = [ranges.baseline, ranges.scenario, ranges.change] if ranges.fixes else [ranges.baseline]
    titles = ("", "after", "change")[: len(states)]
    header = [
        "Nine worlds of ten",
        *(f"{title} {end}".strip() for title in titles for end in ("low", "likely", "high")),
    ]
    columns = [list(_figures(state, phases, entrants)) for state in states]
    rows = [
        [
            short(figures[0][0]),
            *(f"{value:z,.1f}" for _, each in figures for value in (each.low, each.value, each.high)),
        ]
        for figures in zip(*columns, strict=True)
    ]
    sentences = [told(ranges, entrants), _carried(ranges), next_measurement(ranges)]
    return "\n".join([*aligned([header, *rows]), "", *filter(None, sentences)])


def plain_ranges(ranges: Ranges, phases: Sequence[str], entrants: float) -> dict[str, Any]:
    """Return everything as plain data: counts per `entrants` customers, probabilities per customer."""
    states = {"baseline": ranges.baseline, "scenario": ranges.scenario, "change": ranges.change}
    return {
        "samples": ranges.samples,
        "seed": ranges.seed,
        **{name: _plain(state, phases, entrants) for name, state in states.items()},
        "exposure": asdict(ranges.exposure.scaled(entrants)),
        "hazard": asdict(ranges.hazard.scaled(entrants)),
        "twin_hazard": asdict(ranges.twin_hazard.scaled(entrants)),
        "claim": ranges.claim,
        "sentence": told(ranges, entrants),
        "measure_next": next_measurement(ranges) or None,
    }


def _carried(ranges: Ranges) -> str:
    if not ranges.fixes:
        return ""
    if ranges.claim:
        return "Real carry-over has a part in it in nineteen worlds of twenty."
    return "Whether real carry-over has a part in it is not certain."


def _figures(state: Measured, phases: Sequence[str], entrants: float) -> Iterator[tuple[str, Range]]:
    for field, title in _COUNTS:
        yield title, getattr(state, field).scaled(entrants)
    for field, title in _SHARES:
        yield title, getattr(state, field).scaled(100.0)
    for name, each in zip(phases, state.phases, strict=True):
        yield f"Breakdowns: {name}", each.scaled(entrants)


def _plain(state: Measured, phases: Sequence[str], entrants: float) -> dict[str, Any]:
    return {
        **{field: asdict(getattr(state, field).scaled(entrants)) for field, _ in _COUNTS},
        **{field: asdict(getattr(state, field)) for field, _ in _SHARES},
        "phases": [
            {"name": name, **asdict(each.scaled(entrants))} for name, each in zip(phases, state.phases, strict=True)
        ],
    }
