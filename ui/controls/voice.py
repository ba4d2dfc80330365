"""What is said to those who listen, beyond what Qt tells them of focus and rows."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence about a widget when it has finished what it is saying."""
    # the roles and states that come with it are many, and the first picture says nothing
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
