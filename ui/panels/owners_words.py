"""What the owners' view says in sentences."""

from collections.abc import Sequence

from ui.controls.labels import how_many, in_letters
from workbench.analysis.ownership import Crossing


def owners_headline(crossings: Sequence[Crossing]) -> str:
    """Return the finding: the phase that passes through most hands."""
    worst = max(crossings, key=lambda each: (len(each.departments), each.hand_offs, each.unowned), default=None)
    if worst is None or not worst.departments:
        return "Nobody answers for anything yet"
    name = worst.phase.short_name or worst.phase.name
    if len(worst.departments) == 1:
        return "Every phase lies in the hands of one department."
    nobody = " and nobody" if worst.unowned else ""
    return f"{name} passes through {in_letters(len(worst.departments))} departments{nobody}, the most of any phase."


def hand_offs_line(crossings: Sequence[Crossing]) -> str:
    """Return how often customers are handed over, and in which phases."""
    total = sum(each.hand_offs for each in crossings)
    if not total:
        return "Customers are never handed from one department to another."
    most = sorted((each for each in crossings if each.hand_offs), key=lambda each: -each.hand_offs)[:4]
    where = ", ".join(f"{each.phase.short_name or each.phase.name} {each.hand_offs}" for each in most)
    return f"{how_many(total, 'hand-off')} from one department to another: {where}."


def nobody_line(count: int) -> str:
    """Return the heading over the touchpoints that nobody answers for."""
    return f"Without an owner: {count}" if count else "Everything has an owner"
