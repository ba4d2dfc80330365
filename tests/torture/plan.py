"""The run that the rigs watch: thirty edits with undo, redo and saves, in which one session ends by a crash."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override

from tests.helpers.sessions import Notes, crash, ended, workplace
from workbench.domain.elements import Element, Journey, Touchpoint
from workbench.session import Session, Workplace
from workbench.storage.filesystem import FileSystem
from workbench.storage.problems import FileChangedOutside, SaveProblem
from workbench.storage.recovery import Recovery, preview, recoveries
from workbench.storage.store import read_snapshot

Content = Mapping[str, Element]

# longer than a sector of a disk, and all of one length, so that what a disk mixes up may still look right
_LENGTH = 600
_TOUCHPOINTS = "abcd"

PLAN = (
    *("a p", "b p", "undo", "redo", "c p", "a q", "undo", "b q", "d p", "save as"),
    *("a r", "undo", "b r", "undo", "redo", "c r", "undo", "save"),
    *("a s", "d s", "undo", "redo", "crash", "b s", "c s", "save"),
    *("a t", "undo", "redo", "b t", "save", "c t", "d t", "begin save", "a u", "undo"),
)
"""A letter and a note for it, or what else there is to do."""

EDITS = sum(step in ("undo", "redo") or step[1] == " " for step in PLAN)


@dataclass(frozen=True, slots=True)
class Made:
    """The document has come to its `number`-th edit."""

    number: int


@dataclass(frozen=True, slots=True)
class Told:
    """The user was told that everything up to the `number`-th edit is kept."""

    number: int


Mark = Made | Told


def _ignore(mark: Mark) -> None:
    """Nobody else wants to know."""


def first_elements() -> list[Element]:
    """Return the project as it is before the first edit."""
    notes = "." * _LENGTH
    points = [Touchpoint(id=letter, journey="j", name=letter, notes=notes) for letter in _TOUCHPOINTS]
    return [Journey(id="j", title="Plan"), *points]


class Run(Notes):
    """The plan, followed in `folder` through `files`.

    `states` holds the document after each edit, from before the first on, and `kept_number` the last edit that the
    session said was kept.  `unreported` counts the steps after which something was in memory only and nobody told.
    """

    def __init__(
        self, folder: Path, files: FileSystem | None = None, witness: Callable[[Mark], None] = _ignore
    ) -> None:
        super().__init__()
        self.path = folder / "a.journey"
        self.place = workplace(folder, files)
        self.states: list[Content] = [{element.id: element for element in first_elements()}]
        self.kept_number = 0
        self.unreported = 0
        self._witness = witness
        self._informed = False
        self._begin(Session.new(first_elements(), self.place))

    @override
    def kept(self, serial: int) -> None:
        super().kept(serial)
        self._informed = False
        self.kept_number = self._before + serial
        self._witness(Told(self.kept_number))

    @override
    def failed(self, problem: SaveProblem) -> None:
        super().failed(problem)
        self._informed = True

    @property
    def number(self) -> int:
        """How many edits were made."""
        return len(self.states) - 1

    def follow(self) -> None:
        """Do all that the plan says, whatever the disk makes of it."""
        for step in PLAN:
            self.do(step)
            if self.session.pending and step != "begin save" and not self._informed:
                self.unreported += 1

    def do(self, step: str) -> None:
        """Do one step and wait for the disk, except after a save that is only begun."""
        match step:
            case "save" | "save as" | "begin save":
                self._save(step)
                return
            case "crash":
                self._crash()
            case "undo":
                self._edit(self.session.history.undo)
            case "redo":
                self._edit(self.session.history.redo)
            case _:
                self._edit(lambda: self._note(*step.split()))
        self.session.keep().result()

    def end(self) -> None:
        """Leave on the disk what a crash leaves."""
        crash(self.session)

    def _begin(self, session: Session) -> None:
        self.session = session
        self._before = self.number - session.serial
        session.subscribe(self)

    def _edit(self, edit: Callable[[], object]) -> None:
        # what the edit will lead to may reach the disk before the next line here does
        self.states.append({})
        self._witness(Made(self.number))
        edit()
        self.states[-1] = dict(self.session.document.elements)

    def _note(self, letter: str, note: str) -> None:
        with self.session.document.edit("Write") as edit:
            edit.update(letter, notes=note * _LENGTH)

    def _save(self, step: str) -> None:
        # a refusal comes to `failed` as well
        with contextlib.suppress(SaveProblem):
            if self.session.path is None:
                self.session.save_as(self.path)
            elif step == "begin save":
                self.session.begin_save()
            else:
                save_whatever_is_there(self.session)

    def _crash(self) -> None:
        # what is in memory only would be gone for good, and the rest of the plan with it
        if self.session.pending:
            return
        self.end()
        found, *_ = offered(self.place)
        self._begin(Session.recover(found, self.place))


def save_whatever_is_there(session: Session) -> None:
    """Save, and say yes where the session asks because the file is not as it was left.

    Raises SaveProblem.
    """
    try:
        session.save()
    except FileChangedOutside:
        session.save(over=True)


def offered(place: Workplace) -> list[Recovery]:
    """Return what the next start would offer."""
    return recoveries(place.state_folder, ended)


def content_after(path: Path, place: Workplace) -> Content:
    """Return what the user has who opens `path`, or no file, and takes what is offered first.

    Raises FileProblem.
    """
    offers = offered(place)
    if offers:
        elements = preview(offers[0])
    elif path.exists():
        elements = read_snapshot(path)[1]
    else:
        elements = first_elements()
    return {element.id: element for element in elements}
