from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import drag, move, on, pixel, press
from ui.canvas.board import Caption, Marks
from ui.canvas.footprint import footprint
from ui.canvas.ink import Ink
from ui.canvas.view import MapView
from workbench.domain.elements import Transition


def pixels(image: QImage) -> NDArray[np.uint32]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), plain.width()).copy()


def mask(region: QRegion, size: QRect) -> NDArray[np.bool_]:
    """Which pixels of a picture of this size a region holds."""
    held = np.zeros((size.height(), size.width()), dtype=bool)
    for rect in region.intersected(size):
        held[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1] = True
    return held


class Painted(QObject):
    """Gathers which parts of a widget are painted."""

    def __init__(self, watched: QObject) -> None:
        super().__init__()
        self.region = QRegion()
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


@pytest.fixture
def dragged(view: MapView, sketch: Sketch) -> Iterator[MapView]:
    """A map over which a card is being dragged that lines join with others."""
    start = on(view, sketch, "Form")
    drag(view, start, start + QPoint(30, 80), drop=False)
    view.settle()
    move(view, start + QPoint(30, 90))
    QApplication.processEvents()
    yield view
    press(view, Qt.Key.Key_Escape)


def test_while_a_card_is_dragged_all_that_changes_is_painted_and_not_much_more(
    dragged: MapView, sketch: Sketch
) -> None:
    x, y = dragged.plan.lines[sketch.document.of(Transition)[0].id].curve.middle
    start, painted = on(dragged, sketch, "Form"), Painted(dragged)
    places = [start + QPoint(40, 120), start + QPoint(-90, 300), pixel(dragged, x, y), QPoint(880, 400), start]
    for at in places:
        before = pixels(dragged.grab().toImage())
        painted.region = QRegion()
        move(dragged, at)
        QApplication.processEvents()
        region = mask(painted.region, dragged.rect())
        changed = before != pixels(dragged.grab().toImage())
        assert changed.any()
        assert not (changed & ~region).any()
        assert region.mean() < 0.7


def test_a_caption_at_the_edge_is_minded_where_it_is_written(dragged: MapView) -> None:
    lifted = dragged.afloat
    assert lifted is not None
    right, bottom = dragged.frame.to_map(dragged.width() - 2, dragged.height() - 2)
    marks = Marks(caption=Caption("Insert between two others", right, bottom))
    region = footprint(dragged.plan, Ink(dragged.look), dragged.frame, marks, lifted, dragged.body)
    plain = footprint(dragged.plan, Ink(dragged.look), dragged.frame, Marks(), lifted, dragged.body)
    written = (region - plain).boundingRect()
    assert dragged.body.contains(written)
    assert written.width() > 100
    assert written.right() > dragged.width() - 40


def test_a_line_that_is_gone_covers_nothing(dragged: MapView) -> None:
    lifted = dragged.afloat
    assert lifted is not None
    none, gone = (
        footprint(dragged.plan, Ink(dragged.look), dragged.frame, marks, lifted, dragged.body)
        for marks in (Marks(), Marks(line="gone"))
    )
    assert gone == none


def test_nothing_above_the_map_is_painted_again(dragged: MapView) -> None:
    lifted = dragged.afloat
    assert lifted is not None
    far_up = Marks(shift=(0.0, -900.0))
    region = footprint(dragged.plan, Ink(dragged.look), dragged.frame, far_up, lifted, dragged.body)
    assert region.isEmpty()


def test_after_scrolling_everything_is_painted_once(dragged: MapView) -> None:
    dragged.zoom_to(2.0)
    QApplication.processEvents()
    painted, before = Painted(dragged), dragged.frame
    dragged.pan(-20, -20)
    move(dragged, QPoint(310, 310))
    QApplication.processEvents()
    assert dragged.frame != before
    assert mask(painted.region, dragged.rect()).all()


@pytest.mark.parametrize("moves", [True, False])
def test_what_is_painted_beside_the_marks_shows_soon_whether_the_pointer_moves_on_or_rests(
    view: MapView, qtbot: QtBot, moves: bool
) -> None:
    view.resize(1800, 1300)
    view.zoom_to(2.5)
    view.settle()
    QApplication.processEvents()
    view.lift(sorted(view.plan.cards))
    for step in range(2):
        view.show_marks(Marks(shift=(step + 1.0, 0.0)))
        view.repaint(QRect(300, 300, 9, 9))
    assert not view.is_sharp
    painted = Painted(view)
    if moves:
        view.show_marks(Marks(shift=(9.0, 0.0)))
        QApplication.processEvents()
        assert mask(painted.region, view.rect()).all()
    else:
        qtbot.waitUntil(lambda: view.is_sharp and bool(mask(painted.region, view.rect()).all()))
    view.lift(())
