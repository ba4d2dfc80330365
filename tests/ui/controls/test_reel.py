import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.controls.reel import PIECE, Reel

SIZE = (900, 20)


class Stripes:
    """Paints a stripe of its own colour every 7 px, and remembers which stretches were asked for."""

    def __init__(self) -> None:
        self.stretches: list[tuple[float, float]] = []

    def __call__(self, painter: QPainter, left: float, right: float) -> None:
        self.stretches.append((left, right))
        painter.fillRect(QRectF(left, 0, right - left, SIZE[1]), Qt.GlobalColor.white)
        for at in range(int(left // 7), int(right // 7) + 1):
            painter.fillRect(QRectF(7 * at, 0, 3, SIZE[1]), QColor.fromHsv(at * 29 % 360, 200, 200))


def drawn(reel: Reel, stripes: Stripes, at: int, size: tuple[int, int] = SIZE) -> QImage:
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    reel.draw(painter, at, size, 1.0, stripes)
    painter.end()
    return image


@pytest.fixture
def reel(qapp: QApplication) -> Reel:
    return Reel()


def settled(reel: Reel, stripes: Stripes, at: int = 0) -> None:
    """Draw until the picture is kept."""
    while not stripes.stretches or stripes.stretches[-1][1] - stripes.stretches[-1][0] > PIECE:
        drawn(reel, stripes, at)
    stripes.stretches.clear()


@given(st.lists(st.integers(-4000, 4000), min_size=1, max_size=6))
def test_moved_it_is_the_picture_that_would_be_painted_there(qapp: QApplication, places: list[int]) -> None:
    reel, stripes = Reel(), Stripes()
    settled(reel, stripes)
    for at in places:
        assert drawn(reel, stripes, at) == drawn(Reel(), Stripes(), at)


def test_only_what_comes_into_sight_is_painted(reel: Reel) -> None:
    stripes = Stripes()
    settled(reel, stripes)
    for at in range(0, -PIECE, -16):
        drawn(reel, stripes, at)
    assert stripes.stretches == [(4 * PIECE, 5 * PIECE)]


def test_what_is_another_picture_each_time_is_painted_in_one_go(reel: Reel) -> None:
    stripes = Stripes()
    for _ in range(5):
        reel.forget()
        drawn(reel, stripes, 10)
    assert stripes.stretches == [(-10.0, 890.0)] * 5


def test_forgotten_or_of_another_height_it_is_painted_anew(reel: Reel) -> None:
    stripes = Stripes()
    settled(reel, stripes)
    drawn(reel, stripes, 0)
    assert not stripes.stretches
    reel.forget()
    drawn(reel, stripes, 0)
    assert stripes.stretches == [(0.0, 900.0)]
    drawn(reel, stripes, 0, (900, 30))
    assert len(stripes.stretches) == 2


def test_what_is_far_away_is_not_kept(reel: Reel) -> None:
    stripes = Stripes()
    settled(reel, stripes)
    for at in range(0, -40 * PIECE, -PIECE):
        drawn(reel, stripes, at)
    stripes.stretches.clear()
    drawn(reel, stripes, 0)
    assert (0.0, float(PIECE)) in stripes.stretches
