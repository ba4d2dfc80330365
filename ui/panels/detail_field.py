"""Into which journey a touchpoint opens."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.fields import ComboField, Option
from ui.controls.text import Label
from ui.panels.form import ElementForm
from workbench.domain.document import Document
from workbench.domain.elements import Journey, Touchpoint
from workbench.domain.nesting import lies_inside, opened_from
from workbench.editing.detail import forget_detail, give_detail, make_detail

NONE: Final = "none"
NEW: Final = "new"
COUNTED: Final = "It tells more about this touchpoint; the simulation goes by the numbers here."


class DetailField(QWidget):
    """Chooses the journey that one touchpoint opens into, makes a new one, or takes it off."""

    def __init__(self, form: ElementForm) -> None:
        super().__init__()
        self._form = form
        self._offered: tuple[Option, ...] = ()
        self.field = ComboField(form.look, "Detail journey")
        self.note = Label(form.look, COUNTED, "small", "text_2", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.note)
        self.field.committed.connect(self._choose)

    def refresh(self) -> None:
        """Offer what can lie inside the touchpoint, and show what does."""
        touchpoint = self._form.current
        self.setVisible(len(self._form.ids) == 1)
        if not isinstance(touchpoint, Touchpoint):
            return
        offered = tuple(options(self._form.document, touchpoint))
        if offered != self._offered:
            self._offered = offered
            self.field.set_options(offered)
        self.field.set_error("")
        self.field.set_key(touchpoint.detail or NONE)
        self.note.setVisible(touchpoint.detail is not None)

    def _choose(self, key: object) -> None:
        touchpoint, document = self._form.current, self._form.document
        if not isinstance(touchpoint, Touchpoint) or key == (touchpoint.detail or NONE):
            return
        verbs: dict[object, Callable[[], object]] = {
            NONE: lambda: forget_detail(document, touchpoint.id),
            NEW: lambda: make_detail(document, touchpoint.id),
        }
        if self._form.attempt(self.field, verbs.get(key, lambda: give_detail(document, touchpoint.id, str(key)))):
            self.refresh()


def options(document: Document, touchpoint: Touchpoint) -> list[Option]:
    """Return what a touchpoint can open into: nothing, a new journey, or any that it does not lie in itself."""
    inside = opened_from(document.of(Touchpoint))
    free = [each for each in document.of(Journey) if not lies_inside(inside, touchpoint.journey, each.id)]
    new = [] if touchpoint.detail else [Option(NEW, "A new journey")]
    return [Option(NONE, "None"), *new, *(Option(each.id, each.title) for each in free)]
