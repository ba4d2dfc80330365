"""What a screen reader says about the map and about one thing on it."""

from collections.abc import Mapping
from typing import Final

from ui.canvas.cards import Badge, face_of
from ui.canvas.numbers import MapNumbers
from ui.controls.labels import how_many, written
from workbench.domain.document import Document
from workbench.domain.elements import Frame, Influence, Journey, Note, Phase, Touchpoint, Transition
from workbench.domain.ids import END

BADGE_WORDS: Final[Mapping[Badge, str]] = {
    Badge.UNOWNED: "nobody answers for it",
    Badge.MOMENT_OF_TRUTH: "moment of truth",
    Badge.PAIN_POINT: "pain point",
    Badge.FAILURE_DEMAND: "failure demand arrives here",
    Badge.NOT_CONTROLLABLE: "outside our control",
    Badge.HAND_OFF: "handed over from another department",
}


def spoken(document: Document, element_id: str, numbers: MapNumbers) -> str:
    """Return one line about a touchpoint, note, frame, phase, transition or influence; empty for anything else."""
    element = document.elements.get(element_id)
    if isinstance(element, Touchpoint):
        return ", ".join(_touchpoint(document, element, numbers))
    if isinstance(element, Note | Frame):
        return ", ".join(_area(element))
    if isinstance(element, Phase):
        count = len(document.referrers(element.id, Touchpoint))
        return ", ".join([element.name, "phase", how_many(count, "touchpoint"), *_breakdowns(numbers, element.id)])
    if isinstance(element, Transition | Influence):
        kind = "influence" if isinstance(element, Influence) else element.kind.value.replace("-", " ")
        return f"{kind} from {_name(document, element.source)} to {_name(document, element.target)}"
    return ""


def _area(area: Note | Frame) -> list[str]:
    said = ["note", area.text] if isinstance(area, Note) else ["frame", area.name]
    return [*said, "locked"] if area.locked else said


def map_name(document: Document, journey: str) -> str:
    """Return what to call the whole map."""
    count = sum(each.journey == journey for each in document.of(Touchpoint))
    return f"Map of {document.get(Journey, journey).title}, {how_many(count, 'touchpoint')}"


def _touchpoint(document: Document, touchpoint: Touchpoint, numbers: MapNumbers) -> list[str]:
    face = face_of(document, touchpoint)
    phase = document.find(Phase, touchpoint.phase)
    joins = document.referrers(touchpoint.id, Transition)
    said = [touchpoint.name, phase.name if phase is not None else "not placed yet"]
    if face.owner:
        said.append(face.owner)
    said += _breakdowns(numbers, touchpoint.id)
    said += [BADGE_WORDS[badge] for badge in face.badges]
    if face.opens:
        said.append("opens into a journey")
    if touchpoint.pinned:
        said.append("pinned")
    if touchpoint.locked:
        said.append("locked")
    said.append(f"{sum(each.target == touchpoint.id for each in joins)} in")
    said.append(f"{sum(each.source == touchpoint.id for each in joins)} out")
    return said


def _breakdowns(numbers: MapNumbers, element_id: str) -> list[str]:
    value = numbers.value(element_id)
    if value is None:
        return []
    text = written(value)
    return [f"{text} breakdown" if text == "1" else f"{text} breakdowns"]


def _name(document: Document, touchpoint: str) -> str:
    return "the end" if touchpoint == END else document.get(Touchpoint, touchpoint).name
