from collections.abc import Callable
from multiprocessing import get_context

import pytest

from ui.gauge import Gauge, gauged


def half(times: int, *, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> str:
    progress(1, 2)
    return "stopped" if cancelled() else "done" * times


def test_the_window_sees_how_far_the_work_is() -> None:
    gauge = Gauge()
    assert gauge.share == 0.0
    assert gauged(gauge.name, half, 2) == "donedone"
    assert gauge.share == 0.5
    gauge.close()


def test_work_hears_that_it_is_stopped() -> None:
    gauge = Gauge()
    gauge.stop()
    assert gauged(gauge.name, half, 1) == "stopped"
    gauge.close()


def test_work_whose_gauge_is_closed_is_not_begun() -> None:
    gauge = Gauge()
    gauge.close()
    with pytest.raises(FileNotFoundError):
        gauged(gauge.name, half, 1)


def test_another_process_moves_the_same_gauge() -> None:
    gauge = Gauge()
    worker = get_context("spawn").Process(target=gauged, args=(gauge.name, half, 1))
    worker.start()
    worker.join()
    assert (worker.exitcode, gauge.share) == (0, 0.5)
    gauge.close()
