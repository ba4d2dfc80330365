"""Every problem with the disk says what happened and what to do."""

import errno
import os
from pathlib import Path

import pytest

from tests.helpers.faulty_disk import FAULTS
from workbench.storage.problems import cause_of, not_confirmed, not_kept, not_saved


@pytest.mark.parametrize(("number", "word"), FAULTS.items())
def test_the_cause_is_named_in_words(number: int, word: str) -> None:
    assert word in cause_of(OSError(number, os.strerror(number)))


def test_an_unknown_cause_is_quoted_from_the_system() -> None:
    assert cause_of(OSError(errno.EDOM, "odd")) == "the system says “odd”"
    assert cause_of(OSError("no number at all")) == "the system says “no number at all”"


def test_each_problem_says_where_the_work_is_and_what_to_do() -> None:
    full = OSError(errno.ENOSPC, "")
    assert "unchanged; save again" in str(not_saved(Path("a.journey"), full))
    assert "Save once more" in str(not_confirmed(Path("a.journey"), full))
    assert "in memory only" in str(not_kept(full))
