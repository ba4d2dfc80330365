"""What the menu of the map offers."""

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from tests.helpers.program import opened, select, to_front, type_name
from ui.main_window import MainWindow
from workbench.domain.elements import Influence, Phase, Touchpoint, Transition
from workbench.editing.structure import influence


def offered(window: MainWindow, at: QPoint | None = None) -> list[str]:
    """The texts of the menu for what is selected, without its rules."""
    menu = opened(window).map_menu.menu_at(at or QPoint())
    texts = [each.text() for each in menu.actions() if not each.isSeparator()]
    menu.deleteLater()
    return texts


def test_a_touchpoint_can_be_renamed_given_away_and_deleted(journey: MainWindow) -> None:
    select(journey, "First bill")
    texts = offered(journey)
    assert {"Rename", "Name an owner", "Select similar", "Delete", "Delete and close the gap"} <= set(texts)
    assert "New touchpoint here" not in texts


def test_several_touchpoints_can_be_put_in_order(journey: MainWindow) -> None:
    opened(journey).map.select_all()
    assert {"Align left", "Tidy up", "Delete"} <= set(offered(journey))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Transition, ["Insert into the line", "Select a way out, then the next", "Delete"]),
        (Influence, ["Select a way out, then the next", "Delete"]),
        (Phase, ["Rename", "New phase", "Delete"]),
    ],
)
def test_lines_and_phases_have_menus_of_their_own(
    journey: MainWindow, kind: type[Transition | Influence | Phase], expected: list[str]
) -> None:
    workspace = opened(journey)
    one, other = [each.id for each in workspace.document.of(Touchpoint)][:2]
    influence(workspace.document, one, other)
    workspace.selection.set([workspace.document.of(kind)[0].id])
    assert offered(journey) == expected


def test_a_line_with_a_touchpoint_can_take_it_in(journey: MainWindow) -> None:
    workspace = opened(journey)
    chosen = [next(iter(workspace.document.of(kind))).id for kind in (Transition, Touchpoint)]
    workspace.selection.set(chosen)
    assert offered(journey)[0] == "Insert into the line"


def test_on_the_ground_a_touchpoint_is_made_where_the_menu_was_asked_for(journey: MainWindow) -> None:
    workspace = opened(journey)
    to_front(journey)
    view = workspace.map
    at = QPoint(30, view.height() - 20)
    QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at)))
    (menu,) = [each for each in view.findChildren(QMenu) if each.isVisible()]
    menu.actions()[0].trigger()
    menu.close()
    type_name(journey, "Sees a poster")
    made = next(each for each in workspace.document.of(Touchpoint) if each.name == "Sees a poster")
    assert view.plan.cards[made.id].left < view.frame.to_map(200, 0)[0]


def test_the_menu_key_asks_for_the_menu_of_what_is_selected(journey: MainWindow) -> None:
    select(journey, "First bill")
    view = opened(journey).map
    asked: list[QPoint] = []
    view.menu_wanted.disconnect()
    view.menu_wanted.connect(asked.append)
    QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    card = view.plan.cards[str(opened(journey).selection.current)]
    middle = QPointF(*view.frame.to_widget(*card.middle)).toPoint()
    assert asked == [view.mapToGlobal(middle)]
