"""Keeps an open project's file out of harm's way: saves by itself, tries again, asks where only a person can tell."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.bridge import SessionBridge
from ui.controls.look import Look
from ui.controls.notice import Say
from ui.controls.text import Label
from ui.dialogs.conflicts import ConflictsDialog
from ui.dialogs.frame import tell
from ui.disk import Disk
from ui.shell.advice import (
    AdviceBar,
    Concern,
    Way,
    copy_advice,
    failed_advice,
    held_advice,
    outside_advice,
    read_only_advice,
)
from workbench.domain.changes import ChangeSet
from workbench.domain.conflicts import Side
from workbench.domain.differences import as_changes, differences
from workbench.domain.document import Cause
from workbench.domain.merging import settle
from workbench.domain.problems import DomainProblem
from workbench.session import Session
from workbench.storage.conflict_copies import conflict_copies
from workbench.storage.locks import HeldBy, Locked, LockState, NotLocked
from workbench.storage.problems import FileChangedOutside, FileProblem, SaveProblem, StorageProblem
from workbench.storage.store import read_snapshot

RETRY_MS: Final = 5_000
HOLDER_MS: Final = 5_000
AUTOSAVE_MS: Final = 10_000
LOOKING: Final = "You chose only to look."

_NAMES: Final = MappingProxyType({Side.MINE: "Mine", Side.THEIRS: "Theirs"})
_COMPARING: Final = "Comparing…"
_NO_BASE: Final = (
    "What both began with is not known here any more. So everything that only one of them has stays, also what the "
    "other has removed."
)
_NOT_TOGETHER: Final = "The two cannot be put together"


class FileBridge(QObject):
    """Repeats what others do with the project file, told in the writer's thread, as signals in the window's."""

    changed = Signal(object)  # FileChangedOutside
    locked = Signal(object)  # LockState

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unwatch: Callable[[], None] = session.sharing.watch(self)

    def close(self) -> None:
        """Stop listening."""
        self._unwatch()

    def changed_outside(self, problem: FileChangedOutside) -> None:
        """Hand over what the writer says."""
        self.changed.emit(problem)

    def lock_changed(self, state: LockState) -> None:
        """Hand over what the writer says."""
        self.locked.emit(state)


class Safety(QObject):
    """Watches over the file of one session; its `bar` belongs above the workspace.

    `clock` gives the time, with its zone.  `begin` is called once the window shows the session, `close` before the
    session ends.
    """

    save_wanted = Signal()
    save_as_wanted = Signal()
    state_changed = Signal()  # whether the document can be edited, or is saved, may be another answer now

    def __init__(
        self,
        session: Session,
        bridge: SessionBridge,
        disk: Disk,
        look: Look,
        clock: Callable[[], datetime],
        say: Say,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.bar = AdviceBar(look, window)
        self._session = session
        self._disk = disk
        self._look = look
        self._clock = clock
        self._say = say
        self._window = window
        self._files = FileBridge(session, self)
        self._copies: list[Path] = []
        self._held: Path | None = None
        self._retry = _timer(self, RETRY_MS, self._try_again)
        self._holder = _timer(self, HOLDER_MS, self._look_for_holder)
        self._autosave = _timer(self, AUTOSAVE_MS, self._save_if_due)
        self._files.changed.connect(self._changed_outside)
        self._files.locked.connect(self._lock_changed)
        bridge.failed_to_keep.connect(self._failed)
        bridge.kept_edits.connect(self._kept)
        bridge.saved_to.connect(self._saved)
        self.bar.chosen.connect(self._go)

    @property
    def retrying(self) -> bool:
        """Whether it tries again and again to keep what is in memory only."""
        return self._retry.isActive()

    def begin(self) -> None:
        """Say what there is to say about the file as it was opened, and save it by itself from now on."""
        self._autosave.start()
        if self._session.problem is not None:
            # it was told while another journey of the same session was shown
            self._failed(self._session.problem)
        if self._session.read_only:
            self.bar.give(read_only_advice(self._session.read_only, may_work=False))
        else:
            self._show_holder(self._session.sharing.lock_state)
            self._find_copies()

    def close(self) -> None:
        """Watch no longer."""
        for timer in (self._autosave, self._retry, self._holder):
            timer.stop()
        self._files.close()

    def _go(self, concern: Concern, way: Way) -> None:
        ways: dict[Way, Callable[[], object]] = {
            Way.LOOK: self._only_look,
            Way.WORK_ANYWAY: self._work_anyway,
            Way.PUT_TOGETHER: self._merge_copy if concern is Concern.COPY else self._merge_outside,
            Way.LEAVE: self._leave_copy,
            Way.SAVE_AS: self.save_as_wanted.emit,
            Way.SAVE_ANEW: self._save_anew,
            Way.TRY_AGAIN: self._try_now,
        }
        ways[way]()

    def _lock_changed(self, state: LockState) -> None:
        self._show_holder(state)
        if isinstance(state, Locked) and state.note:
            self._say(state.note)

    def _show_holder(self, state: LockState) -> None:
        if isinstance(state, HeldBy):
            self._held = self._session.path
            self.bar.give(held_advice(state, self._clock()))
            self._holder.start()
            return
        self._holder.stop()
        self.bar.withdraw(Concern.HELD)
        held, self._held = self._held, None
        if held is not None and held == self._session.path and isinstance(state, NotLocked):
            self._say(f"“{held.name}” is free now: nobody else has it open any more.")

    def _look_for_holder(self) -> None:
        self._session.sharing.look_for_holder()

    def _only_look(self) -> None:
        self._session.read_only = LOOKING
        self.bar.withdraw(Concern.HELD)
        self.bar.give(read_only_advice(LOOKING, may_work=True))
        self.state_changed.emit()

    def _work_anyway(self) -> None:
        self._session.read_only = ""
        self._session.sharing.lock_anyway()
        self.bar.withdraw(Concern.HELD)
        self.bar.withdraw(Concern.READ_ONLY)
        self.state_changed.emit()

    def _failed(self, problem: SaveProblem) -> None:
        in_memory_only = self._session.pending > 0
        self.bar.give(failed_advice(problem, in_memory_only))
        # what was told before `close` may arrive after it
        if in_memory_only and self._autosave.isActive():
            self._retry.start()

    def _kept(self, _serial: object) -> None:
        if self._session.pending == 0 and self.retrying:
            self._retry.stop()
            self.bar.withdraw(Concern.FAILED)

    def _saved(self, _path: object) -> None:
        for concern in (Concern.FAILED, Concern.OUTSIDE, Concern.READ_ONLY):
            self.bar.withdraw(concern)
        # another file may have another holder
        self._show_holder(self._session.sharing.lock_state)
        self.state_changed.emit()

    def _try_again(self) -> None:
        if self._session.pending > 0:
            self._session.keep()
        else:
            self._retry.stop()

    def _try_now(self) -> None:
        if self._session.pending > 0:
            self._session.keep()
        else:
            self.save_wanted.emit()

    def _save_if_due(self) -> None:
        if self._session.autosave_due(self._clock()):
            self._session.begin_autosave()

    def _save_anew(self) -> None:
        self._session.begin_save(over=True)

    def _changed_outside(self, problem: FileChangedOutside) -> None:
        self.bar.give(outside_advice(problem))
        self.state_changed.emit()

    def _merge_outside(self) -> None:
        try:
            outside = self._disk.wait(self._disk.run(self._session.sharing.outside), _COMPARING)
            dialog = ConflictsDialog(outside.merge, _NAMES, self._look, self._window)
            if not dialog.run():
                return
            self._session.sharing.take_merged(outside, dialog.choices)
        except (StorageProblem, DomainProblem) as problem:
            tell(self._look, _NOT_TOGETHER, str(problem), self._window)
            return
        self.bar.withdraw(Concern.OUTSIDE)
        self._say("Both are together now. Saving puts them into the file.", "Save", "save")
        self.state_changed.emit()

    def _find_copies(self) -> None:
        path = self._session.path
        if path is not None:
            self._disk.then(self._disk.run(partial(conflict_copies, path, _uuid_of)), self._copies_found)

    def _copies_found(self, found: "Future[list[Path]]") -> None:
        self._copies = found.result()
        self._offer_copy()

    def _offer_copy(self) -> None:
        if self._copies:
            self.bar.give(copy_advice(self._copies[0]))
        else:
            self.bar.withdraw(Concern.COPY)

    def _leave_copy(self) -> None:
        self._copies.pop(0)
        self._offer_copy()

    def _merge_copy(self) -> None:
        copy, document = self._copies[0], self._session.document
        try:
            found = self._disk.wait(self._disk.run(partial(self._session.sharing.beside, copy)), _COMPARING)
            combined = found.merge
            dialog = ConflictsDialog(combined, _NAMES, self._look, self._window)
            if not found.has_base:
                dialog.body.insertWidget(0, Label(self._look, _NO_BASE, "small", "text_2", True))
            if not dialog.run():
                return
            changes = as_changes(differences(document.elements.values(), settle(combined, dialog.choices).elements))
            if changes:
                document.apply(ChangeSet(f"Put together with “{copy.name}”", changes), Cause.MERGE)
        except (FileProblem, DomainProblem) as problem:
            tell(self._look, _NOT_TOGETHER, str(problem), self._window)
            return
        self._leave_copy()
        text = f"What “{copy.name}” held is in this journey now; the copy itself is left as it is."
        self._say(text, "Undo" if changes else "", "undo" if changes else None)


def _timer(parent: QObject, milliseconds: int, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer


def _uuid_of(path: Path) -> str:
    return read_snapshot(path)[0].uuid
