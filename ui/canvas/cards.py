"""What every card of the map says, worked out once and again only when it changes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from typing_extensions import override

from workbench.domain.changes import Change, ChangeSet
from workbench.domain.document import Document
from workbench.domain.elements import (
    Department,
    Element,
    PainPoint,
    Person,
    Responsibility,
    Touchpoint,
    Transition,
)
from workbench.domain.owners import accountable, department_of, owning_department
from workbench.domain.vocabulary import Channel, Control, Layer, TransitionKind


class Badge(StrEnum):
    """A mark over a card's corner, the most important first; the value names its icon."""

    UNOWNED = "badge-unowned"
    MOMENT_OF_TRUTH = "badge-moment-of-truth"
    PAIN_POINT = "badge-pain-point"
    FAILURE_DEMAND = "badge-failure-demand"
    NOT_CONTROLLABLE = "badge-not-controllable"
    HAND_OFF = "badge-hand-off"


@dataclass(frozen=True, slots=True)
class CardFace:
    """All that a card shows apart from its numbers.

    `department`, `code` and `colour` are the owning department's id, letters and colour slot; a card without them is
    either external or unowned.  `is_guess` says that nobody has stated how often it goes wrong, `opens` that there is
    a journey inside it.
    """

    name: str
    channel: Channel
    layer: Layer
    owner: str
    code: str
    colour: int | None
    badges: tuple[Badge, ...]
    external: bool
    pinned: bool
    is_guess: bool
    locked: bool = False
    opens: bool = False
    department: str | None = None

    @property
    def unowned(self) -> bool:
        """Whether somebody ought to answer for it and nobody does."""
        return Badge.UNOWNED in self.badges

    @property
    def marks(self) -> tuple[Badge, ...]:
        """The badges to paint: hand-offs show at the lines, for as badges they would sit on nearly every card."""
        return tuple(badge for badge in self.badges if badge is not Badge.HAND_OFF)


class CardFaces(Mapping[str, CardFace]):
    """The faces of one journey's cards by touchpoint id, worked out when first looked at and patched by change sets."""

    def __init__(self, document: Document, journey: str) -> None:
        self._document = document
        self._journey = journey
        self._faces: dict[str, CardFace | None] = {
            each.id: None for each in document.of(Touchpoint) if each.journey == journey
        }

    @override
    def __getitem__(self, key: str) -> CardFace:
        face = self._faces[key]
        if face is None:
            face = self._faces[key] = face_of(self._document, self._document.get(Touchpoint, key))
        return face

    @override
    def __contains__(self, key: object) -> bool:
        return key in self._faces

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._faces)

    @override
    def __len__(self) -> int:
        return len(self._faces)

    def patch(self, changes: ChangeSet) -> frozenset[str]:
        """Take over a change set; return the ids of faces that have been looked at and are no longer the same."""
        concerned = {each for change in changes.changes for each in _concerned(self._document, change)}
        return frozenset(each for each in concerned if self._renew(each))

    def _renew(self, touchpoint_id: str) -> bool:
        touchpoint = self._document.find(Touchpoint, touchpoint_id)
        before = self._faces.pop(touchpoint_id, None)
        if touchpoint is None or touchpoint.journey != self._journey:
            return before is not None
        face = self._faces[touchpoint_id] = None if before is None else face_of(self._document, touchpoint)
        return face != before


def face_of(document: Document, touchpoint: Touchpoint) -> CardFace:
    """Return what the card of one touchpoint shows."""
    owner = accountable(document, touchpoint.id)
    department = department_of(document, owner)
    return CardFace(
        name=touchpoint.name,
        channel=touchpoint.channel,
        layer=touchpoint.layer,
        owner=owner.name if owner is not None else "",
        code=department.code if department is not None else "",
        colour=department.colour if department is not None else None,
        badges=tuple(_badges(document, touchpoint, owner, department)),
        external=touchpoint.control is Control.EXTERNAL,
        pinned=touchpoint.pinned,
        locked=touchpoint.locked,
        is_guess=touchpoint.quantity("failure").is_guess,
        opens=touchpoint.detail is not None,
        department=_id_of(department),
    )


def _badges(
    document: Document, touchpoint: Touchpoint, owner: Department | Person | None, department: Department | None
) -> Iterator[Badge]:
    arriving = [each for each in document.referrers(touchpoint.id, Transition) if each.target == touchpoint.id]
    if owner is None and touchpoint.is_controllable:
        yield Badge.UNOWNED
    if touchpoint.moment_of_truth:
        yield Badge.MOMENT_OF_TRUTH
    if document.referrers(touchpoint.id, PainPoint):
        yield Badge.PAIN_POINT
    if any(each.kind is TransitionKind.FAILURE_DEMAND for each in arriving):
        yield Badge.FAILURE_DEMAND
    if not touchpoint.is_controllable:
        yield Badge.NOT_CONTROLLABLE
    if any(is_hand_off(_id_of(owning_department(document, each.source)), _id_of(department)) for each in arriving):
        yield Badge.HAND_OFF


def is_hand_off(giver: str | None, taker: str | None) -> bool:
    """Return whether customers pass from the hands of one department, by id, into those of another."""
    return giver is not None and taker is not None and giver != taker


def _id_of(department: Department | None) -> str | None:
    return department.id if department is not None else None


def _concerned(document: Document, change: Change) -> Iterator[str]:
    """The touchpoints whose cards may look different after a change."""
    for element in (change.before, change.after):
        if isinstance(element, Touchpoint):
            yield element.id
        elif isinstance(element, PainPoint):
            yield element.touchpoint
        elif isinstance(element, Transition):
            yield from (element.source, element.target)
        elif isinstance(element, Responsibility):
            yield from _with_next(document, (element.touchpoint,))
        elif isinstance(element, Department | Person):
            yield from _with_next(document, _held_by(document, element))


def _held_by(document: Document, party: Element) -> Iterator[str]:
    parties = [party.id, *(each.id for each in document.referrers(party.id, Person))]
    for each in parties:
        yield from (one.touchpoint for one in document.referrers(each, Responsibility))


def _with_next(document: Document, touchpoints: Iterable[str]) -> Iterator[str]:
    """These touchpoints and those that they lead to, which may have become hand-offs or ceased to be."""
    for touchpoint in touchpoints:
        yield touchpoint
        yield from (each.target for each in document.referrers(touchpoint, Transition))
