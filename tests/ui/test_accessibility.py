"""What everybody can reach and hear: names of all that takes the focus, in every view and every dialog."""

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import ui.dialogs
from tests.helpers.listening import nameless
from tests.helpers.program import opened
from tests.ui.dialogs import test_conflicts, test_export, test_recovered, test_versions
from tests.ui.dialogs.comparing import comparison
from ui.actions import key_groups
from ui.controls.look import Look
from ui.dialogs import room
from ui.dialogs.conflicts import ConflictsDialog
from ui.dialogs.export import ExportDialog
from ui.dialogs.frame import DialogFrame, Question
from ui.dialogs.import_log import ImportLogDialog
from ui.dialogs.keys import KeysDialog
from ui.dialogs.recovered import RecoveredDialog
from ui.dialogs.templates import TemplateDialog
from ui.dialogs.versions import VersionsDialog
from ui.main_window import MainWindow
from ui.shell.side_panel import TABS
from ui.shell.workspace import VIEWS
from workbench.pictures import PictureChoice
from workbench.templates import templates

DIALOGS: dict[type[DialogFrame], Callable[[Look], DialogFrame]] = {
    ConflictsDialog: lambda look: ConflictsDialog(test_conflicts.a_merge(), test_conflicts.NAMES, look),
    ExportDialog: lambda look: ExportDialog(look, PictureChoice(), 2, test_export.Sights().show),
    Question: lambda look: Question(look, "Save it first?", "It is not saved.", [("no", "Drop it"), ("yes", "Save")]),
    ImportLogDialog: lambda look: ImportLogDialog(look, Path("log.csv"), ["case", "activity", "time", "who"]),
    KeysDialog: lambda look: KeysDialog(look, key_groups()),
    RecoveredDialog: lambda look: RecoveredDialog(
        test_recovered.FOUND, comparison("Added “Chat bot”"), test_recovered.NOW, look
    ),
    TemplateDialog: lambda look: TemplateDialog(look, templates()),
    VersionsDialog: lambda look: VersionsDialog(test_versions.ENTRIES, look),
}


def kinds(base: type[DialogFrame]) -> set[type[DialogFrame]]:
    return {base, *(kind for each in base.__subclasses__() for kind in kinds(each))}


def test_every_dialog_of_the_program_is_among_those_that_are_tried() -> None:
    for module in pkgutil.iter_modules(ui.dialogs.__path__):
        importlib.import_module(f"ui.dialogs.{module.name}")
    own = {kind for kind in kinds(DialogFrame) if kind.__module__.startswith("ui.")}
    assert own - {DialogFrame} == DIALOGS.keys()


@pytest.mark.parametrize("kind", DIALOGS, ids=lambda kind: kind.__name__)
def test_whatever_takes_the_focus_in_a_dialog_has_a_name(kind: type[DialogFrame], look: Look, qtbot: QtBot) -> None:
    dialog = DIALOGS[kind](look)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert nameless(dialog) == []


@pytest.mark.parametrize("kind", DIALOGS, ids=lambda kind: kind.__name__)
def test_the_buttons_of_a_dialog_are_to_be_seen_on_a_low_screen(
    kind: type[DialogFrame], look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    low, title_bar = 540, 30
    monkeypatch.setattr(room, "_SHARE_OF_SCREEN", 0.9 * low / QApplication.primaryScreen().availableSize().height())
    dialog = DIALOGS[kind](look)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert dialog.height() <= low - title_bar


def test_whatever_takes_the_focus_in_the_palette_has_a_name(journey: MainWindow) -> None:
    journey.do("palette")
    palette = journey.desk.everything.palette
    assert palette is not None
    assert nameless(palette) == []


@pytest.mark.parametrize("view", VIEWS)
def test_whatever_takes_the_focus_in_a_view_has_a_name(journey: MainWindow, view: str, qtbot: QtBot) -> None:
    journey.action_set["outline"].trigger()
    journey.do("replace")
    journey.do(f"view-{view}")
    QApplication.processEvents()
    assert nameless(journey) == []


def test_whatever_takes_the_focus_at_the_start_has_a_name(window: MainWindow) -> None:
    assert nameless(window) == []


@pytest.mark.parametrize("selected", [(), ("bill",), ("p1",), ("offer-pack",), ("bill", "pack"), ("storm",)])
def test_whatever_takes_the_focus_beside_the_map_has_a_name(journey: MainWindow, selected: tuple[str, ...]) -> None:
    opened(journey).selection.set(selected)
    for tab in TABS:
        opened(journey).panel.turn_to(tab)
        QApplication.processEvents()
        assert nameless(journey) == []
