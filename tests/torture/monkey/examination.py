"""Whether what is open is whole: everything can be undone and redone, and every view of it says the same."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.torture.monkey.stage import Stage
from tests.torture.monkey.watch import Watch
from ui.shell.workspace import Workspace
from workbench.domain.document import Document
from workbench.domain.elements import Journey, Touchpoint
from workbench.domain.problems import DomainProblem
from workbench.domain.rules import check
from workbench.session import Session
from workbench.storage.codec import element_of, record_of


def examine(stage: Stage, watch: Watch) -> Iterator[str]:
    """Yield what is wrong, and leave everything as it was."""
    session = stage.window.files.session
    workspace = stage.window.workspace
    if session is None or workspace is None:
        return
    workspace.map.setFocus()
    for _ in range(3):
        # what is being dragged or named
        QTest.keyClick(stage.handle, Qt.Key.Key_Escape)
    yield from _not_whole(session.document)
    try:
        yield from _not_undone(session, stage, watch)
    except DomainProblem as problem:
        yield f"undo is refused: {problem}"
    yield from _not_on_the_map(stage.window.workspace)


def _not_whole(document: Document) -> Iterator[str]:
    elements = document.elements
    try:
        anew = Document(elements.values())
    except DomainProblem as problem:
        yield f"not whole: {problem}"
        return
    if set(anew.graph.nodes) != set(document.graph.nodes) or set(anew.graph.edges) != set(document.graph.edges):
        yield "the graph is not that of the elements"
    for journey in document.of(Journey):
        check(document, journey.id)
    for each in elements.values():
        if element_of(each.table, record_of(each)) != each:
            yield f"{type(each).__name__} does not come back from its record"


def _not_undone(session: Session, stage: Stage, watch: Watch) -> Iterator[str]:
    document, history = session.document, session.history

    def undo() -> object:
        with watch.measured(f"undo {history.undo_label}"):
            return history.undo()

    def redo() -> object:
        with watch.measured(f"redo {history.redo_label}"):
            return history.redo()

    now = dict(document.elements)
    redone = _count(redo)
    end = dict(document.elements)
    undone = _count(undo)
    if dict(document.elements) != stage.begun:
        yield "undoing everything does not lead back to the beginning"
    yield from _not_on_the_map(stage.window.workspace)
    if _count(redo) != undone or dict(document.elements) != end:
        yield "redoing everything does not lead back to the end"
    for _ in range(redone):
        undo()
    if dict(document.elements) != now:
        yield "undoing and redoing everything changes something"


def _count(step: Callable[[], object]) -> int:
    steps = 0
    while step() is not None:
        steps += 1
    return steps


def _not_on_the_map(workspace: Workspace | None) -> Iterator[str]:
    if workspace is None:
        return
    own = {each.id for each in workspace.document.of(Touchpoint) if each.journey == workspace.journey}
    if set(workspace.map.plan.cards) != own:
        yield "the map does not show the touchpoints of its journey"
    if not set(workspace.selection.ids) <= set(workspace.document.elements):
        yield "something is selected that is not there"
