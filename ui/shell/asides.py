"""What takes long and a process of its own: each desk is made with the view that asks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.controls.notice import Say
from ui.jobs import Jobs
from ui.live import LiveResults
from ui.panels.owners import OwnersView
from ui.panels.plan import PlanView
from ui.shell.views import OtherViews
from workbench.domain.document import Document

if TYPE_CHECKING:
    from ui.shell.plan_desk import PlanDesk
    from ui.shell.waiting_desk import WaitingDesk


class Asides(QObject):
    """Keeps the desks of the plan and of who waits."""

    cuts_wanted = Signal(object)  # Cuts to put in force on the map
    map_wanted = Signal()

    def __init__(
        self,
        document: Document,
        journey: str,
        jobs: Jobs,
        live: LiveResults,
        others: OtherViews,
        say: Say,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._jobs = jobs
        self._live = live
        self._say = say
        self._plan: PlanDesk | None = None
        self._waiting: WaitingDesk | None = None
        others.plan_made.connect(self._make_plan)
        others.owners_made.connect(self._make_waiting)

    def close(self) -> None:
        """Let all work under way go, and hear no more answers."""
        for desk in (self._plan, self._waiting):
            if desk is not None:
                desk.close()

    def begin_plan(self) -> None:
        """Find the best set of fixes for the budget, unless one is shown already."""
        if self._plan is not None:
            self._plan.begin()

    def _make_plan(self, view: PlanView) -> None:
        # brings an integer programme with it, which most sessions never need
        from ui.shell.plan_desk import PlanDesk

        self._plan = PlanDesk(self._document, self._journey, self._jobs, self._live, view, self._say, self)
        self._plan.map_wanted.connect(self.map_wanted)
        self._plan.cuts_wanted.connect(self.cuts_wanted)

    def _make_waiting(self, view: OwnersView) -> None:
        # brings queues with it, which most sessions never need
        from ui.shell.waiting_desk import WaitingDesk

        pane = view.work.waits
        self._waiting = WaitingDesk(self._document, self._journey, self._jobs, self._live, pane, self._say, self)
