"""The window: shows the start screen or a journey, and hands every action on to whoever does it."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget
from typing_extensions import override

from ui.actions import ACTIONS, ActionSet, WindowState
from ui.controls.busy import BusyLine
from ui.controls.look import Look
from ui.controls.notice import NoticeBar
from ui.dialogs.frame import tell
from ui.disk import Disk
from ui.jobs import Jobs
from ui.settings import Memory, SettingsFile
from ui.shell.project_files import ProjectFiles
from ui.shell.start_lists import StartLists
from ui.shell.start_page import StartPage, Wish, named
from ui.warmup import WarmUp
from workbench.domain.problems import DomainProblem
from workbench.session import Session, Workplace
from workbench.storage.problems import FileProblem
from workbench.storage.recovery import sweep

if TYPE_CHECKING:
    from ui.shell.workspace import Workspace

_THEMES: Final = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window is given: the look, where it remembers, and where it keeps what is not saved yet."""

    look: Look
    settings_file: SettingsFile
    workplace: Workplace


class MainWindow(QMainWindow):
    """Shows the start screen or one open journey."""

    def __init__(self, surroundings: Surroundings, jobs: Jobs) -> None:
        super().__init__()
        self._workplace = surroundings.workplace
        self.look = surroundings.look
        self.memory = Memory(surroundings.settings_file)
        self.disk = Disk(self)
        self.files = ProjectFiles(self, self.disk, self.look, self.memory, self._workplace)
        self.workspace: Workspace | None = None
        self.jobs = jobs
        self.action_set = ActionSet(self, self.look)
        self.action_set.fill(self.menuBar())
        self.start_page = StartPage(self.look, named(self.memory.settings.recent_files))
        self._lists = StartLists(self.start_page, self.disk, self.memory, self.files.recoveries, self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start_page)
        self.setCentralWidget(self._pages)
        self.notice = NoticeBar(self.look, self._pages)
        self.busy = BusyLine(self.look, self._pages)
        self.warm_up = WarmUp(self)
        self._is_settled = False
        self._close_wanted = False
        self._own_verbs = self._verbs()
        self._commands: Mapping[str, Callable[[], object]] = {}
        self.setMinimumSize(960, 540)
        self._connect()
        self._dress()
        self._restore_geometry()
        self.refresh_actions()

    def do(self, key: str) -> None:
        """Do the action of the table with this key."""
        verb = self._own_verbs.get(key) or self._commands.get(key)
        if verb is None or self.disk.is_waited_for:
            return
        try:
            verb()
        except (DomainProblem, FileProblem) as problem:
            self.notice.say(str(problem))
        self.refresh_actions()

    def grant(self, wish: Wish) -> None:
        """Do what was chosen on the start screen."""
        if self.disk.is_waited_for:
            return
        files = self.files
        granted: Mapping[str, Callable[[object], None]] = {
            "template": files.begin,
            "other-template": files.choose_template,
            "sample": files.open_sample,
            "open": files.ask_for_file,
            "file": files.open_path,
            "recover": files.recover,
            "discard": files.discard,
            "look": files.look_at,
            "import": files.ask_for_log,
        }
        granted[wish.what](wish.detail)

    def open_file(self, path: Path) -> bool:
        """Open a journey, or make one of an event log; return whether it worked."""
        return self.files.open_file(path)

    def open_copy(self, path: Path) -> bool:
        """Open what is in a file as a new journey that has no file yet; return whether it worked."""
        return self.files.open_copy(path)

    def show_session(self, session: Session) -> None:
        """Put a session on the screen in place of whatever is there."""
        # the views draw with numpy, which the start screen can do without
        from ui.shell.commands import Commands
        from ui.shell.workspace import Means, Workspace

        self._leave_workspace()
        clock = self._workplace.clock
        means = Means(self.look, self.action_set, self.jobs, self.disk, self.memory, clock)
        self.workspace = Workspace(session, means)
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

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_settled:
            self._is_settled = True
            # after the first picture is on the screen
            QTimer.singleShot(0, self._settle_in)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        # what is being written is not left alone; whoever wants to close gets there when it is over
        self._close_wanted = self.disk.is_waited_for
        if self._close_wanted or not self.files.may_leave():
            event.ignore()
            return
        self._keep_choices()
        # whoever closes the window need not watch the worker end
        self.hide()
        self._leave_workspace()
        self.files.session = None
        self.jobs.close()
        self.disk.close()
        event.accept()

    def _connect(self) -> None:
        self.action_set.triggered.connect(self.do)
        self.start_page.wished.connect(self.grant)
        self.notice.acted.connect(self._notice_acted)
        self.look.themes.changed.connect(self._dress)
        self.warm_up.finished.connect(self._paint_samples)
        self.disk.delayed.connect(self.busy.say)
        self.disk.free.connect(self._close_if_wanted)
        self.files.opened.connect(self.show_session)
        self.files.saved.connect(self._show_saved)
        self.files.listed.connect(self._list_files)
        self.files.said.connect(self.notice.say)
        self.files.wanted.connect(self.do)

    def _verbs(self) -> Mapping[str, Callable[[], object]]:
        return {
            "new": self.files.begin,
            "start": self._show_start,
            "open": self.files.ask_for_file,
            "save": self.files.save,
            "save-as": self.files.save_as,
            "import-log": self.files.ask_for_log,
            "close": self._show_start,
            "quit": self.close,
            **{f"theme-{choice}": partial(self.look.themes.choose, choice) for choice in _THEMES},
            "large-type": self._toggle_large_type,
            "help": self._show_keys,
            "about": self._show_about,
        }

    @Slot()
    def _settle_in(self) -> None:
        swept = self.disk.run(partial(sweep, self._workplace.state_folder, self._workplace.clock()))
        self.disk.then(swept, self._swept)
        self.warm_up.start()

    def _swept(self, swept: "Future[None]") -> None:
        self._list_files()
        swept.result()

    def _list_files(self) -> None:
        if self.workspace is None:
            self._lists.refresh()

    @Slot()
    def _close_if_wanted(self) -> None:
        if self._close_wanted:
            # not from inside the wait that has just ended
            QTimer.singleShot(0, self, self.close)

    def _paint_samples(self) -> None:
        if self.workspace is None and self.warm_up.is_done:
            # small maps on the sample cards; they need what has just been imported
            from ui.shell.thumbnails import paint_samples

            paint_samples(self.start_page.cards, self.look, self.disk, self)

    def _open_first_sample(self) -> None:
        self.files.open_sample(self.start_page.cards[0].sample)

    def _show_start(self) -> None:
        if self.files.may_leave():
            self._leave_workspace()
            self.files.session = None
            self._list_files()
            self._pages.setCurrentWidget(self.start_page)
            self._paint_samples()

    def _leave_workspace(self) -> None:
        if self.workspace is None:
            return
        leaving, self.workspace = self.workspace, None
        self._commands = {}
        leaving.end()
        # what is not saved has been asked about; the program does not end before this is done
        self.disk.run(partial(leaving.session.close, discard=True))
        self._pages.removeWidget(leaving)
        leaving.deleteLater()

    def _show_saved(self) -> None:
        if self.workspace is not None:
            self.workspace.show_saved()
        self.refresh_actions()

    def _keep_choices(self) -> None:
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        themes = self.look.themes
        self.memory.change(geometry=geometry, theme=themes.choice, type_scale=themes.type_scale)
        self.disk.run(self.memory.save)

    def _restore_geometry(self) -> None:
        kept = QByteArray.fromBase64(self.memory.settings.geometry.encode("ascii", "ignore"))
        if kept.isEmpty() or not self.restoreGeometry(kept):
            self.resize(1366, 768)

    def _window_title(self) -> str:
        if self.workspace is None:
            return "Journey Workbench"
        # Qt takes a lone “[*]” for the place of the mark of what is not saved
        title = self.workspace.session.title.replace("[*]", "[*][*]")
        return f"{title}[*] – Journey Workbench"

    def _dress(self) -> None:
        self.action_set.dress()
        self._paint_samples()

    def _toggle_large_type(self) -> None:
        self.look.themes.set_type_scale(1.0 if self.look.themes.type_scale > 1 else 1.25)

    def _show_keys(self) -> None:
        from ui.dialogs.keys import KeysDialog

        keys = [(", ".join(spec.keys).replace("+", "+\u2060"), spec.text.rstrip("…")) for spec in ACTIONS if spec.keys]
        KeysDialog(self.look, keys, self).run()

    def _show_about(self) -> None:
        text = (
            "Draw the journey. Then let it run.\n\nEverything stays in one file on this computer; the program never "
            "uses the network. It is free software under the MIT licence."
        )
        tell(self.look, "Journey Workbench", text, self)

    def _notice_acted(self, token: object) -> None:
        if isinstance(token, str):
            self.do(token)


def now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)
