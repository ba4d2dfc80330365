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
    LASSO = "lasso"
    ZOOM = "zoom"
    NOTE = "note"
    FRAME = "frame"


@dataclass(frozen=True, slots=True)
class LiveLine:
    """A line that follows a gesture and belongs to the document only when the gesture is done, if at all."""

    kind: LineKind
    curve: Curve
    is_new: bool = False
    """Whether it is being drawn; else it is there already and follows its card."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What letting go at a place on the map would do, or why it would do nothing."""

    text: str
    x: float
    y: float
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """What a gesture shows over the map, in map units.

    `shift` is how far the lifted cards have been dragged; `ghosts` are the places where cards would come to rest;
    `snap` is the card that a line would join, `line` the one into which a card would be inserted.
    """

    band: Box | None = None
    loop: tuple[tuple[float, float], ...] = ()
    shift: tuple[float, float] = (0.0, 0.0)
    ghosts: tuple[Box, ...] = ()
    lines: tuple[LiveLine, ...] = ()
    snap: str | None = None
    line: str | None = None
    caption: Caption | None = None


@dataclass(frozen=True, slots=True)
class NewCard:
    """A touchpoint that is still being named; it is in no document yet.

    It follows `after`, or stands in the transition `into`.
    """

    place: Place
    after: str | None = None
    kind: TransitionKind = TransitionKind.FLOW
    into: str | None = None


@dataclass(frozen=True, slots=True)
class NewPhase:
    """A phase that is still being named, in front of the phase `before` or at the end."""

    before: str | None = None


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note that is still being written, and its box on the map."""

    box: Box


@dataclass(frozen=True, slots=True)
class NewFrame:
    """A frame that is still being named, and its box on the map."""

    box: Box


@dataclass(frozen=True, slots=True)
class Renamed:
    """A touchpoint, phase, note or frame that is getting other words."""

    id: str


Named = NewCard | NewPhase | Renamed
NewArea = NewNote | NewFrame


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
    def sight(self) -> Box:
        """The part of the map that shows."""
        ...

    @property
    def influences_shown(self) -> bool:
        """Whether influences can be seen, and so pointed at."""
        ...

    def show_marks(self, marks: Marks) -> None:
        """Show a gesture's marks in place of those shown before."""
        ...

    def lift(self, lifted: Iterable[str]) -> None:
        """Take cards, notes and frames out of the still picture to follow the pointer; with none, put them back."""
        ...

    def reveal(self, box: Box) -> None:
        """Move the map just so far that a box lies in sight."""
        ...

    def pan(self, dx: float, dy: float) -> None:
        """Drag the map by pixels."""
        ...

    def attempt(self, verb: Callable[[], T]) -> T | None:
        """Run a verb; tell what it refuses, and return None then."""
        ...

    def begin_naming(self, named: Named | NewArea) -> None:
        """Let the user type a name in place."""
        ...

    def use(self, tool: ToolName) -> None:
        """Change the tool."""
        ...
