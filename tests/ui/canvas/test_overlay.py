import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from tests.ui.canvas.journeys import Sketch, everything
from ui.canvas.board import LiveLine, Marks
from ui.canvas.boxes import Box
from ui.canvas.cards import CardFaces
from ui.canvas.causes import Causes
from ui.canvas.curves import straight
from ui.canvas.found import Found
from ui.canvas.frame import Frame
from ui.canvas.geometry import MapGeometry
from ui.canvas.hits import Hit, Part
from ui.canvas.ink import Ink
from ui.canvas.numbers import MapNumbers
from ui.canvas.overlay import OverlayState, label_of, lifted_picture, paint_overlay
from ui.canvas.painting import Scene
from ui.canvas.routes import LineKind
from ui.controls.look import Look
from workbench.domain.elements import Influence, Transition
from workbench.domain.places import Place
from workbench.domain.vocabulary import TransitionKind
from workbench.editing import areas, structure
from workbench.editing.areas import Extent

FRAME = Frame(1.0, 0, 60)
NOTHING = Hit(Part.NOTHING)
EVERYWHERE = Box(-1000, -1000, 2000, 2000)


def scene_of(sketch: Sketch) -> Scene:
    geometry = MapGeometry(sketch.document, sketch.journey)
    return Scene(geometry, CardFaces(sketch.document, sketch.journey), MapNumbers())


def painted(sketch: Sketch, look: Look, state: OverlayState) -> QImage:
    image = QImage(700, 700, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setClipRect(image.rect())
    paint_overlay(painter, scene_of(sketch), Ink(look), FRAME, state, sketch.document)
    painter.end()
    return image


def state(marks: Marks | None = None, selected: tuple[str, ...] = (), at: Hit = NOTHING, **more: bool) -> OverlayState:
    return OverlayState(marks or Marks(), selected, at, **more)


def test_without_a_gesture_nothing_is_painted(sketch: Sketch, look: Look) -> None:
    blank = painted(sketch, look, state())
    assert {blank.pixel(x, y) for x in range(0, 700, 7) for y in range(0, 700, 7)} == {QColor("white").rgb()}


def test_a_selected_card_wears_a_ring_with_a_gap(sketch: Sketch, look: Look) -> None:
    image = painted(sketch, look, state(selected=(sketch.ids["Form"],)))
    card = scene_of(sketch).geometry.cards[sketch.ids["Form"]]
    x, top = int(card.middle[0]), int(card.top) + FRAME.y
    assert image.pixelColor(x, top - 3) == look.colour("accent")
    assert image.pixelColor(x, top - 1) == QColor("white")


def test_a_ring_is_seen_where_its_card_is_not(sketch: Sketch, look: Look) -> None:
    scene = scene_of(sketch)
    card = scene.geometry.cards[sketch.ids["Form"]]
    x, top = int(card.middle[0]), int(card.top) + FRAME.y
    image = QImage(700, 700, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setClipRect(0, 0, 700, top - 2)
    chosen = state(selected=(sketch.ids["Form"],))
    paint_overlay(painter, scene, Ink(look), FRAME, chosen, sketch.document)
    painter.end()
    assert image.pixelColor(x, top - 3) == look.colour("accent")


@pytest.mark.parametrize("of", ["found", "causes"])
def test_badges_lie_over_the_outline_of_what_is_found_and_of_what_ran_over(look: Look, of: str) -> None:
    sketch = everything()
    card = sketch.ids["Form"]
    marked = {"found": Found({card: 1}, card), "causes": Causes(frozenset({card}))}
    outline = look.colour({"found": "warn", "causes": "danger"}[of])
    image = painted(sketch, look, OverlayState(Marks(), (), NOTHING, **{of: marked[of]}))
    box = scene_of(sketch).geometry.cards[card]
    rows = range(int(box.top) + FRAME.y - 9, int(box.top) + FRAME.y + 4)
    badge = range(int(box.right) - 12, int(box.right) - 6)
    assert any(image.pixelColor(int(box.middle[0]), y) == outline for y in rows)
    assert not any(image.pixelColor(x, y) == outline for x in badge for y in rows)


@pytest.mark.parametrize(
    "marks",
    [
        Marks(band=Box(10, 10, 90, 90)),
        Marks(ghosts=(Box(12, 200, 140, 276),)),
        Marks(lines=(LiveLine(LineKind.FLOW, straight((0, 0), (200, 100))),)),
        Marks(lines=(LiveLine(LineKind.INFLUENCE, straight((0, 0), (200, 100))),)),
    ],
)
def test_every_mark_of_a_gesture_can_be_seen(sketch: Sketch, look: Look, marks: Marks) -> None:
    assert painted(sketch, look, state(marks)) != painted(sketch, look, state())


def test_a_snapped_card_a_hovered_card_and_the_focus_can_be_told_apart(sketch: Sketch, look: Look) -> None:
    form = sketch.ids["Form"]
    pictures = [
        painted(sketch, look, one)
        for one in (
            state(),
            state(Marks(snap=form)),
            state(at=Hit(Part.CARD, form)),
            state(wears_focus=True),
        )
    ]
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[at + 1 :])


def test_nothing_is_hovered_while_a_gesture_is_under_way(sketch: Sketch, look: Look) -> None:
    hovering = state(at=Hit(Part.CARD, sketch.ids["Form"]), busy=True)
    assert painted(sketch, look, hovering) == painted(sketch, look, state())


def test_rings_of_cards_keep_off_the_notes_over_them(sketch: Sketch, look: Look) -> None:
    card = scene_of(sketch).geometry.cards[sketch.ids["Form"]]
    edge = round(card.left + card.width / 2), round(card.top - 3) + FRAME.y
    chosen = state(selected=(sketch.ids["Form"],))
    assert painted(sketch, look, chosen).pixelColor(*edge) == look.colour("accent")
    phase = sketch.touchpoint("Form").phase
    areas.add_note(sketch.document, sketch.journey, "Why?", Extent(Place(phase, 40, card.top - 40), 80, 60))
    assert painted(sketch, look, chosen).pixelColor(*edge) == QColor("white")


def test_lifted_cards_carry_their_picture_along(look: Look) -> None:
    sketch = everything()
    lifted = lifted_picture(scene_of(sketch), Ink(look), FRAME, [sketch.ids["Form"]], EVERYWHERE)
    assert lifted is not None
    at_rest = painted(sketch, look, OverlayState(Marks(), (), NOTHING, lifted))
    moved = painted(sketch, look, OverlayState(Marks(shift=(40, 30)), (), NOTHING, lifted))
    card = scene_of(sketch).geometry.cards[sketch.ids["Form"]]
    x, y = (round(part) for part in card.middle)
    assert at_rest.pixel(x, y + FRAME.y) == moved.pixel(x + 40, y + FRAME.y + 30)
    assert lifted_picture(scene_of(sketch), Ink(look), FRAME, [], EVERYWHERE) is None


def test_lines_between_lifted_cards_go_with_them(sketch: Sketch, look: Look) -> None:
    form, contract = sketch.ids["Form"], sketch.ids["Contract"]
    scene, ink = scene_of(sketch), Ink(look)
    both = lifted_picture(scene, ink, FRAME, [form, contract], EVERYWHERE)
    flow = next(line for line in scene.geometry.lines.values() if (line.source, line.target) == (form, contract))
    assert both is not None
    x, y = flow.curve.middle
    at = (round(x - both.corner.x()), round(y - both.corner.y()))
    assert both.picture.toImage().pixelColor(*at).alpha() == 255
    structure.delete(sketch.document, [flow.id])
    without = lifted_picture(scene_of(sketch), ink, FRAME, [form, contract], EVERYWHERE)
    assert without is not None
    assert without.picture.toImage().pixelColor(*at).alpha() < 255


def test_labels_say_in_words_what_a_line_means(sketch: Sketch) -> None:
    document, ids = sketch.document, sketch.ids
    way = structure.connect(document, ids["Hotline"], ids["Search"], condition="after two calls")
    lines = scene_of(sketch).geometry.lines
    demand = next(each for each in document.of(Transition) if each.kind is TransitionKind.FAILURE_DEMAND)
    assert label_of(document, lines[way.id]) == "100 % of customers: after two calls"
    assert label_of(document, lines[demand.id]) == "30 % of those for whom it went wrong"
    assert label_of(document, lines[document.of(Influence)[0].id]) == "25 % likelier to go wrong"
