"""A place in the window whose content is made when there is time, or at once when somebody asks for it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.focus import tab_inside

Content = TypeVar("Content", bound=QWidget)


class Late(QWidget, Generic[Content]):
    """The empty ground of a panel until that is asked for; `made` hands it out, once."""

    made = Signal(object)

    def __init__(self, make: Callable[[QWidget], Content], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._make = make
        self._content: Content | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def is_made(self) -> bool:
        """Whether the content is there."""
        return self._content is not None

    @property
    def content(self) -> Content:
        """What stands here, made now if it is not there yet."""
        return self._content or self._fill()

    def fill(self) -> None:
        """Make the content now if it is not there yet."""
        _ = self.content

    def _fill(self) -> Content:
        # made inside its place: Qt dresses all that is in a widget anew with every parent it gets
        self._content = content = self._make(self)
        self._column.addWidget(content)
        tab_inside(self)
        self.made.emit(content)
        # whoever asks for it may look for places in it before the event loop turns
        content.show()
        self._column.activate()
        return content
