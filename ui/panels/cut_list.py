"""The sliders of what is tried out, one below the other."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ui.bridge import Selection
from ui.controls.buttons import Button
from ui.controls.focus import tab_after
from ui.controls.labels import OUTSIDE
from ui.controls.look import Look
from ui.controls.popups import open_below
from ui.controls.slider import FrequencySlider
from ui.controls.text import Label, LinkButton, letter_by_letter
from ui.panels.column import section
from ui.panels.cuts import Cuts, Lever, beside_sliders, cut_words, levers, place_on_track
from ui.panels.watching import ShownWatch
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.improvements import Place, aspect_of
from workbench.domain.places import NOT_PLACED, phases_in_order, touchpoints_in_order


class CutSlider(FrequencySlider):
    """A slider that knows which touchpoint or phase it acts on; `cut_by` gives that id and the cut in per cent."""

    cut_by = Signal(object, object, bool)

    def __init__(self, look: Look, lever: Lever, parent: QWidget | None = None) -> None:
        self._lever = lever
        super().__init__(look, lever.name, lever.owner, place_on_track(lever.failure), self._in_words, parent)
        self.moved.connect(self._on_moved)
        self.released.connect(self._on_released)

    @property
    def lever(self) -> Lever:
        """What the slider acts on."""
        return self._lever

    def set_failure(self, lever: Lever) -> None:
        """Take over another chance of failure as it is today."""
        self._lever = lever
        self.set_as_is(place_on_track(lever.failure))

    def _in_words(self, cut: float) -> str:
        return cut_words(self._lever.failure, cut)

    def _on_moved(self, cut: float) -> None:
        self.cut_by.emit(self._lever.id, cut, False)

    def _on_released(self, cut: float) -> None:
        self.cut_by.emit(self._lever.id, cut, True)


class CutList(QWidget):
    """Sliders for what is selected, what was added and what is cut already; they come and go one by one."""

    changed = Signal(object)  # Cuts

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._selection = selection
        self._look = look
        self._cuts: dict[Place, float] = {}
        self._added: list[str] = []
        self._suggested: tuple[str, ...] = ()
        self.sliders: dict[str, CutSlider] = {}
        self.reset = LinkButton(look, "Reset")
        self.add = Button(look, "Add a touchpoint", "outlined", "plus")
        self.beside = Label(look, "", "body", "text", True)
        self._note = Label(look, "", "body", "text_2", True)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self._build()
        selection.changed.connect(ShownWatch(self, document, self.refresh).note)
        self.refresh()

    @property
    def cuts(self) -> Mapping[Place, float]:
        """What is changed, as a change relative to today; only what differs from nought."""
        return dict(self._cuts)

    def suggest(self, ids: Iterable[str]) -> None:
        """Offer sliders for these while nothing is selected."""
        self._suggested = tuple(ids)
        self.refresh()

    def set_cuts(self, changes: Mapping[Place, float]) -> None:
        """Show other cuts, such as those of a scenario, without telling anybody."""
        self._cuts = {each: change for each, change in changes.items() if change}
        self.refresh()

    def clear_cuts(self) -> None:
        """Bring everything back to as it is today, and tell it."""
        had_cuts = bool(self._cuts)
        self._cuts.clear()
        self._added.clear()
        self.refresh()
        if had_cuts:
            self.changed.emit(Cuts())

    def try_out(self, touchpoint: str) -> None:
        """Give a touchpoint a slider and the focus to it."""
        if touchpoint not in self._added:
            self._added.append(touchpoint)
        self.refresh()
        if touchpoint in self.sliders:
            self.sliders[touchpoint].track.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_what_is_gone(self) -> None:
        """Drop the cuts of what was deleted or is out of our control by now, and tell it."""
        tried = self._tried()
        if not tried:
            return
        present = {lever.id for lever in levers(self._document, self._journey, (), tried)}
        self._added = [each for each in self._added if each in present]
        lost = {each for each in self._cuts if aspect_of(each).subject not in present}
        for each in lost:
            del self._cuts[each]
        if lost:
            self.changed.emit(Cuts(dict(self._cuts)))

    def refresh(self) -> None:
        """Bring the sliders in step with the selection and the document; what is gone loses its cut."""
        self.forget_what_is_gone()
        chosen = self._selection.ids
        tried = [*(each for each in self._cuts if isinstance(each, str)), *self._added]
        wanted = levers(self._document, self._journey, chosen, tried)
        if not wanted and not chosen:
            wanted = levers(self._document, self._journey, (), self._suggested)
        for gone in self.sliders.keys() - {lever.id for lever in wanted}:
            slider = self.sliders.pop(gone)
            slider.hide()
            slider.deleteLater()
        for at, lever in enumerate(wanted):
            self._place(at, lever)
        tab_after(self.reset, (self.sliders[lever.id] for lever in wanted))
        self._say_why(bool(wanted))
        self._say_what_else()
        self.reset.setEnabled(bool(self._cuts))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(section(self._look, "How often does it go wrong?", self.reset))
        column.addLayout(self._column)
        column.addWidget(self.beside)
        column.addWidget(self._note)
        column.addWidget(self.add)
        self.reset.clicked.connect(self.clear_cuts)
        self.add.clicked.connect(self._offer)

    def _place(self, at: int, lever: Lever) -> None:
        slider = self.sliders.get(lever.id)
        if slider is not None and (slider.lever.name, slider.lever.owner) != (lever.name, lever.owner):
            self.sliders.pop(lever.id).deleteLater()
            slider = None
        if slider is None:
            slider = self.sliders[lever.id] = CutSlider(self._look, lever)
            slider.cut_by.connect(self._cut)
        if self._column.indexOf(slider) != at:
            self._column.removeWidget(slider)
            self._column.insertWidget(at, slider)
        slider.set_failure(lever)
        slider.set_cut(-100 * self._cuts.get(lever.id, 0.0))

    def _say_why(self, any_slider: bool) -> None:
        current = self._document.find(Touchpoint, self._selection.current)
        outside = current is not None and not current.is_controllable
        text = "" if any_slider or self._cuts else "Select a touchpoint or a phase on the map, or add one here."
        self._note.setText(f"{current.name}: {OUTSIDE[0].lower()}{OUTSIDE[1:]}" if current and outside else text)
        self._note.setVisible(bool(self._note.text()))

    def _say_what_else(self) -> None:
        self.beside.setText(beside_sliders(self._document, self._cuts))
        self.beside.setVisible(bool(self.beside.text()))

    def _tried(self) -> list[str]:
        return [*(aspect_of(each).subject for each in self._cuts), *self._added]

    def _cut(self, element_id: str, cut: float, final: bool) -> None:
        if cut > 0:
            self._cuts[element_id] = -cut / 100
        else:
            self._cuts.pop(element_id, None)
        self.reset.setEnabled(bool(self._cuts))
        self.changed.emit(Cuts(dict(self._cuts), final))

    def _offer(self) -> None:
        menu = QMenu(self)
        self.fill(menu)
        menu.triggered.connect(self._chosen)
        open_below(menu, self.add)

    def fill(self, menu: QMenu) -> None:
        """Put everything that could get a slider into a menu, phase by phase."""
        by_phase: dict[str | None, QMenu] = {}
        names = {phase.id: phase.name for phase in phases_in_order(self._document, self._journey)}
        for touchpoint in touchpoints_in_order(self._document, self._journey):
            if not touchpoint.is_controllable or touchpoint.id in self.sliders:
                continue
            phase = by_phase.get(touchpoint.phase)
            if phase is None:
                phase = menu.addMenu(letter_by_letter(names.get(touchpoint.phase or "", NOT_PLACED)))
                by_phase[touchpoint.phase] = phase
            action = QAction(letter_by_letter(touchpoint.name), phase)
            action.setData(touchpoint.id)
            phase.addAction(action)

    def _chosen(self, action: QAction) -> None:
        self.try_out(action.data())
