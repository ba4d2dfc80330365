"""What those who listen hear of the selection, wherever they change it."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from ui.canvas.speech import spoken
from ui.canvas.view import MapView
from ui.controls.voice import announce


class SelectionVoice(QObject):
    """Announces what is selected while the focus is in one of the widgets that show the selection."""

    def __init__(self, show_map: MapView, parent: QObject) -> None:
        super().__init__(parent)
        self._map = show_map
        self._places: list[QWidget] = [show_map]
        show_map.selection.changed.connect(self._say)

    def listen_at(self, place: QWidget) -> None:
        """Announce what is selected in another widget too."""
        self._places.append(place)

    @Slot(object)
    def _say(self, chosen: tuple[str, ...]) -> None:
        focus = QApplication.focusWidget()
        if focus is None or focus not in self._places:
            return
        if not chosen:
            announce(focus, "Nothing is selected")
            return
        sentence = spoken(self._map.document, chosen[-1], self._map.numbers)
        if sentence:
            announce(focus, sentence if len(chosen) == 1 else f"{len(chosen)} selected, {sentence}")
