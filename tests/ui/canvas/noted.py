"""Notes and frames on the maps of the tests."""

from tests.ui.canvas.journeys import Sketch
from ui.canvas.areas import Areas
from ui.canvas.boxes import Box
from ui.canvas.geometry import MapGeometry
from workbench.domain.elements import Frame, Note
from workbench.domain.vocabulary import NoteColour
from workbench.editing import areas


def note_on(sketch: Sketch, box: Box, text: str = "Ask legal", colour: NoteColour = NoteColour.YELLOW) -> Note:
    extent = areas_of(sketch).anchored(box)
    return areas.add_note(sketch.document, sketch.journey, text, extent, colour)


def frame_on(sketch: Sketch, box: Box, name: str = "Workshop") -> Frame:
    return areas.add_frame(sketch.document, sketch.journey, name, areas_of(sketch).anchored(box))


def areas_of(sketch: Sketch) -> Areas:
    return MapGeometry(sketch.document, sketch.journey).areas
