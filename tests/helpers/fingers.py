"""Fingers on a touch screen."""

from functools import cache

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


@cache
def screen() -> QPointingDevice:
    """The touch screen, which there can be only while there is an application."""
    return QTest.createTouchDevice()


def finger(widget: QWidget, *way: QPoint, lift: bool = True) -> None:
    """One finger goes from point to point and is lifted at the last."""
    QTest.touchEvent(widget, screen()).press(0, way[0], widget).commit()
    for at in way[1:]:
        QTest.touchEvent(widget, screen()).move(0, at, widget).commit()
    if lift:
        QTest.touchEvent(widget, screen()).release(0, way[-1], widget).commit()
