"""Naming in place, card after card: Enter goes on, Tab branches off, Shift+Enter goes on in the next phase."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRect

from ui.canvas import chain
from ui.canvas.board import Board, LiveLine, Marks, Named, NewCard, NewPhase, Renamed
from ui.canvas.boxes import Box
from ui.canvas.laid_over import take_away
from ui.canvas.name_editor import Ending, NameEditor
from ui.canvas.placing import box_at
from ui.canvas.routes import LineKind
from ui.canvas.sketching import sketched
from workbench.domain.document import Document
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.places import COLUMN_PITCH
from workbench.editing import splicing, structure

_LEAST_WIDTH: Final = 156
_LEAST_HEIGHT: Final = 36
_PHASE_STEPS: Final = {Ending.NEXT_PHASE: 1, Ending.PREVIOUS_PHASE: -1}


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
        self._editor.open_at(self._place(), self._present_name(), *_hints(named))

    def follow(self) -> None:
        """Keep the editor over its card after the map has moved or changed; give up where the card is gone."""
        if self._named is None:
            return
        present = _what_is_left(self._named, self._board.document)
        if present is None:
            self._close()
            return
        self._named = present
        self._editor.put_at(self._place())
        self._board.show_marks(self._marks())

    def _end(self, ending: Ending) -> None:
        named, text = self._named, self._editor.text().strip()
        if named is None:
            return
        if isinstance(named, NewCard) and not text and ending in (Ending.BRANCH, *_PHASE_STEPS):
            self._board.begin_naming(self._elsewhere(named, ending))
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
            self._board.begin_naming(self._next(named, made, ending))

    def _commit(self, named: Named, text: str) -> str | None:
        """Carry the name into the document and return the id of what bears it; None if it is refused."""
        document, journey = self._board.document, self._board.journey
        if isinstance(named, Renamed):
            element = self._board.attempt(lambda: structure.rename(document, named.id, text))
        elif isinstance(named, NewPhase):
            element = self._board.attempt(lambda: structure.add_phase(document, journey, text, named.before))
        else:
            element = self._board.attempt(lambda: self._added(named, text))
        return element.id if element is not None else None

    def _added(self, named: NewCard, text: str) -> Touchpoint:
        document, journey = self._board.document, self._board.journey
        if named.into is not None:
            return splicing.add_into(document, named.into, text, named.place)
        return structure.add_touchpoint(document, journey, text, named.place, named.after, kind=named.kind)

    def _next(self, named: NewCard, made: str, ending: Ending) -> NewCard:
        """What is named next: what `made` leads to, here or in another phase, or another way from where it came."""
        document = self._board.document
        if ending is Ending.BRANCH:
            return chain.branch_beside(document, made, named.after or chain.source_of(document, made))
        following = chain.following(document, made)
        if ending in _PHASE_STEPS:
            return self._elsewhere(following, ending)
        way = chain.onward_way(document, made) if named.into is not None else None
        if way is None:
            return following
        return replace(following, into=way, place=splicing.place_between(document, way) or following.place)

    def _elsewhere(self, named: NewCard, ending: Ending) -> NewCard:
        """The card not yet named, in another phase, or one step back as a branch."""
        if ending in _PHASE_STEPS:
            return chain.in_other_phase(self._board, named, _PHASE_STEPS[ending])
        if named.after is None:
            return named
        document = self._board.document
        return chain.branch_beside(document, named.after, chain.source_of(document, named.after))

    def _close(self) -> None:
        self._named = None
        self._board.show_marks(Marks())
        take_away(self._editor)

    def _present_name(self) -> str:
        if not isinstance(self._named, Renamed):
            return ""
        element = self._board.document.elements[self._named.id]
        return element.name if isinstance(element, Touchpoint | Phase) else ""

    def _marks(self) -> Marks:
        """The line that will lead to a new card; the editor itself stands for the card."""
        named = self._named
        if not isinstance(named, NewCard):
            return Marks()
        plan, source, kind = self._board.plan, named.after, LineKind(named.kind.value)
        if source is None or source not in plan.cards:
            return Marks(line=named.into)
        way = sketched(plan, kind, source, box_at(plan, named.place))
        return Marks(lines=(LiveLine(kind, way, is_new=True),))

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
    after, into = (each if each in document.elements else None for each in (named.after, named.into))
    return replace(named, place=place, after=after, into=into)


def _hints(named: Named) -> tuple[str, str]:
    """What is asked for, and which keys lead where."""
    if isinstance(named, NewPhase):
        return "Name the phase", "Enter: keep · Esc: stop"
    if isinstance(named, NewCard):
        asked = "And then?" if named.after or named.into else "What happens?"
        return asked, "Enter: next · Tab: branch · Shift+Enter: next phase · Esc: stop"
    return "Name", "Enter: keep · Esc: leave as it was"
