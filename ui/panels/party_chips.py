"""Who else has a part in a touchpoint: one chip each, with the letter of the part."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.controls.buttons import Button
from ui.controls.focus import tab_in_place
from ui.controls.labels import ROLES
from ui.controls.look import Look
from ui.controls.popups import open_below
from ui.controls.text import Label, letter_by_letter, tip
from ui.panels.flow import FlowLayout
from workbench.domain.document import Document
from workbench.domain.elements import Responsibility
from workbench.domain.owners import party_names
from workbench.domain.vocabulary import Role

_PADDING = 8
_CROSS = 16


class PartyChip(QAbstractButton):
    """A department or person with a part; pressing it takes the part away."""

    def __init__(self, look: Look, party: str, name: str, role: Role) -> None:
        super().__init__()
        self._look = look
        self.party = party
        self.role = role
        self.setText(name)
        self.setAccessibleName(f"{name}, {ROLES[role].lower()}; press to take away")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        tip(self, f"{ROLES[role]}. Press to take away")

    @override
    def sizeHint(self) -> QSize:
        letter = QFontMetricsF(self._look.font("small_strong")).horizontalAdvance(self.role.value)
        name = QFontMetricsF(self._look.font("body")).horizontalAdvance(self.text())
        wide = letter + name + self._look.scaled(_CROSS) + 4 * _PADDING - 4
        return QSize(round(wide), self._look.control_height("control_compact"))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(64, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hover = self.underMouse()
        painter.setPen(QPen(self._look.colour("line_control"), 1))
        painter.setBrush(self._look.colour("accent_soft" if hover else "field"))
        radius = self._look.theme.radius["control"]
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        edge = self._look.scaled(_CROSS)
        box = QRectF(self.rect()).adjusted(_PADDING, 0, -_PADDING, 0)
        painter.setPen(self._look.colour("on_accent_soft" if hover else "text_2"))
        painter.setFont(self._look.font("small_strong"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.role.value)
        box.setLeft(box.left() + QFontMetricsF(painter.font()).horizontalAdvance(self.role.value) + _PADDING - 2)
        painter.setFont(self._look.font("body"))
        painter.setPen(self._look.colour("on_accent_soft" if hover else "text"))
        room = box.width() - edge - 4
        name = QFontMetricsF(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
        cross = self._look.pixmap("close", "text_2", edge, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(box.right() - edge + 4, (self.height() - edge) / 2), cross)


class PartyChips(QWidget):
    """The responsible, consulted and informed of one touchpoint, and a button for one more."""

    given = Signal(object, object)  # the id of the department or person, and the Role
    taken = Signal(object)  # the id

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._offer: dict[str, str] = {}
        self.chips: dict[str, PartyChip] = {}
        self.add = Button(look, "Add", "quiet", "plus", size="control_compact")
        self.add.setAccessibleName("Add somebody responsible, consulted or informed")
        self._flow = FlowLayout(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(look, "Responsible, consulted, informed", "small", "text_2"))
        column.addLayout(self._flow)
        self._flow.addWidget(self.add)
        self.add.clicked.connect(self._open)

    def show_parts(self, document: Document, touchpoint: str) -> None:
        """Show who has a part in the touchpoint beside the accountable one."""
        names = party_names(document)
        parts = {
            each.party: each.role
            for each in document.referrers(touchpoint, Responsibility)
            if each.role is not Role.ACCOUNTABLE
        }
        called = {party: document.elements[party].describe() for party in parts}
        called |= {party: name.split(",")[0] for name, party in names.items()}
        self._offer = {name: party for name, party in names.items() if party not in parts}
        for party, chip in list(self.chips.items()):
            if parts.get(party) is not chip.role or chip.text() != called[party]:
                self._flow.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
                del self.chips[party]
        for party, role in parts.items():
            if party not in self.chips:
                self._add_chip(PartyChip(self._look, party, called[party], role))
        tab_in_place(self, (*self.chips.values(), self.add))

    def fill(self, menu: QMenu) -> None:
        """Put into a menu everybody who could be given a part, under each of the three parts."""
        for role in (Role.RESPONSIBLE, Role.CONSULTED, Role.INFORMED):
            names = menu.addMenu(ROLES[role])
            for name, party in self._offer.items():
                action = QAction(letter_by_letter(name), names)
                action.setData((party, role))
                names.addAction(action)
            names.setEnabled(bool(self._offer))

    def _add_chip(self, chip: PartyChip) -> None:
        self.chips[chip.party] = chip
        chip.clicked.connect(self._take)
        self._flow.removeWidget(self.add)
        self._flow.addWidget(chip)
        self._flow.addWidget(self.add)

    def _take(self) -> None:
        chip = self.sender()
        if isinstance(chip, PartyChip):
            self.taken.emit(chip.party)

    def _open(self) -> None:
        menu = QMenu(self)
        self.fill(menu)
        menu.triggered.connect(self._give)
        open_below(menu, self.add)

    def _give(self, action: QAction) -> None:
        party, role = action.data()
        self.given.emit(party, role)
