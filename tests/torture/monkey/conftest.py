"""Runs of the rig in processes of their own: it wants the whole application, and the hooks of the interpreter."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.torture.monkey.watch import ROOT

LONGEST = 110


@dataclass(frozen=True, slots=True)
class Played:
    """How a run of the rig ended, and what it wrote down."""

    code: int
    row: str
    story: str

    @property
    def events(self) -> int:
        return int(re.sub(r"\D", "", self.row.split()[2]))


@pytest.fixture
def play() -> Callable[..., Played]:
    """Plays so many events with a seed and options; the window may stand still as long as a busy machine likes."""

    def run(events: int, seed: int, *options: str, stall: float = 30.0) -> Played:
        asked = (str(events), "--seed", str(seed), "--stall", str(stall), *options)
        done = subprocess.run(
            [sys.executable, "-m", "tests.torture.monkey", *asked],
            cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        lines = done.stdout.splitlines() or [""]
        return Played(done.returncode, lines[-1], done.stderr)

    return run
