"""What a worker process does beside the work: stop in time, and start without a window's libraries."""

import subprocess
import sys
from contextvars import copy_context
from pathlib import Path

from ui import worker
from ui.tasks import CELLS, Task, Watcher


def doubled(number: int, watcher: Watcher) -> int:
    watcher.progress(1, 2)
    return 2 * number


def after_beginning(task: Task, serial: int, cells: list[int]) -> object:
    worker.begin(cells)
    task.begin(cells, serial)
    return worker.watched(serial, doubled, 4)


def test_a_worker_loads_no_qt() -> None:
    listing = "import ui.worker, sys; sys.stdout.write(' '.join(sys.modules))"
    project = Path(__file__).resolve().parents[2]
    ran = subprocess.run([sys.executable, "-c", listing], cwd=project, capture_output=True, text=True, check=True)
    assert {"PySide6", "shiboken6", "numpy"} & set(ran.stdout.split()) == set()


def test_watched_work_is_done_and_tells_how_far_it_is() -> None:
    task = Task("sums")
    assert copy_context().run(after_beginning, task, 1, [0] * CELLS) == 8
    assert task.share == 0.5


def test_work_that_was_stopped_before_it_began_is_left_undone() -> None:
    cells = [0] * CELLS
    task = Task("sums")
    task.begin(cells, 1)
    task.stop()

    def work() -> object:
        worker.begin(cells)
        return worker.watched(1, doubled, 4)

    assert copy_context().run(work) is None
