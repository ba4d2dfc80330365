"""Measures one map of ours, or the plain scene, at one size: `python -m benchmarks._canvas_one app|naive SIZE`."""

import os
import sys

os.environ["QT_QPA_PLATFORM"] = os.environ.get("BENCHMARK_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks import _canvas_app, _canvas_naive
from benchmarks._canvas_journeys import elements, plan
from benchmarks._canvas_rig import Canvas, measured, tell
from workbench.domain.document import Document


def main(name: str, touchpoints: int) -> None:
    """Measure and tell."""
    application = QApplication([])
    drawn = plan(touchpoints)
    document = Document(elements(drawn))

    def make() -> Canvas:
        return _canvas_naive.Canvas(drawn) if name == "naive" else _canvas_app.Canvas(document, application)

    tell(measured(application, make, drawn))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
