"""Escape in the middle of any gesture leaves no trace."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.fingers import screen
from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import LEFT, PLAIN, drag, edge, editor, move, on, pixel, press
from ui.canvas.area_editor import AreaEditor
from ui.canvas.board import Marks, NewCard, NewPhase, Renamed, ToolName
from ui.canvas.hits import Hit, Part
from ui.canvas.name_editor import NameEditor
from ui.canvas.selecting import SelectTool
from ui.canvas.view import MapView
from workbench.domain.elements import Transition
from workbench.domain.places import Place

Begin = Callable[[MapView, Sketch], None]


def dragged(start: str, tool: ToolName = ToolName.SELECT) -> Begin:
    def begin(view: MapView, sketch: Sketch) -> None:
        view.use(tool)
        drag(view, on(view, sketch, start), on(view, sketch, "Hotline") + QPoint(30, 20), drop=False)

    return begin


def from_edge(view: MapView, sketch: Sketch) -> None:
    drag(view, edge(view, sketch, "Search"), on(view, sketch, "Hotline"), drop=False)


def from_edge_to_ground(view: MapView, sketch: Sketch) -> None:
    drag(view, edge(view, sketch, "Search"), pixel(view, 76, 460), drop=False)


def onto_a_line(view: MapView, sketch: Sketch) -> None:
    flow = next(each for each in sketch.document.of(Transition) if each.source == sketch.ids["Contract"])
    drag(view, on(view, sketch, "Search"), pixel(view, *view.plan.lines[flow.id].curve.middle), drop=False)


def several(view: MapView, sketch: Sketch) -> None:
    QTest.mousePress(view, LEFT, PLAIN, on(view, sketch, "Search"))
    QTest.mouseRelease(view, LEFT, PLAIN, on(view, sketch, "Search"))
    view.selection.set([sketch.ids["Form"], sketch.ids["Contract"]])
    drag(view, on(view, sketch, "Form"), on(view, sketch, "Form") + QPoint(0, 240), drop=False)


def band(view: MapView, sketch: Sketch) -> None:
    drag(view, pixel(view, 6, 470), on(view, sketch, "Contract"), drop=False)


def lasso(view: MapView, sketch: Sketch) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    QTest.mousePress(view, LEFT, alt, pixel(view, 6, 470))
    for name in ("Search", "Router", "Hotline"):
        move(view, on(view, sketch, name), alt)


def lasso_tool(view: MapView, sketch: Sketch) -> None:
    view.use(ToolName.LASSO)
    band(view, sketch)


def pressed_only(view: MapView, sketch: Sketch) -> None:
    QTest.mousePress(view, LEFT, PLAIN, on(view, sketch, "Router"))


def line_by_clicks(view: MapView, sketch: Sketch) -> None:
    view.use(ToolName.LINK)
    QTest.mouseClick(view, LEFT, PLAIN, on(view, sketch, "Search"))
    QTest.mouseMove(view, on(view, sketch, "Hotline"))


def line_by_keys(view: MapView, sketch: Sketch) -> None:
    view.use(ToolName.INFLUENCE)
    press(view, Qt.Key.Key_Return)


def by_finger(view: MapView, sketch: Sketch) -> None:
    start = on(view, sketch, "Form")
    QTest.touchEvent(view, screen()).press(0, start).commit()
    QTest.touchEvent(view, screen()).move(0, start + QPoint(20, 200)).commit()


def area(tool: ToolName) -> Begin:
    def begin(view: MapView, sketch: Sketch) -> None:
        view.use(tool)
        drag(view, pixel(view, 20, 460), pixel(view, 200, 560), drop=False)

    return begin


def named(what: Callable[[Sketch], NewCard | NewPhase | Renamed]) -> Begin:
    def begin(view: MapView, sketch: Sketch) -> None:
        view.begin_naming(what(sketch))
        QTest.keyClicks(editor(view), "Something else")

    return begin


GESTURES: dict[str, Begin] = {
    "pressing a card": pressed_only,
    "dragging a card": dragged("Search"),
    "dragging several cards": several,
    "dragging a card onto a line": onto_a_line,
    "a card by finger": by_finger,
    "a line from an edge": from_edge,
    "a line to a new card": from_edge_to_ground,
    "a line by the tool": dragged("Search", ToolName.LINK),
    "a line by clicks": line_by_clicks,
    "an influence": dragged("Search", ToolName.INFLUENCE),
    "an influence by keys": line_by_keys,
    "a touchpoint": dragged("Search", ToolName.TOUCHPOINT),
    "a band": band,
    "a lasso": lasso,
    "the lasso tool": lasso_tool,
    "a note": area(ToolName.NOTE),
    "a frame": area(ToolName.FRAME),
    "naming a card": named(lambda sketch: NewCard(Place(sketch.ids["Need"], 0, 480), sketch.ids["Search"])),
    "naming a phase": named(lambda _: NewPhase()),
    "renaming": named(lambda sketch: Renamed(sketch.ids["Form"])),
}


@pytest.mark.parametrize("gesture", GESTURES)
def test_escape_in_the_middle_of_a_gesture_leaves_no_trace(view: MapView, sketch: Sketch, gesture: str) -> None:
    before = dict(sketch.document.elements)
    view.selection.set([sketch.ids["Form"], sketch.ids["Contract"]])
    view.fit()
    GESTURES[gesture](view, sketch)
    press(editor(view) if editor(view).isVisible() else view, Qt.Key.Key_Escape)
    selected = set(view.selection.ids)
    assert view.marks == Marks()
    assert view.afloat is None
    QTest.mouseMove(view, pixel(view, 300, 500))
    QTest.mouseRelease(view, LEFT, PLAIN, pixel(view, 300, 500))
    press(editor(view) if editor(view).isVisible() else view, Qt.Key.Key_Escape)
    QTest.touchEvent(view, screen()).release(0, QPoint(300, 500)).commit()
    assert dict(sketch.document.elements) == before
    assert sketch.history.undo_label is None
    assert selected == {sketch.ids["Form"], sketch.ids["Contract"]}
    assert not any(field.isVisible() for kind in (NameEditor, AreaEditor) for field in view.findChildren(kind))


@pytest.mark.parametrize("gesture", ["dragging a card", "a line from an edge", "a band"])
def test_after_escape_the_cursor_says_again_what_a_press_would_do(view: MapView, sketch: Sketch, gesture: str) -> None:
    view.hover(Hit(Part.NOTHING))
    GESTURES[gesture](view, sketch)
    press(view, Qt.Key.Key_Escape)
    assert view.cursor().shape() in (Qt.CursorShape.ArrowCursor, Qt.CursorShape.CrossCursor)
    assert view.cursor().shape() is SelectTool(view).cursor(view.hovered)


@pytest.mark.parametrize("key", [Qt.Key.Key_T, Qt.Key.Key_N, Qt.Key.Key_G, Qt.Key.Key_P, Qt.Key.Key_Return])
def test_other_keys_mean_nothing_in_the_middle_of_a_gesture(view: MapView, sketch: Sketch, key: Qt.Key) -> None:
    view.selection.set([sketch.ids["Form"]])
    GESTURES["dragging a card"](view, sketch)
    for each in (key, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Left):
        override = QKeyEvent(QEvent.Type.ShortcutOverride, each, PLAIN)
        QApplication.sendEvent(view, override)
        assert override.isAccepted()
        press(view, each)
    assert view.selection.ids == (sketch.ids["Search"],)
    QTest.mouseRelease(view, LEFT, PLAIN, on(view, sketch, "Hotline") + QPoint(30, 20))
    assert sketch.history.undo_label == "Move “Search”"
    assert view.tool is ToolName.SELECT
    assert not editor(view).isVisible()


@pytest.mark.parametrize("tool", [ToolName.TOUCHPOINT, ToolName.NOTE, ToolName.FRAME])
def test_a_tool_that_is_changed_while_the_button_is_down_makes_nothing(view: MapView, tool: ToolName) -> None:
    for before, after in ((ToolName.SELECT, tool), (tool, ToolName.SELECT)):
        view.use(before)
        QTest.mousePress(view, LEFT, PLAIN, pixel(view, 76, 460))
        view.use(after)
        QTest.mouseRelease(view, LEFT, PLAIN, pixel(view, 76, 460))
        assert not any(field.isVisible() for kind in (NameEditor, AreaEditor) for field in view.findChildren(kind))


@pytest.mark.parametrize("other", ["Space", "the middle button"])
def test_panning_in_the_middle_of_a_drag_does_not_hold_on_to_the_card(
    view: MapView, sketch: Sketch, other: str
) -> None:
    middle, there = Qt.MouseButton.MiddleButton, on(view, sketch, "Hotline") + QPoint(30, 20)
    GESTURES["dragging a card"](view, sketch)
    if other == "Space":
        QTest.keyPress(view, Qt.Key.Key_Space)
    else:
        QTest.mousePress(view, middle, PLAIN, there)
    QTest.mouseRelease(view, LEFT, PLAIN, there)
    if other == "Space":
        QTest.keyRelease(view, Qt.Key.Key_Space)
    else:
        QTest.mouseRelease(view, middle, PLAIN, there)
    assert sketch.history.undo_label == "Move “Search”"
    QTest.mouseMove(view, there + QPoint(40, 0))
    assert (view.marks, view.afloat) == (Marks(), None)


def test_a_gesture_ends_without_a_trace_when_the_window_is_left(view: MapView, sketch: Sketch) -> None:
    GESTURES["dragging a card"](view, sketch)
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    QTest.mouseRelease(view, LEFT, PLAIN, pixel(view, 300, 500))
    assert sketch.history.undo_label is None
    assert (view.marks, view.afloat) == (Marks(), None)
