"""Choose the phases that a new journey begins with."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.painted_rows import PaintedRows
from ui.controls.text import Label, write_line
from ui.dialogs.frame import WIDE, DialogFrame
from workbench.templates import Template

_SIDE: Final = 10
_GAP: Final = 24
_BETWEEN: Final = "    "


class TemplateDialog(DialogFrame):
    """The templates with what each is for; `chosen` is the key of one."""

    def __init__(self, look: Look, templates: Sequence[Template], parent: QWidget | None = None) -> None:
        super().__init__(look, "Which phases does the journey have?", WIDE, parent)
        self._templates = {template.key: template for template in templates}
        self.list = QListWidget()
        self.list.setAccessibleName("Sets of phases")
        self.list.setMinimumHeight(look.scaled(180))
        for template in templates:
            item = QListWidgetItem(f"{template.name}{_BETWEEN}{_from_to(template)}")
            item.setData(Qt.ItemDataRole.UserRole, template.key)
            self.list.addItem(item)
        self.list.setItemDelegate(TemplateRows(look, [template.name for template in templates], self.list))
        self.description = Label(look, "", "body", "text_2", True)
        self.description.setMinimumHeight(3 * look.line_height("body"))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.description)
        self.add_cancel()
        self.add_main("Begin with these")
        self.list.currentItemChanged.connect(self._describe)
        self.list.itemActivated.connect(self.accept)
        self.list.setCurrentRow(0)

    @property
    def chosen(self) -> str:
        """The key of the template that the cursor is on."""
        if self.list.currentRow() < 0:
            return next(iter(self._templates))
        return self.list.currentItem().data(Qt.ItemDataRole.UserRole)

    def _describe(self) -> None:
        template = self._templates[self.chosen]
        names = " · ".join(phase.name for phase in template.phases)
        self.description.setText(f"{template.description}\n{names}")


class TemplateRows(PaintedRows):
    """A template's name and, in line with those of the others, where its phases begin and end."""

    def __init__(self, look: Look, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(look, parent)
        self._names = names

    @override
    def paint_row(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex, selected: bool
    ) -> None:
        name, _, phases = str(index.data()).partition(_BETWEEN)
        widest = max(map(self._look.metrics("body").horizontalAdvance, self._names))
        left = box.adjusted(_SIDE, 0, 0, 0)
        right = left.adjusted(round(widest) + _GAP, 0, 0, 0)
        for text, room, role in ((name, left, "text"), (phases, right, "text_2")):
            write_line(painter, self._look, room, text, "body", "on_accent_soft" if selected else role)


def _from_to(template: Template) -> str:
    """Where the phases of a template begin and end, for the name counts them already."""
    names = [phase.name for phase in template.phases]
    return f"{names[0]} to {names[-1]}" if names else "no phases yet"
