"""The handles that scenes of any binding have alike; this imports no Qt, for each peer brings its own."""

# pyright: basic
from abc import ABC, abstractmethod
from typing import Any


class SceneHandles(ABC):
    """A map in a view that scrolls and shows a scene; `show_at`, `drag` and `hit` are each scene's own."""

    widget: Any

    def show(self, width: int, height: int) -> None:
        """Show the map in this size."""
        self.widget.resize(width, height)
        self.widget.show()

    @abstractmethod
    def show_at(self, scale: float, x: float, y: float) -> None:
        """Show a place on the map in the middle, so large."""

    def show_all(self, scale: float, x: float, y: float) -> None:
        """Show the whole map, for which it has to be so large and this place in the middle."""
        self.show_at(scale, x, y)

    def zoom(self, scale: float, x: float, y: float) -> None:
        """Zoom to a scale; the place stays in the middle."""
        self.show_at(scale, x, y)

    def pan(self, dx: int, dy: int) -> None:
        """Drag the map by pixels."""
        across, down = self.widget.horizontalScrollBar(), self.widget.verticalScrollBar()
        across.setValue(across.value() - dx)
        down.setValue(down.value() - dy)

    def begin_drag(self, card: int) -> None:
        """Nothing is to be prepared."""
        del card

    def end_drag(self, card: int) -> None:
        """Nothing is left to be done."""
        del card

    def is_settled(self) -> bool:
        """Whether nothing is left to be painted later."""
        return True

    def is_complete(self) -> bool:
        """Whether nothing is left to be made later."""
        return True
