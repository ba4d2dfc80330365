"""Two sides of one task: what the work tells, and what it is told."""

from ui.tasks import CELLS, Task, Watcher


def test_the_work_tells_how_far_it_is() -> None:
    cells, task = [0] * CELLS, Task("plan")
    task.begin(cells, 5)
    assert task.share == 0.0
    Watcher(cells, 5).progress(3, 4)
    assert task.share == 0.75
    Watcher(cells, 5).progress(9, 4)
    assert task.share == 1.0


def test_stopping_one_task_leaves_the_others_alone() -> None:
    cells, first, second = [0] * CELLS, Task("plan"), Task("ranges")
    first.begin(cells, 1)
    second.begin(cells, 2)
    first.stop()
    assert [Watcher(cells, serial).cancelled() for serial in (1, 2)] == [True, False]
    assert (first.is_stopped, second.is_stopped) == (True, False)


def test_a_later_task_with_the_same_numbers_is_neither_stopped_nor_ahead() -> None:
    cells, early = [0] * CELLS, Task("plan")
    early.begin(cells, 3)
    Watcher(cells, 3).progress(1, 2)
    early.stop()
    late = Task("plan")
    late.begin(cells, 3 + CELLS // 2)
    assert late.share == 0.0
    assert not Watcher(cells, 3 + CELLS // 2).cancelled()
    late.stop()
    early.stop()
    assert Watcher(cells, 3 + CELLS // 2).cancelled()


def test_a_task_stopped_before_it_was_begun_is_not_wanted() -> None:
    cells, task = [0] * CELLS, Task("plan")
    task.stop()
    task.begin(cells, 1)
    assert Watcher(cells, 1).cancelled()


def test_work_of_no_steps_is_no_division_by_nothing() -> None:
    cells, task = [0] * CELLS, Task("plan")
    task.begin(cells, 1)
    Watcher(cells, 1).progress(0, 0)
    assert task.share == 0.0
