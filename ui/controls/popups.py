"""Menus that open for a moment."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget


def open_at(menu: QMenu, at: QPoint) -> None:
    """Open a menu at a place on the screen; once it is closed nothing is left of it."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)


def open_below(menu: QMenu, button: QWidget) -> None:
    """Open a menu below the button that it belongs to; once it is closed nothing is left of it."""
    open_at(menu, button.mapToGlobal(QPoint(0, button.height())))
