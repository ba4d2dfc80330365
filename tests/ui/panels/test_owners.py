import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from tests.ui.panels.explanations import CAUSES, WORK
from ui.controls.look import Look
from ui.panels.owners import OwnersView
from workbench.domain.elements import Department, Person


@pytest.fixture
def view(desk: Desk, look: Look, qtbot: QtBot) -> OwnersView:
    made = OwnersView(desk.document, desk.journey, desk.selection, look)
    qtbot.addWidget(made)
    made.resize(998, 600)
    made.show()
    return made


def test_the_view_opens_with_its_finding(view: OwnersView) -> None:
    assert view.headline.text() == "Every phase lies in the hands of one department."
    assert view.hand_offs.text() == "1 hand-off from one department to another: Delivery 1."
    assert view._nobody.text() == "Without an owner: 1"


def test_a_letter_of_the_key_never_stands_apart_from_its_word(view: OwnersView) -> None:
    key = next(label.text() for label in view.findChildren(QLabel) if label.text().endswith("click a cell twice."))
    assert key.split("   ")[:4] == [
        "R\N{NO-BREAK SPACE}responsible",
        "A\N{NO-BREAK SPACE}accountable",
        "C\N{NO-BREAK SPACE}consulted",
        "I\N{NO-BREAK SPACE}informed",
    ]


def test_the_selected_are_given_away_by_the_menu_in_one_step(view: OwnersView, desk: Desk) -> None:
    view.waiting.setCurrentRow(0)
    assert view.give.isEnabled()
    menu = QMenu()
    view.fill(menu)
    menu.triggered.connect(view._give)
    menu.actions()[1].trigger()
    assert desk.owner("Hotline") == "Finance"
    assert view._nobody.text() == "Everything has an owner"
    assert not view.waiting.isVisible()
    assert desk.steps == 1


def test_a_drop_on_a_department_gives_to_it(view: OwnersView, desk: Desk) -> None:
    view.tree.dropped.emit(desk.department("Marketing").id, [desk["Hotline"], "gone"])
    assert desk.owner("Hotline") == "Marketing"
    assert view.tree.items[desk.department("Marketing").id].text(1) == "2"


def test_lists_and_map_have_one_selection(view: OwnersView, desk: Desk) -> None:
    view.waiting.setCurrentRow(0)
    assert desk.selection.ids == (desk["Hotline"],)
    desk.selection.set([desk["First bill"]])
    assert view.waiting.ids == []
    assert not view.give.isEnabled()


def test_new_departments_and_people_are_named_at_once(view: OwnersView, desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.add_department, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.add_department, Qt.MouseButton.LeftButton)
    assert [each.name for each in desk.document.of(Department)][2:] == ["New department", "New department 2"]
    view.tree.setCurrentItem(view.tree.items[desk.department("Finance").id])
    qtbot.mouseClick(view.add_person, Qt.MouseButton.LeftButton)
    assert desk.document.of(Person)[-1].department == desk.department("Finance").id
    assert view.tree.currentItem() is view.tree.items[desk.document.of(Person)[-1].id]


def test_without_departments_the_view_says_what_belongs_there(blank: Desk, look: Look, qtbot: QtBot) -> None:
    view = OwnersView(blank.document, blank.journey, blank.selection, look)
    qtbot.addWidget(view)
    view.show()
    assert view.empty.isVisible()
    assert view.empty.button is not None
    qtbot.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)
    assert [each.name for each in blank.document.of(Department)] == ["New department"]
    assert view.matrix.isVisible()


def test_enter_on_the_unowned_opens_the_list_of_those_who_could(view: OwnersView, desk: Desk, qtbot: QtBot) -> None:
    view.waiting.setCurrentRow(0)
    qtbot.keyClick(view.waiting, Qt.Key.Key_Return)
    menu = view.findChild(QMenu)
    assert menu is not None
    assert [each.text() for each in menu.actions()] == ["Marketing", "Finance", "Ines Roth, Finance"]
    menu.actions()[2].trigger()
    menu.close()
    assert desk.owner("Hotline") == "Ines Roth"


def test_more_about_a_department_is_one_press_away(view: OwnersView, desk: Desk, qtbot: QtBot) -> None:
    view.tree.setCurrentItem(view.tree.items[desk.department("Finance").id])
    qtbot.mouseClick(view.more, Qt.MouseButton.LeftButton)
    menu = view.findChild(QMenu)
    assert menu is not None
    assert [each.text() for each in menu.actions()] == ["Rename", "Add a person", "Colour", "", "Delete"]
    menu.close()


def test_a_hidden_view_catches_up(view: OwnersView, desk: Desk) -> None:
    view.hide()
    desk.add("Router", "Delivery")
    assert view._nobody.text() == "Without an owner: 1"
    view.show()
    assert view._nobody.text() == "Without an owner: 2"


def test_undo_brings_the_touchpoint_back_to_the_list(view: OwnersView, desk: Desk) -> None:
    view.give_to(desk.department("Finance").id, [desk["Hotline"]])
    assert view.waiting.count() == 0
    desk.history.undo()
    assert view.waiting.count() == 1


def test_the_headline_follows_the_page_that_is_shown(view: OwnersView, qtbot: QtBot) -> None:
    parts = view.headline.text()
    view.show_numbers(CAUSES, WORK)
    qtbot.mouseClick(view.pages.segment("costs"), Qt.MouseButton.LeftButton)
    assert view.headline.text().startswith("Finance pays for 78 breakdowns.")
    assert view.costs.isVisible()
    view.turn_to("work")
    assert view.headline.text() == WORK.remark
    view.turn_to("parts")
    assert view.headline.text() == parts
    assert view.matrix.isVisible()
