"""Frames and notes go along with the cards that tidying up puts elsewhere."""

import pytest

from tests.helpers.builders import JOURNEY, journey_of, named, phase_named
from ui.canvas.boxes import Box
from ui.canvas.gathering import put_gathered
from ui.canvas.geometry import MapGeometry
from workbench.domain.document import Document
from workbench.domain.places import ROW_PITCH, Place
from workbench.editing.areas import Extent, add_frame, add_note
from workbench.editing.history import History
from workbench.editing.locking import set_locked
from workbench.editing.structure import set_fields
from workbench.layout.tidying import Spot

LOW = 6 * ROW_PITCH
"""How far below the others the cards lie that are moved up."""


@pytest.fixture
def document() -> Document:
    made = journey_of("Order > Ask", "> Sign", "Use > Call", "> Wait")
    for name in ("Sign", "Wait"):
        set_fields(made, named(made, name).id, y=LOW)
    return made


def up(document: Document) -> list[Spot]:
    """The two low cards go to the second row."""
    return [Spot(named(document, name).id, 0.0, ROW_PITCH) for name in ("Sign", "Wait")]


def box(document: Document, element: str) -> Box:
    found = MapGeometry(document, JOURNEY).thing(element)
    assert found is not None
    return found


def framed(document: Document, phase: str, top: float, height: float, width: float = 144.0) -> str:
    place = Place(phase_named(document, phase).id, 4.0, top)
    return add_frame(document, JOURNEY, "Team", Extent(place, width, height)).id


def noted(document: Document, phase: str, x: float, y: float) -> str:
    place = Place(phase_named(document, phase).id, x, y)
    return add_note(document, JOURNEY, "Ask again", Extent(place, 60.0, 48.0)).id


def test_a_frame_stays_round_its_cards_in_one_step(document: Document) -> None:
    frame = framed(document, "Order", -20.0, LOW + 120.0, width=300.0)
    before, history = box(document, frame), History(document)
    assert put_gathered(document, JOURNEY, up(document)) == 2
    moved = LOW - ROW_PITCH
    assert box(document, frame) == before._replace(bottom=before.bottom - moved)
    assert history.undo_label == "Tidy up"
    history.undo()
    assert (box(document, frame), history.undo_label) == (before, None)


def test_a_frame_follows_a_column_that_goes_aside(document: Document) -> None:
    frame = framed(document, "Use", -20.0, LOW + 120.0)
    before, call = box(document, frame), box(document, named(document, "Call").id)
    put_gathered(document, JOURNEY, [Spot(named(document, "Sign").id, 140.0, 0.0)])
    shift = box(document, named(document, "Call").id).left - call.left
    assert shift > 0
    assert box(document, frame) == before.moved(shift, 0.0)


def test_a_note_goes_with_the_card_that_it_lies_beside(document: Document) -> None:
    note = noted(document, "Use", 150.0, LOW + 10.0)
    before = box(document, note)
    put_gathered(document, JOURNEY, up(document))
    assert box(document, note) == before.moved(0.0, ROW_PITCH - LOW)


def test_a_note_that_would_cover_another_card_moves_aside(document: Document) -> None:
    sign = named(document, "Sign").id
    note = noted(document, "Order", 40.0, LOW - 56.0)
    put_gathered(document, JOURNEY, up(document))
    after = MapGeometry(document, JOURNEY)
    assert after.cards_in(box(document, note)) == []
    assert 0.0 < box(document, note).top - box(document, sign).bottom < 10.0


def test_what_is_locked_or_far_from_every_card_stays(document: Document) -> None:
    frame, far = framed(document, "Order", LOW - 20.0, 120.0), noted(document, "Use", 900.0, LOW)
    set_locked(document, [frame], locked=True)
    before = [box(document, each) for each in (frame, far)]
    put_gathered(document, JOURNEY, up(document))
    assert [box(document, each) for each in (frame, far)] == before


def test_an_empty_frame_and_a_map_without_changes_stay(document: Document) -> None:
    framed(document, "Use", 2 * ROW_PITCH, 120.0)
    before = dict(document.elements)
    assert put_gathered(document, JOURNEY, []) == 0
    assert dict(document.elements) == before
