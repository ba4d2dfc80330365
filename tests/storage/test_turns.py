"""Processes that change one folder do so one after the other, and nobody waits for ever."""

import os
from pathlib import Path

import pytest

from workbench.storage.turns import taking_turns

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows no locks on folders")


def test_whoever_comes_second_waits_until_the_first_is_done(tmp_path: Path) -> None:
    first = taking_turns(tmp_path)
    first.__enter__()
    waits: list[float] = []

    def pause(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            first.__exit__(None, None, None)

    with taking_turns(tmp_path, pause=pause):
        assert len(waits) == 3


def test_one_that_has_stopped_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    waits: list[float] = []
    with taking_turns(tmp_path), taking_turns(tmp_path, tries=5, pause=waits.append):
        assert len(waits) == 5


def test_a_folder_that_is_gone_holds_nobody_up(tmp_path: Path) -> None:
    with taking_turns(tmp_path / "gone"):
        assert not (tmp_path / "gone").exists()
