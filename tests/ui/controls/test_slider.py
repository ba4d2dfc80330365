import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.controls.slider import FrequencySlider


def words(cut: float) -> str:
    return f"now and then, {cut:.0f} % less"


@pytest.fixture
def slider(look: Look, qtbot: QtBot) -> FrequencySlider:
    made = FrequencySlider(look, "Welcome pack", "Marketing", 0.5, words)
    qtbot.addWidget(made)
    made.resize(320, 60)
    with qtbot.waitExposed(made):
        made.show()
    return made


def heard(slider: FrequencySlider) -> tuple[list[object], list[object]]:
    moved: list[object] = []
    released: list[object] = []
    slider.moved.connect(moved.append)
    slider.released.connect(released.append)
    return moved, released


def test_it_starts_where_things_are_today(slider: FrequencySlider) -> None:
    assert slider.cut == 0
    assert slider.track.thumb_x() == pytest.approx(slider.track.width() / 2)


def test_arrows_step_by_one_and_page_keys_by_ten_percent(slider: FrequencySlider, qtbot: QtBot) -> None:
    moved, released = heard(slider)
    qtbot.keyClick(slider.track, Qt.Key.Key_Left)
    qtbot.keyClick(slider.track, Qt.Key.Key_PageDown)
    qtbot.keyClick(slider.track, Qt.Key.Key_Right)
    assert moved == released == [1, 11, 10]


def test_the_ends_are_never_and_as_it_is(slider: FrequencySlider, qtbot: QtBot) -> None:
    qtbot.keyClick(slider.track, Qt.Key.Key_Home)
    assert slider.cut == 100
    qtbot.keyClick(slider.track, Qt.Key.Key_End)
    assert slider.cut == 0


def test_a_drag_tells_its_way_and_once_its_end(slider: FrequencySlider, qtbot: QtBot) -> None:
    moved, released = heard(slider)
    middle = slider.track.height() // 2
    qtbot.mousePress(slider.track, Qt.MouseButton.LeftButton, pos=QPoint(round(slider.track.thumb_x()), middle))
    qtbot.mouseMove(slider.track, QPoint(120, middle))
    qtbot.mouseMove(slider.track, QPoint(80, middle))
    qtbot.mouseRelease(slider.track, Qt.MouseButton.LeftButton, pos=QPoint(80, middle))
    assert len(moved) == 2
    assert released == [moved[-1]] == [slider.cut]
    assert slider.track.thumb_x() == pytest.approx(80, abs=1)


def test_a_fix_cannot_make_things_worse(slider: FrequencySlider, qtbot: QtBot) -> None:
    middle = slider.track.height() // 2
    qtbot.mouseClick(slider.track, Qt.MouseButton.LeftButton, pos=QPoint(slider.track.width() - 2, middle))
    assert slider.cut == 0


def test_setting_it_tells_nobody_but_says_the_words(slider: FrequencySlider) -> None:
    moved, released = heard(slider)
    slider.set_cut(40)
    assert (slider.cut, moved, released) == (40, [], [])
    assert slider.track.accessibleDescription() == words(40)


def test_it_is_named_after_its_touchpoint(slider: FrequencySlider) -> None:
    assert "Welcome pack" in slider.track.accessibleName()
