"""What the palette offers: every action of the table, and every touchpoint and journey of the project."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.actions import ACTIONS, ActionSet, ActionSpec
from ui.controls.look import Look
from ui.controls.text import as_on_keyboard, as_read
from ui.dialogs.palette import Entry, Palette
from ui.settings import Memory
from workbench.domain.document import Document
from workbench.domain.elements import Journey, Phase, Touchpoint

MOST_RECENT: Final = 8
SELF: Final = "palette"


@dataclass(frozen=True, slots=True)
class Do:
    """The action of the table with this key is chosen."""

    key: str


@dataclass(frozen=True, slots=True)
class Go:
    """An element is chosen as the place to go to."""

    element: str


class Everything(QObject):
    """Opens the palette, which is made when it is first asked for, and remembers what was done with it.

    `document` is the project that is open, whose places it offers too.
    """

    gone = Signal(object)  # the id of the element to go to

    def __init__(self, window: QWidget, look: Look, actions: ActionSet, memory: Memory) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._actions = actions
        self._memory = memory
        self.document: Document | None = None
        self.palette: Palette | None = None

    def offer(self) -> None:
        """Open the palette over the window."""
        if self.palette is None:
            self.palette = Palette(self._look, self._window)
            self.palette.chosen.connect(self._chosen)
        places = places_offered(self.document) if self.document is not None else ()
        self.palette.open_with([*actions_offered(self._actions, self._memory.settings.recent_actions), *places])

    def _chosen(self, token: Do | Go) -> None:
        if isinstance(token, Go):
            self.gone.emit(token.element)
        else:
            self._memory.change(recent_actions=with_recent(self._memory.settings.recent_actions, token.key))
            # as a press on its button would, which also switches what can be on or off
            self._actions[token.key].trigger()


def actions_offered(actions: ActionSet, recent: Sequence[str]) -> list[Entry]:
    """Return every action but the palette itself, the latest used at the top, those that cannot be used at the end."""
    rank = {key: at for at, key in enumerate(recent)}
    offered = (spec for spec in ACTIONS if spec.key != SELF)
    specs = sorted(offered, key=lambda spec: (rank.get(spec.key, len(rank)), not actions[spec.key].isEnabled()))
    return [_entry(spec, actions, spec.key in rank) for spec in specs]


def places_offered(document: Document) -> Iterator[Entry]:
    """Yield every touchpoint and, where there are several, every journey."""
    journeys = {each.id: each.title for each in document.of(Journey)}
    phases = {each.id: each.name for each in document.of(Phase)}
    several = len(journeys) > 1
    if several:
        yield from (Entry(Go(each), title, "Journey") for each, title in journeys.items())
    for each in document.of(Touchpoint):
        where = [phases.get(each.phase or "", ""), journeys[each.journey] if several else ""]
        yield Entry(Go(each.id), " ".join(each.name.split()), ", ".join(["Touchpoint", *filter(None, where)]))


def with_recent(recent: Sequence[str], key: str) -> tuple[str, ...]:
    """Return the keys of the actions used lately with one more at the front."""
    return (key, *(each for each in recent if each != key))[:MOST_RECENT]


def _entry(spec: ActionSpec, actions: ActionSet, is_recent: bool) -> Entry:
    action = actions[spec.key]
    refusal = "" if action.isEnabled() else spec.refusal
    key = as_on_keyboard(action.shortcut().toString())
    return Entry(Do(spec.key), as_read(action.text()), f"{spec.menu} menu", key, refusal, is_recent)
