"""What a search without a hit says."""

import pytest
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.panels.found_nothing import FoundNothing, looked_at
from workbench.editing.finding import Wanted, Where


@pytest.fixture
def nothing(look: Look, qtbot: QtBot) -> FoundNothing:
    made = FoundNothing(look)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted("x"), "Search looks at names, questions, notes and owners."),
        (Wanted("x", where=Where.PHASES), "Search looked only at phases."),
        (
            Wanted("x", True, True, Where.OWNERS),
            "Search looked only at departments and people, with these capitals, as a whole word.",
        ),
        (
            Wanted("x", case=True),
            "Search looks at names, questions, notes and owners. It looked only with these capitals.",
        ),
    ],
)
def test_it_says_what_was_looked_at(wanted: Wanted, told: str) -> None:
    assert looked_at(wanted) == told


def test_looking_wider_is_offered_only_where_the_search_was_narrow(nothing: FoundNothing) -> None:
    nothing.show_for(Wanted("xyz"))
    assert nothing.wider.isHidden()
    nothing.show_for(Wanted("xyz", whole_words=True))
    assert not nothing.wider.isHidden()


def test_a_long_text_is_cut_in_the_title_and_on_the_button(nothing: FoundNothing) -> None:
    nothing.show_for(Wanted("a name\nof many letters that goes on and on"))
    assert nothing.title.text() == "Nothing called “a name of many letters…”"
    assert nothing.make.text() == "Create touchpoint “a name of many letters…”"


def test_blanks_are_no_name_for_a_touchpoint(nothing: FoundNothing) -> None:
    nothing.show_for(Wanted("  "))
    assert nothing.make.isHidden()
