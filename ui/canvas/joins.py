"""What the lines of a map stand for: transitions and influences, by id and by the cards that they join."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ui.canvas.routes import LANE, LineKind
from workbench.domain.document import Document
from workbench.domain.elements import Influence, Transition
from workbench.domain.ids import END
from workbench.domain.vocabulary import TransitionKind

_KINDS: Final = {each: LineKind(each.value) for each in TransitionKind}
# flow keeps the middle lane; what is drawn over it gives way
_RANKS: Final = {kind: rank for rank, kind in enumerate((*_KINDS.values(), LineKind.INFLUENCE))}


@dataclass(slots=True, unsafe_hash=True)
class Join:
    """What a line stands for: a transition or influence between two cards of the map.

    Nothing changes it; a frozen one takes five times as long to make, and a map has many.
    """

    id: str
    kind: LineKind
    source: str
    target: str
    share: float

    @property
    def leaves(self) -> bool:
        """Whether it is the stub of those who leave for good."""
        return self.target == END


class Joins:
    """What is drawn, by id, as it was last taken in.

    Which cards there are is read from `columns`, which are not its own.
    """

    def __init__(self, document: Document, columns: Mapping[str, str | None]) -> None:
        self._document = document
        self._columns = columns
        self._by_id: dict[str, Join] = {}
        # lists, for a set of five takes six times as much memory
        self._at: defaultdict[str, list[Join]] = defaultdict(list)

    @property
    def by_id(self) -> Mapping[str, Join]:
        """All of them."""
        return self._by_id

    def read(self, join_id: str) -> Join | None:
        """Return what the document says of a line, or None where none is drawn."""
        element = self._document.find(Transition, join_id) or self._document.find(Influence, join_id)
        return self._drawn(element) if element is not None else None

    def read_all(self) -> dict[str, Join | None]:
        """Return what the document says of every transition and influence, of other journeys None."""
        every = (*self._document.of(Transition), *self._document.of(Influence))
        return {each.id: self._drawn(each) for each in every}

    def take(self, fresh: Mapping[str, Join | None]) -> None:
        """Take in what has been read, in place of what was known; None is drawn no more."""
        for each, join in fresh.items():
            known = self._by_id.pop(each, None)
            if known is not None:
                self._at[known.source].remove(known)
                self._at[known.target].remove(known)
            if join is not None:
                self._by_id[each] = join
                self._at[join.source].append(join)
                self._at[join.target].append(join)

    def at(self, card: str) -> Sequence[Join]:
        """Return those that begin or end at a card; one that does both is there twice."""
        return self._at.get(card, ())

    def between_cards_of(self, join: Join) -> list[Join]:
        """Return those that join the same two cards, either way."""
        one, other = join.source, join.target
        if one == other:
            return list({each.id: each for each in self.at(one) if each.source == each.target}.values())
        near, far = self.at(one), self.at(other)
        if len(far) < len(near):
            near, other = far, one
        # all that is near begins or ends at the one card
        return [each for each in near if each.source == other or each.target == other]

    def lane(self, join: Join) -> float:
        """How far a line is moved aside: 0 for the first between two cards, then 12 either way, 24 and so on."""
        near = () if join.leaves else self.between_cards_of(join)
        if len(near) < 2:
            return 0.0
        at = sorted(near, key=lambda other: (_RANKS[other.kind], other.id)).index(join)
        return LANE * ((at + 1) // 2) * (1 if at % 2 else -1)

    def _drawn(self, element: Transition | Influence) -> Join | None:
        columns, source, target = self._columns, element.source, element.target
        if source not in columns:
            return None
        if isinstance(element, Influence):
            kind, share = LineKind.INFLUENCE, 0.0
        else:
            kind, share = _KINDS[element.kind], element.weight.value
        drawn = target in columns or (target == END and kind is LineKind.GIVE_UP)
        return Join(element.id, kind, source, target, share) if drawn else None
