"""What keys do while the map has the focus."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.canvas.board import Board, NewCard, NewPhase, Renamed, ToolName
from ui.canvas.geometry import Direction
from ui.canvas.hits import nearest
from ui.canvas.placing import STEP
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.places import ROW_PITCH, Place, free_place, phases_in_order
from workbench.editing import structure

_ARROWS: Final = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}
TOOL_KEYS: Final[Mapping[Qt.Key, ToolName]] = MappingProxyType(
    {
        Qt.Key.Key_V: ToolName.SELECT,
        Qt.Key.Key_T: ToolName.TOUCHPOINT,
        Qt.Key.Key_L: ToolName.LINK,
        Qt.Key.Key_I: ToolName.INFLUENCE,
    }
)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class MapKeys:
    """Turns key presses into verbs and movements of the selection."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key and return whether it meant anything here."""
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ARROWS and modifiers == Qt.KeyboardModifier.AltModifier:
            return self._move(_ARROWS[key])
        if modifiers == Qt.KeyboardModifier.ShiftModifier and key in _ARROWS:
            return self._walk(_ARROWS[key], extend=True)
        return modifiers in _PLAIN and self._plain(key)

    def _plain(self, key: Qt.Key) -> bool:
        if key in _ARROWS:
            return self._walk(_ARROWS[key])
        if key in TOOL_KEYS:
            self._board.use(TOOL_KEYS[key])
        elif key in _ENTER:
            return self._next_card()
        elif key in _DELETE:
            return delete_selected(self._board)
        elif key == Qt.Key.Key_F2:
            return self._rename()
        elif key == Qt.Key.Key_P:
            self._board.begin_naming(NewPhase(self._phase_after_current()))
        else:
            return False
        return True

    def _walk(self, direction: Direction, extend: bool = False) -> bool:
        """Select the nearest card in a direction; without a current card, the first of the map."""
        geometry, selection = self._board.plan, self._board.selection
        current = selection.current
        if current in geometry.cards:
            found = nearest(geometry, str(current), direction)
        else:
            found = min(geometry.cards, key=lambda card: geometry.cards[card][:2], default=None)
        if found is None:
            return bool(geometry.cards)
        selection.set([*selection.ids, found] if extend else [found])
        return True

    def _move(self, direction: Direction) -> bool:
        """Move the selected cards: up and down by a step, left and right by a phase."""
        cards = [card for card in self._board.selection.ids if card in self._board.plan.cards]
        across, down = direction.value
        document = self._board.document
        places = {card: self._moved(document.get(Touchpoint, card), across, down) for card in cards}
        if cards:
            self._board.attempt(lambda: structure.move(document, places))
        return bool(cards)

    def _moved(self, card: Touchpoint, across: int, down: int) -> Place:
        if down:
            return Place(card.phase, card.x, max(0.0, card.y + down * STEP))
        phases = [phase.id for phase in phases_in_order(self._board.document, self._board.journey)]
        at = phases.index(card.phase) + across if card.phase in phases else len(phases) - 1
        if not 0 <= at < len(phases):
            return Place(card.phase, card.x, card.y)
        return free_place(self._board.document, self._board.journey, phases[at], card.y)

    def _next_card(self) -> bool:
        """Name the next touchpoint, connected, below the current one."""
        card = self._board.document.find(Touchpoint, self._board.selection.current)
        if card is None:
            return False
        place = free_place(self._board.document, self._board.journey, card.phase, card.y + ROW_PITCH)
        self._board.begin_naming(NewCard(place, card.id))
        return True

    def _rename(self) -> bool:
        current = self._board.selection.current
        element = self._board.document.elements.get(current or "")
        if not isinstance(element, Touchpoint | Phase):
            return False
        self._board.begin_naming(Renamed(element.id))
        return True

    def _phase_after_current(self) -> str | None:
        """The phase in front of which a new one goes: behind that of what is selected, else at the end."""
        phases = [phase.id for phase in phases_in_order(self._board.document, self._board.journey)]
        current = self._board.selection.current
        card = self._board.document.find(Touchpoint, current)
        here = card.phase if card is not None else current
        at = phases.index(here) + 1 if here in phases else len(phases)
        return phases[at] if at < len(phases) else None


def delete_selected(board: Board) -> bool:
    """Delete what is selected and return whether anything was."""
    chosen = [each for each in board.selection.ids if each in board.document.elements]
    if chosen:
        document = board.document
        board.attempt(lambda: structure.delete(document, chosen))
    return bool(chosen)
