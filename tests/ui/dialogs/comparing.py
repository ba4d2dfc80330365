"""Comparisons for dialogs, and a note of which pictures they were asked for."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from ui.dialogs.difference_view import Comparison


class Painted:
    """Paints plain pictures and remembers their sizes."""

    def __init__(self) -> None:
        self.sizes: list[tuple[int, int]] = []

    def __call__(self, size: QSize, density: float) -> QImage:
        self.sizes.append((size.width(), size.height()))
        image = QImage(size * density, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(density)
        image.fill(Qt.GlobalColor.red)
        return image


def comparison(*sentences: str) -> Comparison:
    return Comparison(sentences, Painted())
