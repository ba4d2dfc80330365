from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from ui.controls.curve import monotone_path, monotone_slopes, stroke_curve

VALUES = st.lists(st.floats(0, 10).map(lambda value: round(value, 3)), min_size=2, max_size=12)


@given(VALUES)
def test_the_curve_never_leaves_the_band_between_two_neighbours(ys: list[float]) -> None:
    path = monotone_path([40.0 * at for at in range(len(ys))], ys)
    # Each piece is an element to start from and three of its cubic: its control points span it
    pieces = [[path.elementAt(3 * at + step) for step in range(4)] for at in range(len(ys) - 1)]
    for piece, (before, after) in zip(pieces, pairwise(ys), strict=True):
        low, high = min(before, after) - 1e-9, max(before, after) + 1e-9
        assert all(low <= point.y <= high for point in piece)


@given(VALUES)
def test_the_curve_goes_through_every_point(ys: list[float]) -> None:
    path = monotone_path([40.0 * at for at in range(len(ys))], ys)
    assert [round(path.elementAt(3 * at).y, 6) for at in range(len(ys))] == [round(y, 6) for y in ys]


def test_a_straight_line_stays_straight() -> None:
    assert monotone_slopes([0, 1, 3], [0, 2, 6]) == [2, 2, 2]


def test_a_peak_is_level() -> None:
    assert monotone_slopes([0, 1, 2], [0, 5, 0])[1] == 0


def test_no_points_make_no_curve() -> None:
    assert monotone_path([], []).isEmpty()
    assert monotone_path([1.0], [2.0]).elementCount() == 1


def test_a_curve_stroked_piece_by_piece_is_the_one_stroked_at_once(qapp: QApplication) -> None:
    xs, ys = [30.0 * at for at in range(8)], [10.0, 60.0, 20.0, 20.0, 70.0, 40.0, 80.0, 15.0]
    pen = QPen(Qt.GlobalColor.black, 3)
    whole, pieces = blank(), blank()
    painter = QPainter(whole)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(monotone_path(xs, ys), pen)
    painter.end()
    painter = QPainter(pieces)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    stroke_curve(painter, xs, ys, pen)
    painter.end()
    inside = [(x, y) for x in range(4, 206) for y in range(100)]
    differing = [at for at in inside if abs(whole.pixelColor(*at).red() - pieces.pixelColor(*at).red()) > 60]
    assert whole != blank()
    assert len(differing) < 12


def blank() -> QImage:
    image = QImage(220, 100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image
