import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.painted import words_painted
from ui.controls.bars import BarRow, PhaseBars, bars_text, unchanged_sentence
from ui.controls.labels import figure
from ui.controls.look import Look

STILL = [BarRow("Need", 0, 0), BarRow("Search", 6, 6.001)]
MOVED = [BarRow("Delivery", 58, 54, 51, 57), BarRow("Billing", 96, 65)]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (MOVED, ""),
        (STILL, "No phase changes."),
        ([STILL[0], *MOVED], "Need does not change."),
        ([*STILL, *MOVED], "The two phases before Delivery do not change."),
        ([MOVED[0], *STILL], "Need and Search do not change."),
        ([MOVED[0], *STILL, *STILL], "The four other phases do not change."),
    ],
)
def test_phases_that_keep_their_number_stand_in_one_sentence(rows: list[BarRow], sentence: str) -> None:
    assert unchanged_sentence(rows) == sentence


def test_the_chart_can_be_read_as_text() -> None:
    assert bars_text([*STILL, *MOVED]).split("\n") == [
        "Delivery: 58 as it is, 54 with the fix, range 51 to 57.",
        "Billing: 96 as it is, 65 with the fix.",
        "The two phases before Delivery do not change.",
    ]


def test_a_screen_reader_gets_the_text_of_the_chart(look: Look, qtbot: QtBot) -> None:
    bars = PhaseBars(look)
    qtbot.addWidget(bars)
    bars.set_rows(MOVED, animate=False)
    assert bars.accessibleDescription() == bars_text(MOVED)


def test_it_is_as_high_as_its_changing_phases(look: Look, qtbot: QtBot) -> None:
    bars = PhaseBars(look)
    qtbot.addWidget(bars)
    bars.set_rows(MOVED[:1], animate=False)
    one = bars.heightForWidth(300)
    bars.set_rows(MOVED, animate=False)
    assert bars.heightForWidth(300) == one + 32


def test_numbers_change_at_once_while_the_bars_travel(look: Look, qtbot: QtBot) -> None:
    look.themes.set_reduce_motion(False)
    bars = PhaseBars(look)
    qtbot.addWidget(bars)
    bars.set_rows(MOVED, animate=False)
    new = [BarRow("Delivery", 58, 40), BarRow("Billing", 96, 30)]
    bars.set_rows(new, animate=True)
    assert list(bars.rows) == new
    assert bars.accessibleDescription() == bars_text(new)
    bars.grab()


@pytest.mark.parametrize("rows", [[], STILL, MOVED, [BarRow("Worse", 0, 4, -1, 9)]])
def test_it_paints_any_rows_at_any_width(look: Look, qtbot: QtBot, rows: list[BarRow]) -> None:
    bars = PhaseBars(look)
    qtbot.addWidget(bars)
    bars.set_rows(rows, animate=False)
    bars.set_stale(True)
    for width, named in ((40, False), (320, True)):
        bars.resize(width, max(1, bars.heightForWidth(width)))
        words = words_painted(bars)
        for row in filter(lambda row: row.changes, rows):
            assert figure(row.after) in words
            assert (row.name in words) is named
