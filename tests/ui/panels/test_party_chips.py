import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.party_chips import PartyChips
from workbench.domain.vocabulary import Role
from workbench.editing.ownership import assign


@pytest.fixture
def chips(desk: Desk, look: Look, qtbot: QtBot) -> PartyChips:
    made = PartyChips(look)
    qtbot.addWidget(made)
    assign(desk.document, [desk["First bill"]], desk.department("Marketing").id, Role.CONSULTED)
    made.show_parts(desk.document, desk["First bill"])
    made.resize(320, 100)
    made.show()
    return made


def test_the_accountable_one_is_no_chip(chips: PartyChips) -> None:
    assert [(chip.text(), chip.role) for chip in chips.chips.values()] == [("Marketing", Role.CONSULTED)]


def test_pressing_a_chip_takes_the_part_away(chips: PartyChips, desk: Desk, told: list[object], qtbot: QtBot) -> None:
    chips.taken.connect(told.append)
    chip = chips.chips[desk.department("Marketing").id]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert told == [desk.department("Marketing").id]


def test_the_menu_offers_who_has_no_part_yet(chips: PartyChips) -> None:
    menu = QMenu()
    chips.fill(menu)
    offered = {part.text(): [each.text() for each in part.menu().actions()] for part in menu.actions()}
    assert offered["Informed"] == ["Finance", "Ines Roth, Finance"]
    assert list(offered) == ["Responsible", "Consulted", "Informed"]


def test_a_changed_part_changes_its_chip_and_the_others_stay(chips: PartyChips, desk: Desk) -> None:
    ines, marketing = desk.person("Ines Roth").id, desk.department("Marketing").id
    before = chips.chips[marketing]
    assign(desk.document, [desk["First bill"]], ines, Role.INFORMED)
    chips.show_parts(desk.document, desk["First bill"])
    assert chips.chips[marketing] is before
    assign(desk.document, [desk["First bill"]], marketing, Role.INFORMED)
    chips.show_parts(desk.document, desk["First bill"])
    assert chips.chips[marketing].role is Role.INFORMED
    assert "informed" in chips.chips[ines].accessibleName()
