"""What a client wrote stays in the project, its journal and its versions, whatever goes wrong."""

import os
import stat
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ui.confidential import CANARY, told_elements
from workbench.storage.codec import record_of

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")


@dataclass(frozen=True, slots=True)
class Killed:
    """A program that was killed in the middle of its work: its folder and all it said."""

    folder: Path
    pid: int
    said: str

    @property
    def files(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()]


def start(folder: Path, task: str) -> "subprocess.Popen[str]":
    homes = {name: str(folder / "home") for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")}
    settings = {"QT_QPA_PLATFORM": "offscreen", "JOURNEY_WORKBENCH_STATE": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ui.confidential", str(folder), task],
        cwd=ROOT, env=os.environ | homes | settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    folder = tmp_path_factory.mktemp("confidential")
    (folder / "home").mkdir(0o700)
    child = start(folder, "work")
    assert child.stdout is not None
    said: list[str] = []
    for line in child.stdout:
        said.append(line)
        if line == "ready\n":
            break
    child.kill()
    said.extend(child.stdout)
    child.stdout.close()
    child.wait()
    assert "ready\n" in said, "".join(said)
    return Killed(folder, child.pid, "".join(said))


def may_hold_it(path: Path) -> bool:
    return path.suffix in {".journey", ".journal", ".base", ".version"} and not is_lock(path)


def is_lock(path: Path) -> bool:
    return path.name.startswith(".~lock.")


def test_every_kind_of_text_field_holds_the_canary() -> None:
    told = [str(record_of(each)).count(CANARY) for each in told_elements()]
    assert sum(told) > 40
    assert sum(count > 0 for count in told) > len(told) / 2


def test_the_faults_were_told_by_place_and_not_by_what_they_say(killed: Killed) -> None:
    assert "Fault in the program: ValueError" in killed.said
    assert CANARY not in killed.said


def test_nothing_but_the_project_its_journal_and_its_versions_holds_the_clients_texts(killed: Killed) -> None:
    names = {path.name for path in killed.files}
    assert "program.log" in names
    assert [path for path in killed.files if not may_hold_it(path) and CANARY.encode() in path.read_bytes()] == []
    kept = [path for path in killed.files if path.suffix in {".journal", ".journey"} and not is_lock(path)]
    assert len(kept) == 2
    assert all(CANARY.encode() in path.read_bytes() for path in kept)
    versions = [path.read_bytes().partition(b"\n")[2] for path in killed.files if path.suffix == ".version"]
    assert versions
    assert all(CANARY.encode() in zlib.decompress(body) for body in versions)


@posix
def test_what_holds_them_is_for_nobody_but_the_user(killed: Killed) -> None:
    kept = [path for path in killed.files if may_hold_it(path)]
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
    state = killed.folder / "state"
    folders = [state, *(path for path in state.rglob("*") if path.is_dir())]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


def test_the_next_start_removes_what_was_being_written(killed: Killed) -> None:
    from workbench.storage.atomic import temporary_beside

    state = killed.folder / "state"
    (journal,) = state.glob("*.journal")
    for target in (journal, killed.folder / "work" / "plan.journey"):
        left = temporary_beside(target)
        left.with_name(left.name.replace(str(os.getpid()), str(killed.pid))).write_text(CANARY, "utf-8")
    child = start(killed.folder, "look")
    said, _ = child.communicate(timeout=60)
    assert child.returncode == 0, said
    assert CANARY not in said
    # the lock of a process that is gone is nobody's, and goes at the next edit
    assert [path.name for path in killed.files if path.name.startswith(".~") and not is_lock(path)] == []
