import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from tests.helpers.painted import words_painted
from ui.controls.look import Look
from ui.controls.split import SplitBar, SplitPart


def split(look: Look, carried: float, exposed: float) -> SplitBar:
    made = SplitBar(look)
    made.set_parts(
        SplitPart(carried, "carry-over", "less irritated on arrival"), SplitPart(exposed, "exposure", "fewer arrive")
    )
    made.resize(300, 80)
    return made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.integers(-100, 100), st.integers(-100, 100))
def test_widths_are_as_the_numbers_whatever_their_signs(look: Look, carried: int, exposed: int) -> None:
    first, second = split(look, carried, exposed).part_boxes()
    assert first.width() * abs(exposed) == pytest.approx(second.width() * abs(carried), abs=1e-6)
    assert not first.intersects(second)


def test_a_part_that_makes_things_worse_lies_left_of_nought(look: Look, qtbot: QtBot) -> None:
    first, second = split(look, 24, -7).part_boxes()
    assert second.right() < first.left()
    first, second = split(look, -24, 7).part_boxes()
    assert first.right() < second.left()


def test_both_parts_are_spoken_with_their_signs(look: Look, qtbot: QtBot) -> None:
    name = split(look, 24, -7).accessibleName()
    assert name == "24 carry-over, less irritated on arrival; −7 exposure, fewer arrive"


def test_captions_that_do_not_fit_side_by_side_take_two_lines(look: Look, qtbot: QtBot) -> None:
    bar = split(look, 24, 7)
    assert bar.heightForWidth(80) > bar.heightForWidth(600)


@pytest.mark.parametrize(("carried", "exposed"), [(0, 0), (1, 99), (5, 0), (3, -3), (-4, -4)])
def test_it_paints_any_split(look: Look, qtbot: QtBot, carried: float, exposed: float) -> None:
    bar = split(look, carried, exposed)
    qtbot.addWidget(bar)
    bar.set_stale(True)
    told = " ".join(words_painted(bar))
    assert "less irritated on arrival" in told
    assert "fewer arrive" in told


def test_a_range_is_spoken_with_its_part_and_takes_no_more_room_than_was_kept(look: Look, qtbot: QtBot) -> None:
    bar = split(look, 24, 7)
    before = [bar.heightForWidth(width) for width in (180, 300, 420)]
    bar.set_parts(
        SplitPart(24, "carry-over", "less irritated on arrival", (12, 31)),
        SplitPart(7, "exposure", "fewer arrive", (3, 12)),
    )
    assert bar.accessibleName() == (
        "24 carry-over, less irritated on arrival, 12 to 31; 7 exposure, fewer arrive, 3 to 12"
    )
    assert [bar.heightForWidth(width) for width in (180, 300, 420)] == before
