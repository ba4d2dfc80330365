"""How far two pictures differ."""

import numpy as np
from PySide6.QtGui import QImage


def largest_difference(one: QImage, other: QImage, rim: int = 0) -> int:
    """Of any colour of any pixel; a `rim` is left out where strokes that are cut may be rounded the other way."""
    width, height = one.width(), one.height()
    assert (other.width(), other.height()) == (width, height)
    images = (image.convertToFormat(QImage.Format.Format_RGB32) for image in (one, other))
    pixels = (np.frombuffer(image.constBits(), np.uint8).reshape(height, width, 4).astype(int) for image in images)
    first, second = (part[rim : height - rim, rim : width - rim, :3] for part in pixels)
    return int(np.abs(first - second).max())
