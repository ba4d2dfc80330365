import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from tests.ui.canvas.journeys import Sketch
from ui.canvas.frame import LARGEST_FIT, Frame
from ui.canvas.geometry import MapGeometry
from ui.canvas.viewport import MapViewport
from ui.controls.look import Look
from workbench.domain.places import Place
from workbench.editing import structure


@pytest.fixture
def viewport(qtbot: QtBot, look: Look, sketch: Sketch) -> MapViewport:
    shown = MapViewport(MapGeometry(sketch.document, sketch.journey), look)
    qtbot.addWidget(shown)
    shown.resize(900, 700)
    shown.show()
    return shown


def test_the_map_first_shows_itself_whole_and_a_small_one_enlarged(viewport: MapViewport) -> None:
    assert viewport.frame.scale == LARGEST_FIT
    bounds = viewport.frame.box_on_widget(viewport.plan.bounds)
    assert bounds.right <= viewport.width()
    assert bounds.bottom <= viewport.height()


def test_it_keeps_fitting_while_the_widget_shrinks_until_the_user_zooms(viewport: MapViewport) -> None:
    viewport.resize(228, 700)
    assert viewport.frame.scale == pytest.approx(0.5)
    viewport.zoom_to(1.0)
    viewport.resize(300, 700)
    assert viewport.frame.scale == 1.0


def test_zooming_tells_the_scale_and_keeps_the_pixel_in_place(viewport: MapViewport) -> None:
    told: list[float] = []
    viewport.zoom_changed.connect(told.append)
    viewport.zoom_to(3.0, QPoint(100, 300))
    before = viewport.frame.to_map(300, 300)
    viewport.zoom_to(2.5, QPoint(300, 300))
    assert told == [3.0, 2.5]
    assert viewport.frame.to_map(300, 300) == pytest.approx(before, abs=0.5)
    viewport.zoom_in()
    viewport.zoom_out()
    assert viewport.frame.scale == pytest.approx(2.5)


def test_centring_brings_a_card_to_the_middle(viewport: MapViewport, sketch: Sketch) -> None:
    viewport.zoom_to(4.0)
    viewport.centre_on(sketch.ids["Form"])
    x, y = viewport.frame.to_widget(*viewport.plan.cards[sketch.ids["Form"]].middle)
    assert (x, y) == pytest.approx((viewport.body.center().x(), viewport.body.center().y()), abs=2)
    viewport.centre_on("nothing known by this name")
    assert viewport.frame.to_widget(*viewport.plan.cards[sketch.ids["Form"]].middle) == (x, y)


def test_the_ground_of_the_last_phase_runs_on_to_the_edge_where_no_column_would_fit_before_it(
    viewport: MapViewport,
) -> None:
    viewport.zoom_to(1.0, QPoint(0, 300))
    assert viewport.column_ends() == (0.0, 456.0)
    viewport.resize(520, 700)
    viewport.zoom_to(1.0, QPoint(0, 300))
    assert viewport.column_ends() == (0.0, 520.0)
    assert viewport.column_centres() == [76.0, 228.0, 380.0]


def test_centres_and_ends_of_the_columns_follow_the_map(viewport: MapViewport, sketch: Sketch) -> None:
    viewport.show_frame(Frame())
    unsubscribe = sketch.document.subscribe(lambda published: viewport.plan.patch(published.changes) and None)
    structure.add_touchpoint(sketch.document, sketch.journey, "Somewhere", Place(None))
    unsubscribe()
    assert viewport.column_centres() == [76.0, 228.0, 380.0]
    assert viewport.column_ends() == (0.0, 456.0)
    told: list[bool] = []
    viewport.view_changed.connect(lambda: told.append(True))
    viewport.zoom_to(2.0, QPoint(0, 300))
    assert viewport.column_centres() == [152.0, 456.0, 760.0]
    assert viewport.column_ends() == (0.0, 912.0)
    assert told


def test_full_size_keeps_the_middle_in_place(viewport: MapViewport) -> None:
    viewport.zoom_to(3.0)
    viewport.pan(-400, -300)
    middle = viewport.body.center()
    place = viewport.frame.to_map(middle.x(), middle.y())
    viewport.zoom_to(2.0)
    viewport.show_full_size()
    assert viewport.frame.scale == 1.0
    assert viewport.sight.holds(*place)


def test_a_frame_shown_before_is_shown_again_and_stays_when_the_widget_grows(viewport: MapViewport) -> None:
    viewport.zoom_to(3.0)
    frame = viewport.frame
    viewport.fit()
    viewport.show_frame(frame)
    assert viewport.frame == frame
    viewport.resize(950, 720)
    assert viewport.frame.scale == 3.0
