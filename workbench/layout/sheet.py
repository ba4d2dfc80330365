"""A journey's map as plain data: cards by number and the lines between them, ready to be sent to another process."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.domain.document import Document
from workbench.domain.elements import Influence, Transition
from workbench.domain.places import phases_in_order, touchpoints_in_order
from workbench.domain.vocabulary import Layer, TransitionKind
from workbench.layout.arrays import Flags, Floats, Ints

_LANES: Final = {Layer.CUSTOMER: 0, Layer.ONSTAGE: 0, Layer.BACKSTAGE: 1, Layer.SUPPORT: 2}
"""What customers see stays above the line of visibility, the rest below it."""

_SIDE_LINE: Final = 0.5
_INFLUENCE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Card:
    """A touchpoint's card: its column (the phase's number), its lane from above, and where its top left lies in it."""

    id: str
    column: int
    lane: int
    x: float
    y: float
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What joins two cards, by number; the heavier, the straighter it should be; one that
    `leads` should not lead up inside its column."""

    source: int
    target: int
    weight: float
    leads: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cards column by column, from top to bottom, and the lines between them; equal ones are laid out alike."""

    cards: tuple[Card, ...]
    lines: tuple[Line, ...]

    @property
    def columns(self) -> Ints:
        """The column of each card; int64[cards]."""
        return np.array([card.column for card in self.cards], np.int64)

    @property
    def lanes(self) -> Ints:
        """The lane of each card; int64[cards]."""
        return np.array([card.lane for card in self.cards], np.int64)

    @property
    def is_fixed(self) -> Flags:
        """Which cards stay where they are; bool[cards]."""
        return np.array([card.is_fixed for card in self.cards], np.bool_)

    @property
    def loose(self) -> list[Ints]:
        """The cards of each column that may move; as many arrays as there are columns."""
        columns = self.columns
        moving = np.flatnonzero(~self.is_fixed)
        return [moving[columns[moving] == column] for column in range(int(columns.max(initial=-1)) + 1)]

    @property
    def places(self) -> Floats:
        """Where cards lie now, across from the column's edge and down, in map units; float64[cards, 2]."""
        return np.array([(card.x, card.y) for card in self.cards], np.float64).reshape(-1, 2)

    @property
    def ends(self) -> Ints:
        """The cards that each line joins; int64[lines, 2]."""
        return np.array([(line.source, line.target) for line in self.lines], np.int64).reshape(-1, 2)

    @property
    def weights(self) -> Floats:
        """How straight each line should be; float64[lines]."""
        return np.array([line.weight for line in self.lines], np.float64)


def read_sheet(document: Document, journey: str, only: Collection[str] | None = None) -> Sheet:
    """Return the map of a journey, on which pinned and locked cards are fixed, and with `only` all but those too."""
    ranks = {phase.id: number for number, phase in enumerate(phases_in_order(document, journey))}
    touchpoints = touchpoints_in_order(document, journey)
    cards = tuple(
        Card(
            each.id,
            ranks.get(each.phase or "", len(ranks)),
            _LANES[each.layer],
            each.x,
            each.y,
            each.pinned or each.locked or (only is not None and each.id not in only),
        )
        for each in touchpoints
    )
    return Sheet(cards, _lines(document, {card.id: number for number, card in enumerate(cards)}))


def _lines(document: Document, numbers: dict[str, int]) -> tuple[Line, ...]:
    weights: defaultdict[tuple[int, int], float] = defaultdict(float)
    leading: set[tuple[int, int]] = set()
    for join in (*document.of(Transition), *document.of(Influence)):
        source, target = numbers.get(join.source), numbers.get(join.target)
        if source is None or target is None or source == target:
            continue
        weights[source, target] += _weight(join)
        if isinstance(join, Transition) and join.kind is TransitionKind.FLOW:
            leading.add((source, target))
    return tuple(Line(*pair, weight, pair in leading) for pair, weight in sorted(weights.items()))


def _weight(join: Transition | Influence) -> float:
    if isinstance(join, Influence):
        return _INFLUENCE
    return _SIDE_LINE + (join.weight.value if join.kind is TransitionKind.FLOW else 0.0)
