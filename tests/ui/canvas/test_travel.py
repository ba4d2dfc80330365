import pytest
from PySide6.QtCore import Qt, QVariantAnimation
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.canvas.journeys import Sketch
from ui.bridge import Selection
from ui.canvas import travel as travels
from ui.canvas.travel import Travel
from ui.canvas.view import MapView
from ui.controls.look import Look
from ui.icons import IconSource
from ui.theme import ThemeSource
from workbench.domain.places import Place
from workbench.editing import structure


@pytest.fixture
def moving(qapp: QApplication) -> Look:
    return Look(ThemeSource(qapp.styleHints(), "light", reduce_motion=False), IconSource())


@pytest.fixture
def shown(qtbot: QtBot, moving: Look, sketch: Sketch) -> MapView:
    made = MapView(sketch.document, sketch.journey, Selection(), moving)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.settle()
    return made


def move_hotline(sketch: Sketch) -> None:
    structure.move(sketch.document, {sketch.ids["Hotline"]: Place(sketch.ids["Use"], 0, 384)})


def picture(view: MapView) -> QImage:
    view.settle()
    return view.grab().toImage()


def test_the_document_is_changed_at_once_and_the_cards_follow(qtbot: QtBot, shown: MapView, sketch: Sketch) -> None:
    travel, before = Travel(shown), picture(shown)
    assert travel.around(lambda: [move_hotline(sketch)]) == [None]
    assert sketch.touchpoint("Hotline").y == 384
    assert not travel.isHidden()
    on_the_way = shown.grab().toImage()
    qtbot.waitUntil(travel.isHidden)
    assert len({bytes(image.constBits()) for image in (before, on_the_way, picture(shown))}) == 3


def test_any_input_ends_it(shown: MapView, sketch: Sketch) -> None:
    travel = Travel(shown)
    travel.around(lambda: move_hotline(sketch))
    QTest.keyClick(shown, Qt.Key.Key_Right)
    assert travel.isHidden()


def test_a_map_that_is_scrolled_meanwhile_is_shown_itself(shown: MapView, sketch: Sketch) -> None:
    travel = Travel(shown)
    shown.zoom_to(2.0)
    travel.around(lambda: move_hotline(sketch))
    shown.pan(-40, -40)
    assert travel.isHidden()


def test_where_movement_is_reduced_nothing_travels(view: MapView, sketch: Sketch) -> None:
    travel = Travel(view)
    travel.around(lambda: move_hotline(sketch))
    assert sketch.touchpoint("Hotline").y == 384
    assert travel.isHidden()


def test_nothing_travels_where_no_card_has_moved(shown: MapView) -> None:
    travel = Travel(shown)
    travel.around(lambda: None)
    assert travel.isHidden()


def test_a_crowd_is_moved_at_once(shown: MapView, sketch: Sketch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(travels, "MOST_CARDS", 2)
    travel = Travel(shown)
    travel.around(lambda: move_hotline(sketch))
    assert travel.isHidden()


def test_what_has_arrived_looks_as_the_map_does_but_for_its_lines(shown: MapView, sketch: Sketch) -> None:
    travel = Travel(shown)
    travel.around(lambda: move_hotline(sketch))
    travel.findChildren(QVariantAnimation)[0].setCurrentTime(10_000)
    own, body = travel.grab().toImage(), shown.body
    travel.end()
    map_picture = picture(shown).copy(body)
    box = shown.frame.box_on_widget(shown.plan.cards[sketch.ids["Hotline"]])
    for across in range(round(box.left) + 4, round(box.right) - 4, 7):
        for down in range(round(box.top) + 4, round(box.bottom) - 4, 7):
            assert own.pixelColor(across, down - body.top()) == map_picture.pixelColor(across, down - body.top())


def test_a_map_that_showed_as_a_whole_does_so_when_its_cards_have_arrived(shown: MapView, sketch: Sketch) -> None:
    shown.fit()
    Travel(shown).around(
        lambda: structure.move(sketch.document, {sketch.ids["Hotline"]: Place(sketch.ids["Use"], 0, 1536)})
    )
    assert shown.sight.bottom >= shown.plan.cards[sketch.ids["Hotline"]].bottom
    shown.zoom_to(1.0)
    before = shown.frame
    Travel(shown).around(
        lambda: structure.move(sketch.document, {sketch.ids["Hotline"]: Place(sketch.ids["Use"], 0, 2304)})
    )
    assert shown.frame == before
