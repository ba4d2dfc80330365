"""The areas of the window, which F4 walks through."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.controls.voice import announce
from ui.shell.soon import soon

_FORWARD: Final = 1
_BACK: Final = -1


class Areas(QObject):
    """Takes the focus from area to area, to where it was last in each; `verbs` finds both ways by the action's key.

    Areas come in the order in which Tab meets them; one may lie inside another.  An area that is hidden, or has nothing
    that takes the focus, is passed over.
    """

    def __init__(self, areas: Mapping[str, QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._areas = dict(areas)
        self._left: dict[str, QWidget] = {}
        for name, area in self._areas.items():
            if not area.accessibleName():
                area.setAccessibleName(name)
        self.verbs: Mapping[str, Callable[[], object]] = {
            "next-area": partial(self._walk, _FORWARD),
            "area-before": partial(self._walk, _BACK),
        }

    def around(self, widget: QWidget | None) -> str | None:
        """Return the name of the area in which a widget lies; of areas inside each other that of the inner one."""
        names = {area: name for name, area in self._areas.items()}
        while widget is not None and widget not in names:
            widget = widget.parentWidget()
        return names[widget] if widget is not None else None

    def _walk(self, way: int) -> None:
        names = list(self._areas)
        focus = QApplication.focusWidget()
        here = self.around(focus)
        if here is not None and focus is not None:
            self._left[here] = focus
        # from nowhere the first step leads to the first area, or back to the last
        at = names.index(here) if here is not None else -1 if way is _FORWARD else 0
        for step in range(1, len(names) + 1):
            name = names[(at + way * step) % len(names)]
            door = self._door(name)
            if door is not None:
                door.setFocus(Qt.FocusReason.TabFocusReason)
                # Qt tells of the widget by itself, and first
                soon(door, partial(announce, door, name))
                return

    def _door(self, name: str) -> QWidget | None:
        last = self._left.get(name)
        if last is not None and isValid(last) and self._takes_focus(last, name):
            return last
        area = self._areas[name]
        # not along the chain of Qt: PySide declares a neighbour in it dead together with whoever was asked
        inside = (area, *area.findChildren(QWidget))
        return next((each for each in inside if self._takes_focus(each, name)), None)

    def _takes_focus(self, widget: QWidget, name: str) -> bool:
        reached = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        return reached and widget.isVisible() and widget.isEnabled() and self.around(widget) == name
