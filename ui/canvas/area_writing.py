"""Writing notes and naming frames in place; a new one enters the document only with its words."""

from typing import Final

from PySide6.QtCore import QRect

from ui.canvas.area_editor import AreaEditor, Leaving
from ui.canvas.board import Board, Marks, NewArea, NewFrame, NewNote, Renamed
from ui.canvas.boxes import Box
from ui.canvas.laid_over import take_away
from ui.canvas.painting_areas import GROUNDS, TITLE_HEIGHT
from workbench.domain.elements import Frame, Note
from workbench.domain.vocabulary import NoteColour
from workbench.editing import areas, structure

_LEAST_WIDTH: Final = 168
_LEAST_NOTE_HEIGHT: Final = 96
_LINE_HEIGHT: Final = 32
_OVER: Final = 4.0


class AreaWriting:
    """What is being written, and what becomes of the words."""

    def __init__(self, board: Board, editor: AreaEditor) -> None:
        self._board = board
        self._editor = editor
        self._written: NewArea | Renamed | None = None
        editor.left.connect(self._end)

    @property
    def active(self) -> bool:
        """Whether something is being written."""
        return self._written is not None

    def begin(self, written: NewArea | Renamed) -> None:
        """Open the editor over what is to be written."""
        self._written = written
        self._board.show_marks(self._marks())
        present = self._present()
        ground = GROUNDS[present.colour if isinstance(present, Note) else NoteColour.YELLOW]
        is_frame = self._is_frame()
        self._editor.open_at(self._place(), self._words(), "field" if is_frame else ground, is_frame)

    def follow(self) -> None:
        """Keep the editor in its place after the map has moved or changed; give up where what it is about is gone."""
        if isinstance(self._written, Renamed) and self._present() is None:
            self._close()
        elif self._written is not None:
            self._editor.put_at(self._place())
            self._board.show_marks(self._marks())

    def _end(self, leaving: Leaving) -> None:
        written, words = self._written, self._editor.toPlainText().strip()
        if written is None:
            return
        if leaving is Leaving.DROPPED or not words or words == self._words():
            self._close()
            return
        self._written = None
        made = self._commit(written, words)
        if made is None:
            self._written = written
            return
        self._close()
        self._board.selection.set([made])
        box = self._board.plan.areas.box(made)
        if box is not None:
            # a frame may reach above what the map was until now
            self._board.reveal(box)

    def _commit(self, written: NewArea | Renamed, words: str) -> str | None:
        """Carry the words into the document and return the id of what bears them; None if they are refused."""
        board = self._board
        if isinstance(written, Renamed):
            element = board.attempt(lambda: structure.rename(board.document, written.id, words))
            return element.id if element is not None else None
        extent = board.plan.areas.anchored(written.box)
        add = areas.add_note if isinstance(written, NewNote) else areas.add_frame
        made = board.attempt(lambda: add(board.document, board.journey, words, extent))
        return made.id if made is not None else None

    def _close(self) -> None:
        self._written = None
        self._board.show_marks(Marks())
        take_away(self._editor)

    def _present(self) -> Note | Frame | None:
        return self._board.plan.areas.shown.get(self._written.id) if isinstance(self._written, Renamed) else None

    def _words(self) -> str:
        present = self._present()
        if present is None:
            return ""
        return present.text if isinstance(present, Note) else present.name

    def _is_frame(self) -> bool:
        return isinstance(self._written, NewFrame) or isinstance(self._present(), Frame)

    def _box(self) -> Box | None:
        if isinstance(self._written, Renamed):
            return self._board.plan.areas.box(self._written.id)
        return self._written.box if self._written is not None else None

    def _marks(self) -> Marks:
        """The frame that will be there; over a note lies the editor."""
        return Marks(ghosts=(self._written.box,)) if isinstance(self._written, NewFrame) else Marks()

    def _place(self) -> QRect:
        box = self._box()
        assert box is not None, "what is written has a box"
        # so large that the ring round what is selected does not look out
        shown = self._board.frame.box_on_widget(box).grown(_OVER)
        width, height = round(shown.width), round(shown.height)
        if self._is_frame():
            height = max(_LINE_HEIGHT, round(TITLE_HEIGHT))
            return QRect(round(shown.left), round(shown.top), min(max(_LEAST_WIDTH, width), 2 * _LEAST_WIDTH), height)
        return QRect(round(shown.left), round(shown.top), max(_LEAST_WIDTH, width), max(_LEAST_NOTE_HEIGHT, height))
