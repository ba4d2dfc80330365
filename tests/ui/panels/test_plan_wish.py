from math import inf

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.panels.plan_shown import COST, Wish
from ui.panels.plan_wish import LimitField, WishBar


@pytest.fixture
def bar(look: Look, qtbot: QtBot) -> WishBar:
    made = WishBar(look, "EUR")
    qtbot.addWidget(made)
    return made


@pytest.fixture
def asked(bar: WishBar) -> list[tuple[Wish, bool]]:
    heard: list[tuple[Wish, bool]] = []
    bar.changed.connect(lambda wish, rests: heard.append((wish, rests)))
    return heard


def type_into(field: LimitField, text: str) -> None:
    field.line.setText(text)
    field.line.editingFinished.emit()


def test_the_fields_widen_with_the_text(bar: WishBar, look: Look) -> None:
    fields = (bar.slider, bar.budget, bar.monthly, bar.weeks)
    before = [each.width() for each in fields]
    look.themes.set_type_scale(1.5)
    QApplication.sendEvent(bar, QEvent(QEvent.Type.StyleChange))
    assert [each.width() for each in fields] == [pytest.approx(1.5 * width, abs=1) for width in before]


def test_a_typed_budget_moves_the_slider(bar: WishBar, asked: list[tuple[Wish, bool]]) -> None:
    bar.set_most(40_000.0)
    bar.budget.committed.emit(10_000.0)
    assert asked == [(Wish(once=10_000.0), True)]
    assert bar.slider.value() == 25


def test_a_moving_slider_tells_that_it_does_not_rest(bar: WishBar, asked: list[tuple[Wish, bool]]) -> None:
    bar.set_most(40_000.0)
    bar.slider.setSliderDown(True)
    bar.slider.setValue(10)
    bar.slider.setSliderDown(False)
    assert [(wish.once, rests) for wish, rests in asked] == [(4_000.0, False), (4_000.0, True)]
    assert bar.budget.value == 4_000.0


def test_another_goal_keeps_the_budget(bar: WishBar, asked: list[tuple[Wish, bool]]) -> None:
    bar.goal.chosen.emit(COST)
    assert asked == [(Wish(COST), True)]


def test_limits_are_none_until_they_are_stated(bar: WishBar, asked: list[tuple[Wish, bool]]) -> None:
    type_into(bar.monthly, "1,500")
    type_into(bar.weeks, "8")
    type_into(bar.monthly, "")
    assert [(wish.monthly, wish.weeks) for wish, _ in asked] == [(1500.0, inf), (1500.0, 8.0), (inf, 8.0)]


def test_what_is_no_limit_is_told_and_taken_back(bar: WishBar, asked: list[tuple[Wish, bool]]) -> None:
    type_into(bar.weeks, "soon")
    assert "is no number" in bar.weeks.error
    assert asked == []
    bar.weeks.link.click()
    assert (bar.weeks.error, bar.weeks.line.text()) == ("", "")
