"""What stands where there is nothing yet."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.look import Look
from ui.controls.text import Label, LinkButton
from ui.override import override

_LEFT = Qt.AlignmentFlag.AlignLeft


class Icon(QWidget):
    """An icon that is looked at and not pressed."""

    def __init__(
        self, look: Look, name: str, role: str = "text_2", size: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._name = name
        self._role = role
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        edge = self._look.scaled(self._size)
        return QSize(edge, edge)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        edge = self._look.scaled(self._size)
        QPainter(self).drawPixmap(0, 0, self._look.pixmap(self._name, self._role, edge, self.devicePixelRatioF()))


class EmptyState(QWidget):
    """An icon, what is missing, how little it takes, and the one button that does it."""

    acted = Signal()
    followed = Signal()

    def __init__(
        self,
        look: Look,
        icon: str,
        title: str,
        text: str,
        action: str = "",
        action_icon: str = "",
        link: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.button: Button | None = None
        self.link: LinkButton | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(12)
        column.addWidget(Icon(look, icon, "text_2", 32), 0, _LEFT)
        column.addWidget(Label(look, title, "sentence_first", "text", True))
        column.addWidget(Label(look, text, "body", "text_2", True))
        if action:
            self.button = Button(look, action, "primary", action_icon, size="control_large")
            self.button.clicked.connect(self.acted)
            column.addWidget(self.button, 0, _LEFT)
        if link:
            self.link = LinkButton(look, link)
            self.link.clicked.connect(self.followed)
            column.addWidget(self.link, 0, _LEFT)
        column.addStretch(1)
