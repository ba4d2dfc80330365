"""The selection is told in one sentence, wherever it is made."""

import pytest
from PySide6.QtCore import Qt

from tests.helpers.listening import announcements
from tests.helpers.program import opened
from ui.main_window import MainWindow
from ui.panels.table import TableView
from workbench.editing import ownership
from workbench.editing.structure import set_fields


@pytest.fixture
def heard(journey: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced; finance answers for the first bill."""
    document = opened(journey).document
    ownership.assign(document, ["bill"], ownership.add_department(document, "Finance").id)
    set_fields(document, "bill", moment_of_truth=True)
    return announcements(monkeypatch)


def breakdowns(sentence: str) -> str:
    return next(part.strip() for part in sentence.split(",") if "breakdown" in part)


def test_on_the_map_a_card_is_told_with_phase_owner_number_badges_and_lines(
    journey: MainWindow, heard: list[str]
) -> None:
    opened(journey).map.setFocus()
    opened(journey).selection.set(["bill"])
    told = ["First bill", "Billing", "Finance", breakdowns(heard[0]), "moment of truth", "1 in", "0 out"]
    assert heard == [", ".join(told)]


def test_in_the_outline_and_in_the_table_the_same_is_told(journey: MainWindow, heard: list[str]) -> None:
    workspace = opened(journey)
    workspace.map.setFocus()
    workspace.selection.set(["bill"])
    journey.action_set["outline"].trigger()
    workspace.outline.content.tree.setFocus()
    workspace.selection.clear()
    workspace.outline.content.tree.setCurrentItem(workspace.outline.content.tree.items["bill"])
    journey.do("view-table")
    table = workspace.others.page("table")
    assert isinstance(table, TableView)
    table.grid.setFocus()
    workspace.selection.clear()
    table.grid.selectRow(3)
    assert heard.count(heard[0]) == 3


def test_of_several_it_is_said_how_many(journey: MainWindow, heard: list[str]) -> None:
    opened(journey).map.setFocus()
    opened(journey).selection.set(["offer", "bill"])
    assert heard[-1].startswith("2 selected, First bill, Billing")


def test_it_is_told_when_nothing_is_selected_any_more(journey: MainWindow, heard: list[str]) -> None:
    opened(journey).map.setFocus()
    opened(journey).selection.set(["bill"])
    opened(journey).selection.clear()
    assert heard[-1] == "Nothing is selected"


def test_what_is_selected_from_elsewhere_is_not_told(journey: MainWindow, heard: list[str]) -> None:
    opened(journey).toolbar.run_button.setFocus(Qt.FocusReason.TabFocusReason)
    opened(journey).selection.set(["bill"])
    opened(journey).selection.clear()
    assert heard == []
