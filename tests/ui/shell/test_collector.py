import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.program import opened
from ui.main_window import MainWindow
from ui.shell.collector import Collector


@pytest.fixture
def at_work(no_half_collected_widgets: None) -> Iterator[None]:
    """The collector works as in the program, with nothing to collect."""
    gc.freeze()
    gc.enable()
    yield
    gc.disable()
    gc.unfreeze()


@pytest.mark.usefixtures("at_work")
def test_it_goes_on_after_however_many_pauses() -> None:
    collector = Collector()
    collector.pause()
    collector.pause()
    assert not gc.isenabled()
    collector.go_on()
    assert gc.isenabled()


class Ring:
    """Refers to itself, so that only the collector finds that nobody else does."""

    def __init__(self) -> None:
        self.closed = self


@pytest.mark.usefixtures("at_work")
def test_what_was_left_behind_is_gone_as_soon_as_it_has_caught_up() -> None:
    collector = Collector()
    collector.pause()
    left_behind = ref(Ring())
    collector.catch_up()
    assert left_behind() is None
    assert gc.isenabled()


def test_it_does_not_catch_up_where_somebody_else_has_switched_it_off() -> None:
    collector = Collector()
    collector.pause()
    left_behind = ref(Ring())
    collector.catch_up()
    assert left_behind() is not None
    assert not gc.isenabled()


def test_one_that_somebody_else_has_switched_off_stays_so() -> None:
    assert not gc.isenabled()
    collector = Collector()
    collector.pause()
    collector.go_on()
    assert not gc.isenabled()


@pytest.mark.usefixtures("at_work")
def test_it_rests_until_a_journey_is_open_or_left(window: MainWindow, qtbot: QtBot) -> None:
    window.do("new")
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: opened(window).opening.is_done)
    assert gc.isenabled()
    window.do("new")
    assert not gc.isenabled()
    window.do("start")
    assert gc.isenabled()
