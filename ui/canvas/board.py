"""What tools, keys and naming ask of the map on which they act."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from ui.bridge import Selection
from ui.canvas.boxes import Box
from ui.canvas.curves import Curve
from ui.canvas.frame import Frame
from ui.canvas.geometry import MapGeometry
from ui.canvas.routes import LineKind
from workbench.domain.document import Document
from workbench.domain.places import Place
from workbench.domain.vocabulary import TransitionKind

T = TypeVar("T")


class ToolName(StrEnum):
    """What the pointer does on the map."""

    SELECT = "select"
    PAN = "pan"
    TOUCHPOINT = "touchpoint"
    LINK = "link"
    INFLUENCE = "influence"


@dataclass(frozen=True, slots=True)
class LiveLine:
    """A line that follows a gesture and belongs to the document only when the gesture is done, if at all."""

    kind: LineKind
    curve: Curve


@dataclass(frozen=True, slots=True)
class Marks:
    """What a gesture shows over the map, in map units.

    `shift` is how far the lifted cards have been dragged; `ghosts` are the places where cards would come to rest;
    `snap` is the card that a line would join.
    """

    band: Box | None = None
    shift: tuple[float, float] = (0.0, 0.0)
    ghosts: tuple[Box, ...] = ()
    lines: tuple[LiveLine, ...] = ()
    snap: str | None = None


@dataclass(frozen=True, slots=True)
class NewCard:
    """A touchpoint that is still being named; it is in no document yet."""

    place: Place
    after: str | None = None
    kind: TransitionKind = TransitionKind.FLOW


@dataclass(frozen=True, slots=True)
class NewPhase:
    """A phase that is still being named, in front of the phase `before` or at the end."""

    before: str | None = None


@dataclass(frozen=True, slots=True)
class Renamed:
    """A touchpoint or phase that is getting another name."""

    id: str


Named = NewCard | NewPhase | Renamed


class Board(Protocol):
    """The map as gestures see it."""

    @property
    def document(self) -> Document:
        """The document that verbs change."""
        ...

    @property
    def journey(self) -> str:
        """The id of the journey shown."""
        ...

    @property
    def plan(self) -> MapGeometry:
        """Where everything lies."""
        ...

    @property
    def selection(self) -> Selection:
        """What is selected."""
        ...

    @property
    def frame(self) -> Frame:
        """Which part shows, and how large."""
        ...

    @property
    def influences_shown(self) -> bool:
        """Whether influences can be seen, and so pointed at."""
        ...

    def show_marks(self, marks: Marks) -> None:
        """Show a gesture's marks in place of those shown before."""
        ...

    def lift(self, cards: Iterable[str]) -> None:
        """Take cards out of the still picture, so that they can follow the pointer; with none, put them back."""
        ...

    def pan(self, dx: float, dy: float) -> None:
        """Drag the map by pixels."""
        ...

    def attempt(self, verb: Callable[[], T]) -> T | None:
        """Run a verb; tell what it refuses, and return None then."""
        ...

    def begin_naming(self, named: Named) -> None:
        """Let the user type a name in place."""
        ...

    def use(self, tool: ToolName) -> None:
        """Change the tool."""
        ...
