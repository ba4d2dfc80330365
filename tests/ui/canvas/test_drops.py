"""Text that is dropped on the map."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.helpers.drags import drag_enter
from tests.ui.canvas.pointing import press
from ui.canvas.drops import MapDrops, is_text
from ui.canvas.placing import place_at
from ui.canvas.view import MapView

AT = QPointF(300, 400)
_COPY, _LEFT, _NO_KEYS = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def text(words: str = "Reminder") -> QMimeData:
    data = QMimeData()
    data.setText(words)
    return data


def files() -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/somewhere/bill.journey")])
    return data


@pytest.fixture
def dropped(view: MapView) -> list[tuple[object, object]]:
    heard: list[tuple[object, object]] = []
    MapDrops(view).dropped.connect(lambda data, place: heard.append((data.text(), place)))
    return heard


def test_text_is_told_with_the_place_where_it_would_rest(view: MapView, dropped: list[tuple[object, object]]) -> None:
    data = text()  # an event holds no data of its own
    QApplication.sendEvent(view, drag_enter(AT, data))
    event = QDropEvent(AT, Qt.DropAction.MoveAction | _COPY, data, _LEFT, _NO_KEYS)
    QApplication.sendEvent(view, event)
    assert dropped == [("Reminder", place_at(view.plan, *view.frame.to_map(AT.x(), AT.y())))]
    assert event.dropAction() is _COPY


def test_while_text_is_dragged_its_place_is_shown(view: MapView, dropped: list[tuple[object, object]]) -> None:
    data = text()
    event = drag_enter(AT, data)
    QApplication.sendEvent(view, event)
    assert event.isAccepted()
    assert len(view.marks.ghosts) == 1
    QApplication.sendEvent(view, QDragLeaveEvent())
    assert view.marks.ghosts == ()
    assert dropped == []


def test_files_and_rows_of_lists_are_left_to_others(view: MapView, dropped: list[tuple[object, object]]) -> None:
    rows = text()
    rows.setData("application/x-qabstractitemmodeldatalist", b"")
    assert not is_text(rows)
    assert not is_text(QMimeData())
    data = files()
    QApplication.sendEvent(view, drag_enter(AT, data))
    QApplication.sendEvent(view, QDropEvent(AT, _COPY, data, _LEFT, _NO_KEYS))
    assert dropped == []


def test_all_else_reaches_the_map_as_ever(view: MapView, dropped: list[tuple[object, object]]) -> None:
    view.select_all()
    press(view, Qt.Key.Key_Escape)
    assert view.selection.ids == ()
    assert dropped == []
