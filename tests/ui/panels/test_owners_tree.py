import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.owners_tree import PartyTree, colour_chip
from ui.panels.owners_waiting import touchpoints_mime
from ui.panels.watching import watch
from workbench.analysis.ownership import answers_for
from workbench.domain.elements import Department, Person
from workbench.editing.ownership import add_department


@pytest.fixture
def tree(desk: Desk, look: Look, qtbot: QtBot) -> PartyTree:
    made = PartyTree(desk.document, look)
    qtbot.addWidget(made)

    def refresh() -> None:
        made.refresh(answers_for(desk.document, desk.journey))

    watch(made, desk.document).published.connect(refresh)
    refresh()
    made.resize(280, 400)
    made.show()
    return made


def shape(tree: PartyTree) -> dict[str, tuple[str, list[str]]]:
    def people(branch: QTreeWidgetItem) -> list[str]:
        return [branch.child(at).text(0) for at in range(branch.childCount())]

    branches = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    return {branch.text(0): (branch.text(1), people(branch)) for branch in branches}


def drop(tree: PartyTree, item: QTreeWidgetItem, data: QMimeData) -> None:
    at = QPointF(tree.visualItemRect(item).center())
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    tree.dropEvent(QDropEvent(at, actions, data, buttons, Qt.KeyboardModifier.NoModifier))


def choose(tree: PartyTree, submenu: str, text: str) -> None:
    menu = QMenu()
    tree.fill(menu)
    below = next(each.menu() for each in menu.actions() if each.text() == submenu)
    next(each for each in below.actions() if each.text() == text).trigger()


def test_departments_hold_their_people_and_count_what_they_answer_for(tree: PartyTree) -> None:
    assert shape(tree) == {"Marketing": ("1", []), "Finance": ("1", ["Ines Roth"])}
    assert tree.topLevelItem(1).data(0, Qt.ItemDataRole.AccessibleTextRole) == "Finance, answers for 1 touchpoint"


def test_a_drop_tells_party_and_touchpoints(tree: PartyTree, desk: Desk) -> None:
    heard: list[tuple[object, object]] = []
    tree.dropped.connect(lambda party, ids: heard.append((party, ids)))
    drop(tree, tree.topLevelItem(0), touchpoints_mime([desk["Hotline"]]))
    drop(tree, tree.topLevelItem(0), QMimeData())
    assert heard == [(desk.department("Marketing").id, [desk["Hotline"]])]


def test_renaming_in_place_is_one_step_and_an_empty_name_is_refused(
    tree: PartyTree, desk: Desk, told: list[object]
) -> None:
    tree.refused.connect(told.append)
    finance = desk.department("Finance").id
    tree.items[finance].setText(0, "Accounting")
    assert desk.document.get(Department, finance).name == "Accounting"
    tree.items[finance].setText(0, "")
    assert tree.items[finance].text(0) == "Accounting"
    assert (len(told), desk.steps) == (1, 1)


def test_the_menu_recolours_a_department(tree: PartyTree, desk: Desk) -> None:
    tree.setCurrentItem(tree.items[desk.department("Finance").id])
    choose(tree, "Colour", "Colour 7")
    assert desk.department("Finance").colour == 6
    assert desk.steps == 1


def test_the_menu_moves_a_person_to_another_department(tree: PartyTree, desk: Desk) -> None:
    tree.setCurrentItem(tree.items[desk.person("Ines Roth").id])
    choose(tree, "Belongs to", "Marketing")
    assert shape(tree) == {"Marketing": ("1", ["Ines Roth"]), "Finance": ("1", [])}
    choose(tree, "Belongs to", "No department")
    assert shape(tree)["Ines Roth"] == ("–", [])


def test_the_menu_adds_a_person_to_the_department(tree: PartyTree, desk: Desk) -> None:
    tree.setCurrentItem(tree.items[desk.department("Marketing").id])
    menu = QMenu()
    tree.fill(menu)
    next(each for each in menu.actions() if each.text() == "Add a person").trigger()
    assert desk.document.of(Person)[-1].department == desk.department("Marketing").id
    assert tree.currentItem() is tree.items[desk.document.of(Person)[-1].id]


def test_delete_removes_the_department_and_keeps_its_people(tree: PartyTree, desk: Desk, qtbot: QtBot) -> None:
    tree.setCurrentItem(tree.items[desk.department("Finance").id])
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    assert shape(tree) == {"Marketing": ("1", []), "Ines Roth": ("–", [])}
    assert desk.owner("First bill") is None
    desk.history.undo()
    assert shape(tree)["Finance"] == ("1", ["Ines Roth"])


def test_items_stay_while_others_come(tree: PartyTree, desk: Desk) -> None:
    before = dict(tree.items)
    add_department(desk.document, "Sales")
    assert all(tree.items[each] is item for each, item in before.items())
    assert tree.itemAt(QPoint(5, 5)) is tree.topLevelItem(0)


def test_a_chip_has_the_department_s_colour(look: Look) -> None:
    image = colour_chip(look, 2, "", 1.0).toImage()
    assert image.pixelColor(15, 10) == look.theme.departments[2].fill
