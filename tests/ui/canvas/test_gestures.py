"""Long rows of random gestures, as from a child at the keyboard."""

from random import Random

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import LEFT, editor
from ui.canvas.cards import CardFaces
from ui.canvas.geometry import MapGeometry
from ui.canvas.view import MapView
from workbench.editing import structure

KEYS = [
    Qt.Key.Key_Left,
    Qt.Key.Key_Down,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Delete,
    Qt.Key.Key_F2,
    Qt.Key.Key_T,
    Qt.Key.Key_L,
    Qt.Key.Key_I,
    Qt.Key.Key_P,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Space,
    Qt.Key.Key_Home,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Q,
]
MODIFIERS = [Qt.KeyboardModifier.NoModifier] * 3 + [
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
]


def one_gesture(chance: Random, view: MapView, sketch: Sketch) -> None:
    at, modifier = QPoint(chance.randrange(900), chance.randrange(700)), chance.choice(MODIFIERS)
    line = editor(view)
    kind = chance.choice(["press", "release", "move", "move", "double", "key", "key", "type", "undo", "delete", "zoom"])
    if kind == "press":
        QTest.mousePress(view, LEFT, modifier, at)
    elif kind == "release":
        QTest.mouseRelease(view, LEFT, modifier, at)
    elif kind == "move":
        QTest.mouseMove(view, at)
    elif kind == "double":
        QTest.mouseDClick(view, LEFT, modifier, at)
    elif kind == "key":
        QTest.keyClick(line if line.isVisible() else view, chance.choice(KEYS), modifier)
    elif kind == "type" and line.isVisible():
        QTest.keyClicks(line, "abc")
    elif kind == "undo":
        sketch.history.undo()
    elif kind == "delete" and view.plan.cards:
        structure.delete(sketch.document, [chance.choice(sorted(view.plan.cards))])
    elif kind == "zoom":
        view.zoom_to(chance.choice([0.05, 0.3, 0.5, 1.0, 2.0]))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_the_map_shows_the_document_and_all_of_it_can_be_undone(
    view: MapView, sketch: Sketch, seed: int
) -> None:
    chance, before = Random(seed), dict(sketch.document.elements)
    for _ in range(80):
        one_gesture(chance, view, sketch)
    view.grab()
    rebuilt = MapGeometry(sketch.document, sketch.journey)
    assert dict(view.plan.cards) == dict(rebuilt.cards)
    assert view.plan.lines.keys() == rebuilt.lines.keys()
    for key, line in rebuilt.lines.items():
        assert np.array_equal(view.plan.lines[key].curve.control, line.curve.control)
    assert dict(view.faces) == dict(CardFaces(sketch.document, sketch.journey))
    assert set(view.selection.ids) <= sketch.document.elements.keys()
    while sketch.history.undo():
        pass
    assert dict(sketch.document.elements) == before
