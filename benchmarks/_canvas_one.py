"""Measures one map of ours, or the plain scene, at one size: `python -m benchmarks._canvas_one app|naive SIZE`."""

import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = os.environ.get("BENCHMARK_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from benchmarks import _canvas_app, _canvas_naive
from benchmarks._canvas_journeys import elements, plan
from benchmarks._canvas_rig import HEIGHT, WIDTH, measured, tell


def main(name: str, touchpoints: int) -> None:
    """Measure and tell."""
    application = QApplication([])
    drawn = plan(touchpoints)
    if name == "naive":
        tell(measured(application, lambda: _canvas_naive.Canvas(drawn), drawn))
        return
    with tempfile.TemporaryDirectory() as kept:
        window = _canvas_app.window_in(Path(kept), application, QSize(WIDTH, HEIGHT))
        session = _canvas_app.session_in(Path(kept), elements(drawn))
        tell(measured(application, lambda: _canvas_app.Canvas(window, session), drawn))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
