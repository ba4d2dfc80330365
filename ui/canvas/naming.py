"""Naming in place: a line of text laid over the card, which with Enter goes on to the next touchpoint."""

from dataclasses import replace
from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from ui.canvas.board import Board, LiveLine, Marks, Named, NewCard, NewPhase, Renamed
from ui.canvas.boxes import Box
from ui.canvas.placing import box_at
from ui.canvas.routes import LineKind, plain_way
from ui.controls.look import Look
from workbench.domain.document import Document
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.places import COLUMN_PITCH, Place, free_place, phases_in_order
from workbench.editing import structure

_LEAST_WIDTH: Final = 156
_LEAST_HEIGHT: Final = 36
_PADDING: Final = 10


class Ending(Enum):
    """How the user left the editor."""

    ENTER = "enter"
    ESCAPE = "escape"
    TAB = "tab"
    BACKTAB = "backtab"
    AWAY = "away"


_KEYS: Final = {
    Qt.Key.Key_Return: Ending.ENTER,
    Qt.Key.Key_Enter: Ending.ENTER,
    Qt.Key.Key_Escape: Ending.ESCAPE,
    Qt.Key.Key_Tab: Ending.TAB,
    Qt.Key.Key_Backtab: Ending.BACKTAB,
}


class NameEditor(QLineEdit):
    """The line of text; `left` tells how it was left, and nothing but Escape throws the text away."""

    left = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName("Name")
        self.hide()

    def open_at(self, place: QRect, text: str, hint: str) -> None:
        """Show the editor with `text` selected."""
        colours = self._look.theme.colours
        self.setFont(self._look.font("card"))
        self.setStyleSheet(
            f"QLineEdit {{ background: {colours['field'].name()}; color: {colours['text'].name()};"
            f" border: 2px solid {colours['accent'].name()}; border-radius: {self._look.theme.radius['card']}px;"
            f" padding: 0 {_PADDING}px; }}"
        )
        self.setPlaceholderText(hint)
        self.setText(text)
        self.setGeometry(place)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in _KEYS:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.left.emit(_KEYS[Qt.Key(event.key())])
                return True
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        stays = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if self.isVisible() and event.reason() not in stays:
            self.left.emit(Ending.AWAY)


class Naming:
    """What is being named, and what becomes of the name; a new card enters the document only with it."""

    def __init__(self, board: Board, editor: NameEditor) -> None:
        self._board = board
        self._editor = editor
        self._named: Named | None = None
        editor.left.connect(self._end)

    @property
    def active(self) -> bool:
        """Whether something is being named."""
        return self._named is not None

    def begin(self, named: Named) -> None:
        """Open the editor over what is to be named."""
        self._named = named
        self._board.show_marks(self._marks())
        self._editor.open_at(self._place(), self._present_name(), _hint(named))

    def follow(self) -> None:
        """Keep the editor over its card after the map has moved or changed; give up where the card is gone."""
        if self._named is None:
            return
        present = _what_is_left(self._named, self._board.document)
        if present is None:
            self._close()
            return
        self._named = present
        self._editor.setGeometry(self._place())
        self._board.show_marks(self._marks())

    def _end(self, ending: Ending) -> None:
        named, text = self._named, self._editor.text().strip()
        if named is None:
            return
        way = {Ending.TAB: 1, Ending.BACKTAB: -1}.get(ending, 0)
        if isinstance(named, NewCard) and way and not text:
            self.begin(NewCard(self._neighbour(named, way), named.after, named.kind))
            return
        if ending is Ending.ESCAPE or not text or text == self._present_name():
            self._close()
            return
        self._named = None
        made = self._commit(named, text)
        if made is None:
            self._named = named
            return
        self._close()
        self._board.selection.set([made])
        if isinstance(named, NewCard) and ending is not Ending.AWAY:
            self._go_on(made, way)

    def _commit(self, named: Named, text: str) -> str | None:
        """Carry the name into the document and return the id of what bears it; None if it is refused."""
        document, journey = self._board.document, self._board.journey
        if isinstance(named, Renamed):
            element = self._board.attempt(lambda: structure.rename(document, named.id, text))
        elif isinstance(named, NewPhase):
            element = self._board.attempt(lambda: structure.add_phase(document, journey, text, named.before))
        else:
            place, after, kind = named.place, named.after, named.kind
            element = self._board.attempt(
                lambda: structure.add_touchpoint(document, journey, text, place, after, kind=kind)
            )
        return element.id if element is not None else None

    def _go_on(self, made: str, way: int) -> None:
        """Begin the next touchpoint: below, or in the next or previous phase."""
        card = self._board.document.get(Touchpoint, made)
        here = free_place(self._board.document, self._board.journey, card.phase, card.y)
        following = NewCard(here, made)
        self.begin(NewCard(self._neighbour(following, way), made) if way else following)

    def _neighbour(self, named: NewCard, way: int) -> Place:
        document, journey = self._board.document, self._board.journey
        phases = [phase.id for phase in phases_in_order(document, journey)]
        at = phases.index(named.place.phase) + way if named.place.phase in phases else 0
        if not 0 <= at < len(phases):
            return named.place
        return free_place(document, journey, phases[at])

    def _close(self) -> None:
        self._named = None
        self._board.show_marks(Marks())
        had_focus = self._editor.hasFocus()
        self._editor.hide()
        parent = self._editor.parentWidget()
        if had_focus and parent is not None:
            parent.setFocus(Qt.FocusReason.OtherFocusReason)

    def _present_name(self) -> str:
        if not isinstance(self._named, Renamed):
            return ""
        element = self._board.document.elements[self._named.id]
        return element.name if isinstance(element, Touchpoint | Phase) else ""

    def _marks(self) -> Marks:
        """The line that will lead to a new card; the editor itself stands for the card."""
        named = self._named
        source = self._board.plan.cards.get(named.after or "") if isinstance(named, NewCard) else None
        if source is None or not isinstance(named, NewCard):
            return Marks()
        box = box_at(self._board.plan, named.place)
        same_column = abs(source.left - box.left) < box.width / 2
        kind = LineKind(named.kind.value)
        return Marks(lines=(LiveLine(kind, plain_way(kind, source, box, same_column)),))

    def _place(self) -> QRect:
        """Over the card, however small it is drawn; over the head of a phase."""
        named = self._named
        geometry, frame = self._board.plan, self._board.frame
        if isinstance(named, NewCard):
            box = frame.box_on_widget(box_at(geometry, named.place))
        elif isinstance(named, Renamed) and named.id in geometry.cards:
            box = frame.box_on_widget(geometry.cards[named.id])
        else:
            key = named.id if isinstance(named, Renamed) else named.before if isinstance(named, NewPhase) else None
            box = self._head(key)
        width, height = max(_LEAST_WIDTH, round(box.width)), max(_LEAST_HEIGHT, round(box.height))
        return QRect(round(box.left), round(box.top), width, height)

    def _head(self, phase: str | None) -> Box:
        columns = self._board.plan.columns
        found = next((column for column in columns if column.phase == phase and phase is not None), None)
        last = next((column.right for column in reversed(columns) if column.phase is not None), 0.0)
        left = found.left if found is not None else last
        x, _ = self._board.frame.to_widget(left, 0)
        return Box(x + 2, 14, x + COLUMN_PITCH * self._board.frame.scale - 2, 14 + _LEAST_HEIGHT)


def _what_is_left(named: Named, document: Document) -> Named | None:
    """What can still be named after others have changed the document, without what is no longer there."""
    if isinstance(named, Renamed):
        return named if named.id in document.elements else None
    if isinstance(named, NewPhase):
        return named if named.before in document.elements else NewPhase()
    place = named.place if named.place.phase in document.elements else replace(named.place, phase=None)
    return NewCard(place, named.after if named.after in document.elements else None, named.kind)


def _hint(named: Named) -> str:
    if isinstance(named, NewPhase):
        return "Name the phase"
    if isinstance(named, NewCard):
        return "And then?" if named.after else "What happens?"
    return "Name"
