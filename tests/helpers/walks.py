"""An independent answer to where customers end and how often they are met, for a journey in which nothing fails."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from workbench.domain.elements import Element, Touchpoint, Transition
from workbench.domain.ids import END


def walk(elements: Iterable[Element]) -> tuple[dict[str, float], float]:
    """Return the probability to end at each touchpoint by name, and the expected visits, by dense elimination."""
    elements = list(elements)
    touchpoints = [each for each in elements if isinstance(each, Touchpoint)]
    row = {each.id: number for number, each in enumerate(touchpoints)}
    moves = np.zeros((len(row), len(row)))
    leaving: defaultdict[str, float] = defaultdict(float)
    for each in elements:
        if isinstance(each, Transition):
            if each.target == END:
                leaving[each.source] += each.weight.value
            else:
                moves[row[each.source], row[each.target]] += each.weight.value
    entry = np.array([each.entry or 0.0 for each in touchpoints])
    visits = np.linalg.solve(np.eye(len(row)) - moves.T, entry)
    for each in touchpoints:
        if not moves[row[each.id]].any() and each.id not in leaving:
            leaving[each.id] = 1.0
    ends = {each.name: float(visits[row[each.id]] * leaving[each.id]) for each in touchpoints if each.id in leaving}
    return ends, float(visits.sum())
