from pytestqt.qtbot import QtBot

from ui.exporting.job import PictureJob
from ui.exporting.steps import Steps
from workbench.pictures import PictureProblem


class Work:
    """Steps that note whether they were closed; after `refuse` of them they refuse."""

    def __init__(self, count: int, refuse: int | None = None) -> None:
        self.count, self.refuse, self.made, self.closed = count, refuse, 0, False

    def steps(self) -> Steps:
        try:
            for at in range(self.count):
                if at == self.refuse:
                    raise PictureProblem("Too large.")
                self.made += 1
                yield at / self.count
        finally:
            self.closed = True
        return b"a file"


def test_a_job_tells_how_far_it_is_and_ends_with_the_file(qtbot: QtBot) -> None:
    job, shares = PictureJob(Work(20_000).steps()), list[float]()
    job.progressed.connect(shares.append)
    with qtbot.waitSignal(job.finished) as finished:
        pass
    assert finished.args == [b"a file"]
    assert shares == sorted(shares)


def test_what_cannot_be_made_is_told(qtbot: QtBot) -> None:
    job = PictureJob(Work(5, refuse=3).steps())
    with qtbot.waitSignal(job.refused) as refused:
        pass
    assert str(refused.args[0]) == "Too large."


def test_a_cancelled_job_makes_no_more_steps_and_puts_everything_down(qtbot: QtBot) -> None:
    work = Work(10_000_000)
    job = PictureJob(work.steps())
    with qtbot.waitSignal(job.progressed):
        pass
    job.cancel()
    made = work.made
    qtbot.wait(20)
    assert (work.made, work.closed) == (made, True)
