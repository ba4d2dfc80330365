"""Disks that refuse for as long as they are full, protected or gone: `python -m tests.torture.refusals`.

A project is edited and saved where that cannot be, then again where it can.  The file must be as it was or complete,
the message must name the cause, the journal must go on where its own disk is well, and nothing may be missing later.
"""

import contextlib
import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from tests.helpers.sessions import Notes, crash, workplace
from tests.torture.places import (
    Tripwire,
    as_anybody,
    filled,
    mounted,
    no_file_longer,
    pulled,
    pulled_midway,
    read_only,
    small_disk,
    why_no_mounts,
    with_mode,
    without,
)
from tests.torture.plan import Content, content_after, save_whatever_is_there
from tests.torture.tally import SEED, Tally, run_alone
from workbench.domain.elements import Element, Journey, Touchpoint
from workbench.session import Session
from workbench.storage.filesystem import FileSystem
from workbench.storage.problems import FileProblem, SaveProblem
from workbench.storage.store import ProjectInfo, read_snapshot, write_snapshot

LEVELS = 100
_POINTS = 600
_PAGE = 4096
_DISK = 2048
_FULL, _TOO_LONG = "the disk is full", "no file of this size"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What makes the disk refuse, the words that must be said of it, and whether the journal lies elsewhere."""

    breaking: AbstractContextManager[None]
    words: str
    journal_is_well: bool = True
    must_refuse: bool = True


class Trial(Notes):
    """A project file in `folder`, its journals in `home`, and what was bad about them."""

    def __init__(self, folder: Path, home: Path, files: FileSystem | None = None) -> None:
        super().__init__()
        self.path = folder / "a.journey"
        self.faults: list[str] = []
        self._place = workplace(home, files)
        folder.mkdir(parents=True, exist_ok=True)
        write_snapshot(self.path, ProjectInfo("0123456789abcdef"), project())
        self._session = Session.open(self.path, self._place)
        self._session.subscribe(self)
        self._edit("before")
        self._saved = self._content

    def under(self, refusal: Refusal) -> list[str]:
        """Edit and save while the disk refuses and after, crash, and return what was bad."""
        with contextlib.suppress(SaveProblem):
            self._session.save()
        self._saved = self._content
        with refusal.breaking:
            self._refused(refusal)
        self._check(self._file_is_whole() or not self.path.exists(), "the file is neither old nor new")
        self._edit("after")
        self._check(self._session.pending == 0, "the next edit is not kept")
        self._check(self._found() == self._content, "edits are gone")
        with contextlib.suppress(SaveProblem):
            save_whatever_is_there(self._session)
        self._check(self._file() == self._content, "saving does not work again")
        crash(self._session)
        return self.faults

    @property
    def _content(self) -> Content:
        return dict(self._session.document.elements)

    def _refused(self, refusal: Refusal) -> None:
        self._edit("during")
        self._check(self._session.pending == 0 or not refusal.journal_is_well, "the journal does not go on")
        self._check(self._session.pending == 0 or bool(self.problems), "nobody was told")
        said = list(self.problems)
        try:
            self._session.save()
            self._check(not refusal.must_refuse, "saved where nothing can be")
        except SaveProblem as problem:
            said.append(str(problem))
        self._check(all(refusal.words in each for each in said), f"the cause is not named: {said}")

    def _edit(self, name: str) -> None:
        with self._session.document.edit("Rename") as edit:
            edit.update("t1", name=name)
        self._session.keep().result()

    def _file(self) -> Content | None:
        try:
            return {element.id: element for element in read_snapshot(self.path)[1]}
        except FileProblem:
            return None

    def _file_is_whole(self) -> bool:
        return self._file() in (self._saved, self._content)

    def _found(self) -> Content | None:
        try:
            return content_after(self.path, self._place)
        except FileProblem:
            return None

    def _check(self, is_right: bool, fault: str) -> None:
        if not is_right:
            self.faults.append(fault)


def project() -> list[Element]:
    """Return a project of about a hundred kilobytes."""
    points = [Touchpoint(id=f"t{n}", journey="j", name=f"Step {n}", notes="x" * 100) for n in range(_POINTS)]
    return [Journey(id="j", title="Long"), *points]


def refusals(levels: int, folder: Path, _seed: int = SEED) -> Tally:
    """Try `levels` fill levels of a disk, half as many limits and moments, and each kind of refusal there is."""
    tally = Tally("refusing disks")
    _limits(levels // 2, folder / "limits", tally)
    _protections(tally)
    _gone(folder / "gone", tally)
    why_not = why_no_mounts()
    if why_not:
        tally.note = f"no full, read-only or unplugged disks: {why_not}"
        return tally
    _fill_levels(levels, folder / "small", tally)
    _full_home(levels // 10, folder / "home", tally)
    _mounts(folder / "mounts", tally)
    _pulled_midway(levels // 2, folder / "midway", tally)
    return tally


def _count(tally: Tally, what: str, trial: Trial, refusal: Refusal) -> None:
    tally.cases += 1
    tally.faults.update(f"{what}: {fault}" for fault in trial.under(refusal))


def _limits(limits: int, folder: Path, tally: Tally) -> None:
    for number in range(limits):
        place = folder / str(number)
        trial = Trial(place, place)
        limit = trial.path.stat().st_size * number // limits
        _count(tally, "limit", trial, Refusal(no_file_longer(limit), _TOO_LONG, journal_is_well=False))


def _protections(tally: Tally) -> None:
    for what, mode in (("file", 0o444), ("folder", 0o555)):
        with as_anybody() as place:
            trial = Trial(place / "project", place)
            protected = trial.path if what == "file" else trial.path.parent
            _count(tally, f"read-only {what}", trial, Refusal(with_mode(protected, mode), "read-only"))


def _gone(folder: Path, tally: Tally) -> None:
    trial = Trial(folder / "project", folder)
    _count(tally, "removed folder", trial, Refusal(without(folder / "project"), "folder is gone"))


def _fill_levels(levels: int, folder: Path, tally: Tally) -> None:
    for number in range(levels):
        place = folder / str(number)
        with small_disk(place / "disk", _DISK) as disk:
            # every other time there is a larger disk for the journal
            is_apart = number % 2 == 0
            trial = Trial(disk / "project", place if is_apart else disk)
            left = number * _PAGE // 2
            refusal = Refusal(filled(disk, left), _FULL, journal_is_well=is_apart, must_refuse=False)
            _count(tally, "full disk", trial, refusal)


def _mounts(folder: Path, tally: Tally) -> None:
    with small_disk(folder / "disk", _DISK) as disk:
        _count(tally, "read-only disk", Trial(disk, folder), Refusal(read_only(disk), "the disk is read-only"))
    content = folder / "content"
    content.mkdir(parents=True)
    with mounted(folder / "stick", "--bind", content) as stick:
        trial = Trial(stick / "project", folder)
        _count(tally, "pulled stick", trial, Refusal(pulled(stick, content), "folder is gone"))


def _full_home(levels: int, folder: Path, tally: Tally) -> None:
    """The project has room enough, what is not saved yet has none."""
    for number in range(levels):
        place = folder / str(number)
        with small_disk(place / "home", _DISK) as home:
            left = number * _PAGE // 2
            refusal = Refusal(filled(home, left), _FULL, journal_is_well=False, must_refuse=False)
            _count(tally, "full state folder", Trial(place / "project", home), refusal)


def _pulled_midway(moments: int, folder: Path, tally: Tally) -> None:
    """The stick goes at one of the calls that an edit and a save make."""
    for moment in range(1, moments + 1):
        place = folder / str(moment)
        content = place / "content"
        content.mkdir(parents=True)
        with mounted(place / "stick", "--bind", content) as stick:
            wire = Tripwire(moment)
            trial = Trial(stick / "project", place, wire)
            refusal = Refusal(pulled_midway(stick, content, wire), "folder is gone", must_refuse=False)
            _count(tally, "stick pulled midway", trial, refusal)


def main(argv: list[str]) -> int:
    """Run alone."""
    return run_alone(refusals, argv, LEVELS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
