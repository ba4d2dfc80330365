"""Lists of what joins a touchpoint to others, each line with the one number that matters."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.fields import NumberField
from ui.controls.focus import tab_in_place
from ui.controls.labels import KINDS
from ui.controls.look import Look
from ui.controls.text import Label, LinkButton
from ui.panels.form import is_being_typed
from workbench.domain.document import Document
from workbench.domain.elements import Influence, Touchpoint, Transition
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin, TransitionKind


class WayLine(QWidget):
    """Where one line leads, as a link that selects it, and its share or strength in per cent."""

    followed = Signal(object)  # the id of the transition or influence
    changed = Signal(object, object)  # the id, and the share or strength, 0 to 1

    def __init__(self, look: Look, way: Transition | Influence) -> None:
        super().__init__()
        self.id = way.id
        self.link = LinkButton(look, "")
        self.kind = Label(look, "", "small", "text_2")
        self.number = NumberField(look, "Share of customers" if isinstance(way, Transition) else "Strength")
        self.number.label.hide()
        self.number.setFixedWidth(look.scaled(104))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.link)
        words.addWidget(self.kind)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        self.link.clicked.connect(self._follow)
        self.number.committed.connect(self._change)

    def show_way(self, document: Document, way: Transition | Influence) -> None:
        """Take over the document's value."""
        target = document.find(Touchpoint, way.target)
        name = target.name if target else "The end of the journey"
        self.link.setText(name)
        self.link.setAccessibleName(f"Select the line to {name}")
        self.kind.setText(KINDS[way.kind] if isinstance(way, Transition) else "fails more often after a failure here")
        quantity: Quantity = way.weight if isinstance(way, Transition) else way.quantity("strength")
        self.number.editor.setAccessibleName(f"{self.number.label.text()}: {name}")
        if not is_being_typed(self.number):
            origin = {Origin.GUESS: "guess", Origin.LOG: "measured"}.get(quantity.origin, "")
            self.number.set_value(round(100 * quantity.value, 6), origin)

    def _follow(self) -> None:
        self.followed.emit(self.id)

    def _change(self, number: float) -> None:
        self.changed.emit(self.id, number / 100)


class WayList(QWidget):
    """One line a transition or influence; lines stay while what they stand for is there."""

    followed = Signal(object)
    changed = Signal(object, object)

    def __init__(self, look: Look, none: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.lines: dict[str, WayLine] = {}
        self._none = Label(look, none, "body", "text_2", True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._none)

    def show_ways(self, document: Document, ways: Sequence[Transition | Influence]) -> None:
        """Show these, in this order."""
        for gone in self.lines.keys() - {way.id for way in ways}:
            line = self.lines.pop(gone)
            line.hide()
            line.deleteLater()
        for way in ways:
            if way.id not in self.lines:
                line = self.lines[way.id] = WayLine(self._look, way)
                line.followed.connect(self.followed)
                line.changed.connect(self.changed)
                self._column.addWidget(line)
            self.lines[way.id].show_way(document, way)
        tab_in_place(self, (self.lines[way.id] for way in ways))
        self._none.setVisible(not ways)


def ways_from(document: Document, touchpoint: str) -> list[Transition]:
    """Return the transitions that lead away from a touchpoint, the plain ones first."""
    ways = [each for each in document.referrers(touchpoint, Transition) if each.source == touchpoint]
    order = list(TransitionKind)
    return sorted(ways, key=lambda way: order.index(way.kind))


def influences_from(document: Document, touchpoint: str) -> list[Influence]:
    """Return the influences that start at a touchpoint."""
    return [each for each in document.referrers(touchpoint, Influence) if each.source == touchpoint]
