"""Whatever a power cut leaves on a disk, what was said to be kept is there at the next start."""

import os
from pathlib import Path
from random import Random

import pytest

from tests.torture.crashes import crashes
from tests.torture.plan import EDITS, PLAN
from tests.torture.platter import Order, Platter
from tests.torture.recording import FolderSynced, Named, Removed, Synced, Wrote

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the rig records what POSIX systems are asked")


def test_a_power_cut_at_any_call_loses_nothing_that_was_kept(memory: Path) -> None:
    tally = crashes(2000, memory)
    assert tally.faults == {}
    assert tally.cases >= 2000


def test_the_plan_has_thirty_edits_and_everything_else_that_happens() -> None:
    assert EDITS == 30
    assert {"undo", "redo", "save", "save as", "begin save", "crash"} <= set(PLAN)


def test_what_is_synced_survives_every_cut() -> None:
    platter = Platter()
    for operation in (Named("a", 1), Wrote(1, 0, b"whole"), Synced(1), FolderSynced(".")):
        platter.take(operation)
    assert {platter.cut(Random(n), Order.FREE)["a"] for n in range(50)} == {b"whole"}


def test_a_name_that_is_not_synced_with_its_folder_may_be_missing() -> None:
    platter = Platter()
    for operation in (Named("a", 1), Wrote(1, 0, b"whole"), Synced(1)):
        platter.take(operation)
    found = [platter.cut(Random(n), Order.KEPT) for n in range(50)]
    assert {} in found
    assert {"a": b"whole"} in found


def test_what_is_not_synced_may_be_missing_torn_zero_or_old() -> None:
    platter = Platter()
    for operation in (Named("old", 1), Wrote(1, 0, b"o" * 1024), Named("a", 2), FolderSynced(".")):
        platter.take(operation)
    for operation in (Removed("old"), Wrote(2, 0, b"n" * 1024)):
        platter.take(operation)
    found = {platter.cut(Random(n), Order.FREE)["a"] for n in range(300)}
    assert {b"", b"n" * 1024, b"\0" * 1024, b"n" * 512 + b"\0" * 512, b"n" * 512 + b"o" * 512} <= found


def test_what_lies_in_a_folder_that_is_not_synced_may_be_missing_with_it() -> None:
    platter = Platter()
    for operation in (Named("state", 0), Named("state/a", 1), Wrote(1, 0, b"whole"), Synced(1), FolderSynced("state")):
        platter.take(operation)
    assert {len(platter.cut(Random(n), Order.KEPT)) for n in range(50)} == {0, 1}
