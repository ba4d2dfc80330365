"""The actions that select more than what was pointed at."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from ui.bridge import Selection
from ui.controls.labels import how_many
from ui.controls.notice import Say
from workbench.domain.document import Document
from workbench.domain.elements import Influence, Touchpoint, Transition
from workbench.domain.likeness import Trait, alike, downstream

_SIMILAR: Final = (Trait.CHANNEL, Trait.LAYER, Trait.OWNER)


class Choosing(QObject):
    """What the actions that select do; `verbs` finds it by the action's key."""

    def __init__(self, document: Document, selection: Selection, say: Say, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._selection = selection
        self._say = say
        self.verbs: Mapping[str, Callable[[], object]] = {
            "select-similar": partial(self._alike, _SIMILAR),
            **{f"select-{trait.value}": partial(self._alike, (trait,)) for trait in Trait},
            "select-downstream": self._downstream,
            "select-way": self._way,
        }

    def _alike(self, traits: tuple[Trait, ...]) -> None:
        self._choose(alike(self._document, self._selection.ids, traits))

    def _downstream(self) -> None:
        self._choose(downstream(self._document, self._selection.ids))

    def _choose(self, found: list[str]) -> None:
        if found:
            self._selection.set(found)
            self._say(f"{how_many(len(found), 'touchpoint')} selected.")
        else:
            self._say("Select a touchpoint first; those like it or behind it are found from there.")

    def _way(self) -> None:
        """Select the first way out of the current touchpoint, or after a way the next one from the same touchpoint."""
        current = self._document.elements.get(self._selection.current or "")
        source = current.source if isinstance(current, Transition | Influence) else self._selection.current or ""
        found = [
            way.id
            for kind in (Transition, Influence)
            for way in self._document.referrers(source, kind)
            if way.source == source
        ]
        if found:
            at = found.index(current.id) + 1 if current is not None and current.id in found else 0
            self._selection.set([found[at % len(found)]])
        elif isinstance(current, Touchpoint):
            self._say(f"No way leads on from “{current.name}”; Enter makes the next touchpoint.")
