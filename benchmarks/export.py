"""A map of 5,000 touchpoints as files: time, the longest single step and memory: `python -m benchmarks.export`."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Final

from benchmarks._canvas_journeys import JOURNEY, elements, plan
from benchmarks._table import Row, at_least, at_most, show
from benchmarks.memory import own_peak
from workbench.pictures import Paper, PictureChoice, PictureKind

if TYPE_CHECKING:
    from ui.exporting.drawing import Subject

TOUCHPOINTS: Final = 5000
MEGAPIXELS: Final = 100.0
WORKS: Final[Mapping[str, tuple[PictureChoice, float, float]]] = {
    "SVG": (PictureChoice(kind=PictureKind.SVG), 30.0, 400.0),
    "PDF, one page": (PictureChoice(kind=PictureKind.PDF), 20.0, 300.0),
    "PDF, a poster of A0": (PictureChoice(kind=PictureKind.PDF, paper=Paper.A0, poster=True), 20.0, 300.0),
    "PNG, 100 megapixels and more": (PictureChoice(scale=1.25), 60.0, 300.0),
}
"""What is made, and the most seconds and the most megabytes, above the map itself, that it may take."""


def subject() -> "Subject":
    """The journey, with a number on each card."""
    from ui.canvas.numbers import MapNumbers
    from ui.exporting.drawing import Subject
    from workbench.domain.document import Document

    document = Document(elements(plan(TOUCHPOINTS)))
    numbers = MapNumbers({f"t{at}": float(at * 7919 % 100) for at in range(TOUCHPOINTS)})
    return Subject(document, JOURNEY, numbers, None, "today")


def work(name: str) -> dict[str, float]:
    """Make one file in this process and return what it took."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from ui.canvas.ink import Ink
    from ui.canvas.picture import size_in_pixels
    from ui.exporting.drawing import page_of, paper_look, steps_of
    from ui.icons import IconSource

    application = QApplication([])
    drawn, (choice, _, _) = subject(), WORKS[name]
    page = page_of(drawn, choice, Ink(paper_look(IconSource())))
    width, height = size_in_pixels(page, choice.scale)
    before, began = own_peak(), perf_counter()
    steps, longest, size = steps_of(drawn, choice, IconSource()), 0.0, 0
    try:
        while True:
            at = perf_counter()
            next(steps)
            longest = max(longest, perf_counter() - at)
    except StopIteration as end:
        longest, size = max(longest, perf_counter() - at), len(end.value)
    taken = {"seconds": perf_counter() - began, "longest": longest, "size": size / 1e6, "peak": own_peak() - before}
    application.shutdown()
    return taken | {"megapixels": width * height / 1e6}


def rows() -> Iterator[Row]:
    """What each kind of file takes, each in a process of its own."""
    for name, (choice, seconds, memory) in WORKS.items():
        ended = subprocess.run([sys.executable, "-m", __spec__.name, name], capture_output=True, text=True, check=True)
        took = json.loads(ended.stdout)
        note = f"{took['size']:.0f} MB, longest step {1000 * took['longest']:.0f} ms"
        yield at_most(name, took["seconds"], seconds, "s", note)
        yield at_most(f"{name}: memory", took["peak"], memory, "MB", "above the map")
        if choice.kind is PictureKind.PNG:
            yield at_least(f"{name}: size", took["megapixels"], MEGAPIXELS, "megapixels")


def main(argv: list[str]) -> None:
    """Make one file and print what it took, or print the table of all."""
    if argv and argv[0] in WORKS:
        sys.stdout.write(json.dumps(work(argv[0])))
    else:
        show(f"Export of {TOUCHPOINTS:,} touchpoints", rows())


if __name__ == "__main__":
    main(sys.argv[1:])
