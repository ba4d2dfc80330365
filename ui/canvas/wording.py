"""Whatever is being named or written in place on the map: one thing at a time."""

from ui.canvas.area_writing import AreaWriting
from ui.canvas.board import Named, NewArea, NewFrame, NewNote, Renamed
from ui.canvas.geometry import MapGeometry
from ui.canvas.naming import Naming


class Wording:
    """Gives what gets words to the editor that it needs: cards and phases one line, notes and frames another."""

    def __init__(self, plan: MapGeometry, naming: Naming, writing: AreaWriting) -> None:
        self._plan = plan
        self._naming = naming
        self._writing = writing

    @property
    def active(self) -> bool:
        """Whether anything is being named or written."""
        return self._naming.active or self._writing.active

    def begin(self, named: Named | NewArea) -> None:
        """Open an editor over what is to get words."""
        if isinstance(named, NewNote | NewFrame) or (isinstance(named, Renamed) and named.id in self._plan.areas.shown):
            self._writing.begin(named)
        else:
            self._naming.begin(named)

    def follow(self) -> None:
        """Keep the editors over what they are about."""
        self._naming.follow()
        self._writing.follow()
