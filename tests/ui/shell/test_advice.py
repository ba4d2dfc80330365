import errno
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.icons import IconSource
from ui.shell.advice import (
    Advice,
    AdviceBar,
    Concern,
    Way,
    copy_advice,
    failed_advice,
    held_advice,
    outside_advice,
    read_only_advice,
)
from ui.theme import ThemeSource
from workbench.storage.locks import HeldBy
from workbench.storage.problems import FileChangedOutside, Found, not_kept

NOW = datetime(2026, 11, 21, 15, 2, tzinfo=UTC)
PATH = Path("permit.journey")


@pytest.fixture
def bar(qapp: QApplication, qtbot: QtBot) -> AdviceBar:
    made = AdviceBar(Look(ThemeSource(qapp.styleHints(), "light", reduce_motion=True), IconSource()))
    qtbot.addWidget(made)
    return made


def title(bar: AdviceBar) -> str:
    assert bar.banner is not None
    return bar.banner.accessibleName()


def test_it_says_who_has_the_file_where_and_since_when() -> None:
    then = datetime(2024, 1, 10, 12, tzinfo=UTC)
    advice = held_advice(HeldBy("Ines", "STUDIO-PC", "", then), NOW)
    assert advice.title.startswith("Ines has this journey open on STUDIO-PC since 10 January 2024, ")
    assert advice.ways == (Way.LOOK, Way.WORK_ANYWAY)


def test_a_holder_of_unknown_age_is_told_without_a_time() -> None:
    assert held_advice(HeldBy("Ines", "STUDIO-PC", "", None), NOW).title == ("Ines has this journey open on STUDIO-PC.")


def test_a_file_that_somebody_else_changed_can_be_put_together() -> None:
    advice = outside_advice(FileChangedOutside(PATH, Found.CHANGED))
    assert advice.ways == (Way.SAVE_AS, Way.PUT_TOGETHER)


@pytest.mark.parametrize(
    ("found", "ways"),
    [
        (Found.GONE, (Way.SAVE_ANEW, Way.SAVE_AS)),
        (Found.FOLDER, (Way.TRY_AGAIN, Way.SAVE_AS)),
        (Found.UNREADABLE, (Way.TRY_AGAIN, Way.SAVE_AS)),
    ],
)
def test_a_file_that_cannot_be_compared_is_told_with_its_cause(found: Found, ways: tuple[Way, ...]) -> None:
    problem = FileChangedOutside(PATH, found)
    advice = outside_advice(problem)
    assert (advice.text, advice.ways) == (str(problem), ways)


def test_a_failure_names_its_cause_and_offers_another_place() -> None:
    advice = failed_advice(not_kept(OSError(errno.ENOSPC, "full")), in_memory_only=True)
    assert "the disk is full" in advice.text
    assert advice.title == "You can go on working, but the disk takes nothing just now."
    assert advice.ways[-1] is Way.SAVE_AS


def test_who_chose_to_look_may_think_better_of_it() -> None:
    assert Way.WORK_ANYWAY in read_only_advice("You chose only to look.", may_work=True).ways
    assert read_only_advice("The file is read-only.", may_work=False).ways == (Way.SAVE_AS,)


def test_the_most_pressing_advice_is_shown_and_the_next_one_after_it(bar: AdviceBar) -> None:
    bar.give(copy_advice(PATH))
    bar.give(outside_advice(FileChangedOutside(PATH, Found.CHANGED)))
    bar.give(held_advice(HeldBy("Ines", "STUDIO-PC", "", None), NOW))
    seen: list[str] = []
    for concern in (Concern.OUTSIDE, Concern.HELD, Concern.COPY):
        seen.append(title(bar))
        bar.withdraw(concern)
    assert seen == [
        "Somebody else has changed this file.",
        "Ines has this journey open on STUDIO-PC.",
        "There is a second copy of this journey beside its file.",
    ]
    assert (bar.shown, bar.banner) == (None, None)
    assert not bar.isVisible()


def test_the_same_advice_again_leaves_the_banner_and_its_focus_alone(bar: AdviceBar) -> None:
    bar.give(copy_advice(PATH))
    banner = bar.banner
    bar.give(copy_advice(PATH))
    assert bar.banner is banner


def test_a_pressed_button_tells_the_concern_and_the_way(bar: AdviceBar, qtbot: QtBot) -> None:
    bar.give(outside_advice(FileChangedOutside(PATH, Found.CHANGED)))
    assert bar.banner is not None
    with qtbot.waitSignal(bar.chosen) as heard:
        qtbot.mouseClick(bar.banner.buttons[Way.PUT_TOGETHER], Qt.MouseButton.LeftButton)
    assert heard.args == [Concern.OUTSIDE, Way.PUT_TOGETHER]


def test_a_name_that_looks_like_markup_is_shown_as_it_is(bar: AdviceBar) -> None:
    bar.give(Advice(Concern.COPY, "compare", "<b>Copy</b>", "x", (Way.LEAVE,)))
    assert bar.banner is not None
    label = bar.banner.findChildren(QLabel)[0]
    assert (label.text(), label.textFormat()) == ("<b>Copy</b>", Qt.TextFormat.PlainText)
