"""The look in force, which every control asks when it lays itself out and when it paints."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPixmap, QStyleHints
from PySide6.QtWidgets import QApplication

from ui.icons import IconSource
from ui.theme import (
    Theme,
    ThemeSource,
    control_height,
    font,
    indicator_images,
    line_height,
    palette,
    style_sheet,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


class Look(QObject):
    """Theme, type setting and icons in one hand; dresses the application and dresses it anew at each change.

    Controls ask it while painting and take `changeEvent` as the sign to lay out again, so none has to listen.
    """

    def __init__(self, themes: ThemeSource, icons: IconSource) -> None:
        super().__init__()
        self.themes = themes
        self.icons = icons
        self._application: QApplication | None = None
        # Both themes share their fonts; making one anew at each stroke of a painter costs more than the stroke
        self._fonts: dict[tuple[str, float], QFont] = {}
        self._metrics: dict[tuple[str, float], QFontMetricsF] = {}
        self._indicators: QTemporaryDir | None = None
        themes.changed.connect(self._dress_again)

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self.themes.theme

    def dress(self, application: QApplication) -> None:
        """Give the application its palette, font and style sheet, now and at every change of theme."""
        self._application = application
        self._dress_again()

    def finish(self) -> None:
        """Get ready what the start screen shows nothing of: all icons, and pictures for boxes and arrows."""
        if self._indicators is None:
            # imported where the first picture has been painted
            from PySide6.QtCore import QDir

            self._indicators = QTemporaryDir()
            QDir.setSearchPaths("indicators", [self._indicators.path()])
            self.icons.read_all()
            if self._application is not None:
                self._write_indicators(self._application.styleSheet(), Path(self._indicators.path()))

    def colour(self, role: str) -> QColor:
        """The colour of a token's name."""
        return self.theme.colours[role]

    def font(self, role: str) -> QFont:
        """The font of a role at the type setting, the caller's own to change."""
        key = (role, self.themes.type_scale)
        made = self._fonts.get(key)
        if made is None:
            made = self._fonts[key] = font(self.theme, role, self.themes.type_scale)
        return QFont(made)

    def metrics(self, role: str) -> QFontMetricsF:
        """The measures of a role's font at the type setting."""
        key = (role, self.themes.type_scale)
        made = self._metrics.get(key)
        if made is None:
            made = self._metrics[key] = QFontMetricsF(self.font(role))
        return made

    def line_height(self, role: str) -> int:
        """Distance of two base lines of a role, in px at the type setting."""
        return line_height(self.theme, role, self.themes.type_scale)

    def scaled(self, px: float) -> int:
        """A length that has to grow with the type, such as a column of text."""
        return round(px * self.themes.type_scale)

    def control_height(self, size: str = "control") -> int:
        """Height of a control (`control`, `control_compact`, `control_large`) at the type setting."""
        return control_height(self.theme, self.themes.type_scale, size)

    def duration(self, name: str) -> int:
        """Length of a movement in ms; 0 where movement is reduced."""
        return 0 if self.themes.reduce_motion else self.theme.motion[name]

    def icon(self, name: str, role: str = "text", size: int = 20) -> "QIcon":
        """An icon for an action; ask again after a change of theme."""
        return self.icons.icon(name, self.colour(role), self.colour("text_disabled"), size)

    def pixmap(self, name: str, role: str = "text", size: int = 20, ratio: float = 1.0) -> QPixmap:
        """A picture of an icon in a role's colour."""
        return self.icons.pixmap(name, self.colour(role), size, ratio)

    def _dress_again(self) -> None:
        if self._application is None:
            return
        self._tell_platform(self._application.styleHints())
        sheet = style_sheet(self.theme, self.themes.type_scale)
        if self._indicators is not None:
            self._write_indicators(sheet, Path(self._indicators.path()))
        self._application.setPalette(palette(self.theme))
        self._application.setFont(self.font("body"))
        # with one sheet in place of another, Qt dresses a widget anew once for each of those around it
        self._application.setStyleSheet("")
        self._application.setStyleSheet(sheet)

    def _tell_platform(self, hints: QStyleHints) -> None:
        """Have title bars and the platform's own dialogs follow a fixed choice."""
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        scheme = schemes.get(self.themes.choice)
        if scheme is None:
            hints.unsetColorScheme()
        elif hints.colorScheme() != scheme:
            hints.setColorScheme(scheme)

    def _write_indicators(self, sheet: str, folder: Path) -> None:
        for file, (icon, colour) in indicator_images(sheet).items():
            if not (folder / file).exists():
                self.icons.write(icon, colour, self.theme.size["icon_small"], folder / file)
