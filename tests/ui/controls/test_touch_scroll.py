"""One finger on what scrolls, as the screen tells of it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.helpers.fingers import finger, screen
from ui.controls.coast import Coast
from ui.controls.focus import FocusRing
from ui.controls.look import Look
from ui.controls.scrolled import Scrolled
from ui.controls.touch_scroll import TouchScroll

AT = QPoint(100, 150)
UP = QPoint(0, -60)


class Page(QWidget):
    """A list of rows that can be dragged, above a page with a button, a slider and a line, all higher than the room."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.list = QListWidget(self)
        self.list.addItems([f"Row {at}" for at in range(100)])
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setGeometry(0, 0, 300, 300)
        content = QWidget()
        self.scrolled = Scrolled(content)
        self.scrolled.setParent(self)
        self.scrolled.setGeometry(0, 300, 300, 300)
        self.button, self.slider, self.line = QPushButton("Press"), QSlider(Qt.Orientation.Horizontal), QLineEdit("Ana")
        column = QVBoxLayout(content)
        for each in (self.button, self.slider, self.line):
            column.addWidget(each)
        column.addSpacing(1000)
        TouchScroll(self, look)

    @property
    def coasts(self) -> bool:
        return any(each.state() is Coast.State.Running for each in self.findChildren(Coast))

    @property
    def values(self) -> tuple[int, int]:
        """How far the list and the page are scrolled."""
        return self.list.verticalScrollBar().value(), self.scrolled.verticalScrollBar().value()

    @property
    def selected(self) -> list[str]:
        return [each.text() for each in self.list.selectedItems()]

    def middle(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self, widget.rect().center())


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> Page:
    made = Page(look)
    qtbot.addWidget(made)
    made.resize(300, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def at_once() -> Iterator[None]:
    """A finger rests after a moment."""
    QGuiApplication.styleHints().setMousePressAndHoldInterval(20)
    yield
    QGuiApplication.styleHints().setMousePressAndHoldInterval(-1)


def tap(page: Page, at: QPoint) -> None:
    finger(page, at)
    QApplication.processEvents()


def test_a_finger_takes_the_rows_along_and_selects_and_drags_none(page: Page) -> None:
    before = [page.list.item(at).text() for at in range(100)]
    finger(page, AT, AT + UP / 2, AT + UP)
    QApplication.processEvents()
    assert page.values == (60, 0)
    assert page.selected == []
    assert [page.list.item(at).text() for at in range(100)] == before


def test_a_list_that_went_from_row_to_row_stays_where_it_was_when_a_finger_comes(page: Page) -> None:
    page.list.scrollToItem(page.list.item(50), QAbstractItemView.ScrollHint.PositionAtTop)
    under = page.list.itemAt(AT)
    finger(page, AT, AT + UP)
    assert page.list.itemAt(AT + UP) is under


def test_a_tap_selects_the_row_and_gives_the_list_the_focus_without_a_ring(
    page: Page, look: Look, qapp: QApplication
) -> None:
    ring = FocusRing(look, qapp)
    page.line.setFocus()
    tap(page, AT)
    assert page.selected == [page.list.itemAt(AT).text()]
    assert page.list.hasFocus()
    assert ring.target is None


def test_two_taps_are_a_double_click_and_three_are_no_second_one(page: Page) -> None:
    opened: list[str] = []
    page.list.itemDoubleClicked.connect(lambda item: opened.append(item.text()))
    for _ in range(3):
        tap(page, AT)
    assert opened == [page.list.itemAt(AT).text()]


def test_taps_apart_from_each_other_are_two_taps(page: Page) -> None:
    opened: list[str] = []
    page.list.itemDoubleClicked.connect(lambda item: opened.append(item.text()))
    tap(page, AT)
    tap(page, AT + QPoint(0, 60))
    assert opened == []


@pytest.mark.usefixtures("at_once")
def test_a_finger_that_rests_asks_for_the_menu_of_its_row_and_scrolls_no_more(page: Page, qtbot: QtBot) -> None:
    page.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    with qtbot.waitSignal(page.list.customContextMenuRequested) as asked:
        finger(page, AT, lift=False)
    QTest.touchEvent(page, screen()).move(0, AT + UP).commit()
    QTest.touchEvent(page, screen()).release(0, AT + UP).commit()
    QApplication.processEvents()
    assert asked.args == [page.list.viewport().mapFrom(page, AT)]
    assert page.selected == [page.list.itemAt(AT).text()]
    assert page.values == (0, 0)


def test_a_button_is_pressed_by_a_tap_and_not_while_its_page_is_scrolled(page: Page) -> None:
    pressed: list[bool] = []
    page.button.clicked.connect(lambda: pressed.append(True))
    at = page.middle(page.button)
    finger(page, at, at + UP)
    QApplication.processEvents()
    assert (page.values, pressed) == ((0, 60), [])
    tap(page, page.middle(page.scrolled))
    assert pressed == []
    page.scrolled.verticalScrollBar().setValue(0)
    tap(page, at)
    assert len(pressed) == 1


def test_a_slider_keeps_the_finger(page: Page) -> None:
    at = page.middle(page.slider)
    finger(page, QPoint(15, at.y()), at, at + QPoint(0, -40))
    assert page.slider.value() > 0
    assert page.values == (0, 0)


def test_a_line_is_written_in_after_a_tap_and_then_keeps_the_finger(page: Page) -> None:
    at = page.middle(page.line)
    finger(page, at, at + UP)
    assert (page.values, page.line.hasFocus()) == ((0, 60), False)
    page.scrolled.verticalScrollBar().setValue(0)
    tap(page, at)
    assert page.line.hasFocus()
    finger(page, at, QPoint(0, at.y()))
    assert page.line.selectedText() == "Ana"
    assert page.values == (0, 0)


def test_what_is_at_its_end_is_left_to_the_page_around_it(page: Page) -> None:
    page.scrolled.verticalScrollBar().setValue(0)
    page.list.setParent(page.scrolled.widget())
    page.list.show()
    page.list.verticalScrollBar().setValue(page.list.verticalScrollBar().maximum())
    end = page.list.verticalScrollBar().value()
    at = page.scrolled.mapTo(page, AT)
    finger(page, at, at + UP)
    assert page.values[1] == 60
    finger(page, at, at - UP / 2)
    assert page.values[1] == 60
    assert 0 < page.list.verticalScrollBar().value() != end


def test_what_cannot_be_scrolled_takes_a_finger_for_a_pointer(page: Page) -> None:
    page.list.clear()
    page.list.addItems(["One", "Two"])
    finger(page, page.list.visualItemRect(page.list.item(1)).center())
    assert page.selected == ["Two"]


def test_a_finger_on_what_coasts_stops_it_and_selects_nothing(page: Page, look: Look) -> None:
    look.themes.set_reduce_motion(False)
    finger(page, AT, AT + UP / 2, lift=False)
    while not page.coasts:
        # the clock of the screen counts whole milliseconds
        QTest.qWait(2)
        finger(page, AT, AT + UP / 2, lift=False)
        QTest.qWait(2)
        QTest.touchEvent(page, screen()).release(0, AT + UP).commit()
    tap(page, AT)
    assert not page.coasts
    assert page.selected == []


def test_a_second_finger_changes_nothing(page: Page) -> None:
    QTest.touchEvent(page, screen()).press(0, AT).commit()
    QTest.touchEvent(page, screen()).stationary(0).press(1, AT + QPoint(50, 0)).commit()
    QTest.touchEvent(page, screen()).move(0, AT + UP).move(1, AT - UP).commit()
    QTest.touchEvent(page, screen()).release(0, AT + UP).stationary(1).commit()
    QTest.touchEvent(page, screen()).release(1, AT - UP).commit()
    QApplication.processEvents()
    assert (page.values, page.selected) == ((60, 0), [])


def test_what_is_scrolled_may_go_under_the_finger(page: Page) -> None:
    finger(page, AT, AT + UP, lift=False)
    page.list.deleteLater()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.touchEvent(page, screen()).move(0, AT + UP + UP).commit()
    QTest.touchEvent(page, screen()).release(0, AT + UP + UP).commit()
    assert not page.coasts


def test_fingers_on_a_touchpad_scroll_by_its_wheel_alone(page: Page) -> None:
    pad = QTest.createTouchDevice(QPointingDevice.DeviceType.TouchPad)
    QTest.touchEvent(page, pad).press(0, AT).commit()
    QTest.touchEvent(page, pad).move(0, AT + UP).commit()
    QTest.touchEvent(page, pad).release(0, AT + UP).commit()
    assert page.values == (0, 0)
