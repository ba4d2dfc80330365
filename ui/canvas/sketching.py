"""The way of a line that is only being drawn, so that it lies where it will stay."""

from typing import Final

import numpy as np

from ui.canvas.boxes import Box
from ui.canvas.curves import Curve
from ui.canvas.geometry import MapGeometry
from ui.canvas.routes import NO_OBSTACLES, LineKind, Obstacles, plain_ends, routes
from ui.canvas.ways import reaches

_INSET: Final = 1.0


def sketched(plan: MapGeometry, kind: LineKind, source: str, end: Box) -> Curve:
    """Return the way that a line would take from a card to a place, or to the card there, round the cards between."""
    ends = plain_ends([(kind, plan.cards[source], end)])
    left, top, right, bottom = reaches(ends)[0].tolist()
    if np.isnan(left):
        return routes(ends, NO_OBSTACLES)[0]
    inner = end.grown(-_INSET)
    between = [
        plan.cards[card]
        for card in plan.cards_in(Box(left, top, right, bottom))
        if card != source and not inner.meets(plan.cards[card])
    ]
    obstacles = Obstacles(np.zeros(len(between), dtype=np.intp), np.array(between).reshape(-1, 4))
    return routes(ends, obstacles)[0]
