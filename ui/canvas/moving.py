"""What comes along when something on the map is moved, and where it all comes to rest."""

from collections.abc import Iterable, Sequence

from ui.canvas.areas import holds_wholly, settled
from ui.canvas.boxes import Box
from ui.canvas.geometry import MapGeometry
from ui.canvas.placing import box_at, drop_places
from workbench.domain.places import Place
from workbench.editing.areas import ABOVE


def carried(plan: MapGeometry, chosen: Iterable[str]) -> tuple[str, ...]:
    """Return the cards, notes and frames among what is chosen, and what lies wholly in those frames."""
    found = {each: None for each in chosen if each in plan.cards or each in plan.areas.shown}
    frames = [frame for each in found if (frame := plan.areas.frame(each)) is not None]
    for frame in frames:
        # what lies in a frame within this one lies in this one too
        found |= {card: None for card in plan.cards_in(frame) if holds_wholly(frame, plan.cards[card])}
        found |= dict.fromkeys(plan.areas.inside(frame))
    return tuple(found)


def landing(plan: MapGeometry, moving: Sequence[str], dx: float, dy: float) -> dict[str, Place]:
    """Return where all that is moved by (dx, dy) map units comes to rest.

    Cards rest in columns, over no other card; notes and frames go as far as the uppermost of the cards does, so that
    they stay round what they stood round.
    """
    places = drop_places(plan, [each for each in moving if each in plan.cards], dx, dy)
    areas = {each: box for each in moving if (box := plan.areas.box(each)) is not None}
    if places:
        first = min(places, key=lambda card: (plan.cards[card].top, plan.cards[card].left))
        dx, dy = _shift(plan.cards[first], box_at(plan, places[first]))
    elif areas:
        lay = min(areas.values(), key=lambda box: (-box.width * box.height, box.top, box.left))
        dx, dy = _shift(lay, resting(lay.moved(dx, dy)))
    for each, box in areas.items():
        places[each] = plan.areas.anchored(_kept(box.moved(dx, dy))).place
    return places


def resting(box: Box) -> Box:
    """Return a note's or frame's box where it comes to rest: on the grid and on the map."""
    return settled(box, -ABOVE)


def _kept(box: Box) -> Box:
    """Return a box moved just so far that it lies on the map."""
    return box.moved(max(0.0, -box.left), max(0.0, -ABOVE - box.top))


def _shift(before: Box, after: Box) -> tuple[float, float]:
    return after.left - before.left, after.top - before.top
