"""What holds for every panel and view: nothing is clipped, all can be reached and named, none outlives its window."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QPushButton, QScrollBar, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.ui.panels.conftest import Desk
from tests.ui.panels.explanations import BILL, CAUSES, TWO_CUSTOMERS, WORK
from tests.ui.panels.test_chart_numbers import NUMBERS
from tests.ui.panels.test_plan import SHOWN
from tests.ui.panels.waits import WAITS
from ui.controls.bars import BarRow
from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.charts import ResultCharts
from ui.panels.explain import ExplainPanel
from ui.panels.inspector import InspectorPanel
from ui.panels.outcome import PanelOutcome
from ui.panels.outline import OutlinePanel
from ui.panels.overview import OverviewNumbers, OverviewPanel
from ui.panels.owners import OwnersView
from ui.panels.plan import PlanView
from ui.panels.simulate import SimulatePanel
from ui.panels.table import TableView
from workbench.editing.history import History
from workbench.editing.improvements import add_improvement
from workbench.editing.structure import rename

Maker = Callable[[Desk, Look], QWidget]


def overview(desk: Desk, look: Look) -> QWidget:
    made = OverviewPanel(desk.document, desk.journey, desk.selection, look)
    made.show_numbers(
        OverviewNumbers(breakdowns=332, headline="Billing is where customers blow up.", phases=11, unharmed=0.7)
    )
    return made


def simulate(desk: Desk, look: Look) -> QWidget:
    made = SimulatePanel(desk.document, desk.journey, desk.selection, look)
    rows = (BarRow("Delivery", 58, 54), BarRow("Billing", 96, 65))
    sentence = "Fixing the welcome pack prevents about 31 of 96 billing breakdowns."
    made.show_outcome(PanelOutcome(sentence=sentence, rows=rows, carry_over=24, exposure=7, late_label="billing"))
    return made


def inspector(desk: Desk, look: Look) -> QWidget:
    return InspectorPanel(desk.document, desk.journey, desk.selection, look)


def table(desk: Desk, look: Look) -> QWidget:
    return TableView(desk.document, desk.journey, desk.selection, look)


def outline(desk: Desk, look: Look) -> QWidget:
    return OutlinePanel(desk.document, desk.journey, desk.selection, look)


def owners(desk: Desk, look: Look) -> QWidget:
    return OwnersView(desk.document, desk.journey, desk.selection, look)


def explain(desk: Desk, look: Look) -> QWidget:
    made = ExplainPanel(look)
    made.show_numbers(BILL)
    made.story.show_customers(TWO_CUSTOMERS)
    return made


def who_pays(desk: Desk, look: Look) -> QWidget:
    made = OwnersView(desk.document, desk.journey, desk.selection, look)
    made.show_numbers(CAUSES, WORK)
    made.turn_to("costs")
    return made


def work(desk: Desk, look: Look) -> QWidget:
    made = OwnersView(desk.document, desk.journey, desk.selection, look)
    made.show_numbers(CAUSES, WORK)
    made.turn_to("work")
    made.work.waits.show_waiting(WAITS)
    return made


def plan(desk: Desk, look: Look) -> QWidget:
    add_improvement(desk.document, desk.journey)
    # the fix belongs to the furniture: it is no step of the test
    desk.history.unsubscribe()
    desk.history = History(desk.document)
    made = PlanView(desk.document, desk.journey, look)
    made.set_can_run(True)
    made.show_plan(SHOWN)
    return made


def charts(desk: Desk, look: Look) -> QWidget:
    made = ResultCharts(look)
    made.show_numbers(NUMBERS)
    return made


PLACES: dict[Maker, tuple[int, int]] = {
    overview: (320, 640),
    simulate: (320, 640),
    inspector: (320, 640),
    outline: (260, 640),
    table: (998, 600),
    owners: (998, 600),
    explain: (320, 640),
    who_pays: (998, 600),
    work: (998, 600),
    charts: (998, 600),
    plan: (998, 600),
}


@pytest.fixture(params=PLACES, ids=lambda maker: maker.__name__)
def panel(request: pytest.FixtureRequest, desk: Desk, look: Look, qtbot: QtBot) -> QWidget:
    desk.selection.set([desk["First bill"]])
    made = request.param(desk, look)
    qtbot.addWidget(made)
    made.resize(*PLACES[request.param])
    made.show()
    qtbot.waitExposed(made)
    return made


def test_no_text_is_cut_at_its_smallest_size(panel: QWidget, qtbot: QtBot) -> None:
    def cut() -> list[str]:
        labels = [each for each in panel.findChildren(Label) if each.isVisible() and each.hasHeightForWidth()]
        short = [each.text() for each in labels if each.height() < each.heightForWidth(each.width())]
        buttons = [each for each in panel.findChildren(QPushButton) if each.isVisible()]
        return short + [each.text() for each in buttons if each.width() < each.sizeHint().width()]

    qtbot.waitUntil(lambda: cut() == [])


def test_whatever_tab_reaches_has_a_name(panel: QWidget) -> None:
    reached = [
        each
        for each in panel.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(each, QScrollBar)
    ]
    inside = [each for each in reached if not isinstance(each.parentWidget(), QAbstractScrollArea)]
    nameless = [each for each in inside if not (each.accessibleName() or each.focusProxy())]
    parts_of_others = [each for each in nameless if each.parentWidget() and each.parentWidget().accessibleName()]
    assert [type(each).__name__ for each in nameless if each not in parts_of_others] == []


def test_both_themes_are_painted(panel: QWidget, look: Look) -> None:
    look.themes.choose("dark")
    dark = panel.grab().toImage()
    look.themes.choose("light")
    assert dark != panel.grab().toImage()


def test_importing_the_panels_imports_no_slow_library() -> None:
    names = ("overview", "simulate", "inspector", "table", "outline", "owners", "explain", "charts")
    slow = "{'networkx', 'numpy', 'scipy', 'pyqtgraph'}"
    imports = "; ".join(f"import ui.panels.{name}" for name in names)
    check = f"import sys; {imports}; found = {slow} & set(sys.modules); print(found); sys.exit(len(found))"
    done = subprocess.run([sys.executable, "-c", check], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, "set()")


@pytest.mark.parametrize("make", PLACES, ids=lambda maker: maker.__name__)
def test_the_document_may_outlive_it(make: Maker, desk: Desk, look: Look) -> None:
    panel = make(desk, look)
    panel.show()
    delete(panel)
    rename(desk.document, desk["First bill"], "Bill")
    desk.selection.clear()
    assert desk.steps == 1
