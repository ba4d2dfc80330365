"""Keeps the explanation in step with what is selected, and marks on the map what it speaks of."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from ui.bridge import Selection
from ui.canvas.causes import NO_CAUSES
from ui.controls.late import Late
from ui.panels.explain import ExplainPanel
from ui.shell.answers import Questions
from ui.shell.explaining import causes_on_map, customers, explain_numbers
from ui.shell.map_page import MapPage
from workbench.domain.document import Document
from workbench.domain.improvements import Place
from workbench.simulation.build import Case
from workbench.simulation.crowd.examples import Example
from workbench.simulation.grouping import Grouping
from workbench.simulation.run import changes_by_row, subjects


class ExplainDesk(QObject):
    """Asks about the touchpoint or phase that is selected, or the whole journey, as long as somebody looks."""

    def __init__(
        self,
        document: Document,
        journey: str,
        selection: Selection,
        late: Late[ExplainPanel],
        map_page: MapPage,
        questions: Questions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._selection = selection
        self._late = late
        self._map_page = map_page
        self._questions = questions
        self._subject: tuple[Case, Grouping] | None = None
        self._cuts: dict[Place, float] = {}
        self._place: str | None = None
        self._asked = False
        # what was chosen in the panel is shown on the map without becoming the place that is explained
        self._kept: tuple[str, ...] | None = None
        self._story_row: int | None = None
        late.made.connect(self._hear)
        selection.changed.connect(self._sync)
        questions.changed.connect(self._show)
        questions.examples_told.connect(self._tell_story)

    @property
    def _panel(self) -> ExplainPanel:
        return self._late.content

    def set_case(self, case: Case | None, owners: Grouping | None) -> None:
        """Explain another state of the journey, or none."""
        self._subject = (case, owners) if case is not None and owners is not None else None
        self._asked = False
        self._panel.story.forget()
        self._sync()

    def set_owners(self, owners: Grouping) -> None:
        """Explain the same journey for departments that answer for other parts of it."""
        if self._subject is not None:
            self._subject = (self._subject[0], owners)
            self._asked = False
            self._sync()

    def set_cuts(self, cuts: Mapping[Place, float]) -> None:
        """Take note of the fix in force; a story that is shown is told with it anew."""
        if dict(cuts) != self._cuts:
            self._cuts = dict(cuts)
            if self._panel.story.customer is not None:
                self._ask_for_story()

    def outdated(self) -> None:
        """Show that the map has moved on."""
        self._panel.set_stale(stale=True)

    def _hear(self, panel: ExplainPanel) -> None:
        panel.looked_at.connect(self._sync)
        panel.source_chosen.connect(self._choose)
        panel.whole_wanted.connect(self._selection.clear)
        panel.largest_wanted.connect(self._go_to_largest)
        panel.story_wanted.connect(self._ask_for_story)
        panel.path_changed.connect(self._show_way)

    def _sync(self) -> None:
        """Ask about what is selected now, unless that was done before or nobody looks."""
        if not self._late.isVisible():
            self._unmark()
            return
        if self._subject is None:
            self._panel.show_numbers(None)
            self._unmark()
            return
        place = self._selected_place(self._subject[0])
        if place != self._place:
            self._panel.story.forget()
        if (place != self._place or not self._asked) and place is not None:
            self._questions.explain(*self._subject, place)
        self._place, self._asked = place, True
        self._show()

    def _selected_place(self, case: Case) -> str | None:
        if self._selection.ids == self._kept:
            return self._place
        self._kept = None
        one = self._selection.ids[0] if len(self._selection.ids) == 1 else None
        return one if one in case.ids or one in case.phases else None

    def _show(self) -> None:
        if self._subject is None or not self._late.isVisible():
            return
        answers = self._questions.answers
        told = answers.whole if self._place is None else answers.place
        if told is None:
            self._panel.set_stale(stale=True)
            return
        self._panel.show_numbers(explain_numbers(told))
        causes = causes_on_map(told)
        self._map_page.map.explained.mark(causes)
        self._map_page.headline.legend.set_causes(bool(causes.filled))

    def _unmark(self) -> None:
        self._map_page.map.explained.mark(NO_CAUSES)
        self._map_page.map.explained.show_way(())
        self._map_page.headline.legend.set_causes(shown=False)

    def _show_way(self, way: Sequence[str]) -> None:
        # a story may be told anew while nobody looks
        self._map_page.map.explained.show_way(way if self._late.isVisible() else ())

    def _choose(self, element: str) -> None:
        self._kept = (element,)
        self._selection.set([element])
        self._map_page.map.centre_on(element)

    def _go_to_largest(self) -> None:
        numbers = self._panel.numbers
        if numbers is not None and numbers.straws:
            self._selection.set([numbers.straws[0][0]])

    def _ask_for_story(self) -> None:
        numbers = self._panel.numbers
        if self._subject is None or numbers is None or not numbers.straws:
            return
        case, _ = self._subject
        self._story_row = case.ids.index(numbers.straws[0][0])
        self._questions.ask_for_examples(case, changes_by_row(subjects(case), self._cuts), self._story_row)

    def _tell_story(self, examples: tuple[Example, ...]) -> None:
        if self._subject is not None and self._story_row is not None:
            case, _ = self._subject
            told = customers(self._document, self._journey, case, self._story_row, examples)
            self._panel.story.show_customers(told)
