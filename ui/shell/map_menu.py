"""The menu of the map: what makes sense for what is selected."""

from typing import Final

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from ui.actions import ActionSet
from ui.canvas.board import NewCard
from ui.canvas.placing import place_at
from ui.canvas.view import MapView
from ui.controls.popups import open_at
from workbench.domain.elements import Area, Influence, Phase, Touchpoint, Transition

_CLIPBOARD: Final = ("cut", "copy", "paste", "duplicate")
_DELETING: Final = ("delete", "delete-closing")
_ALIKE: Final = ("select-similar", "select-owner", "select-channel", "select-downstream")

_GROUND: Final = (("paste", "add-phase", "tool-note"), ("select-all", "tool-lasso"), ("tidy", "fit"))
_CARD: Final = (("rename", "assign", "open-detail"), ("pin", "lock"), _ALIKE, _CLIPBOARD, _DELETING)
_CARDS: Final = (
    ("assign", "pin", "lock"),
    ("tidy", "align-left", "align-top", "distribute-down"),
    _ALIKE,
    _CLIPBOARD,
    _DELETING,
)
_OF_KIND: Final = {
    Touchpoint: _CARD,
    Transition: (("insert-into", "select-way"), ("delete",)),
    Influence: (("select-way",), ("delete",)),
    Phase: (("rename", "add-phase"), ("delete",)),
    Area: (("rename", "lock"), _CLIPBOARD, ("delete",)),
}


class MapMenu(QObject):
    """Offers actions of the table at a place on the screen."""

    def __init__(self, board: MapView, actions: ActionSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._actions = actions

    def offer(self, at: QPoint) -> None:
        """Show the menu for what is selected."""
        open_at(self.menu_at(at), at)

    def menu_at(self, at: QPoint) -> QMenu:
        """Return the menu for what is selected, or with nothing selected for a place on the screen."""
        menu = QMenu(self._board)
        groups = self._groups()
        if groups is _GROUND:
            self._add_touchpoint_here(menu, at)
        for group in groups:
            menu.addSeparator()
            for key in group:
                menu.addAction(self._actions[key])
        return menu

    def _groups(self) -> tuple[tuple[str, ...], ...]:
        elements = self._board.document.elements
        chosen = [elements[each] for each in self._board.selection.ids if each in elements]
        cards = sum(isinstance(each, Touchpoint) for each in chosen)
        ways = sum(isinstance(each, Transition) for each in chosen)
        if cards == ways == 1 == len(chosen) - 1:
            return (("insert-into",), *_CARDS)
        if cards > 1:
            return _CARDS
        return next((_OF_KIND[kind] for kind in _OF_KIND if chosen and isinstance(chosen[-1], kind)), _GROUND)

    def _add_touchpoint_here(self, menu: QMenu, at: QPoint) -> None:
        board = self._board
        on_widget = board.mapFromGlobal(at)
        place = place_at(board.plan, *board.frame.to_map(on_widget.x(), on_widget.y()))
        menu.addAction("New touchpoint here").triggered.connect(lambda: board.begin_naming(NewCard(place)))
