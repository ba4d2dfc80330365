"""The panel that shows and changes whatever is selected."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Selection
from ui.controls.empty import EmptyState
from ui.controls.focus import tab_inside
from ui.controls.look import Look
from ui.panels.column import PanelColumn
from ui.panels.fold import Fold
from ui.panels.form import ElementForm
from ui.panels.inspect_area import FrameForm, NoteForm
from ui.panels.inspect_journey import JourneyForm
from ui.panels.inspect_phase import PhaseForm
from ui.panels.inspect_several import SeveralForm
from ui.panels.inspect_touchpoint import TouchpointForm
from ui.panels.inspect_transition import InfluenceForm, TransitionForm
from ui.panels.watching import ShownWatch
from workbench.domain.document import Document
from workbench.domain.elements import Frame, Influence, Note, Phase, Touchpoint, Transition

_KINDS: Final = {
    Touchpoint: "touchpoint",
    Transition: "transition",
    Influence: "influence",
    Phase: "phase",
    Note: "note",
    Frame: "frame",
}
_AREAS: Final = (Note, Frame)
_JOURNEY: Final = "journey"
_SEVERAL: Final = "several"
_MIXED: Final = "mixed"


class InspectorPanel(QWidget):
    """One form at a time, each made when it is first needed and kept, so that nothing jumps when coming back."""

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._selection = selection
        self._look = look
        self._forms: dict[str, ElementForm] = {}
        self._pages: dict[str, PanelColumn] = {}
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        selection.changed.connect(ShownWatch(self, document, self.refresh).note)
        self.refresh()

    @property
    def form(self) -> ElementForm | None:
        """The form in force; None while what is selected has no fields in common."""
        return self._forms.get(self._kind(self._present()))

    def open_field(self, attribute: str) -> None:
        """Give the focus to the field of a number of what is selected, if it has one; its fold opens."""
        self.refresh()
        field = self.form.field_of(attribute) if self.form else None
        if field is None:
            return
        above = field.parentWidget()
        while above is not None and above is not self:
            if isinstance(above, Fold):
                above.head.setChecked(True)
            above = above.parentWidget()
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pages[self._kind(self._present())].ensureWidgetVisible(field)

    def refresh(self) -> None:
        """Show the form for what is selected, or patch the one that is shown."""
        ids = self._present()
        kind = self._kind(ids)
        if kind == _JOURNEY:
            ids = [self._journey]
        elif kind == _SEVERAL:
            ids = self._touchpoints(ids)
        page = self._pages.get(kind)
        if page is None:
            page = self._pages[kind] = self._make_page(kind)
            self._stack.addWidget(page)
            tab_inside(page, self._stack)
        form = self._forms.get(kind)
        if form is not None:
            form.show_elements(ids)
        self._stack.setCurrentWidget(page)

    def _present(self) -> list[str]:
        return [each for each in self._selection.ids if each in self._document.elements]

    def _kind(self, ids: Sequence[str]) -> str:
        kinds = {type(self._document.elements[each]) for each in ids}
        if not ids:
            return _JOURNEY
        if kinds <= {Touchpoint, *_AREAS} and len(self._touchpoints(ids)) > 1:
            return _SEVERAL
        if len(kinds) > 1 or not kinds <= _KINDS.keys():
            return _MIXED
        if len(ids) == 1:
            return _KINDS[kinds.pop()]  # pyright: ignore[reportArgumentType]  (a subset of the keys, as seen above)
        return _MIXED

    def _touchpoints(self, ids: Sequence[str]) -> list[str]:
        """Those among notes and frames, which have none of their fields and stay out of what is told to several."""
        return [each for each in ids if isinstance(self._document.elements[each], Touchpoint)]

    def _make_page(self, kind: str) -> PanelColumn:
        page = PanelColumn()
        make = self._makers.get(kind)
        if make is None:
            text = "They have no field in common. Select touchpoints only, or one thing at a time."
            page.rows.addWidget(EmptyState(self._look, "tool-select", "Several things are selected", text))
            return page
        form = self._forms[kind] = make()
        page.rows.addWidget(form)
        page.rows.addStretch(1)
        return page

    @property
    def _makers(self) -> Mapping[str, Callable[[], ElementForm]]:
        document, journey, selection, look = self._document, self._journey, self._selection, self._look
        return {
            _JOURNEY: lambda: JourneyForm(document, look),
            _SEVERAL: lambda: SeveralForm(document, journey, look),
            "touchpoint": lambda: TouchpointForm(document, journey, selection, look),
            "transition": lambda: TransitionForm(document, selection, look),
            "influence": lambda: InfluenceForm(document, selection, look),
            "phase": lambda: PhaseForm(document, look),
            "note": lambda: NoteForm(document, look),
            "frame": lambda: FrameForm(document, look),
        }
