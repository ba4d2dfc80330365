"""Whether what is on the screen is on the disk: the mark that says so, and what keeps that in step."""

from typing import Final

from PySide6.QtCore import QObject, QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui.bridge import SessionBridge
from ui.controls.look import Look
from ui.controls.text import Label, as_on_keyboard, tip
from workbench.session import Session
from workbench.storage.problems import SaveProblem

_MARK_GAP: Final = 5
# what a label takes besides its words
_LABEL_SLACK: Final = 2
_WIDEST_STATE: Final = "Kept, not saved"


class SavedState(QWidget):
    """A mark and a word: saved, kept, not kept yet, or read only."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = Mark(look, self)
        self._label = Label(look, "", "small", "text_2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_MARK_GAP)
        row.addWidget(self._icon)
        row.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    @override
    def sizeHint(self) -> QSize:
        # what stands beside it stays where it is when the state changes
        words = QFontMetrics(self._look.font("small")).horizontalAdvance(_WIDEST_STATE) + _LABEL_SLACK
        return super().sizeHint().expandedTo(QSize(self._icon.width() + _MARK_GAP + words, 0))

    @override
    def minimumSizeHint(self) -> QSize:
        # whether work is safe is never cut short
        return self.sizeHint()

    def show_state(self, text: str, role: str, detail: str = "") -> None:
        """Show a state in the colour of a role (ok, warn, danger), with more about it in the tooltip."""
        self._label.setText(text)
        self._label.setAccessibleName(text)
        tip(self._label, detail)
        self._icon.set_role(role)

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()


class Mark(QWidget):
    """A green check where all is well, else a disc in the role's colour."""

    _EDGE: Final = 14

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._role = "ok"
        self.setFixedSize(self._EDGE, self._EDGE)

    def set_role(self, role: str) -> None:
        """Change what it says."""
        self._role = role
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._role == "ok":
            painter.drawPixmap(0, 0, self._look.pixmap("check", "ok", self._EDGE, self.devicePixelRatioF()))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour(self._role))
        painter.drawEllipse(QPointF(self._EDGE / 2, self._EDGE / 2), 4, 4)


class SavedWatch(QObject):
    """Has the mark say what is true of a session; whoever changes or saves it asks for a `refresh`."""

    def __init__(self, session: Session, bridge: SessionBridge, shown: SavedState, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._shown = shown
        # what was told while another journey of the same session was shown
        self._problem = session.problem
        bridge.kept_edits.connect(self._kept)
        bridge.failed_to_keep.connect(self._not_kept)

    def refresh(self) -> None:
        """Say what is true now."""
        session, shown = self._session, self._shown
        if session.read_only:
            shown.show_state("Read only", "warn", session.read_only)
        elif session.pending and self._problem is not None:
            shown.show_state("Not kept", "danger", str(self._problem))
        elif session.pending:
            shown.show_state("Keeping…", "warn", "The last change is being written down.")
        elif session.dirty:
            detail = "Not in its file yet; every change is kept on this computer even if the program stops."
            shown.show_state("Kept, not saved", "warn", detail)
        elif session.path is None:
            detail = as_on_keyboard("This journey has no file yet; Ctrl+S gives it one.")
            shown.show_state("Not saved yet", "warn", detail)
        else:
            shown.show_state("Saved", "ok", f"Saved in {session.path}")

    def _kept(self, _serial: object) -> None:
        self._problem = None
        self.refresh()

    def _not_kept(self, problem: SaveProblem) -> None:
        # the writer tells a problem once, however many edits meet it
        self._problem = problem
        self.refresh()
