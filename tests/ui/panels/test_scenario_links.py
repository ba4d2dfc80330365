"""Scenarios that a journey carries, each a press away."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.scenario_links import ScenarioLinks
from workbench.editing.scenarios import keep_scenario


@pytest.fixture
def links(desk: Desk, look: Look, qtbot: QtBot) -> ScenarioLinks:
    made = ScenarioLinks(desk.document, desk.journey, look)
    qtbot.addWidget(made)
    return made


def keep(desk: Desk, *names: str) -> list[str]:
    return [keep_scenario(desk.document, desk.journey, name, {desk["Welcome pack"]: -0.3}).id for name in names]


def test_without_a_scenario_nothing_is_said(links: ScenarioLinks) -> None:
    assert links.isHidden()


def test_the_only_scenario_is_named_and_one_press_away(links: ScenarioLinks, desk: Desk, qtbot: QtBot) -> None:
    (kept,) = keep(desk, "Better")
    links.refresh()
    assert not links.isHidden()
    assert links.text.text() == "This journey carries a scenario: “Better”."
    with qtbot.waitSignal(links.chosen) as chosen:
        links.links[0].click()
    assert chosen.args is not None
    assert chosen.args[0].id == kept


def test_of_many_scenarios_the_first_have_links_and_the_rest_is_counted(links: ScenarioLinks, desk: Desk) -> None:
    keep(desk, "A", "B", "C", "D")
    links.refresh()
    assert [link.text() for link in links.links] == ["Show “A”", "Show “B”", "Show “C”"]
    assert links.text.text().startswith("This journey carries 4 scenarios; 1 more")
