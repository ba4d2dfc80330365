"""A process is told from another that bears its number later."""

import subprocess
import sys
from dataclasses import replace

import pytest

from workbench.storage.processes import is_running, this_process


def test_this_process_is_running() -> None:
    assert is_running(this_process())


def test_a_process_that_has_ended_is_not_running() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert not is_running(replace(this_process(), pid=child.pid))


def test_a_process_of_another_machine_counts_as_ended() -> None:
    assert not is_running(replace(this_process(), host="elsewhere"))


@pytest.mark.skipif(not this_process().born, reason="this system does not say when a process was born")
def test_a_later_process_of_the_same_number_is_another() -> None:
    assert not is_running(replace(this_process(), born="1"))


@pytest.mark.parametrize("pid", [0, -1, 2**40])
def test_a_number_that_no_process_bears_is_not_running(pid: int) -> None:
    assert not is_running(replace(this_process(), pid=pid))
