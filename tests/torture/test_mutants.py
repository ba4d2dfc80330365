"""The rigs find the mistakes that they are there for."""

import os
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.torture.mutants import MUTANTS, Mutant, faults_of, mutants

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the rigs record what POSIX systems are asked")


@pytest.mark.slow
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_seeded_mistake_is_found(mutant: Mutant, memory: Path) -> None:
    assert faults_of(mutant, memory / "mutant") > 0


def test_a_mistake_that_makes_no_difference_counts_as_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    harmless = Mutant("none at all", nullcontext, MUTANTS[0].rig, 300)
    monkeypatch.setattr("tests.torture.mutants.MUTANTS", (harmless,))
    assert mutants(1, tmp_path).faults == {"missed: none at all": 1}
