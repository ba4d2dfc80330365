"""Where in the project one is: the journeys around the one shown, and the way to all others."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui.actions import ActionSet
from ui.controls.buttons import Button
from ui.controls.look import Look
from ui.controls.popups import open_below
from ui.controls.text import Label, LinkButton, letter_by_letter, tip
from ui.shell.edge_bar import EdgeBar
from ui.shell.links import action_button
from ui.shell.visits import Visit
from workbench.domain.document import Document, Published
from workbench.domain.elements import Journey, Touchpoint
from workbench.domain.nesting import opened_from, way_in

_LONGEST: Final = 36
_INDENT: Final = "\N{EM SPACE}"


class Breadcrumb(EdgeBar):
    """Back, forward, a menu of all journeys, and the way down to the one shown; hidden while there is one only."""

    wanted = Signal(object)  # Visit

    def __init__(
        self,
        document: Document,
        journey: str,
        look: Look,
        actions: ActionSet,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, "window", "bottom", "row", parent)
        self._document = document
        self._journey = journey
        self.setAccessibleName("Where this journey lies")
        self.journeys = Button(look, "Journeys", "quiet", "chevron-down", size="control_compact")
        self.journeys.setAccessibleName("All journeys of this project")
        self.journeys.clicked.connect(self.offer)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(4)
        for key, icon in (("back", "chevron-left"), ("forward", "chevron-right")):
            row.addWidget(action_button(look, actions[key], icon, "control_compact"))
        row.addWidget(self.journeys)
        self._trail = QHBoxLayout()
        self._trail.setSpacing(6)
        row.addSpacing(8)
        row.addLayout(self._trail)
        row.addStretch(1)
        self._refresh()

    def follow(self, published: Published) -> None:
        """Take note of a change set."""
        if published.changes.touches(Journey, Touchpoint):
            self._refresh()

    def offer(self) -> None:
        """Open the menu of journeys below its button."""
        menu = self.menu_of_journeys()
        open_below(menu, self.journeys)
        shown = next((each for each in menu.actions() if each.isChecked()), menu.actions()[0])
        menu.setActiveAction(shown)

    def menu_of_journeys(self) -> QMenu:
        """Return the menu, not shown yet: each journey below the one it lies in, the one shown ticked."""
        menu = QMenu(self)
        menu.setAccessibleName("Journeys")
        for journey, depth in listed_journeys(self._document):
            action = QAction(_INDENT * depth + letter_by_letter(_short(journey.title)), menu)
            action.setCheckable(True)
            action.setChecked(journey.id == self._journey)
            action.setData(journey.id)
            menu.addAction(action)
        menu.triggered.connect(self._chosen)
        return menu

    def _chosen(self, action: QAction) -> None:
        if action.data() != self._journey:
            self.wanted.emit(Visit(action.data()))

    def _refresh(self) -> None:
        self.setVisible(len(self._document.of(Journey)) > 1)
        while (item := self._trail.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        ways = way_in(self._document, self._journey)
        names = [self._document.get(Journey, ways[0].journey if ways else self._journey).title]
        names += [way.name for way in ways]
        for name, way in zip(names[:-1], ways, strict=True):
            crumb = Crumb(self._look, name, Visit(way.journey, (way.id,)))
            crumb.pressed_to.connect(self.wanted)
            self._trail.addWidget(crumb)
            self._trail.addWidget(Label(self._look, "›", "body", "text_2"))
        shown = Label(self._look, _short(names[-1]), "body_strong")
        tip(shown, names[-1])
        self._trail.addWidget(shown)


class Crumb(LinkButton):
    """A journey around the one shown; a press leads there."""

    pressed_to = Signal(object)  # Visit

    def __init__(self, look: Look, name: str, visit: Visit, parent: QWidget | None = None) -> None:
        super().__init__(look, _short(name), parent)
        self._visit = visit
        self.setAccessibleName(f"Up to {name}")
        tip(self, name)
        self.clicked.connect(self._press)

    def _press(self) -> None:
        self.pressed_to.emit(self._visit)


def listed_journeys(document: Document) -> list[tuple[Journey, int]]:
    """Return every journey once with how deep it lies, each below the first that it lies in."""
    inside = opened_from(document.of(Touchpoint))
    nested = {each for opened in inside.values() for each in opened}
    found: dict[str, int] = {}

    def take(journey: str, depth: int) -> None:
        if journey not in found:
            found[journey] = depth
            for each in inside.get(journey, ()):
                take(each, depth + 1)

    for journey in document.of(Journey):
        if journey.id not in nested:
            take(journey.id, 0)
    return [(document.get(Journey, journey), depth) for journey, depth in found.items()]


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
