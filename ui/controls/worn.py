"""One change of the look for what comes to a widget as several palettes, fonts and styles."""

from ui.controls.look import Look


class Worn:
    """Remembers for which look a widget was made, so that costly work is done once a change."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._theme, self._scale = look.theme, look.themes.type_scale

    def has_changed(self) -> bool:
        """Whether the look is another one than when this was asked last."""
        theme, scale = self._look.theme, self._look.themes.type_scale
        # the two themes are made once, and comparing their hundred colours is what this is to save
        changed = theme is not self._theme or scale != self._scale
        self._theme, self._scale = theme, scale
        return changed
