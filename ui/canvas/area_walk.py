"""Walking by keys to notes and frames: where no card lies straight ahead, and back from there."""

from collections.abc import Mapping
from typing import Final

from ui.canvas.boxes import Box
from ui.canvas.geometry import Direction, MapGeometry

_ASIDE: Final = 1.5
_NAME_HEIGHT: Final = 22.0


def beyond(plan: MapGeometry, start: str, direction: Direction, card: str | None = None) -> str | None:
    """Return where an arrow leads from a card or an area, `card` being the card that it would lead to otherwise.

    Notes and frames come before cards that do not lie straight ahead.  From a note or frame the nearest thing of any
    kind is next.  A frame counts as lying where its name is, for its middle is among the cards that it holds.
    """
    areas = {each: _spot(plan, each) for each in plan.areas.shown}
    if start in areas:
        here = areas.pop(start)
        return _nearest({**plan.cards, **areas}, here, direction)
    here = plan.cards[start]
    if card is not None:
        if _is_straight(plan.cards[card], here, direction):
            return card
        areas = {each: box for each, box in areas.items() if _is_straight(box, here, direction)}
    return _nearest(areas, here, direction) or card


def _spot(plan: MapGeometry, area: str) -> Box:
    frame = plan.areas.frame(area)
    if frame is not None:
        return Box(frame.left, frame.top, frame.right, frame.top + _NAME_HEIGHT)
    box = plan.areas.box(area)
    assert box is not None, "what is shown has a box"
    return box


def _is_straight(goal: Box, here: Box, direction: Direction) -> bool:
    if direction.value[0]:
        return goal.top < here.bottom and here.top < goal.bottom
    return goal.left < here.right and here.left < goal.right


def _nearest(goals: Mapping[str, Box], here: Box, direction: Direction) -> str | None:
    across, down = direction.value
    costs: dict[str, float] = {}
    for each, box in goals.items():
        dx, dy = box.middle[0] - here.middle[0], box.middle[1] - here.middle[1]
        ahead, aside = dx * across + dy * down, abs(dx * down) + abs(dy * across)
        if ahead > 1:
            costs[each] = ahead + _ASIDE * aside
    return min(costs, key=lambda each: (costs[each], each), default=None)
