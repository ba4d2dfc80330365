"""Programs that are killed are counted, and what they lose is bad."""

from pathlib import Path

import pytest

from tests.torture import kills
from tests.ui.kill import Tally


@pytest.mark.slow
def test_the_storage_is_killed_as_often_as_asked(tmp_path: Path) -> None:
    tally = kills.stores(5, tmp_path, seed=3)
    assert (tally.cases, tally.bad) == (5, 0)


@pytest.mark.parametrize("fault", ["lost", "unreadable", "ended"])
def test_what_a_window_loses_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    found = Tally(kills=9, edits=90, kept=80, opened=10, recovered=7)
    monkeypatch.setattr(kills, "kill_windows", lambda *_: found)
    tally = kills.windows(9, tmp_path)
    assert (tally.cases, tally.bad) == (9, 0)
    assert tally.note == "80 of 90 edits kept in 10 sessions, 7 recoveries"
    setattr(found, fault, 2)
    assert kills.windows(9, tmp_path).bad == 2
