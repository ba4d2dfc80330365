"""The window: opens, saves and closes journeys, and hands every action on to whoever does it."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget
from typing_extensions import override

from ui.actions import ACTIONS, ActionSet, WindowState
from ui.controls.look import Look
from ui.controls.notice import NoticeBar
from ui.dialogs.frame import ask, tell
from ui.jobs import Jobs
from ui.settings import Settings, SettingsFile
from ui.shell.start_page import StartPage, Wish
from ui.warmup import WarmUp
from workbench.domain.problems import DomainProblem
from workbench.samples import Sample
from workbench.session import Session, Workplace
from workbench.storage.problems import FileProblem, SaveProblem
from workbench.storage.recovery import Recovery, discard, recoveries, sweep
from workbench.storage.store import read_snapshot
from workbench.templates import DEFAULT_TEMPLATE, new_journey

if TYPE_CHECKING:
    from ui.shell.workspace import Workspace

SUFFIX: Final = ".journey"
_FILES: Final = f"Journeys (*{SUFFIX})"
_TABLES: Final = "Event logs (*.csv *.csv.gz *.tsv *.txt)"
_THEMES: Final = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window is given: the look, where it remembers, and where it keeps what is not saved yet."""

    look: Look
    settings_file: SettingsFile
    workplace: Workplace


class MainWindow(QMainWindow):
    """Shows the start screen or one open journey."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self.look = surroundings.look
        self.settings: Settings = surroundings.settings_file.load()
        self.workspace: Workspace | None = None
        self.jobs = Jobs(self)
        self.action_set = ActionSet(self, self.look)
        self.action_set.fill(self.menuBar())
        self.start_page = StartPage(self.look, self.settings.recent_files)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start_page)
        self.setCentralWidget(self._pages)
        self.notice = NoticeBar(self.look, self._pages)
        self.warm_up = WarmUp(self)
        self._own_verbs = self._verbs()
        self._commands: Mapping[str, Callable[[], object]] = {}
        self.action_set.triggered.connect(self.do)
        self.start_page.wished.connect(self.grant)
        self.notice.acted.connect(self._notice_acted)
        self.look.themes.changed.connect(self._dress)
        self.warm_up.finished.connect(self._warm)
        self.setMinimumSize(960, 540)
        self._dress()
        self._restore_geometry()
        self.refresh_actions()

    def do(self, key: str) -> None:
        """Do the action of the table with this key."""
        verb = self._own_verbs.get(key) or self._commands.get(key)
        if verb is None:
            return
        try:
            verb()
        except DomainProblem as problem:
            self.notice.say(str(problem))
        self.refresh_actions()

    def grant(self, wish: Wish) -> None:
        """Do what was chosen on the start screen."""
        granted: Mapping[str, Callable[[object], None]] = {
            "template": self._begin,
            "other-template": self._choose_template,
            "sample": self._open_sample,
            "open": self._ask_for_file,
            "file": self._open_path,
            "recover": self._recover,
            "discard": self._discard,
            "import": self._ask_for_log,
        }
        granted[wish.what](wish.detail)

    def open_file(self, path: Path) -> bool:
        """Open a journey, or make one of an event log; return whether it worked."""
        if path.suffix != SUFFIX:
            return self._import_log(path)
        try:
            session = Session.open(path, self._surroundings.workplace)
        except FileProblem as problem:
            self._forget_recent(path)
            tell(self.look, "This file cannot be opened", str(problem), self)
            return False
        self.show_session(session)
        self._remember_recent(path)
        return True

    def open_copy(self, path: Path) -> None:
        """Open what is in a file as a new journey that has no file yet."""
        _, elements = read_snapshot(path)
        self.show_session(Session.new(elements, self._surroundings.workplace))

    def show_session(self, session: Session) -> None:
        """Put a session on the screen in place of whatever is there."""
        # the views draw with numpy, which the start screen can do without
        from ui.shell.commands import Commands
        from ui.shell.workspace import Workspace

        self._leave_workspace()
        self.workspace = Workspace(session, self.look, self.action_set, self.jobs, self.settings)
        self._commands = Commands(self.workspace).verbs
        self.workspace.state_changed.connect(self.refresh_actions)
        self.workspace.said.connect(self.notice.say)
        self.workspace.sample_wanted.connect(self._open_first_sample)
        self._pages.addWidget(self.workspace)
        self._pages.setCurrentWidget(self.workspace)
        self.workspace.begin()
        self.refresh_actions()

    def refresh_actions(self) -> None:
        """Enable what makes sense now."""
        state = self.workspace.window_state() if self.workspace is not None else WindowState()
        self.action_set.update_for(state)
        for choice in _THEMES:
            self.action_set.check(f"theme-{choice}", self.look.themes.choice == choice)
        self.action_set.check("large-type", self.look.themes.type_scale > 1)
        self.setWindowTitle(self._window_title())
        self.setWindowModified(self.workspace is not None and self.workspace.session.dirty)

    def save(self) -> bool:
        """Save, asking for a name the first time; return whether it is saved."""
        if self.workspace is None:
            return True
        if self.workspace.session.path is None:
            return self.save_as()
        return self._saved_by(self.workspace.session.save)

    def save_as(self) -> bool:
        """Save under another name; return whether it is saved."""
        if self.workspace is None:
            return True
        session = self.workspace.session
        folder = session.path.parent if session.path else Path.home()
        suggested = str(folder / f"{_file_name(session.title)}{SUFFIX}")
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the journey as", suggested, _FILES)
        if not chosen:
            return False
        path = Path(chosen) if chosen.endswith(SUFFIX) else Path(chosen + SUFFIX)
        return self._saved_by(lambda: session.save_as(path))

    def may_leave(self) -> bool:
        """Return whether what is open can be closed, asking about what is not saved."""
        if self.workspace is None or not self.workspace.session.dirty:
            return True
        title = self.workspace.session.title
        answers = (("cancel", "Cancel"), ("discard", "Close without saving"), ("save", "Save and close"))
        text = "What you changed since the last save would be gone."
        answer = ask(self.look, f"Save “{title}” first?", text, answers, self)
        if answer == "save":
            return self.save()
        return answer == "discard"

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # after the first picture is on the screen
        QTimer.singleShot(0, self._settle_in)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave():
            event.ignore()
            return
        self._leave_workspace()
        self._keep_settings()
        self.jobs.close()
        event.accept()

    def _verbs(self) -> Mapping[str, Callable[[], object]]:
        return {
            "new": self._begin,
            "start": self._show_start,
            "open": self._ask_for_file,
            "save": self.save,
            "save-as": self.save_as,
            "import-log": self._ask_for_log,
            "close": self._show_start,
            "quit": self.close,
            "theme-system": self._theme_system,
            "theme-light": self._theme_light,
            "theme-dark": self._theme_dark,
            "large-type": self._toggle_large_type,
            "help": self._show_keys,
            "about": self._show_about,
        }

    @Slot()
    def _settle_in(self) -> None:
        state = self._surroundings.workplace.state_folder
        sweep(state, self._surroundings.workplace.clock())
        self.start_page.show_recoveries(recoveries(state))
        self.warm_up.start()

    @Slot()
    def _warm(self) -> None:
        if self.workspace is None:
            # small maps on the sample cards; they need what has just been imported
            from ui.shell.thumbnails import paint_samples

            paint_samples(self.start_page.cards, self.look, self)

    def _begin(self, template: object = DEFAULT_TEMPLATE) -> None:
        if self.may_leave():
            key = template if isinstance(template, str) else DEFAULT_TEMPLATE
            elements = new_journey("Untitled journey", key).elements.values()
            self.show_session(Session.new(elements, self._surroundings.workplace))

    def _choose_template(self, offered: object) -> None:
        from ui.dialogs.templates import TemplateDialog

        assert isinstance(offered, tuple)
        dialog = TemplateDialog(self.look, offered, self)
        if dialog.exec():
            self._begin(dialog.chosen)

    def _open_sample(self, sample: object) -> None:
        if isinstance(sample, Sample) and self.may_leave():
            self.open_copy(sample.path)

    def _open_first_sample(self) -> None:
        self._open_sample(self.start_page.cards[0].sample)

    def _ask_for_file(self, _detail: object = None) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Open a journey", str(Path.home()), f"{_FILES};;{_TABLES}")
        if chosen and self.may_leave():
            self.open_file(Path(chosen))

    def _open_path(self, path: object) -> None:
        if self.may_leave():
            self.open_file(Path(str(path)))

    def _ask_for_log(self, _detail: object = None) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Import an event log", str(Path.home()), _TABLES)
        if chosen and self.may_leave():
            self._import_log(Path(chosen))

    def _import_log(self, path: Path) -> bool:
        # reading logs needs numpy, which the start screen can do without
        from ui.dialogs.import_log import ImportLogDialog
        from workbench.exchange.event_log import read_event_log
        from workbench.exchange.problems import ImportProblem
        from workbench.exchange.table import open_table

        try:
            dialog = ImportLogDialog(self.look, path, open_table(path).columns, self)
            if not dialog.exec():
                return False
            columns = dialog.columns
            found = read_event_log(
                path, case=columns.case, activity=columns.activity, time=columns.time, owner=columns.owner or None
            )
        except ImportProblem as problem:
            tell(self.look, "This log cannot be imported", str(problem), self)
            return False
        self.show_session(Session.new(found.elements, self._surroundings.workplace))
        self.notice.say(found.message)
        return True

    def _recover(self, recovery: object) -> None:
        assert isinstance(recovery, Recovery)
        try:
            session = Session.recover(recovery, self._surroundings.workplace)
        except FileProblem as problem:
            tell(self.look, "This cannot be brought back", str(problem), self)
            return
        self.show_session(session)
        self.notice.say(f"“{session.title}” is back as it was. Save it to keep it in its file.")

    def _discard(self, recovery: object) -> None:
        assert isinstance(recovery, Recovery)
        text = f"The {recovery.edits} changes made after the last save will be gone for good."
        answers = (("cancel", "Cancel"), ("discard", "Throw them away"))
        if ask(self.look, f"Throw away the changes to “{recovery.title}”?", text, answers, self) == "discard":
            discard(recovery)
            self.start_page.show_recoveries(recoveries(self._surroundings.workplace.state_folder))

    def _show_start(self) -> None:
        if self.may_leave():
            self._leave_workspace()
            self.start_page.show_recent(self.settings.recent_files)
            self._pages.setCurrentWidget(self.start_page)
            self._warm()

    def _leave_workspace(self) -> None:
        if self.workspace is None:
            return
        leaving, self.workspace = self.workspace, None
        self._commands = {}
        self.settings = leaving.settings
        leaving.end()
        self._pages.removeWidget(leaving)
        leaving.deleteLater()

    def _saved_by(self, save: Callable[[], None]) -> bool:
        assert self.workspace is not None
        try:
            save()
        except SaveProblem as problem:
            answers = (("cancel", "Go on without saving"), ("elsewhere", "Choose another place"))
            if ask(self.look, "The file could not be saved", str(problem), answers, self) == "elsewhere":
                return self.save_as()
            return False
        if self.workspace.session.path is not None:
            self._remember_recent(self.workspace.session.path)
        self.workspace.show_saved()
        self.refresh_actions()
        return True

    def _remember_recent(self, path: Path) -> None:
        self.settings = self.settings.with_recent(str(path.absolute()))
        self._keep_settings()

    def _forget_recent(self, path: Path) -> None:
        if not path.exists():
            self.settings = self.settings.without_recent(str(path.absolute()))
            self.start_page.show_recent(self.settings.recent_files)

    def _keep_settings(self) -> None:
        geometry = base64.b64encode(self.saveGeometry().data()).decode("ascii")
        themes = self.look.themes
        self.settings = replace(self.settings, geometry=geometry, theme=themes.choice, type_scale=themes.type_scale)
        self._surroundings.settings_file.save(self.settings)

    def _restore_geometry(self) -> None:
        kept = QByteArray(base64.b64decode(self.settings.geometry or ""))
        if kept.isEmpty() or not self.restoreGeometry(kept):
            self.resize(1366, 768)

    def _window_title(self) -> str:
        if self.workspace is None:
            return "Journey Workbench"
        return f"{self.workspace.session.title}[*] – Journey Workbench"

    def _dress(self) -> None:
        self.action_set.dress()

    def _theme_system(self) -> None:
        self.look.themes.choose("system")

    def _theme_light(self) -> None:
        self.look.themes.choose("light")

    def _theme_dark(self) -> None:
        self.look.themes.choose("dark")

    def _toggle_large_type(self) -> None:
        self.look.themes.set_type_scale(1.0 if self.look.themes.type_scale > 1 else 1.25)

    def _show_keys(self) -> None:
        from ui.dialogs.keys import KeysDialog

        keys = [(", ".join(spec.keys).replace("+", "+\u2060"), spec.text.rstrip("…")) for spec in ACTIONS if spec.keys]
        KeysDialog(self.look, keys, self).exec()

    def _show_about(self) -> None:
        text = (
            "Draw the journey. Then let it run.\n\nEverything stays in one file on this computer; the program never "
            "uses the network. It is free software under the MIT licence."
        )
        tell(self.look, "Journey Workbench", text, self)

    def _notice_acted(self, token: object) -> None:
        if isinstance(token, str):
            self.do(token)


def _file_name(title: str) -> str:
    """A journey's title as a name that every file system takes."""
    kept = "".join(letter if letter.isalnum() or letter in " -_.," else " " for letter in title)
    return " ".join(kept.split())[:80].strip(". ") or "Journey"


def now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)
