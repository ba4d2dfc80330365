"""Verbs over sticky notes and frames.  They are moved, renamed and deleted by the verbs for everything on the map."""

from dataclasses import dataclass
from typing import Any, Final

from workbench.domain.document import Document
from workbench.domain.elements import Area, Frame, Note
from workbench.domain.places import Place
from workbench.domain.text import clean_lines, clean_name
from workbench.domain.vocabulary import NoteColour
from workbench.editing.structure import refuse_other_journeys_phase

SMALLEST: Final = 48.0
"""The least width and height of a note or frame, in map units: smaller ones could not be taken hold of."""

ABOVE: Final = 40.0
"""How far above the first row notes and frames may lie, in map units: so far that a frame's name clears the badges."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where an area lies and how far it reaches, in map units."""

    place: Place
    width: float
    height: float


def add_note(
    document: Document, journey: str, text: str, extent: Extent, colour: NoteColour = NoteColour.YELLOW
) -> Note:
    """Stick a note on the map of a journey.

    Raises ValueProblem where nothing is left of the text, VerbProblem for a place in a phase of another journey.
    """
    words = clean_lines(text, "note")
    refuse_other_journeys_phase(document, journey, extent.place)
    note = Note(id=document.new_id(), journey=journey, text=words, colour=colour, **_fields(extent))
    with document.edit(f"Add {note.describe()}") as edit:
        return edit.add(note)


def add_frame(document: Document, journey: str, name: str, extent: Extent) -> Frame:
    """Draw a frame on the map of a journey.

    Raises ValueProblem where nothing is left of the name, VerbProblem for a place in a phase of another journey.
    """
    words = clean_name(name)
    refuse_other_journeys_phase(document, journey, extent.place)
    frame = Frame(id=document.new_id(), journey=journey, name=words, **_fields(extent))
    with document.edit(f"Add {frame.describe()}") as edit:
        return edit.add(frame)


def resize(document: Document, area_id: str, extent: Extent) -> None:
    """Give a note or frame another rectangle, no smaller than SMALLEST; what lies in a frame stays where it is.

    Raises KeyError for anything else, VerbProblem for a place in a phase of another journey, LockedProblem for a
    locked one.
    """
    area = document.elements[area_id]
    if not isinstance(area, Area):
        raise KeyError(area_id)
    refuse_other_journeys_phase(document, area.journey, extent.place)
    with document.edit(f"Resize {area.describe()}") as edit:
        edit.update(area_id, **_fields(extent))


def _fields(extent: Extent) -> dict[str, Any]:
    place = extent.place
    width, height = max(SMALLEST, extent.width), max(SMALLEST, extent.height)
    return {"phase": place.phase, "x": place.x, "y": place.y, "width": width, "height": height}
