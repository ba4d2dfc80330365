"""How long the window takes for a key: `python -m benchmarks.keyboard` draws forty touchpoints and prints a table.

The same keys as in the test of the pace, with whatever they set off painted before the next one is pressed.
"""

import os
import sys
import tempfile
from collections.abc import Sequence

os.environ["QT_QPA_PLATFORM"] = os.environ.get("BENCHMARK_PLATFORM", "offscreen")

from PySide6.QtTest import QTest

from benchmarks._table import Row, at_most, show
from tests.helpers.pace import FIVE_PHASES, FORTY, KEY, Typist, draw_forty
from ui.app import STATE_VARIABLE, make_application, make_window

GOAL_MS = KEY * 1e3
PERSON_S = 240.0


def percentile(times: Sequence[float], share: float) -> float:
    """Return the time in ms that a share of the keys (times in s) stays within."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1e3


def rows(typist: Typist) -> list[Row]:
    """Return the table: no key may hold up somebody who presses the next one at a human pace."""
    times = typist.handled
    return [
        at_most("a key, median", percentile(times, 0.5), GOAL_MS, "ms"),
        at_most("a key, 95 of 100", percentile(times, 0.95), GOAL_MS, "ms", f"{len(times)} keys"),
        at_most("all keys, as fast as they are taken", sum(times), PERSON_S, "s"),
        at_most("the same by a person", typist.seconds, PERSON_S, "s", f"{typist.keys} keys with those held"),
    ]


def main() -> int:
    """Draw and print."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ[STATE_VARIABLE] = scratch
        application = make_application(sys.argv[:1])
        window = make_window(application)
        window.resize(1366, 768)
        window.show()
        QTest.qWaitForWindowActive(window)
        typist = Typist(window)
        draw_forty(typist)
        window.files.session = None
        window.close()
        application.shutdown()
    show(f"Keyboard: {len(FORTY)} touchpoints in {len(FIVE_PHASES)} phases", rows(typist))
    return 0


if __name__ == "__main__":
    sys.exit(main())
