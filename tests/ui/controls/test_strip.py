import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.painted import words_painted
from ui.controls.curve import monotone_path
from ui.controls.look import Look
from ui.controls.strip import IrritationStrip


@pytest.fixture
def strip(look: Look, qtbot: QtBot) -> IrritationStrip:
    made = IrritationStrip(look)
    qtbot.addWidget(made)
    made.resize(600, 108)
    made.set_columns(["Delivery", "Billing", "Use"], [100, 300, 500])
    made.set_values([4.3, 6.7, 4.9], [3.3, 4.7, 3.6], threshold=6.0)
    return made


def test_arrow_keys_visit_disc_after_disc(strip: IrritationStrip, qtbot: QtBot) -> None:
    told: list[object] = []
    strip.visited.connect(told.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Left):
        qtbot.keyClick(strip, key)
    assert told == [1, 2, 2, 0, 0]


def test_a_disc_says_its_phase_and_both_numbers(strip: IrritationStrip) -> None:
    strip.visit(1)
    assert strip.accessibleDescription() == "Billing: irritation 6.7 of 10 as it is, 4.7 with the fix"


def test_a_click_visits_the_nearest_column(strip: IrritationStrip, qtbot: QtBot) -> None:
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(420, 50))
    assert strip.current == 2


def test_the_scale_does_not_move_with_the_fix(strip: IrritationStrip) -> None:
    before = strip.height_of(6.0)
    strip.set_values([4.3, 6.7, 4.9], [0.1, 0.1, 0.1], threshold=6.0)
    assert strip.height_of(6.0) == before


def test_more_irritation_lies_higher_and_stays_inside(strip: IrritationStrip) -> None:
    heights = [strip.height_of(value) for value in (0, 3, 6, 10)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] < strip.height()
    assert heights[-1] > 0


def test_without_a_fix_only_today_is_spoken(strip: IrritationStrip) -> None:
    strip.set_values([1, 2, 3])
    assert "fix" not in strip.column_text(0)


def test_it_paints_with_columns_out_of_sight_and_with_none(strip: IrritationStrip) -> None:
    strip.set_columns(["Delivery", "Billing", "Use"], [-200, 100, 900])
    assert "The glass is full: most breakdowns happen above this line" in words_painted(strip)
    strip.set_columns([], [])
    strip.set_values([])
    strip.visit(3)
    assert words_painted(strip) == ["Irritation carried", ", 0 to 10"]


def test_the_curve_ends_where_the_columns_do(strip: IrritationStrip) -> None:
    strip.set_columns(["Delivery", "Billing", "Use"], [60, 140, 220], (20, 260))
    drawn = strip._curve(strip._as_is, 0, strip.width()).boundingRect()
    assert (drawn.left(), drawn.right()) == (20, 260)


def test_columns_that_reach_beyond_the_strip_do_not_lengthen_the_curve(strip: IrritationStrip) -> None:
    strip.set_columns(["Delivery", "Billing", "Use"], [100, 300, 500], (-4000, 4000))
    drawn = strip._curve(strip._as_is, 0, strip.width()).boundingRect()
    assert (drawn.left(), drawn.right()) == (0, strip.width())


def test_the_sentence_on_the_line_keeps_clear_of_a_peak(strip: IrritationStrip) -> None:
    strip.resize(1000, 108)
    strip.set_columns(["Order", "Delivery", "Billing"], [100, 400, 900])
    strip.set_values([2.0, 7.0, 3.0], threshold=6.0)
    left = strip.sentence_left(350.0)
    assert not left <= 400 <= left + 350


def test_the_sentence_keeps_clear_of_a_curve_that_rises_between_two_columns(strip: IrritationStrip) -> None:
    strip.resize(1000, 108)
    strip.set_columns(["Order", "Delivery", "Billing"], [100, 550, 800])
    strip.set_values([2.0, 5.5, 9.0], threshold=6.0)
    # at 590 the curve meets the line
    assert strip.sentence_left(350.0) + 350 < 590
    strip.set_columns(["Order", "Delivery", "Billing"], [100, 250, 400], (0, 480))
    assert strip.sentence_left(350.0) > 480


def test_the_sentence_stands_after_the_title_where_there_is_no_clear_place(strip: IrritationStrip) -> None:
    strip.set_values([9.0, 9.0, 9.0], threshold=6.0)
    assert 0 < strip.sentence_left(350.0) < strip.width() / 2


def test_only_the_part_of_a_long_curve_that_shows_is_drawn_and_it_runs_as_the_whole_would(
    strip: IrritationStrip,
) -> None:
    values = [5 + 4 * (-1) ** (at // 2) for at in range(60)]
    strip.set_columns([str(at) for at in range(60)], [-3000 + 100 * at for at in range(60)])
    strip.set_values(values)
    whole = monotone_path([-3000.0 + 100 * at for at in range(60)], [strip.height_of(value) for value in values])
    drawn = strip._curve(strip._as_is, 0, strip.width())
    assert drawn.boundingRect().width() < 3 * strip.width()
    corners = {(part.x, part.y) for part in map(drawn.elementAt, range(drawn.elementCount()))}
    seen = [part for part in map(whole.elementAt, range(whole.elementCount())) if 0 <= part.x <= strip.width()]
    assert len(seen) > 12
    assert {(round(part.x, 6), round(part.y, 6)) for part in seen} <= {(round(x, 6), round(y, 6)) for x, y in corners}


@pytest.mark.parametrize("moves", [(8, 8, 8), (-16, -400, 32)])
def test_moved_columns_show_what_columns_laid_out_there_would(
    strip: IrritationStrip, look: Look, qtbot: QtBot, moves: tuple[int, ...]
) -> None:
    places = [100.0, 300.0, 500.0]
    for move in (0, *moves, 0):
        places = [place + move for place in places]
        strip.set_columns(["Delivery", "Billing", "Use"], places)
        strip.grab()
    anew = IrritationStrip(look)
    qtbot.addWidget(anew)
    anew.resize(strip.size())
    anew.set_columns(["Delivery", "Billing", "Use"], places)
    anew.set_values([4.3, 6.7, 4.9], [3.3, 4.7, 3.6], threshold=6.0)
    assert strip.grab().toImage() == anew.grab().toImage()


def test_columns_laid_out_anew_are_painted_anew(strip: IrritationStrip, look: Look, qtbot: QtBot) -> None:
    for _ in range(4):  # so often that pieces of it are kept
        strip.grab()
    anew = IrritationStrip(look)
    qtbot.addWidget(anew)
    anew.resize(strip.size())
    anew.set_values([4.3, 6.7, 4.9], [3.3, 4.7, 3.6], threshold=6.0)
    for each in (strip, anew):
        each.set_columns(["Delivery", "Billing", "Use"], [90, 330, 570])
    assert strip.grab().toImage() == anew.grab().toImage()


def test_other_values_and_another_theme_are_painted_after_panning(strip: IrritationStrip, look: Look) -> None:
    for at in range(4):
        strip.set_columns(["Delivery", "Billing", "Use"], [100 - at, 300 - at, 500 - at])
        strip.grab()
    before = strip.grab().toImage()
    strip.set_values([1.0, 9.0, 2.0], threshold=6.0)
    assert strip.grab().toImage() != before
    strip.set_values([4.3, 6.7, 4.9], [3.3, 4.7, 3.6], threshold=6.0)
    assert strip.grab().toImage() == before
    look.themes.choose("dark")
    QApplication.sendEvent(strip, QEvent(QEvent.Type.PaletteChange))
    assert strip.grab().toImage().pixel(300, 105) != before.pixel(300, 105)
