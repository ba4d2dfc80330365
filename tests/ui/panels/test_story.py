from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.explanations import TWO_CUSTOMERS
from ui.controls.look import Look
from ui.panels.story import StoryView


@pytest.fixture
def story(look: Look, qtbot: QtBot) -> StoryView:
    made = StoryView(look)
    qtbot.addWidget(made)
    made.resize(320, 900)
    made.show()
    return made


def test_a_story_is_told_when_it_is_asked_for(story: StoryView, qtbot: QtBot) -> None:
    assert story.customer is None
    with qtbot.waitSignal(story.wanted):
        qtbot.mouseClick(story.ask, Qt.MouseButton.LeftButton)
    story.show_customers(TWO_CUSTOMERS)
    assert not story.ask.isVisible()
    assert story.who.text() == "Customer 1,332, Young family; 1 of 2 who blew up at “First bill”"
    assert story.rows.accessibleDescription() == (
        "Delivery, Welcome pack: went wrong, irritation 6; Billing, First bill: blew up, irritation 8"
    )


def test_the_next_after_the_last_is_the_first_again(story: StoryView, qtbot: QtBot) -> None:
    story.show_customers(TWO_CUSTOMERS)
    numbers = []
    for button in (story.next, story.next, story.previous):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert story.customer is not None
        numbers.append(story.customer.number)
    assert numbers == [7, 1332, 7]


def test_how_long_all_of_it_took_is_told_behind_the_story(story: StoryView) -> None:
    first = TWO_CUSTOMERS[0]
    story.show_customers([replace(first, as_is=replace(first.as_is, took="48 minutes"))])
    assert story.sentence.text() == f"{first.as_is.sentence} All of it took 48 minutes."
    story.show_customers(TWO_CUSTOMERS)
    assert story.sentence.text() == first.as_is.sentence


def test_the_same_customer_with_the_fix_stands_below(story: StoryView) -> None:
    story.show_customers(TWO_CUSTOMERS)
    assert story.spared.text() == "This customer is spared. Of the 2 here, 1 no longer blow up at “First bill”."
    assert len(story.fixed.steps) == 1
    assert not story.no_fix.isVisible()


def test_a_life_that_the_fix_does_not_change_is_not_told_twice(story: StoryView) -> None:
    story.show_customers(TWO_CUSTOMERS)
    story.turn(1)
    assert not story.fixed.isVisible()
    assert story.spared.text().startswith("The fix changes nothing for this customer.")


def test_stories_told_anew_leave_the_customer_shown_in_place(story: StoryView) -> None:
    story.show_customers(TWO_CUSTOMERS)
    story.turn(1)
    story.show_customers(TWO_CUSTOMERS)
    assert story.customer is TWO_CUSTOMERS[1]
    story.show_customers(TWO_CUSTOMERS[:1])
    assert story.customer is TWO_CUSTOMERS[0]


def test_the_way_is_shown_on_the_map_only_while_it_is_wanted(story: StoryView, told: list[object]) -> None:
    story.path_changed.connect(told.append)
    story.show_customers(TWO_CUSTOMERS)
    story.on_map.setChecked(True)
    story.turn(1)
    story.forget()
    assert told == [(), ("offer", "pack", "bill"), ("bill",), ()]


def test_nobody_who_blew_up_is_said_as_such(story: StoryView) -> None:
    story.show_customers(())
    assert story.none.isVisible()
    assert story.customer is None
