"""All rigs run from one command, each in a process of its own."""

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.torture.__main__ import TORMENTS, Torment, torture
from tests.torture.tally import Tally


def alone(cases: int, folder: Path, seed: int) -> Tally:
    return Tally("alone", cases, Counter({"odd": seed % 2}), note=f"{os.getpid()}")


@pytest.mark.slow
def test_each_rig_has_a_process_of_its_own_and_gets_the_seed(capsys: pytest.CaptureFixture[str]) -> None:
    tallies = torture([Torment(alone, 3), Torment(alone, 4), Torment(alone, 5)], seed=7)
    assert [(tally.cases, tally.bad) for tally in tallies] == [(3, 1), (4, 1), (5, 1)]
    assert len({str(os.getpid()), *(tally.note for tally in tallies)}) == 4
    assert capsys.readouterr().err.count("alone") == 3


def test_every_rig_can_be_called_by_a_name_of_its_own() -> None:
    assert len({each.name for each in TORMENTS}) == len(TORMENTS)
