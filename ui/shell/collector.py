"""Python's cyclic collector while a journey is opened."""

import gc


class Collector:
    """Can be held off while very much is made of which nothing is garbage, and goes on as it was before.

    To look through all that lives when a journey of 5,000 touchpoints is opened takes as long as to make its map.
    """

    def __init__(self) -> None:
        self._is_paused = False

    def pause(self) -> None:
        """Hold it off, if it is at work."""
        self._is_paused = self._is_paused or gc.isenabled()
        gc.disable()

    def go_on(self) -> None:
        """Let it work again, if it has been held off here."""
        if self._is_paused:
            self._is_paused = False
            gc.enable()

    def catch_up(self) -> None:
        """Let it work again, and look through everything once.

        By itself it would look through what was made three times, as it grows old, and might keep for long what was
        left behind.
        """
        if self._is_paused:
            gc.collect()
        self.go_on()
