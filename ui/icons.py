"""The program's line icons, drawn in whatever colour and density the place asks for."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from workbench.resources import resource_path

# These two are pictures of their own, not marks in a role's colour
OWN_COLOURS = frozenset({"app", "app-512"})
_RATIOS = (1.0, 1.25, 1.5, 1.75, 2.0, 3.0)


class IconSource:
    """Renders icons by name and keeps what it rendered; one lives as long as the program.

    All of them are read at once, before there is a window: read one by one when they are first shown, a single file has
    held the window for 20 ms while another thread had the interpreter.
    """

    def __init__(self) -> None:
        folder = resource_path("icons")
        self._texts = {path.stem: path.read_text("utf-8") for path in folder.glob("*.svg")}
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: QColor, size: int = 20, ratio: float = 1.0) -> QPixmap:
        """A square picture of `size` logical px for a screen of `ratio` device px a logical px."""
        key = (name, colour.rgba(), size, ratio)
        made = self._pixmaps.get(key)
        if made is None:
            made = QPixmap.fromImage(self.image(name, colour, size, ratio))
            self._pixmaps[key] = made
        return made

    def icon(self, name: str, colour: QColor, disabled: QColor, size: int = 20) -> QIcon:
        """An icon for actions and menus with a picture for every usual screen density."""
        made = QIcon()
        for ratio in _RATIOS:
            made.addPixmap(self.pixmap(name, colour, size, ratio), QIcon.Mode.Normal)
            made.addPixmap(self.pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
        return made

    def image(self, name: str, colour: QColor, size: int, ratio: float = 1.0) -> QImage:
        """As `pixmap`, drawn anew and usable before there is a screen."""
        renderer = self._renderer(name, colour)
        edge = round(size * ratio)
        made = QImage(QSize(edge, edge), QImage.Format.Format_ARGB32_Premultiplied)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setOpacity(colour.alphaF())
        renderer.render(painter, QRectF(0, 0, edge, edge))
        painter.end()
        made.setDevicePixelRatio(ratio)
        return made

    def write(self, name: str, colour: QColor, size: int, path: Path) -> None:
        """Put the icon into a PNG file, and one for screens of twice the density beside it."""
        for ratio, target in ((1.0, path), (2.0, path.with_stem(f"{path.stem}@2x"))):
            if not self.image(name, colour, size, ratio).save(str(target)):
                raise OSError(f"The picture {target} could not be written. Free some space in the temporary folder.")

    def _renderer(self, name: str, colour: QColor) -> QSvgRenderer:
        text = self._texts.get(name) or resource_path("icons", f"{name}.svg").read_text("utf-8")
        if name not in OWN_COLOURS:
            text = text.replace("currentColor", colour.name())
        return QSvgRenderer(QByteArray(text.encode()))
