"""The one shape in which every benchmark tells what it found."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what was measured, what was found, what was wanted, and whether it was reached (None: nothing set)."""

    what: str
    found: str
    target: str = ""
    reached: bool | None = None
    note: str = ""


def at_most(what: str, value: float, limit: float, unit: str, note: str = "") -> Row:
    """A figure that should be small."""
    return Row(what, f"{value:,.3g} {unit}", f"≤ {limit:g} {unit}", value <= limit, note)


def at_least(what: str, value: float, limit: float, unit: str, note: str = "") -> Row:
    """A figure that should be large."""
    return Row(what, f"{_large(value)} {unit}", f"≥ {_large(limit)} {unit}", value >= limit, note)


def _large(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:,.3g}"


def show(title: str, rows: Iterable[Row]) -> None:
    """Print rows below a title, each as soon as it is there."""
    sys.stdout.write(f"\n{title}\n")
    for row in rows:
        verdict = {True: "reached", False: "MISSED", None: ""}[row.reached]
        line = f"  {row.what:<52}{row.found:>26}  {row.target:>26}  {verdict:<8} {row.note}"
        sys.stdout.write(f"{line.rstrip()}\n")
        sys.stdout.flush()
