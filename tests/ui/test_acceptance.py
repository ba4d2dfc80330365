"""The first five minutes of somebody who has never seen the program, with real keys and a real pointer."""

import itertools
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.builders import phase_named
from tests.helpers.program import Dialogs, Program, click, editor, names, opened, press, select, type_name
from ui.controls.buttons import Button
from ui.controls.empty import EmptyState
from ui.controls.slider import CutTrack
from ui.controls.text import Label
from ui.main_window import MainWindow
from workbench.domain.elements import Journey, Phase, Touchpoint, Transition
from workbench.domain.owners import accountable
from workbench.domain.places import phases_in_order
from workbench.storage.store import read_snapshot


def slider_of(window: MainWindow, phase_at: int) -> CutTrack:
    """The slider of a whole phase, shown by selecting the phase."""
    workspace = opened(window)
    phase = phases_in_order(workspace.document, workspace.journey)[phase_at].id
    workspace.panel.turn_to("Simulate")
    workspace.selection.set([phase])
    return workspace.panel.simulate.cut_list.sliders[phase].track


def bars(window: MainWindow) -> dict[str, tuple[float, float]]:
    return {row.name: (row.before, row.after) for row in opened(window).panel.simulate.figures.bars.rows}


def test_the_start_screen_offers_all_ways_to_begin(window: MainWindow) -> None:
    page = window.start_page
    shown = {label.text() for label in page.findChildren(Label) if label.isVisibleTo(page)}
    offered = {"New journey, eleven phases", "Another set of phases", "Blank", "Open a file", "Recent"}
    assert offered <= shown
    assert len(page.cards) == 5
    assert {card.sample.title for card in page.cards} <= shown


def test_a_sample_opens_complete_and_tells_a_stranger_what_it_is(sample: MainWindow, qtbot: QtBot) -> None:
    workspace = opened(sample)
    qtbot.waitUntil(lambda: workspace.panel.overview.isVisible())
    headline = workspace.map_page.headline
    assert workspace.toolbar.title.text() == "A household gets broadband"
    goal = workspace.document.get(Journey, workspace.journey).goal
    assert goal
    assert headline.title.text() == goal
    assert headline.legend.isVisible()
    assert sum(workspace.map.numbers.as_is.values()) > 0
    said = [label.text() for label in workspace.panel.overview.findChildren(Label) if label.isVisible()]
    assert any("blow up" in text for text in said)
    assert workspace.status.guesses.text().startswith("Rests on ")


def test_ten_names_and_enter_make_ten_connected_touchpoints_in_one_phase(blank: MainWindow) -> None:
    workspace = opened(blank)
    click(workspace.map_page.invitation.begin)
    for number in range(10):
        type_name(blank, f"Step {number}")
    press(blank, "Escape")
    touchpoints = list(workspace.document.of(Touchpoint))
    assert [each.name for each in touchpoints] == [f"Step {number}" for number in range(10)]
    assert len({each.phase for each in touchpoints}) == 1
    ways = [(each.source, each.target) for each in workspace.document.of(Transition)]
    chain = [each.id for each in touchpoints]
    assert ways == list(itertools.pairwise(chain))
    assert workspace.map.hasFocus()


def test_shift_enter_goes_on_in_the_next_phase(blank: MainWindow) -> None:
    workspace = opened(blank)
    click(workspace.map_page.invitation.begin)
    type_name(blank, "Need", "Shift+Return")
    type_name(blank, "Search", "Return")
    press(blank, "Escape")
    first, second = phases_in_order(workspace.document, workspace.journey)[:2]
    assert [each.phase for each in workspace.document.of(Touchpoint)] == [first.id, second.id]
    assert len(list(workspace.document.of(Transition))) == 1


def test_a_journey_of_forty_touchpoints_in_five_phases_needs_only_the_keyboard(blank: MainWindow) -> None:
    workspace = opened(blank)
    press(blank, "Return")
    for number in range(40):
        type_name(blank, f"Step {number}", "Shift+Return" if number % 8 == 7 else "Return")
    press(blank, "Escape")
    phases = [each.id for each in phases_in_order(workspace.document, workspace.journey)]
    touchpoints = workspace.document.of(Touchpoint)
    assert [each.phase for each in touchpoints] == [phases[number // 8] for number in range(40)]
    ways = [(each.source, each.target) for each in workspace.document.of(Transition)]
    assert ways == list(itertools.pairwise(each.id for each in touchpoints))


def test_a_rename_is_given_up_with_escape(journey: MainWindow) -> None:
    select(journey, "First bill")
    opened(journey).map.setFocus()
    press(journey, "F2")
    type_name(journey, "Something else", "Escape")
    assert "First bill" in names(journey)
    assert not editor(journey).isVisible()
    press(journey, "F2")
    type_name(journey, "Second bill")
    assert "Second bill" in names(journey)


def test_undo_takes_everything_back_to_nothing(blank: MainWindow) -> None:
    workspace = opened(blank)
    before = dict(workspace.document.elements)
    click(workspace.map_page.invitation.begin)
    for name in ("A", "B", "C"):
        type_name(blank, name)
    press(blank, "Escape")
    press(blank, "Delete")
    while blank.action_set["undo"].isEnabled():
        press(blank, "Ctrl+Z")
    assert dict(workspace.document.elements) == before
    assert not workspace.session.dirty
    assert workspace.map_page.invitation.isVisible()


def test_an_owner_is_named_with_the_letter_o_and_a_name(journey: MainWindow, qtbot: QtBot) -> None:
    bill = select(journey, "First bill")
    workspace = opened(journey)
    workspace.map.setFocus()
    press(journey, "O")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert workspace.panel.inspector.isAncestorOf(focus)
    type_name(journey, "Finance")
    owner = accountable(workspace.document, bill)
    assert owner is not None
    assert owner.name == "Finance"


def test_a_slider_in_an_early_phase_changes_later_bars_the_map_and_the_sentence(
    sample: MainWindow, qtbot: QtBot
) -> None:
    workspace = opened(sample)
    track = slider_of(sample, 6)
    sentence = workspace.panel.simulate.head.sentence.text()
    title = workspace.map_page.headline.title.text()
    track.setFocus()
    for _ in range(3):
        press(sample, "PgDown")
    later = [pair for name, pair in bars(sample).items() if name in ("Use", "Help", "After")]
    assert all(after < before for before, after in later)
    assert workspace.panel.simulate.head.sentence.text() != sentence
    assert workspace.map_page.headline.title.text() != title
    assert workspace.map.numbers.with_fix is not None
    assert workspace.toolbar.fix.key == "fix"


def test_with_no_number_entered_the_results_say_that_they_rest_on_guesses(blank: MainWindow, qtbot: QtBot) -> None:
    workspace = opened(blank)
    click(workspace.map_page.invitation.begin)
    for name in ("Ask", "Wait", "Get it"):
        type_name(blank, name)
    press(blank, "Escape")
    qtbot.waitUntil(lambda: blank.action_set["run"].isEnabled())
    press(blank, "F9")
    qtbot.waitUntil(lambda: "guess" in workspace.status.guesses.text())
    assert workspace.panel.shown == "Overview"


def test_run_shows_that_both_engines_agree(journey: MainWindow, qtbot: QtBot) -> None:
    click(opened(journey).toolbar.run_button)
    qtbot.waitUntil(lambda: opened(journey).status.check.text().startswith("Both engines agree"))


def test_the_same_journey_gives_the_same_numbers(program: Program, dialogs: Dialogs, file: Path, qtbot: QtBot) -> None:
    seen = []
    for _ in range(2):
        window = program.start()
        window.open_file(file)
        qtbot.waitUntil(lambda: opened(window).results.can_run)  # noqa: B023
        outcome = opened(window).results.live.state.outcome
        assert outcome is not None
        seen.append(outcome.as_json())
        window.close()
    assert seen[0] == seen[1]


def test_the_best_small_fix_is_one_click_away(sample: MainWindow, qtbot: QtBot) -> None:
    workspace = opened(sample)
    (button,) = [
        each for each in workspace.panel.overview.findChildren(Button) if each.text() == "Which small fix helps most?"
    ]
    click(button)
    qtbot.waitUntil(lambda: workspace.panel.shown == "Simulate")
    assert len(workspace.results.live.cuts) == 1
    assert "helps most" in sample.notice.text
    assert workspace.toolbar.fix.key == "fix"


def test_saving_asks_only_for_a_name_and_opening_gives_the_same_back(
    blank: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    workspace = opened(blank)
    click(workspace.map_page.invitation.begin)
    type_name(blank, "Ask")
    press(blank, "Escape")
    dialogs.choose_file(tmp_path / "mine")
    press(blank, "Ctrl+S")
    assert dialogs.told == []
    assert workspace.toolbar.saved.text == "Saved"
    assert not blank.isWindowModified()
    kept = {each.id: each for each in read_snapshot(tmp_path / "mine.journey")[1]}
    assert kept == dict(workspace.document.elements)
    blank.do("close")
    blank.files.open_path(tmp_path / "mine.journey")
    assert dict(opened(blank).document.elements) == kept


def test_every_empty_view_says_what_belongs_there_and_has_a_button_for_it(blank: MainWindow) -> None:
    workspace = opened(blank)
    assert workspace.map_page.invitation.isVisible()
    for view in ("table", "owners", "charts"):
        blank.do(f"view-{view}")
        _assert_invites(workspace.views.currentWidget())
    blank.do("view-map")
    for tab, panel in (("Overview", workspace.panel.overview), ("Simulate", workspace.panel.simulate)):
        workspace.panel.turn_to(tab)
        _assert_invites(panel)


def _assert_invites(view: QWidget) -> None:
    (invitation,) = [each for each in view.findChildren(EmptyState) if each.isVisible()]
    assert any(button.isVisible() and button.isEnabled() for button in invitation.findChildren(Button))


def test_a_phase_is_added_by_key_and_name(blank: MainWindow) -> None:
    workspace = opened(blank)
    before = len(list(workspace.document.of(Phase)))
    press(blank, "P")
    type_name(blank, "Farewell")
    assert phase_named(workspace.document, "Farewell")
    assert len(list(workspace.document.of(Phase))) == before + 1
