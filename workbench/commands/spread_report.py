"""How customers of one journey differ, as text for a terminal and as plain data."""

from collections.abc import Sequence
from typing import Any, Final

from workbench.commands.tables import aligned
from workbench.simulation.crowd.contrast import Contrast
from workbench.simulation.crowd.rows import AMOUNTS, COST, TIME
from workbench.simulation.crowd.spread import QUANTILES, Spread
from workbench.simulation.wording import duration

SHOWN: Final = {"visits": "Visits", "breakdowns": "Breakdowns", "failures": "Failures", COST: "Cost", TIME: "Minutes"}
"""The measures that text tells; plain data holds all."""


def spread_report(found: Contrast) -> str:
    """Return mean and quantiles of what one customer goes through, after a fix below before, and the longest times."""
    header = ["So many customers have at most", *(f"{share:.0%}" for share in QUANTILES), "mean"]
    after = {each.measure: each for each in found.scenario}
    rows: list[list[str]] = []
    for each in found.baseline:
        if each.measure.phase is None and (title := SHOWN.get(each.measure.kind)):
            rows.append(_row(title, each))
            if each.measure in after:
                rows.append(_row(f"{title}, after", after[each.measure]))
    return "\n".join([*aligned([header, *rows]), "", _longest(found)])


def plain_spreads(found: Contrast) -> dict[str, Any]:
    """Return everything as plain data, one entry a measure; quantiles by their share, bins by their edges."""
    states = {"baseline": found.baseline} | ({"scenario": found.scenario} if found.scenario else {})
    return {
        "customers": found.customers,
        "seed": found.seed,
        **{state: [_plain(each, found.phases) for each in spreads] for state, spreads in states.items()},
    }


def _row(title: str, spread: Spread) -> list[str]:
    words = "{:,.1f}" if spread.measure.kind in AMOUNTS else "{:,.0f}"
    return [title, *(words.format(value) for value in spread.quantiles), f"{spread.mean:,.2f}"]


def _longest(found: Contrast) -> str:
    before, *after = (duration(each.quantiles[QUANTILES.index(0.95)]) for each in found.of(TIME))
    changed = f", with the fix more than {after[0]}" if after and after[0] != before else ""
    return (
        f"One customer in twenty spends more than {before} on the journey{changed}. "
        f"From {found.customers:,} simulated customers of each kind with seed {found.seed}."
    )


def _plain(spread: Spread, phases: Sequence[str]) -> dict[str, Any]:
    kind, phase = spread.measure
    return {
        "measure": kind,
        "phase": None if phase is None else phases[phase],
        "mean": spread.mean,
        "deviation": spread.deviation,
        "quantiles": {f"{share:g}": value for share, value in zip(QUANTILES, spread.quantiles, strict=True)},
        "edges": spread.edges.tolist(),
        "share": spread.share.tolist(),
        "beyond": spread.beyond,
    }
