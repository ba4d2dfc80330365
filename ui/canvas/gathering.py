"""What goes along with cards that are put elsewhere: frames stay round their cards, notes beside theirs."""

from collections.abc import Callable, Collection, Iterator
from typing import Final

from ui.canvas.areas import holds_wholly
from ui.canvas.boxes import Box, around
from ui.canvas.geometry import MapGeometry
from workbench.domain.document import Document
from workbench.domain.elements import Frame, Note
from workbench.domain.places import COLUMN_PITCH
from workbench.editing.areas import ABOVE, Extent, resize
from workbench.editing.arrange import put
from workbench.editing.rehearsal import in_one_step
from workbench.layout.tidying import Spot

_BESIDE: Final = COLUMN_PITCH
"""A note belongs to the nearest card within so many map units."""

_GAP: Final = 8.0


def put_gathered(document: Document, journey: str, spots: Collection[Spot]) -> int:
    """Put cards where tidying up found better places, with the notes and frames of these cards, in one step.

    Return how many cards have moved.
    """
    areas = (each for kind in (Note, Frame) for each in document.of(kind) if each.journey == journey)
    if not spots or all(area.locked for area in areas):
        return put(document, spots)
    plan = MapGeometry(document, journey)

    def act(copy: Document) -> int:
        moved = put(copy, spots)
        for area, extent in gathered(plan, MapGeometry(copy, journey)).items():
            resize(copy, area, extent)
        return moved

    return in_one_step(document, "Tidy up", act)


def gathered(plan: MapGeometry, arrived: MapGeometry) -> dict[str, Extent]:
    """Return where notes and frames go, and how far they reach, when cards lie as on another plan of the same map.

    A frame keeps its distance from the outermost of the cards that lie wholly in it; a note that would cover other
    cards than before moves aside.  What is locked, or has no card, stays.
    """
    goals = {
        each: (_round_its_cards if isinstance(area, Frame) else _beside_its_card)(plan, arrived, each)
        for each, area in plan.areas.shown.items()
        if not area.locked
    }
    return {
        each: arrived.areas.anchored(goal)
        for each, goal in goals.items()
        if goal is not None and goal != arrived.areas.box(each)
    }


def _round_its_cards(plan: MapGeometry, arrived: MapGeometry, frame: str) -> Box | None:
    box = plan.areas.frame(frame)
    cards = [each for each in plan.cards_in(box) if holds_wholly(box, plan.cards[each])] if box is not None else []
    before, after = around(plan.cards[each] for each in cards), around(arrived.cards[each] for each in cards)
    if box is None or before is None or after is None:
        return None
    return Box(
        max(0.0, after.left + box.left - before.left),
        max(-ABOVE, after.top + box.top - before.top),
        after.right + box.right - before.right,
        after.bottom + box.bottom - before.bottom,
    )


def _beside_its_card(plan: MapGeometry, arrived: MapGeometry, note: str) -> Box | None:
    box = plan.areas.box(note)
    near = plan.cards_in(box.grown(_BESIDE)) if box is not None else []
    if box is None or not near:
        return None
    card = min(near, key=lambda each: (_apart(box, plan.cards[each]), each))
    start, end = plan.cards[card], arrived.cards[card]
    goal = box.moved(max(-box.left, end.left - start.left), max(-ABOVE - box.top, end.top - start.top))
    covered = set(plan.cards_in(box))
    if set(arrived.cards_in(goal)) <= covered:
        return goal
    return min(_aside(arrived, goal, covered), key=lambda each: _apart_from(goal, each), default=goal)


def _aside(plan: MapGeometry, box: Box, covered: Collection[str]) -> Iterator[Box]:
    """Yield the nearest place in each direction where a box covers no cards but those it covered before."""
    past: tuple[Callable[[Box, Box], tuple[float, float]], ...] = (
        lambda now, card: (0.0, card.bottom + _GAP - now.top),
        lambda now, card: (0.0, card.top - _GAP - now.bottom),
        lambda now, card: (card.right + _GAP - now.left, 0.0),
        lambda now, card: (card.left - _GAP - now.right, 0.0),
    )
    for step in past:
        now = box
        while met := [each for each in plan.cards_in(now) if each not in covered]:
            now = now.moved(*step(now, plan.cards[met[0]]))
        if now.left >= 0.0 and now.top >= -ABOVE:
            yield now


def _apart(one: Box, other: Box) -> float:
    """How far apart two boxes are; below nothing where they meet, the further the more they do."""
    across = max(other.left - one.right, one.left - other.right)
    down = max(other.top - one.bottom, one.top - other.bottom)
    return max(across, down)


def _apart_from(one: Box, other: Box) -> float:
    return abs(other.left - one.left) + abs(other.top - one.top)
