"""From one place of the project to another, and back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from typing_extensions import override

from ui.bridge import Selection
from ui.canvas.opening import opened_at
from ui.canvas.view import MapView
from ui.controls.notice import Say
from ui.panels.cuts import Cuts
from ui.shell.results import ResultsDesk
from ui.shell.visits import Visit, Visits
from workbench.domain.document import Document
from workbench.domain.elements import Area, Journey, Phase, Touchpoint
from workbench.domain.nesting import way_in
from workbench.editing.detail import forget_detail, make_detail
from workbench.editing.finding import journey_of, place_of


class Wayfinding(QObject):
    """Moves within the journey shown, and asks for another one where the way leads there."""

    journey_wanted = Signal(object)  # Visit
    changed = Signal()

    def __init__(
        self,
        document: Document,
        show_map: MapView,
        selection: Selection,
        results: ResultsDesk,
        visits: Visits,
        say: Say,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._map = show_map
        self._selection = selection
        self._results = results
        self.visits = visits
        self._say = say
        show_map.installEventFilter(self)

    @property
    def here(self) -> Visit:
        """Where one is now."""
        return Visit(self._map.journey, self._selection.ids, self._map.frame, dict(self._results.live.cuts))

    @property
    def selected(self) -> Touchpoint | None:
        """The selected touchpoint, if there is just one."""
        ids = self._selection.ids
        return self._document.find(Touchpoint, ids[0]) if len(ids) == 1 else None

    def go(self, visit: Visit) -> None:
        """Go somewhere new, so that `back` leads here."""
        self.visits.leave(self.here)
        self._show(visit)

    def go_to(self, element_id: str) -> None:
        """Go to wherever an element is shown, so that `back` leads here."""
        self.visits.leave(self.here)
        self.look_at(element_id)

    def look_at(self, element_id: str) -> None:
        """Show an element, its own card or phase or else that of what it belongs to, as one of many to be seen."""
        element = self._document.elements[element_id]
        place = place_of(element)
        journey = journey_of(self._document, element)
        chosen = (place,) if isinstance(self._document.elements[place], Touchpoint | Phase | Area) else ()
        if journey is None:
            return
        if journey != self._map.journey:
            self.go(Visit(journey, chosen))
        elif chosen:
            self._selection.set(chosen)
            self._map.centre_on(chosen[0])
            self.changed.emit()

    def open_journey(self, journey: str) -> None:
        """Show another journey of the project."""
        if journey != self._map.journey and self._document.find(Journey, journey) is not None:
            self.go(Visit(journey))

    def open_detail(self, touchpoint_id: str = "") -> None:
        """Show the journey that a touchpoint opens into, or else the selected one does."""
        touchpoint = self._document.find(Touchpoint, touchpoint_id) or self.selected
        if touchpoint is None:
            return
        if touchpoint.detail is not None:
            self.go(Visit(touchpoint.detail))
        else:
            self._say(f"“{touchpoint.name}” has no detail journey yet.", "Make one", "make-detail")

    def make_detail(self) -> None:
        """Give the selected touchpoint a journey of its own, and show it."""
        if self.selected is not None:
            made = make_detail(self._document, self.selected.id)
            self.go(Visit(made.id))

    def forget_detail(self) -> None:
        """Let the selected touchpoint open into nothing."""
        touchpoint = self.selected
        if touchpoint is not None:
            forget_detail(self._document, touchpoint.id)
            self._say(f"“{touchpoint.name}” has no detail journey any more; it is still listed.", "Undo", "undo")

    def open_outer(self) -> None:
        """Show the journey around this one, with the touchpoint selected that opens into it."""
        ways = way_in(self._document, self._map.journey)
        if ways:
            self.go(Visit(ways[-1].journey, (ways[-1].id,)))

    def back(self) -> None:
        """Return to the place visited before."""
        self._walk(self.visits.back)

    def forward(self) -> None:
        """Go on to the place that `back` came from."""
        self._walk(self.visits.forward)

    def take_up(self, visit: Visit) -> None:
        """Select what was selected at a place in this journey, and put the fix in force that was."""
        self._selection.set(each for each in visit.selected if each in self._document.elements)
        if visit.cuts != dict(self._results.live.cuts):
            self._results.put_in_force(Cuts(visit.cuts))
        self.changed.emit()

    def face(self, visit: Visit) -> None:
        """Show the part of the map that showed at a place in this journey."""
        if visit.frame is not None:
            self._map.show_frame(visit.frame)
        elif visit.selected:
            self._map.centre_on(visit.selected[-1])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress:
                return self._step_by(event.button())
            if event.type() == QEvent.Type.MouseButtonDblClick and event.button() is Qt.MouseButton.LeftButton:
                return self._open_at(event.position())
        return False

    def _step_by(self, button: Qt.MouseButton) -> bool:
        steps = {Qt.MouseButton.BackButton: self.back, Qt.MouseButton.ForwardButton: self.forward}
        if button in steps:
            steps[button]()
        return button in steps

    def _open_at(self, at: QPointF) -> bool:
        shown = self._map
        card = opened_at(shown.plan, shown.faces, shown.look.theme, shown.frame, at.x(), at.y())
        if card is not None:
            self.open_detail(card)
        return card is not None

    def _show(self, visit: Visit) -> None:
        if visit.journey == self._map.journey:
            self.take_up(visit)
            self.face(visit)
        else:
            self.journey_wanted.emit(visit)

    def _walk(self, step: Callable[[Visit, Callable[[str], bool]], Visit | None]) -> None:
        visit = step(self.here, self._document.elements.__contains__)
        if visit is not None:
            self._show(visit)
