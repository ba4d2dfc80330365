"""The ring around whatever has the focus, for those who work with the keyboard."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from itertools import pairwise

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from ui.controls.look import Look
from ui.override import override

# Widgets with this property draw the place of the focus themselves, such as a map with many cards
OWN_FOCUS = "draws_own_focus"

_POINTED = "gets_focus_by_pointer"


class FocusRing(QObject):
    """Moves one ring to the widget that has the focus; hides it when the focus came by the pointer."""

    def __init__(self, look: Look, application: QApplication) -> None:
        super().__init__()
        self._look = look
        self._ring: _Ring | None = None
        self._watched: list[QWidget] = []
        application.focusChanged.connect(self._moved)

    @property
    def target(self) -> QWidget | None:
        """The widget that wears the ring, if any."""
        return self._watched[0] if self._watched else None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DynamicPropertyChange and watched.property(_POINTED):
            self._take_off()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show):
            self._follow()
        return False

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._take_off()
        by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is None or by_mouse or now.isWindow() or now.property(OWN_FOCUS) or now.property(_POINTED):
            return
        self._put_on(now)

    def _put_on(self, target: QWidget) -> None:
        host, between = _host(target)
        self._watched = between
        for one in between:
            one.installEventFilter(self)
        self._ring = _Ring(self._look, host)
        self._follow()

    def _take_off(self) -> None:
        ring, watched = self._ring, self._watched
        self._ring, self._watched = None, []
        # what is being deleted loses the focus last of all, when nothing is left of it to talk to
        for one in filter(shiboken6.isValid, watched):
            one.removeEventFilter(self)
        if ring is not None and shiboken6.isValid(ring):
            ring.hide()
            ring.deleteLater()

    def _follow(self) -> None:
        ring, target = self._ring, self.target
        if ring is None or target is None or not (shiboken6.isValid(ring) and shiboken6.isValid(target)):
            return
        host = ring.parentWidget() or target.window()
        reach = self._look.theme.size["focus_gap"] + round(self._look.theme.stroke["focus"])
        corner = target.mapTo(host, target.rect().topLeft())
        around = target.rect().translated(corner).adjusted(-reach, -reach, reach, reach)
        # at the rim of the window the ring lies on the widget rather than outside, where nobody would see it
        ring.setGeometry(around.intersected(host.rect()))
        ring.setVisible(target.isVisible())
        ring.raise_()


class _Ring(QWidget):
    """The ring itself; lies over its host and lets the pointer through."""

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        wide = self._look.theme.stroke["focus"]
        radius = self._look.theme.radius["control"] + self._look.theme.size["focus_gap"]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("accent"), wide))
        half = wide / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)


def _host(target: QWidget) -> tuple[QWidget, list[QWidget]]:
    """Where to lay the ring, and the target with all that lies between and moves it.

    Inside a scroll area the content is the host, so that the ring scrolls and is clipped with it.
    """
    between = [target]
    up = target.parentWidget()
    while up is not None and not up.isWindow():
        above = up.parentWidget()
        area = above.parentWidget() if above is not None else None
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            return up, between
        between.append(up)
        up = above
    return up or target.window(), between


def focus_by_pointer(pressed: QWidget) -> None:
    """Give the focus to what a finger presses, or to whatever around it takes it, as the mouse does: without a ring."""
    around: QWidget | None = pressed
    while around is not None:
        target = around.focusProxy() or around
        if around.isEnabled() and target.focusPolicy().value & Qt.FocusPolicy.ClickFocus.value:
            target.setProperty(_POINTED, True)
            target.setFocus(Qt.FocusReason.MouseFocusReason)
            target.setProperty(_POINTED, None)
            return
        around = None if around.isWindow() else around.parentWidget()


def tab_in_place(container: QWidget, parts: Iterable[QWidget]) -> None:
    """Have Tab meet parts made later where their container stands, not after everything made before them.

    It is not looked for along the chain of Qt: PySide takes a neighbour in it for a child of whoever was asked, and so
    keeps for ever whatever of the rest of the window goes later than the place.
    """
    with _taking_focus((container,)):
        tab_after(container, parts)


def tab_after(anchor: QWidget, parts: Iterable[QWidget]) -> None:
    """Have Tab go from the anchor through the parts, and through what is in each, in this order.

    Nothing in them may have a focus proxy: its holder would stay behind and bring Tab back to the proxy for ever.
    """
    for part in parts:
        for each in (part, *part.findChildren(QWidget)):
            # the list of a box is a window of its own
            if _takes_tab(each) and each.window() is anchor.window():
                QWidget.setTabOrder(anchor, each)
                anchor = each


def tab_inside(place: QWidget, after: QWidget | None = None) -> None:
    """Have Tab meet what was made in a place where that stands, and also whatever is made in it later.

    A place that was made late itself is first put where `after` stands.
    """
    inside = (each for each in place.findChildren(QWidget) if each.window() is place.window())
    # what hands the focus on goes along with whatever it hands it to
    parts = [each for each in inside if each.focusProxy() is None]
    # PySide took each proxy for a child of whoever hands on to it, such as an area for one of its own ground, and would
    # keep the two for ever; found here they are children of the place
    place.findChildren(QWidget)
    in_order = [place, *parts] if after is None else [after, place, *parts]
    with _taking_focus(in_order):
        for anchor, each in pairwise(in_order):
            QWidget.setTabOrder(anchor, each)


@contextmanager
def _taking_focus(widgets: Iterable[QWidget]) -> Generator[None]:
    """Let all of these take the focus for a moment, for Qt moves only what does."""
    still = [each for each in widgets if each.focusPolicy() == Qt.FocusPolicy.NoFocus]
    for each in still:
        each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    try:
        yield
    finally:
        for each in still:
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
