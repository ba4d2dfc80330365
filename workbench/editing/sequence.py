"""Verbs that give touchpoints and phases another place in the order in which a journey is listed."""

from collections.abc import Iterable, Sequence

from workbench.domain.document import Document
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.places import ROW_PITCH, cards_in, free_place, phases_in_order, touchpoints_in_order
from workbench.domain.text import clean_name
from workbench.editing.rehearsal import in_one_step
from workbench.editing.structure import add_touchpoint, refuse_pinned, reorder_phase


def add_next(document: Document, name: str, after: str) -> Touchpoint:
    """Add a touchpoint right behind another one, connected with it, or at the head of a phase; all in one step.

    Raises ValueProblem where nothing is left of the name, KeyError for anything but a touchpoint or a phase.
    """

    def add(copy: Document) -> str:
        phase = copy.find(Phase, after)
        origin = None if phase is not None else copy.get(Touchpoint, after)
        journey = phase.journey if phase is not None else copy.get(Touchpoint, after).journey
        first = next(iter(cards_in(copy, journey, after)), None) if phase is not None else origin
        place = free_place(copy, journey, after) if phase is not None else None
        made = add_touchpoint(copy, journey, name, place, origin.id if origin else None)
        if first is not None:
            bring_beside(copy, [made.id], first.id, after=origin is not None)
        return made.id

    return document.get(Touchpoint, in_one_step(document, f"Add touchpoint “{clean_name(name)}”", add))


def bring_beside(document: Document, touchpoints: Sequence[str], other: str, after: bool = False) -> bool:
    """Put touchpoints in front of another one, or behind it, into its phase; return whether anything moved.

    Raises VerbProblem for a pinned touchpoint, LockedProblem for a locked one.
    """
    goal = document.get(Touchpoint, other)
    column = [each.id for each in cards_in(document, goal.journey, goal.phase)]
    rest = [each for each in column if each not in touchpoints]
    # of those that move themselves the next one that stays tells the place
    behind = column[column.index(other) + after :]
    before = next((each for each in behind if each in rest), None)
    return bring_into(document, touchpoints, goal.phase, before)


def bring_into(document: Document, touchpoints: Sequence[str], phase: str | None, before: str | None = None) -> bool:
    """Put touchpoints into a phase, in front of `before` or at its end; return whether anything moved.

    The cards of the phase share the places that they have on the map, so that none covers another; what is pinned or
    locked keeps its own.  Raises VerbProblem for a pinned touchpoint, LockedProblem for a locked one.
    """
    moving = [document.get(Touchpoint, each) for each in dict.fromkeys(touchpoints)]
    if not moving:
        return False
    refuse_pinned(moving)
    chosen = {card.id for card in moving}
    standing = cards_in(document, moving[0].journey, phase)
    loose = [card for card in standing if card.id in chosen or not _stays(card)]
    newcomers = [card for card in moving if card not in standing]
    lowest = max((card.y for card in standing), default=-ROW_PITCH)
    places = [(card.x, card.y) for card in loose]
    places += [(0.0, lowest + ROW_PITCH * (count + 1)) for count in range(len(newcomers))]
    rest = [card for card in loose if card.id not in chosen]
    at = _place_of(before, standing, rest)
    order = [*rest[:at], *moving, *rest[at:]]
    changes = {
        card.id: {"phase": phase, "x": x, "y": y}
        for card, (x, y) in zip(order, places, strict=True)
        if (card.phase, card.x, card.y) != (phase, x, y)
    }
    with document.edit(f"Move {_described(moving)}") as edit:
        for each, fields in changes.items():
            edit.update(each, **fields)
    return bool(changes)


def step(document: Document, touchpoints: Iterable[str], down: bool) -> bool:
    """Move touchpoints one place up or down, past the end of a phase into the next; return whether anything moved.

    Raises VerbProblem for a pinned touchpoint, LockedProblem for a locked one.
    """
    chosen = _in_order(document, touchpoints)
    return _step_within(document, chosen, down) or bool(chosen and step_phase(document, chosen, down))


def step_within(document: Document, touchpoints: Iterable[str], down: bool) -> bool:
    """Move touchpoints past the next one in the phase that may move; return whether there is one.

    Raises VerbProblem for a pinned touchpoint, LockedProblem for a locked one.
    """
    return _step_within(document, _in_order(document, touchpoints), down)


def _step_within(document: Document, chosen: Sequence[str], down: bool) -> bool:
    if not chosen:
        return False
    edge = document.get(Touchpoint, chosen[-1 if down else 0])
    standing = cards_in(document, edge.journey, edge.phase)
    column = [each.id for each in standing if each.id in chosen or not _stays(each)]
    at = column.index(edge.id)
    beside = [each for each in (column[at + 1 :] if down else column[:at][::-1]) if each not in chosen]
    return bool(beside) and bring_beside(document, chosen, beside[0], after=down)


def step_phase(document: Document, touchpoints: Sequence[str], down: bool) -> bool:
    """Move touchpoints into the next phase, to its head, or into the one before, to its end; whether anything moved.

    Raises VerbProblem for a pinned touchpoint, LockedProblem for a locked one.
    """
    edge = document.get(Touchpoint, touchpoints[-1 if down else 0])
    phases = [each.id for each in phases_in_order(document, edge.journey)]
    # those that wait for a phase are listed behind the last one
    at = phases.index(edge.phase) if edge.phase in phases else len(phases)
    goal = at + (1 if down else -1)
    if not 0 <= goal < len(phases):
        return False
    first = next(iter(cards_in(document, edge.journey, phases[goal])), None) if down else None
    return bring_into(document, touchpoints, phases[goal], first.id if first else None)


def step_whole_phase(document: Document, phase: str, down: bool) -> bool:
    """Let a phase change places with its neighbour; return whether it has one there."""
    phases = [each.id for each in phases_in_order(document, document.get(Phase, phase).journey)]
    at = phases.index(phase)
    if not 0 <= at + (1 if down else -1) < len(phases):
        return False
    before = next(iter(phases[at + 2 :]), None) if down else phases[at - 1]
    reorder_phase(document, phase, before)
    return True


def _in_order(document: Document, touchpoints: Iterable[str]) -> list[str]:
    wanted = set(touchpoints)
    first = next((each for each in document.of(Touchpoint) if each.id in wanted), None)
    cards = touchpoints_in_order(document, first.journey) if first is not None else []
    return [each.id for each in cards if each.id in wanted]


def _stays(card: Touchpoint) -> bool:
    return card.pinned or card.locked


def _place_of(before: str | None, standing: Sequence[Touchpoint], rest: Sequence[Touchpoint]) -> int:
    """Where among `rest` the place in front of `before` lies, which may itself stay where it is."""
    if before is None:
        return len(rest)
    ids = [card.id for card in standing]
    ahead = set(ids[: ids.index(before)])
    return sum(card.id in ahead for card in rest)


def _described(cards: Sequence[Touchpoint]) -> str:
    return f"“{cards[0].name}”" if len(cards) == 1 else f"{len(cards)} touchpoints"
