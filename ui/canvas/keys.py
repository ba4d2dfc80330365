"""What keys do while the map has the focus."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.canvas import area_keys, chain
from ui.canvas.board import Board, NewCard, NewPhase, Renamed, ToolName
from ui.canvas.geometry import Direction
from ui.canvas.placing import STEP, place_at, places_aside, places_down
from ui.canvas.tools import Tool
from ui.canvas.walking import Walk
from workbench.domain.elements import Area, Phase, Touchpoint, Transition
from workbench.domain.places import Place, phases_in_order
from workbench.editing import sequence, splicing, structure

_ARROWS: Final = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}
_RIMS: Final = {Qt.Key.Key_Home: False, Qt.Key.Key_End: True}
_PAGES: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
TOOL_KEYS: Final[Mapping[Qt.Key, ToolName]] = MappingProxyType(
    {
        Qt.Key.Key_V: ToolName.SELECT,
        Qt.Key.Key_T: ToolName.TOUCHPOINT,
        Qt.Key.Key_L: ToolName.LINK,
        Qt.Key.Key_I: ToolName.INFLUENCE,
        Qt.Key.Key_Z: ToolName.ZOOM,
        Qt.Key.Key_N: ToolName.NOTE,
        Qt.Key.Key_G: ToolName.FRAME,
        Qt.Key.Key_Q: ToolName.LASSO,
    }
)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ALT_SHIFT: Final = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class MapKeys:
    """Turns key presses into verbs and movements of the selection."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._walk = Walk(board)

    def press(self, event: QKeyEvent, tool: Tool) -> bool:
        """Act on a key and return whether it meant anything here; Enter is offered to the tool in use first."""
        key = Qt.Key(event.key())
        if key in _ENTER and tool.choose(self._current_card):
            return True
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ARROWS and modifiers == Qt.KeyboardModifier.AltModifier:
            return self._move(_ARROWS[key])
        if key in _ARROWS and modifiers == _ALT_SHIFT:
            return area_keys.enlarge(self._board, _ARROWS[key])
        extend = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        rest = modifiers & ~Qt.KeyboardModifier.ShiftModifier
        if rest == Qt.KeyboardModifier.ControlModifier and key in _RIMS:
            return self._walk.to_rim(_RIMS[key], whole=True, extend=extend)
        if rest != Qt.KeyboardModifier.NoModifier:
            return False
        if key in _ENTER:
            return self._name_next(phases=int(extend))
        return self._walked(key, extend) or (not extend and self._plain(key))

    @property
    def _current_card(self) -> str:
        current = self._board.selection.current
        return current if current is not None and current in self._board.plan.cards else ""

    def _walked(self, key: Qt.Key, extend: bool) -> bool:
        if key in _ARROWS:
            return self._walk.go(_ARROWS[key], extend)
        if key in _RIMS:
            return self._walk.to_rim(_RIMS[key], whole=False, extend=extend)
        return key in _PAGES and self._walk.turn_page(_PAGES[key], extend)

    def _plain(self, key: Qt.Key) -> bool:
        if key in TOOL_KEYS:
            self._board.use(TOOL_KEYS[key])
        elif key in _DELETE:
            return delete_selected(self._board)
        elif key == Qt.Key.Key_F2:
            return rename_selected(self._board)
        elif key == Qt.Key.Key_P:
            self._board.begin_naming(NewPhase(self._phase_after_current()))
        else:
            return False
        return True

    def _move(self, direction: Direction) -> bool:
        """Move the selected cards, over no other: by a step or past the next one, left and right by a phase."""
        board = self._board
        cards = [card for card in board.selection.ids if card in board.plan.cards]
        if area_keys.is_area_chosen(board):
            area_keys.shift(board, direction)
        elif cards:
            across, down = direction.value
            places = places_down(board.plan, cards, down) if down else places_aside(board.plan, cards, across)
            if not down or not self._passes(cards, places, down):
                board.attempt(lambda: structure.move(board.document, places))
        else:
            return False
        box = board.plan.thing(board.selection.current or "")
        if box is not None:
            board.reveal(box)
        return True

    def _passes(self, cards: Sequence[str], places: Mapping[str, Place], down: int) -> bool:
        """Let cards of one phase change places with the next one where that leaves no room for a step."""
        board, boxes = self._board, self._board.plan.cards
        room = any(abs(place.y - boxes[card].top) <= STEP for card, place in places.items())
        phases = {board.document.get(Touchpoint, card).phase for card in cards}
        if room or len(phases) > 1 or min(boxes[card].top for card in cards) + down < 0:
            return False
        return bool(board.attempt(lambda: sequence.step_within(board.document, cards, down > 0)))

    def _name_next(self, phases: int) -> bool:
        """Name what follows the current touchpoint, there or so many `phases` further.

        On a transition that is what comes into it, on a phase what is in it; with nothing selected, another beginning.
        The very first card begins the first phase, whichever phase has just been made.
        """
        board, current = self._board, self._board.selection.current
        if board.document.find(Touchpoint, current) is not None:
            board.begin_naming(self._following(str(current), phases))
        elif board.plan.cards and board.document.find(Phase, current) is not None:
            board.begin_naming(chain.first_in(board.document, board.journey, str(current)))
        elif board.document.find(Transition, current) is not None:
            name_into(board, str(current))
        elif current in board.plan.areas.shown:
            board.begin_naming(Renamed(str(current)))
        elif current is None or not board.plan.cards:
            # letters that follow must not go astray: on the map they choose tools
            board.begin_naming(chain.first(board.document, board.journey))
        else:
            return False
        return True

    def _following(self, card: str, phases: int) -> NewCard:
        named = chain.following(self._board.document, card)
        return chain.in_other_phase(self._board, named, phases) if phases else named

    def _phase_after_current(self) -> str | None:
        """The phase in front of which a new one goes: behind that of what is selected, else at the end."""
        phases = [phase.id for phase in phases_in_order(self._board.document, self._board.journey)]
        current = self._board.selection.current
        card = self._board.document.find(Touchpoint, current)
        here = card.phase if card is not None else current
        at = phases.index(here) + 1 if here in phases else len(phases)
        return phases[at] if at < len(phases) else None


def name_into(board: Board, transition: str) -> None:
    """Name a new touchpoint in the middle of a transition, or below its beginning where the map draws no line."""
    place = splicing.place_between(board.document, transition)
    if place is None:
        line, source = board.plan.lines.get(transition), board.document.get(Transition, transition).source
        if line is not None:
            place = place_at(board.plan, *line.curve.middle)
        else:
            place = chain.following(board.document, source).place
    board.begin_naming(NewCard(place, into=transition))


def rename_selected(board: Board) -> bool:
    """Let what is selected get other words and return whether it can have any."""
    element = board.document.elements.get(board.selection.current or "")
    if not isinstance(element, Touchpoint | Phase | Area):
        return False
    board.begin_naming(Renamed(element.id))
    return True


def delete_selected(board: Board) -> bool:
    """Delete what is selected and return whether anything was."""
    chosen = [each for each in board.selection.ids if each in board.document.elements]
    if chosen:
        document = board.document
        board.attempt(lambda: structure.delete(document, chosen))
    return bool(chosen)
