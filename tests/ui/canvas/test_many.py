import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.canvas.many import draw_lines, draw_rects

LINES = np.array([[3.0, 4.0, 90.0, 60.0], [10.0, 80.0, 70.0, 5.0], [0.0, 50.0, 99.0, 50.0]])


def blank() -> QImage:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


def test_many_are_drawn_as_each_of_them(qapp: QApplication) -> None:
    for many, one in ((draw_lines, QLineF), (draw_rects, QRectF)):
        together, alone = blank(), blank()
        painter = QPainter(together)
        many(painter, LINES[:, ::1])
        painter.end()
        painter = QPainter(alone)
        for numbers in LINES.tolist():
            shape = one(*numbers)
            painter.drawLine(shape) if isinstance(shape, QLineF) else painter.drawRect(shape)
        painter.end()
        assert together == alone != blank()


def test_none_are_drawn_as_nothing_and_a_part_of_an_array_as_it_reads(qapp: QApplication) -> None:
    image, straight = blank(), blank()
    painter = QPainter(image)
    draw_lines(painter, np.empty((0, 4)))
    painter.end()
    assert image == blank()
    for lines, picture in ((np.repeat(LINES, 2, axis=0)[::2], image), (LINES, straight)):
        painter = QPainter(picture)
        draw_lines(painter, lines)
        painter.end()
    assert image == straight
