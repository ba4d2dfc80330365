"""The file of what is open: made, opened, saved, left and brought back after a crash."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.controls.look import Look
from ui.controls.notice import Say
from ui.controls.typed import keep_typed
from ui.dialogs.frame import ask, tell
from ui.dialogs.save_name import ask_save_path, file_name
from ui.disk import Disk
from ui.settings import Memory, Settings
from ui.shell.damaged import ask_about_damage, opened_instead
from workbench.domain.elements import Journey
from workbench.samples import Sample, is_sample
from workbench.session import Session, Workplace
from workbench.storage.problems import DamagedFileProblem, FileChangedOutside, FileProblem, SaveProblem
from workbench.storage.recovery import Recovery, discard, recoveries
from workbench.storage.rescue import find_rescue
from workbench.storage.store import read_snapshot
from workbench.templates import DEFAULT_TEMPLATE, new_journey, templates

if TYPE_CHECKING:
    from workbench.exchange.journey import ImportedJourney

SUFFIX: Final = ".journey"
_FILES: Final = f"Journeys (*{SUFFIX})"
_TABLES: Final = "Event logs (*.csv *.csv.gz *.tsv *.txt)"
_NOT_OPENED: Final = "This file cannot be opened"
_OPENING: Final = "Opening…"
_READING: Final = "Reading the log…"

T = TypeVar("T")


class ProjectFiles(QObject):
    """Asks, reads and writes for the window, which shows every session that is `opened`.

    What is open is left only after `may_leave` has agreed; what cannot be read leaves everything as it was.  Files are
    read and written by `disk`; the window takes no keys meanwhile, so that a journey is saved as it is seen.
    """

    opened = Signal(object)  # Session
    saved = Signal()
    listed = Signal()  # other files are recent, or other work can be recovered
    wanted = Signal(str)  # the action to go on with

    def __init__(self, window: QWidget, disk: Disk, look: Look, memory: Memory, workplace: Workplace, say: Say) -> None:
        super().__init__(window)
        self._disk = disk
        self._window = window
        self._look = look
        self._memory = memory
        self._workplace = workplace
        self._say = say
        self.session: Session | None = None

    def recoveries(self) -> list[Recovery]:
        """Return what a crash left behind, the latest first; for a thread of the disk."""
        return recoveries(self._workplace.state_folder)

    def begin(self, template: object = DEFAULT_TEMPLATE) -> None:
        """Begin a journey with the phases of a template."""
        if self.may_leave():
            key = template if isinstance(template, str) else DEFAULT_TEMPLATE
            elements = new_journey("Untitled journey", key).elements.values()
            self._show(Session.new(elements, self._workplace))

    def choose_template(self, _detail: object = None) -> None:
        """Begin a journey with other phases than the usual ones."""
        from ui.dialogs.templates import TemplateDialog

        offered = [each for each in templates() if each.key != DEFAULT_TEMPLATE and each.phases]
        dialog = TemplateDialog(self._look, offered, self._window)
        if dialog.run():
            self.begin(dialog.chosen)

    def open_sample(self, sample: object) -> None:
        """Open a copy of a sample."""
        if isinstance(sample, Sample) and self.may_leave():
            self.open_copy(sample.path)

    def ask_for_file(self, _detail: object = None) -> None:
        """Open what the user chooses."""
        self._ask_and("Open a journey", f"{_FILES};;{_TABLES}", self.open_file)

    def ask_for_log(self, _detail: object = None) -> None:
        """Make a journey of the event log that the user chooses."""
        self._ask_and("Import an event log", _TABLES, self._import_log)

    def open_path(self, path: object) -> None:
        """Open a file that was dropped, or chosen among the recent ones."""
        if self.may_leave():
            self.open_file(Path(str(path)))

    def open_file(self, path: Path) -> bool:
        """Open a journey, a copy of a sample, or make one of an event log; return whether it worked."""
        if path.suffix.lower() != SUFFIX:
            return self._import_log(path)
        if is_sample(path):
            return self.open_copy(path)
        try:
            session, may_recover = self._wait(partial(self._read_project, path), _OPENING)
        except DamagedFileProblem as problem:
            return self._open_damaged(path, problem)
        except FileProblem as problem:
            self._forget_recent(path)
            tell(self._look, _NOT_OPENED, str(problem), self._window)
            return False
        if not self._show(session):
            return False
        self._remember_recent(path)
        if session.read_only:
            self._say(session.read_only, "Save as…", "save-as")
        elif session.remark:
            self._say(session.remark, "Versions", "versions")
        elif may_recover:
            text = "Changes to this file from before the program stopped can be had back on the start screen."
            self._say(text, "Start screen", "start")
        return True

    def open_copy(self, path: Path) -> bool:
        """Open what is in a file as a new journey that has no file yet; return whether it worked."""
        try:
            _, elements = self._wait(partial(read_snapshot, path), _OPENING)
        except FileProblem as problem:
            tell(self._look, _NOT_OPENED, str(problem), self._window)
            return False
        return self._show(Session.new(elements, self._workplace))

    def recover(self, recovery: object) -> None:
        """Bring back what a crash left behind."""
        assert isinstance(recovery, Recovery)
        try:
            session = self._wait(partial(Session.recover, recovery, self._workplace), _OPENING)
        except FileProblem as problem:
            tell(self._look, "This cannot be brought back", str(problem), self._window)
            self.listed.emit()
            return
        if self._show(session):
            self._say(f"“{session.title}” is back as it was. Save it to keep it in its file.")

    def look_at(self, recovery: object) -> None:
        """Show what a crash left behind before it is taken or thrown away."""
        # comparing draws maps with numpy, which the start screen can do without
        from ui.shell.earlier_states import look_at_recovery

        assert isinstance(recovery, Recovery)
        answer = look_at_recovery(recovery, self._disk, self._look, self._workplace.clock(), self._window)
        if answer == "recover":
            self.recover(recovery)
        elif answer == "discard":
            self.discard(recovery)

    def discard(self, recovery: object) -> None:
        """Throw away what a crash left behind, after asking."""
        assert isinstance(recovery, Recovery)
        changes = "The change" if recovery.edits == 1 else f"The {recovery.edits} changes"
        text = f"{changes} made after the last save will be gone for good."
        answers = (("cancel", "Cancel"), ("discard", "Throw away"))
        if ask(self._look, f"Throw away the changes to “{recovery.title}”?", text, answers, self._window) == "discard":
            try:
                self._wait(partial(discard, recovery), "Removing…")
            except FileProblem as problem:
                tell(self._look, "This cannot be thrown away", str(problem), self._window)
            self.listed.emit()

    def save(self) -> bool:
        """Save, asking for a name the first time; return whether it is saved."""
        keep_typed()
        if self.session is None:
            return True
        if self.session.path is None:
            return self.save_as()
        return self._saved_by(self.session, self.session.begin_save)

    def save_as(self) -> bool:
        """Save under another name; return whether it is saved."""
        keep_typed()
        session = self.session
        if session is None:
            return True
        folder = session.path.parent if session.path else Path.home()
        suggested = folder / f"{file_name(session.title)}{SUFFIX}"
        path = ask_save_path(self._look, "Save the journey as", suggested, _FILES, SUFFIX, self._window)
        return path is not None and self._saved_by(session, partial(session.begin_save_as, path))

    def may_leave(self) -> bool:
        """Return whether what is open can be closed, asking about what is not saved."""
        keep_typed()
        if self.session is None or not self.session.dirty:
            return True
        title = self.session.title
        answers = (("cancel", "Cancel"), ("discard", "Close without saving"), ("save", "Save and close"))
        text = "What you changed since the last save would be gone."
        answer = ask(self._look, f"Save “{title}” first?", text, answers, self._window)
        if answer == "save":
            return self.save()
        return answer == "discard"

    def _ask_and(self, caption: str, kinds: str, take: Callable[[Path], object]) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self._window, caption, str(Path.home()), kinds)
        if chosen and self.may_leave():
            take(Path(chosen))

    def _show(self, session: Session) -> bool:
        if not any(True for _ in session.document.of(Journey)):
            self._wait(session.close, _OPENING)
            tell(self._look, _NOT_OPENED, "It holds no journey; open another one, or begin anew.", self._window)
            return False
        self.session = session
        self.opened.emit(session)
        return True

    def _import_log(self, path: Path) -> bool:
        # reading logs needs numpy, which the start screen can do without
        from workbench.exchange.problems import ImportProblem

        try:
            found = self._read_log(path)
        except ImportProblem as problem:
            tell(self._look, "This log cannot be imported", str(problem), self._window)
            return False
        if found is None or not self._show(Session.new(found.elements, self._workplace)):
            return False
        self._say(found.message)
        return True

    def _read_log(self, path: Path) -> "ImportedJourney | None":
        from ui.dialogs.import_log import ImportLogDialog
        from workbench.exchange.event_log import read_event_log
        from workbench.exchange.table import open_table

        dialog = ImportLogDialog(self._look, path, self._wait(lambda: open_table(path).columns, _READING), self._window)
        if not dialog.run():
            return None
        columns = dialog.columns
        read = partial(read_event_log, path, case=columns.case, activity=columns.activity, time=columns.time)
        return self._wait(partial(read, owner=columns.owner or None), _READING)

    def _saved_by(self, session: Session, begin: "Callable[[], Future[None]]") -> bool:
        try:
            self._disk.wait(begin(), "Saving…")
        except FileChangedOutside:
            # the banner says what has happened and offers to put both together
            return False
        except SaveProblem as problem:
            answers = (("cancel", "Go on without saving"), ("elsewhere", "Choose another place"))
            answer = ask(self._look, "The file could not be saved", str(problem), answers, self._window)
            return answer == "elsewhere" and self.save_as()
        if session.path is not None:
            self._remember_recent(session.path)
        self.saved.emit()
        return True

    def _remember_recent(self, path: Path) -> None:
        self._keep_recent(self._memory.settings.with_recent(str(path.absolute())))

    def _forget_recent(self, path: Path) -> None:
        if not self._wait(path.exists, _OPENING):
            self._keep_recent(self._memory.settings.without_recent(str(path.absolute())))

    def _keep_recent(self, settings: Settings) -> None:
        self._memory.settings = settings
        self._disk.run(self._memory.save)
        self.listed.emit()

    def _open_damaged(self, path: Path, problem: DamagedFileProblem) -> bool:
        """Offer what this computer holds of a project whose file is damaged."""
        rescue = self._wait(partial(find_rescue, problem, path, self._workplace.state_folder), _OPENING)
        if rescue is None:
            tell(self._look, _NOT_OPENED, f"{problem} No version of it is kept on this computer.", self._window)
            return False
        choice = ask_about_damage(rescue, self._look, self._workplace.clock(), self._window)
        if choice == "recover":
            self.recover(rescue.recovery)
            return True
        if not choice or not self._show(self._wait(partial(Session.rescue, rescue, self._workplace), _OPENING)):
            return False
        self._remember_recent(path)
        self._say(opened_instead(rescue, self._workplace.clock()), "Versions", "versions")
        if choice == "list":
            self.wanted.emit("versions")
        return True

    def _read_project(self, path: Path) -> tuple[Session, bool]:
        """Open a session, and find out whether a crash has left changes to that file behind; in the disk's thread."""
        session = Session.open(path, self._workplace)
        return session, any(each.path == path.absolute() for each in self.recoveries())

    def _wait(self, task: Callable[[], T], doing: str) -> T:
        return self._disk.wait(self._disk.run(task), doing)
