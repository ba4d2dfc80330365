"""What somebody hears who works with a screen reader."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QScrollBar, QWidget


def interface(widget: QWidget) -> QAccessibleInterface:
    """What a widget shows of itself to a screen reader."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def name_of(widget: QWidget) -> str:
    """How a widget is called."""
    return interface(widget).text(QAccessible.Text.Name)


def nameless(root: QWidget) -> list[str]:
    """What Tab reaches and a screen reader could only call by its kind."""
    return [
        f"{type(each).__name__} in {type(each.parentWidget()).__name__}"
        for each in (root, *root.findChildren(QWidget))
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not isinstance(each, QScrollBar)
        and not each.objectName().startswith("qt_")
        and not name_of(each)
    ]


def parts(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """What lies directly in a widget, as a screen reader walks through it."""
    whole = interface(widget)
    for at in range(whole.childCount()):
        part = whole.child(at)
        assert part is not None
        yield part


def announcements(patch: pytest.MonkeyPatch) -> list[str]:
    """The list to which every sentence that is announced from now on is added."""
    heard: list[str] = []

    def note(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())

    patch.setattr(QAccessible, "updateAccessibility", staticmethod(note))
    return heard
