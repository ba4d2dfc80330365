"""Two processes on one file lose nothing, whether the second one stops or works on."""

from pathlib import Path

import pytest

from tests.storage.two_writers import write_together


@pytest.mark.slow
def test_two_processes_on_one_file_lose_nothing(tmp_path: Path) -> None:
    tally = write_together(2, 20, tmp_path)
    assert (tally.rounds, tally.lost, tally.held_up) == (2, 0, 1)
    assert tally.edits == 60
