"""The explanation beside the map: it follows what is selected, and the map shows what it speaks of."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.builders import fails
from tests.helpers.program import PromptJobs, opened, select
from ui.canvas.causes import NO_CAUSES
from ui.main_window import MainWindow
from ui.panels.explain import ExplainPanel
from workbench.domain.document import Document
from workbench.domain.elements import Department
from workbench.editing.ownership import add_department, assign


@pytest.fixture
def panel(journey: MainWindow, qtbot: QtBot) -> ExplainPanel:
    """The panel, looked at, over a journey in which much goes wrong."""
    workspace = opened(journey)
    for each in ("offer", "pack", "bill"):
        fails(workspace.document, each, 0.4)
    with qtbot.waitSignal(workspace.results.live.changed):
        workspace.panel.turn_to("Explain")
    return workspace.panel.explain


def place(panel: ExplainPanel) -> str:
    assert panel.numbers is not None
    return panel.numbers.place


def asked(window: MainWindow, topic: str) -> int:
    assert isinstance(window.jobs, PromptJobs)
    return sum(each == topic for each, _ in window.jobs.asked)


def test_what_is_selected_is_explained_and_else_the_whole_journey(journey: MainWindow, panel: ExplainPanel) -> None:
    places = [place(panel)]
    for chosen in (["bill"], ["p0"], ["bill", "pack"], ["bill-gone"], []):
        opened(journey).selection.set(chosen)
        places.append(place(panel))
    assert places == ["", "First bill", "Order", "", "", ""]


def test_the_map_marks_causes_while_the_explanation_of_a_place_is_looked_at(
    journey: MainWindow, panel: ExplainPanel
) -> None:
    shown = opened(journey)
    assert shown.map.causes == NO_CAUSES
    select(journey, "First bill")
    assert shown.map.causes.places == {"bill"}
    assert {"offer", "pack"} <= shown.map.causes.filled.keys()
    assert "a disc marks what filled the glass" in shown.map_page.headline.legend.accessibleName()
    shown.panel.turn_to("Inspect")
    assert shown.map.causes == NO_CAUSES
    assert "disc" not in shown.map_page.headline.legend.accessibleName()


def test_a_source_chosen_in_the_panel_is_selected_without_being_explained(
    journey: MainWindow, panel: ExplainPanel
) -> None:
    select(journey, "First bill")
    panel.source_chosen.emit("pack")
    assert opened(journey).selection.ids == ("pack",)
    assert place(panel) == "First bill"
    select(journey, "Get an offer")
    assert place(panel) == "Get an offer"


def test_nothing_is_asked_about_a_place_while_nobody_looks(journey: MainWindow, panel: ExplainPanel) -> None:
    opened(journey).panel.turn_to("Inspect")
    before = asked(journey, "place")
    select(journey, "First bill")
    assert asked(journey, "place") == before
    opened(journey).panel.turn_to("Explain")
    assert asked(journey, "place") == before + 1
    assert place(panel) == "First bill"


def test_a_changed_map_is_told_as_outdated_and_explained_anew(
    journey: MainWindow, panel: ExplainPanel, qtbot: QtBot
) -> None:
    select(journey, "First bill")
    assert panel.numbers is not None
    before = panel.numbers.breakdowns
    with qtbot.waitSignal(opened(journey).results.live.changed):
        fails(opened(journey).document, "pack", 0.9)
        assert panel.headline.colour_role == "text_2"
    assert panel.headline.colour_role == "text"
    assert panel.numbers.breakdowns > before


def test_whole_and_largest_lead_there_and_back(journey: MainWindow, panel: ExplainPanel, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.largest, Qt.MouseButton.LeftButton)
    assert place(panel) != ""
    qtbot.mouseClick(panel.whole, Qt.MouseButton.LeftButton)
    assert place(panel) == ""
    assert opened(journey).selection.ids == ()


def test_a_story_is_told_with_the_fix_and_its_way_shown(journey: MainWindow, panel: ExplainPanel, qtbot: QtBot) -> None:
    workspace = opened(journey)
    select(journey, "First bill")
    qtbot.mouseClick(panel.story.ask, Qt.MouseButton.LeftButton)
    customer = panel.story.customer
    assert customer is not None
    assert customer.with_fix is None
    panel.story.on_map.setChecked(True)
    assert workspace.map.explained.way == customer.as_is.path
    workspace.results.try_small_fix("pack")
    assert workspace.map.explained.way == (), "the way goes with the panel"
    workspace.panel.turn_to("Explain")
    assert panel.story.customer is not None
    assert panel.story.customer.with_fix is not None
    assert panel.story.customer.number == customer.number
    assert workspace.map.explained.way == customer.as_is.path


def test_the_panel_asks_for_a_small_fix_and_it_is_put_in_force(
    journey: MainWindow, panel: ExplainPanel, qtbot: QtBot
) -> None:
    qtbot.mouseClick(panel.try_fix, Qt.MouseButton.LeftButton)
    assert len(opened(journey).results.live.cuts) == 1
    assert opened(journey).panel.shown == "Simulate"


def test_who_pays_follows_the_owners_without_a_change_of_the_map(journey: MainWindow, panel: ExplainPanel) -> None:
    document = opened(journey).document
    assert payers(panel) == {"Nobody"}
    sales = owned(document, "Sales", "bill")
    assert payers(panel) == {"Nobody", "Sales"}
    assert document.get(Department, sales).name == "Sales"


def test_the_owners_view_counts_when_it_is_looked_at(journey: MainWindow, panel: ExplainPanel) -> None:
    workspace = opened(journey)
    owned(workspace.document, "Sales", "bill")
    workspace.show_view("owners")
    owners = workspace.others.owners
    assert owners is not None
    assert owners.costs.matrix.causes.rowCount() == 4
    staff = next(row for row in owners.work.table.work.work if row.party.name == "Sales")
    assert staff.contacts > 0
    index = owners.work.table.work.index(owners.work.table.work.work.index(staff), 7)
    assert owners.work.table.work.setData(index, "3")
    assert [row.staff for row in owners.work.table.work.work if row.party.name == "Sales"] == [3]
    workspace.show_view("map")
    assert workspace.others.owners is None


def owned(document: Document, name: str, touchpoint: str) -> str:
    department = add_department(document, name)
    assign(document, [touchpoint], department.id)
    return department.id


def payers(panel: ExplainPanel) -> set[str]:
    assert panel.numbers is not None
    return {each.name for each in panel.numbers.payers}
