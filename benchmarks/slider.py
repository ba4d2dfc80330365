"""From a key on a slider to the repainted bars: `python -m benchmarks.slider`."""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter_ns

os.environ["QT_QPA_PLATFORM"] = os.environ.get("BENCHMARK_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from benchmarks._table import Row, show
from ui.app import make_application, make_window
from ui.shell.workspace import Workspace
from workbench.domain.places import phases_in_order
from workbench.samples import samples
from workbench.simulation.compiled.ready import load
from workbench.state_folder import STATE_VARIABLE

MOVES = 200
WARM_UP = 20
SAMPLE = "permit"


class PaintWatch(QObject):
    """Counts how often one widget has been asked to paint, and how large the painted ground was."""

    def __init__(self) -> None:
        super().__init__()
        self.paints = 0
        self.region = QRect()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.paints += 1
            self.region = event.rect()
        return False


@dataclass(frozen=True, slots=True)
class Times:
    """ms a move: from the key to the repainted bars, from the key to the range, and what the engine takes alone."""

    bars: list[float]
    ranges: list[float]
    engine: list[float]


def measure(application: QApplication, workspace: Workspace, has_kernels: bool) -> Times:
    """Move a slider by keys; without kernels the range comes when the slider rests, and is not waited for."""
    early = phases_in_order(workspace.document, workspace.journey)[2].id
    workspace.panel.turn_to("Simulate")
    workspace.selection.set([early])
    simulate = workspace.panel.simulate
    track = simulate.cut_list.sliders[early].track
    track.setFocus()
    watch = PaintWatch()
    simulate.figures.bars.installEventFilter(watch)
    told: list[object] = []
    workspace.results.ranges.changed.connect(told.append)
    shown: list[float] = []
    ranged: list[float] = []
    for move in range(WARM_UP + MOVES):
        key = Qt.Key.Key_Left if (move // 50) % 2 == 0 else Qt.Key.Key_Right
        before, begun = watch.paints, perf_counter_ns()
        told.clear()
        QTest.keyPress(track, key)
        while watch.paints == before:
            application.processEvents()
        # the filter hears of the paint before it happens; painting done means that it has
        application.sendPostedEvents()
        shown.append((perf_counter_ns() - begun) / 1e6)
        while not told and has_kernels:
            application.processEvents()
        ranged.append((perf_counter_ns() - begun) / 1e6)
        QTest.keyRelease(track, key)
        application.processEvents()
    simulate.figures.bars.removeEventFilter(watch)
    return Times(shown[WARM_UP:], ranged[WARM_UP:], _engine_alone(workspace, early))


def _engine_alone(workspace: Workspace, phase: str) -> list[float]:
    simulator = workspace.results.live.simulator
    assert simulator is not None, "the sample runs"
    taken: list[float] = []
    for move in range(MOVES):
        begun = perf_counter_ns()
        simulator.compare({phase: -0.01 * (1 + move % 50)})
        taken.append((perf_counter_ns() - begun) / 1e6)
    return taken


def rows(times: Times, has_kernels: bool) -> Iterator[Row]:
    """Medians, with what one move in twenty exceeds."""
    told = {"key to repainted bars": times.bars, "of which the engine": times.engine}
    if has_kernels:
        told["key to range"] = times.ranges
    for what, taken in told.items():
        yield Row(what, f"{median(taken):.2f} ms", note=f"95 %: {quantiles(taken, n=20)[-1]:.2f} ms")


def main() -> None:
    """Open the real window on the largest sample, move a slider without and with compiled kernels, print the times."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[STATE_VARIABLE] = folder
        application = make_application(sys.argv[:1])
        window = make_window(application)
        window.resize(1366, 768)
        window.show()
        window.open_copy(next(each.path for each in samples() if each.key == SAMPLE))
        workspace = window.workspace
        assert workspace is not None
        while not workspace.results.can_run:
            application.processEvents()
        for has_kernels in (False, True):
            if has_kernels:
                load()
            times = measure(application, workspace, has_kernels)
            kernels = "with" if has_kernels else "without"
            title = f"{MOVES} moves of a slider on the sample “{SAMPLE}”, {kernels} compiled kernels"
            show(title, rows(times, has_kernels))
        window.files.session = None
        window.close()


if __name__ == "__main__":
    main()
