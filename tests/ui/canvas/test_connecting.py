import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import LEFT, PLAIN, box, click, drag, edge, editor, on, pixel, press, type_name
from ui.canvas.board import ToolName
from ui.canvas.view import MapView
from workbench.domain.elements import Influence, Transition
from workbench.domain.vocabulary import TransitionKind

EMPTY_GROUND = (76.0, 460.0)


def joins(sketch: Sketch, source: str, target: str) -> list[Transition]:
    ids = sketch.ids
    return [each for each in sketch.document.of(Transition) if (each.source, each.target) == (ids[source], ids[target])]


def test_dragging_from_an_edge_to_a_card_connects_them(view: MapView, sketch: Sketch) -> None:
    drag(view, edge(view, sketch, "Search"), on(view, sketch, "Contract"))
    made = joins(sketch, "Search", "Contract")
    assert [each.kind for each in made] == [TransitionKind.FLOW]
    assert view.selection.ids == (made[0].id,)


def test_dragging_from_an_edge_to_empty_ground_makes_a_connected_named_card(view: MapView, sketch: Sketch) -> None:
    drag(view, edge(view, sketch, "Search"), pixel(view, *EMPTY_GROUND))
    assert "Asks a neighbour" not in sketch.names()
    assert [line.is_new for line in view.marks.lines] == [True]
    type_name(view, "Asks a neighbour")
    made = sketch.touchpoint("Asks a neighbour")
    assert made.phase == sketch.ids["Need"]
    assert [each.target for each in sketch.document.referrers(made.id, Transition)] == [made.id]
    sketch.history.undo()
    assert "Asks a neighbour" not in sketch.names()
    assert sketch.history.undo_label is None


def test_a_connection_that_is_there_already_is_refused_in_a_sentence(view: MapView, sketch: Sketch) -> None:
    told: list[object] = []
    view.refused.connect(told.append)
    drag(view, edge(view, sketch, "Search"), on(view, sketch, "Form"))
    assert told == ["This transition is there already; change its share instead."]
    assert sketch.history.undo_label is None


def test_with_the_link_tool_two_clicks_connect(view: MapView, sketch: Sketch) -> None:
    press(view, Qt.Key.Key_L)
    assert view.tool is ToolName.LINK
    click(view, on(view, sketch, "Search"))
    click(view, on(view, sketch, "Hotline"))
    assert len(joins(sketch, "Search", "Hotline")) == 1


def test_the_influence_tool_draws_influences(view: MapView, sketch: Sketch) -> None:
    press(view, Qt.Key.Key_I)
    drag(view, on(view, sketch, "Search"), on(view, sketch, "Hotline"))
    made = sketch.document.of(Influence)[-1]
    assert (made.source, made.target) == (sketch.ids["Search"], sketch.ids["Hotline"])


def test_an_influence_that_ends_nowhere_makes_nothing(view: MapView, sketch: Sketch) -> None:
    view.use(ToolName.INFLUENCE)
    drag(view, on(view, sketch, "Search"), pixel(view, *EMPTY_GROUND))
    assert sketch.history.undo_label is None
    assert not editor(view).isVisible()


def test_escape_takes_a_begun_line_back_and_then_the_tool(view: MapView, sketch: Sketch) -> None:
    view.use(ToolName.LINK)
    click(view, on(view, sketch, "Search"))
    press(view, Qt.Key.Key_Escape)
    assert view.tool is ToolName.LINK
    press(view, Qt.Key.Key_Escape)
    assert view.tool is ToolName.SELECT
    assert sketch.history.undo_label is None


def caption(view: MapView) -> tuple[str, bool]:
    """What the gesture under way says, and whether it refuses."""
    said = view.marks.caption
    return (said.text, said.refused) if said is not None else ("", False)


@pytest.mark.parametrize(
    ("tool", "target", "expected", "cursor"),
    [
        (ToolName.LINK, "Contract", ("Connects to “Contract”", False), Qt.CursorShape.DragLinkCursor),
        (
            ToolName.LINK,
            "Form",
            ("This transition is there already; change its share instead.", True),
            Qt.CursorShape.ForbiddenCursor,
        ),
        (ToolName.LINK, None, ("New touchpoint here", False), Qt.CursorShape.DragCopyCursor),
        (ToolName.INFLUENCE, "Hotline", ("Influences “Hotline”", False), Qt.CursorShape.DragLinkCursor),
        (ToolName.INFLUENCE, None, ("An influence ends at a touchpoint", True), Qt.CursorShape.ForbiddenCursor),
    ],
)
def test_the_line_says_all_the_time_what_letting_go_would_do(
    view: MapView,
    sketch: Sketch,
    tool: ToolName,
    target: str | None,
    expected: tuple[str, bool],
    cursor: Qt.CursorShape,
) -> None:
    view.use(tool)
    end = on(view, sketch, target) if target else pixel(view, *EMPTY_GROUND)
    drag(view, on(view, sketch, "Search"), end, drop=False)
    assert caption(view) == expected
    assert view.cursor().shape() is cursor
    press(view, Qt.Key.Key_Escape)
    assert caption(view) == ("", False)


def test_a_line_snaps_to_a_card_that_is_near(view: MapView, sketch: Sketch) -> None:
    contract = box(view, sketch, "Contract")
    beside = pixel(view, contract.left, contract.bottom) + QPoint(-10, 12)
    drag(view, edge(view, sketch, "Search"), beside, drop=False)
    assert view.marks.snap == sketch.ids["Contract"]
    QTest.mouseRelease(view, LEFT, PLAIN, beside)
    assert len(joins(sketch, "Search", "Contract")) == 1


def test_over_its_own_card_a_line_says_nothing_and_makes_nothing(view: MapView, sketch: Sketch) -> None:
    drag(view, edge(view, sketch, "Search"), on(view, sketch, "Search"), drop=False)
    assert caption(view) == ("", False)
    QTest.mouseRelease(view, LEFT, PLAIN, on(view, sketch, "Search"))
    assert sketch.history.undo_label is None
    assert not editor(view).isVisible()
