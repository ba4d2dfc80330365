"""Menus that open for a moment, and names in them."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget


def open_at(menu: QMenu, at: QPoint) -> None:
    """Open a menu at a place on the screen; once it is closed nothing is left of it."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)


def open_below(menu: QMenu, button: QWidget) -> None:
    """Open a menu below the button that it belongs to; once it is closed nothing is left of it."""
    open_at(menu, button.mapToGlobal(QPoint(0, button.height())))


def letter_by_letter(name: str) -> str:
    """Return a name as menus and buttons show it as it is: a lone & would mark the next letter as a key."""
    return name.replace("&", "&&")
