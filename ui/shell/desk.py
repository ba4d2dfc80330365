"""The desk behind the window: opens journeys, shows one at a time, and hands every action on to whoever does it."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from ui.actions import WindowState, key_groups
from ui.controls.busy import BusyLine
from ui.controls.notice import NoticeBar
from ui.controls.touch_scroll import TouchScroll
from ui.dialogs.frame import tell
from ui.dialogs.keys import show_keys
from ui.disk import Disk
from ui.heap import share_one_heap
from ui.jobs import Jobs
from ui.shell.collector import Collector
from ui.shell.front import THEMES, Front
from ui.shell.project_files import ProjectFiles
from ui.shell.start_cards import Wish
from ui.shell.start_lists import StartLists
from ui.warmup import OPENING, WarmUp
from workbench.domain.problems import DomainProblem, LockedProblem
from workbench.session import Session, Workplace
from workbench.storage.problems import FileProblem
from workbench.storage.recovery import sweep

if TYPE_CHECKING:
    from ui.shell.everything import Everything
    from ui.shell.visits import Visit
    from ui.shell.workspace import Carried, Workspace

_OF_THE_LAST_STEP: Final = ("undo", "redo", "close-gap", "make-detail")
"""What links in notices do to the journey as it was when the notice came up."""

_ABOUT: Final = (
    "Draw the journey. Then let it run.\n\nEverything stays in one file on this computer; the program never "
    "uses the network. It is free software under the MIT licence."
)


class Desk(QObject):
    """Everything that the window does; the front is what it shows before."""

    def __init__(self, front: Front, workplace: Workplace, jobs: Jobs) -> None:
        super().__init__(front)
        front.look.finish()
        TouchScroll(front, front.look)
        self._front = front
        self._look = front.look
        self._workplace = workplace
        self._jobs = jobs
        self.disk = Disk(self)
        self.notice = NoticeBar(self._look, front.pages)
        self.files = ProjectFiles(front, self.disk, self._look, front.memory, workplace, self.notice.say)
        self.workspace: Workspace | None = None
        self._lists = StartLists(front, self.disk, self.files.recoveries, workplace.clock, self)
        self.busy = BusyLine(self._look, front.pages)
        self.warm_up = WarmUp(self)
        self.afterwards = WarmUp(self, OPENING)
        self._collector = Collector()
        self._close_wanted = False
        self._own_verbs = self._verbs()
        self._commands: Mapping[str, Callable[[], object]] = {}
        self._connect()

    @cached_property
    def everything(self) -> "Everything":
        """The palette and what it offers; imported when there is a place to go to, or somebody asks for it."""
        from ui.shell.everything import Everything

        made = Everything(self._front, self._look, self._front.action_set, self._front.memory)
        made.gone.connect(self._go_to)
        return made

    def do(self, key: str) -> None:
        """Do the action of the table with this key."""
        verb = self._own_verbs.get(key) or self._commands.get(key)
        if verb is None or self.disk.is_waited_for:
            return
        try:
            verb()
        except LockedProblem as problem:
            self.notice.say(str(problem), "Unlock", problem)
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

    def show_session(self, session: Session) -> None:
        """Put a session on the screen in place of whatever is there."""
        # the views draw with numpy, which the start screen can do without
        from ui.shell.workspace import Carried

        self._leave_session()
        self._show_journey(session, Carried())

    def _show_journey(self, session: Session, carried: "Carried", visit: "Visit | None" = None) -> None:
        """Build everything anew for a journey of a session: all its parts are about just one."""
        from ui.shell.commands import Commands
        from ui.shell.workspace import Means, Workspace

        self._collector.pause()
        clock = self._workplace.clock
        actions, memory = self._front.action_set, self._front.memory
        means = Means(self._look, actions, self._jobs, self.disk, memory, clock, self.notice.say, carried)
        self.workspace = Workspace(session, means, visit.journey if visit else None, self._front.pages)
        self.everything.document = session.document
        self._commands = Commands(self.workspace).verbs
        self.workspace.opening.finished.connect(self._collector.catch_up)
        self.workspace.state_changed.connect(self.refresh_actions)
        # before whoever made the step says so
        self.workspace.bridge.published.connect(self._outdate_notice)
        self.workspace.sample_wanted.connect(self._open_first_sample)
        self.workspace.wayfinding.journey_wanted.connect(self._change_journey)
        self.workspace.journey_gone.connect(self._change_journey)
        self._front.pages.addWidget(self.workspace)
        self._front.pages.setCurrentWidget(self.workspace)
        self.workspace.begin(visit)
        self.refresh_actions()

    def _change_journey(self, visit: "Visit | None" = None) -> None:
        """Show another journey of the session; the last one that is still there, where none is named."""
        leaving = self._leave_workspace()
        if leaving is not None:
            carried, session = leaving.carried, leaving.session
            visit = visit or carried.visits.last_in(session.document.elements.__contains__)
            self._show_journey(session, carried, visit)

    def refresh_actions(self) -> None:
        """Enable what makes sense now, and name what is open."""
        workspace = self.workspace
        if workspace is None:
            self._front.show_state(WindowState())
        else:
            self._front.show_state(workspace.window_state(), workspace.session.title, workspace.session.dirty)

    def show_start_page(self) -> None:
        """Show the start screen, with what there is now."""
        self._list_files()
        self._front.pages.setCurrentWidget(self._front.start_page)
        self._paint_samples()
        self.refresh_actions()

    def settle_in(self) -> None:
        """Do what can wait for the first picture."""
        share_one_heap()
        swept = self.disk.run(partial(sweep, self._workplace.state_folder, self._workplace.clock()))
        self.disk.then(swept, self._swept)
        self.warm_up.start()

    def may_close(self) -> bool:
        """Return whether the window can go, asking about what is not saved."""
        # what is being written is not left alone; whoever wants to close gets there when it is over
        self._close_wanted = self.disk.is_waited_for
        return not self._close_wanted and self.files.may_leave()

    def close(self) -> None:
        """Leave what is open and end everything begun, for good."""
        self._front.keep_choices()
        self.disk.run(self._front.memory.save)
        # whoever closes the window need not watch the worker end
        self._front.hide()
        self._leave_session()
        self.files.session = None
        self._jobs.close()
        self.disk.close()

    def _connect(self) -> None:
        self.notice.acted.connect(self._notice_acted)
        self._look.themes.changed.connect(self._paint_samples)
        self.warm_up.finished.connect(self.afterwards.start)
        self.afterwards.finished.connect(self._paint_samples)
        self.disk.delayed.connect(self.busy.say)
        self.disk.free.connect(self._close_if_wanted)
        self.files.opened.connect(self.show_session)
        self.files.saved.connect(self._show_saved)
        self.files.listed.connect(self._list_files)
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
            "quit": self._front.close,
            **{f"theme-{choice}": partial(self._look.themes.choose, choice) for choice in THEMES},
            "large-type": self._toggle_large_type,
            "palette": self._offer_everything,
            "help": partial(show_keys, self._look, key_groups(), self._front),
            "about": partial(tell, self._look, "Journey Workbench", _ABOUT, self._front),
        }

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
            QTimer.singleShot(0, self._front, self._front.close)

    def _paint_samples(self) -> None:
        if self.workspace is None and self.afterwards.is_done:
            # small maps on the sample cards; they need what has just been imported
            from ui.shell.thumbnails import paint_samples

            paint_samples(self._front.start_page.cards, self._look, self.disk, self)

    def _open_first_sample(self) -> None:
        self.files.open_sample(self._front.start_page.cards[0].sample)

    def _show_start(self) -> None:
        if self.files.may_leave():
            self._leave_session()
            self.files.session = None
            self.show_start_page()

    def _leave_session(self) -> None:
        leaving = self._leave_workspace()
        if leaving is not None:
            # what is not saved has been asked about; the program does not end before this is done
            self.disk.run(partial(leaving.session.close, discard=True))

    def _outdate_notice(self) -> None:
        self.notice.withdraw(_OF_THE_LAST_STEP)

    def _leave_workspace(self) -> "Workspace | None":
        self._outdate_notice()
        leaving, self.workspace = self.workspace, None
        if leaving is not None:
            self._commands = {}
            self.everything.document = None
            leaving.end()
            self._collector.go_on()
            # not taken out of its pages before: PySide would keep what is out and met on the way along the focus chain
            leaving.deleteLater()
        return leaving

    def _show_saved(self) -> None:
        if self.workspace is not None:
            self.workspace.saved.refresh()
        self.refresh_actions()

    def _toggle_large_type(self) -> None:
        self._look.themes.set_type_scale(1.0 if self._look.themes.type_scale > 1 else 1.25)

    def _offer_everything(self) -> None:
        self.everything.offer()

    def _go_to(self, element_id: str) -> None:
        if self.workspace is not None:
            self.workspace.show_view("map")
            self.workspace.wayfinding.go_to(element_id)
            self.workspace.map.setFocus()

    def _notice_acted(self, token: object) -> None:
        if isinstance(token, str):
            self.do(token)
        elif isinstance(token, LockedProblem) and self.workspace is not None:
            self.workspace.arranging.unlock(token.element)
