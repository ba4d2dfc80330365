"""What the palette offers in the window, and that choosing it does it."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.program import opened, press
from ui.actions import ACTIONS, WindowState
from ui.dialogs.palette import Palette
from ui.main_window import MainWindow
from ui.shell.everything import MOST_RECENT, Do, Go, actions_offered, places_offered, with_recent
from workbench.editing.detail import make_detail


def palette_of(window: MainWindow) -> Palette:
    press(window, "Ctrl+K")
    palette = window.desk.everything.palette
    assert palette is not None
    assert palette.isVisible()
    return palette


def choose(window: MainWindow, typed: str) -> None:
    palette = palette_of(window)
    QTest.keyClicks(palette.line, typed)
    press(palette.line, "Return")
    QApplication.processEvents()


def test_every_action_but_the_palette_is_offered_with_its_menu_and_key(journey: MainWindow) -> None:
    entries = {entry.token: entry for entry in actions_offered(journey.action_set, ())}
    assert entries.keys() == {Do(spec.key) for spec in ACTIONS if spec.key != "palette"}
    save = entries[Do("save")]
    assert (save.text, save.detail, save.key, save.refusal) == ("Save", "File menu", "Ctrl+S", "")


def test_what_cannot_be_done_says_why(window: MainWindow) -> None:
    entries = {entry.token: entry for entry in actions_offered(window.action_set, ())}
    assert entries[Do("save")].refusal == "Open a journey first"
    disabled = [spec for spec in ACTIONS if not spec.enabled(WindowState())]
    assert all(spec.refusal for spec in disabled)
    refused = [bool(entry.refusal) for entry in entries.values()]
    assert refused == sorted(refused)


def test_an_action_is_done_and_remembered(journey: MainWindow) -> None:
    choose(journey, "table")
    assert opened(journey).toolbar.views.key == "table"
    assert journey.memory.settings.recent_actions[0] == "view-table"
    first = actions_offered(journey.action_set, journey.memory.settings.recent_actions)[0]
    assert (first.token, first.is_recent) == (Do("view-table"), True)


def test_what_can_be_on_or_off_is_switched(journey: MainWindow) -> None:
    shown = opened(journey).map_page.heat
    choose(journey, "heat")
    assert opened(journey).map_page.heat is not shown


def test_a_touchpoint_is_gone_to_from_any_view(journey: MainWindow) -> None:
    journey.do("view-table")
    choose(journey, "first bill")
    assert opened(journey).toolbar.views.key == "map"
    assert opened(journey).selection.ids == ("bill",)
    assert opened(journey).map.hasFocus()


def test_a_journey_is_gone_to_where_there_are_several(journey: MainWindow) -> None:
    document = opened(journey).document
    assert not any(entry.detail == "Journey" for entry in places_offered(document))
    made = make_detail(document, "pack")
    offered = {entry.token: entry.detail for entry in places_offered(document)}
    assert offered[Go(made.id)] == "Journey"
    assert offered[Go("bill")].endswith("Broadband customer")
    journey.desk.everything.gone.emit(made.id)
    assert opened(journey).journey == made.id


def test_without_a_journey_it_offers_actions_alone(window: MainWindow) -> None:
    palette = palette_of(window)
    QTest.keyClicks(palette.line, "touchpoint,")
    entries = [palette.model.entry(row) for row in range(palette.model.rowCount())]
    assert all(entry is not None and isinstance(entry.token, Do) for entry in entries)


def test_the_latest_actions_are_remembered_once_each() -> None:
    recent: tuple[str, ...] = ()
    for number in range(20):
        recent = with_recent(recent, f"a{number}")
    recent = with_recent(recent, "a15")
    assert recent[:2] == ("a15", "a19")
    assert len(recent) == len(set(recent)) == MOST_RECENT
