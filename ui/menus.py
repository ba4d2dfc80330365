"""The titles of the menus, which are there before anything lies in them."""

from typing import Final

from PySide6.QtWidgets import QMenu, QMenuBar

MENUS: Final = ("File", "Edit", "Select", "View", "Journey", "Arrange", "Owners", "Simulate", "Help")


def add_menus(bar: QMenuBar) -> dict[str, QMenu]:
    """Put an empty menu of each title into the bar."""
    return {name: bar.addMenu(name) for name in MENUS}
