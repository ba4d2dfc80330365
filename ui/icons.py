"""The program's line icons, drawn in whatever colour and density the place asks for."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from workbench.resources import resource_path

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

# These two are pictures of their own, not marks in a role's colour
OWN_COLOURS = frozenset({"app", "app-512"})
_RATIO_FOR_OTHERS = 2.0
_MOST_KEPT = 600


class IconSource:
    """Renders icons by name and keeps what it rendered; one lives as long as the program.

    Those of the first picture are read one by one, and then all the others at once: read when it is first shown, a
    single file has held the window for 20 ms while another thread had the interpreter.
    """

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}
        self._renderers: dict[tuple[str, int], QSvgRenderer] = {}

    def read_all(self) -> None:
        """Read all icons that have not been read yet."""
        for path in resource_path("icons").glob("*.svg"):
            self._text(path.stem)

    def pixmap(self, name: str, colour: QColor, size: int = 20, ratio: float = 1.0) -> QPixmap:
        """A square picture of `size` logical px for a screen of `ratio` device px a logical px."""
        key = (name, colour.rgba(), size, ratio)
        made = self._pixmaps.get(key)
        if made is None:
            if len(self._pixmaps) >= _MOST_KEPT:
                # colours of departments, themes and sizes that were left long ago
                self._pixmaps.clear()
            made = QPixmap.fromImage(self.image(name, colour, size, ratio))
            self._pixmaps[key] = made
        return made

    def icon(self, name: str, colour: QColor, disabled: QColor, size: int = 20) -> "QIcon":
        """An icon for actions and menus with a picture for each screen there is, and one to be reduced for others."""
        # the first picture shows none
        from PySide6.QtGui import QIcon

        made = QIcon()
        for ratio in sorted({_RATIO_FOR_OTHERS, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}):
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
        # what was painted on keeps its painting engine, which is larger than an icon; a copy has none
        return made.copy()

    def paint(self, painter: QPainter, name: str, colour: QColor, place: QRectF) -> None:
        """Paint an icon as outlines, which no enlargement blurs."""
        key = (name, colour.rgb())
        if key not in self._renderers:
            if len(self._renderers) >= _MOST_KEPT:
                self._renderers.clear()
            self._renderers[key] = self._renderer(name, colour)
        self._renderers[key].render(painter, place)

    def write(self, name: str, colour: QColor, size: int, path: Path) -> None:
        """Put the icon into a PNG file, and one for screens of twice the density beside it."""
        for ratio, target in ((1.0, path), (2.0, path.with_stem(f"{path.stem}@2x"))):
            if not self.image(name, colour, size, ratio).save(str(target)):
                raise OSError(f"The picture {target} could not be written. Free some space in the temporary folder.")

    def _renderer(self, name: str, colour: QColor) -> QSvgRenderer:
        text = self._text(name)
        if name not in OWN_COLOURS:
            text = text.replace("currentColor", colour.name())
        return QSvgRenderer(QByteArray(text.encode()))

    def _text(self, name: str) -> str:
        if name not in self._texts:
            self._texts[name] = resource_path("icons", f"{name}.svg").read_text("utf-8")
        return self._texts[name]
