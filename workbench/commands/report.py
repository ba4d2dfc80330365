"""The outcome of a simulation as text for a terminal."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, Final

from workbench.commands.tables import aligned, short
from workbench.simulation.run import Outcome, headline
from workbench.simulation.wording import MINUS

_COLUMNS: Final[tuple[tuple[str, str, Callable[[float], str]], ...]] = (
    ("visits", "Visits", "{:,.0f}".format),
    ("breakdowns", "Breakdowns", "{:,.1f}".format),
    ("defections", "Lost", "{:,.1f}".format),
    ("cost", "Cost", "{:,.0f}".format),
    ("time", "Minutes", "{:,.0f}".format),
)


def outcome_report(outcome: Outcome, entrants: float) -> str:
    """Return one row a phase, before and after where anything was changed, and below it what the change is due to."""
    plain = outcome.as_json(entrants)
    states = ("baseline", "scenario") if outcome.cuts else ("baseline",)
    rows = [_header(len(states)), *_phase_rows(plain, states)]
    return "\n".join([f"Per {_beginners(entrants)}:", "", *aligned(rows), "", *_findings(outcome, entrants)])


def _beginners(entrants: float) -> str:
    return "customer who begins" if entrants == 1 else f"{entrants:,.13g} customers who begin"


def _header(states: int) -> list[str]:
    titles = chain.from_iterable((title, "after")[:states] for _, title, _ in _COLUMNS)
    return ["Phase", *titles]


def _phase_rows(plain: dict[str, Any], states: Sequence[str]) -> list[list[str]]:
    names: list[str] = [phase["name"] for phase in plain["baseline"]["phases"]]
    values = [[[phase[key] for phase in plain[state]["phases"]] for state in states] for key, _, _ in _COLUMNS]
    rows: list[list[str]] = []
    for index, name in enumerate(names):
        cells = (
            words(state[index]) for (_, _, words), column in zip(_COLUMNS, values, strict=True) for state in column
        )
        rows.append([short(name), *cells])
    totals = (words(sum(state)) for (_, _, words), column in zip(_COLUMNS, values, strict=True) for state in column)
    return [*rows, ["All phases", *totals]]


def _findings(outcome: Outcome, entrants: float) -> list[str]:
    guesses = outcome.case.guesses
    rests = f"Rests on {guesses:,} {'guess' if guesses == 1 else 'guesses'}."
    if not outcome.cuts:
        return [headline(outcome), outcome.time_spent, rests]
    split, twin = outcome.split, outcome.twin
    before, after = (f"{value * entrants:,.1f}" for value in (split.before, split.after))
    split_line = (
        f"Later breakdowns: {before} before, {after} after; exposure {_signed(split.exposure * entrants)}, "
        f"hazard {_signed(split.hazard * entrants)}"
    )
    forgetful = "" if twin is None else f" (without memory {_signed(twin.hazard * entrants)})"
    return [f"{split_line}{forgetful}.", outcome.finding(entrants).text, outcome.time_spent, rests]


def _signed(value: float) -> str:
    text = f"{value:+,.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text.replace("-", MINUS)
