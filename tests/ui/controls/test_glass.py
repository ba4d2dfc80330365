import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.controls.glass import MOST_PARTS, Glass, GlassPair, Ink, Part, filled, heights
from ui.controls.look import Look

STRAWS = Glass("The last straw", (Part("First bill", 81, "bill", Ink.OWN),))
FILLING = Glass(
    "What filled the glass",
    (Part("The incident itself", 2, None, Ink.EMPTY), Part("Welcome pack", 55, "pack", Ink.MOST), Part("Others", 24)),
)


@pytest.fixture
def pair(look: Look, qtbot: QtBot) -> GlassPair:
    made = GlassPair(look)
    qtbot.addWidget(made)
    made.show_glasses(STRAWS, FILLING)
    made.resize(420, 260)
    made.show()
    return made


def centre(pair: GlassPair, name: str) -> QPoint:
    return pair.box_of(name).center().toPoint()


def test_what_is_not_told_by_name_stands_on_top_and_the_sum_holds() -> None:
    parts = [Part(f"p{value}", float(value), f"p{value}") for value in range(1, 12)]
    own = Part("own", 0.5, "own", Ink.OWN)
    glass = filled("Glass", [*parts, own], total=70.0)
    assert [each.name for each in glass.parts] == ["own", "p11", "p10", "p9", "p8", "p7", "Others"]
    assert len(glass.parts) == MOST_PARTS + 1
    assert sum(each.value for each in glass.parts) == pytest.approx(70.0)


def test_nothing_stands_on_top_where_all_is_told() -> None:
    assert [each.name for each in filled("Glass", [Part("a", 3.0), Part("b", 1.0)], 4.0).parts] == ["a", "b"]


@given(st.lists(st.floats(0.01, 1e4), min_size=1, max_size=7))
def test_parts_fill_the_glass_in_their_order_and_none_is_too_low_to_read(values: list[float]) -> None:
    high = heights(values, 220.0, 22.0)
    assert sum(high) == pytest.approx(220.0)
    assert min(high) >= 22.0 - 1e-9
    by_value = [tall for _, tall in sorted(zip(values, high, strict=True))]
    assert by_value == sorted(by_value)


def test_an_empty_glass_has_no_heights() -> None:
    assert heights([], 100.0, 22.0) == []
    assert heights([0.0], 100.0, 22.0) == [0.0]


def test_a_click_chooses_the_part_under_it_in_either_glass(pair: GlassPair, qtbot: QtBot) -> None:
    told: list[object] = []
    pair.chosen.connect(told.append)
    for name in ("First bill", "Welcome pack", "Others", "The incident itself"):
        qtbot.mouseClick(pair, Qt.MouseButton.LeftButton, pos=centre(pair, name))
    assert told == ["bill", "pack"]


def test_arrows_walk_down_the_right_glass_and_enter_chooses(pair: GlassPair, qtbot: QtBot) -> None:
    told: list[object] = []
    pair.chosen.connect(told.append)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Space):
        qtbot.keyClick(pair, key)
    assert told == ["pack"]


def test_both_glasses_are_read_out_from_the_top(pair: GlassPair) -> None:
    assert pair.accessibleDescription() == (
        "The last straw: First bill 81. What filled the glass: Others 24, Welcome pack 55, The incident itself 2"
    )


def test_in_little_room_the_glasses_stand_one_below_the_other(pair: GlassPair) -> None:
    side_by_side = pair.sizeHint().height()
    assert pair.box_of("Others").left() > pair.box_of("First bill").right()
    pair.resize(240, 500)
    assert pair.sizeHint().height() > side_by_side
    assert pair.box_of("Others").top() > pair.box_of("First bill").bottom()
