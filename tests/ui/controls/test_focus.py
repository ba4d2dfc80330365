import gc
import weakref

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.controls.focus import OWN_FOCUS, FocusRing, tab_after, tab_in_place, tab_inside
from ui.controls.look import Look


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    area = QScrollArea()
    inside = QWidget()
    QVBoxLayout(inside).addWidget(QPushButton("Inside"))
    area.setWidget(inside)
    for widget in (QLineEdit(), QPushButton("Press"), area):
        column.addWidget(widget)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def ring(look: Look, qapp: QApplication) -> FocusRing:
    return FocusRing(look, qapp)


def focus(widget: QWidget, qtbot: QtBot) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(widget.hasFocus)


def test_it_follows_the_focus(ring: FocusRing, window: QWidget, qtbot: QtBot) -> None:
    line, button = window.findChild(QLineEdit), window.findChildren(QPushButton)[0]
    focus(button, qtbot)
    assert ring.target is button
    focus(line, qtbot)
    assert ring.target is line


def test_it_leaves_with_the_focus(ring: FocusRing, window: QWidget, qtbot: QtBot) -> None:
    line = window.findChild(QLineEdit)
    focus(line, qtbot)
    line.clearFocus()
    assert ring.target is None


class Field(QLineEdit):
    """A widget of ours: its Python half goes before Qt takes the focus away."""


def test_it_outlives_the_widget_that_wears_it(ring: FocusRing, window: QWidget, qtbot: QtBot) -> None:
    field, line = Field(window), window.findChild(QLineEdit)
    field.show()
    focus(field, qtbot)
    shiboken6.delete(field)
    assert ring.target is None
    focus(line, qtbot)
    assert ring.target is line


def test_the_pointer_brings_no_ring(ring: FocusRing, window: QWidget, qtbot: QtBot) -> None:
    line = window.findChild(QLineEdit)
    qtbot.mousePress(window.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    line.clearFocus()
    qtbot.mouseRelease(window.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert ring.target is None


def test_it_lies_around_its_target_with_a_gap(ring: FocusRing, window: QWidget, qtbot: QtBot) -> None:
    line = window.findChild(QLineEdit)
    focus(line, qtbot)
    assert ring._ring is not None
    assert ring._ring.geometry() == line.geometry().adjusted(-4, -4, 4, 4)
    window.resize(600, 400)
    assert ring._ring.geometry() == line.geometry().adjusted(-4, -4, 4, 4)


def test_in_a_scroll_area_it_scrolls_with_the_content(ring: FocusRing, window: QWidget, qtbot: QtBot) -> None:
    area = window.findChild(QScrollArea)
    focus(area.widget().findChild(QPushButton), qtbot)
    assert ring._ring is not None
    assert ring._ring.parentWidget() is area.widget()


def test_a_widget_that_draws_its_own_focus_gets_no_ring(ring: FocusRing, window: QWidget, qtbot: QtBot) -> None:
    line = window.findChild(QLineEdit)
    line.setProperty(OWN_FOCUS, True)
    focus(window.findChildren(QPushButton)[0], qtbot)
    focus(line, qtbot)
    assert ring.target is None


def test_tab_meets_what_was_made_later_where_it_stands(qtbot: QtBot) -> None:
    made = QWidget()
    qtbot.addWidget(made)
    column, box = QVBoxLayout(made), QWidget()
    first, last = QPushButton("First"), QPushButton("Last")
    for widget in (first, box, last):
        column.addWidget(widget)
    rows = QVBoxLayout(box)
    later = [QPushButton("One"), QPushButton("Two")]
    for button in later:
        rows.addWidget(button)
    for _ in range(2):
        tab_in_place(box, later)
        assert stops(first) == ["First", "One", "Two", "Last"]
    tab_after(first, reversed(later))
    assert stops(first) == ["First", "Two", "One", "Last"]


def stops(first: QPushButton) -> list[str]:
    """What Tab meets from a button on, until it is back."""
    met = [first.text()]
    widget = first.nextInFocusChain()
    while widget is not first:
        if isinstance(widget, QPushButton):
            met.append(widget.text())
        widget = widget.nextInFocusChain()
    return met


def test_a_window_of_its_own_inside_a_part_keeps_its_own_order(qtbot: QtBot) -> None:
    made = QWidget()
    qtbot.addWidget(made)
    first, last, box = QPushButton("First", made), QPushButton("Last", made), QWidget(made)
    inner = QPushButton("Inner", box)
    popup = QWidget(box, Qt.WindowType.Popup)
    QPushButton("Elsewhere", popup)
    tab_after(first, [box])
    assert stops(first) == ["First", inner.text(), last.text()]


def test_what_is_made_in_a_place_later_is_met_there_and_so_is_what_follows_in_it(qtbot: QtBot) -> None:
    made = QWidget()
    qtbot.addWidget(made)
    first, place, last = QPushButton("First", made), QWidget(made), QPushButton("Last", made)
    area = QScrollArea(place)
    inside = QWidget()
    area.setWidget(inside)
    one = QPushButton("One", inside)
    list_of_them = QWidget(inside)
    spin = QSpinBox(inside)
    policies = [each.focusPolicy() for each in (place, area, inside, list_of_them, spin)]
    assert stops(first) == ["First", last.text(), one.text()]
    tab_inside(place)
    assert [each.focusPolicy() for each in (place, area, inside, list_of_them, spin)] == policies
    tab_in_place(list_of_them, [QPushButton("Two", list_of_them)])
    assert stops(first) == ["First", "One", "Two", "Last"]


def test_a_place_made_later_is_met_with_all_in_it_where_its_container_stands(qtbot: QtBot) -> None:
    made = QWidget()
    qtbot.addWidget(made)
    first, stack, _last = QPushButton("First", made), QStackedWidget(made), QPushButton("Last", made)
    page = QWidget()
    for name in ("One", "Two"):
        QPushButton(name, page)
    stack.addWidget(page)
    tab_inside(page, stack)
    assert stops(first) == ["First", "One", "Two", "Last"]
    assert page.focusPolicy() is stack.focusPolicy() is Qt.FocusPolicy.NoFocus


class Area(QScrollArea):
    """An area of ours, which has a Python half."""


def test_an_area_that_was_met_by_tab_goes_with_its_place(ring: FocusRing, qtbot: QtBot) -> None:
    place = QWidget()
    area = Area(place)
    inside = QWidget()
    button = QPushButton("Inside", inside)
    area.setWidget(inside)
    tab_inside(place)
    with qtbot.waitActive(place):
        place.show()
        place.activateWindow()
    focus(button, qtbot)
    gone = weakref.ref(area)
    del area
    shiboken6.delete(place)
    gc.collect()
    assert gone() is None
