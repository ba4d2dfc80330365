import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from tests.ui.canvas.journeys import Sketch, everything, numbers_of
from tests.ui.canvas.noted import frame_on
from tests.ui.canvas.pictures import largest_difference
from ui.canvas.boxes import Box
from ui.canvas.cards import CardFaces
from ui.canvas.columns import Column
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Ink
from ui.canvas.numbers import MapNumbers
from ui.canvas.painting import Scene, band, paint_map
from ui.canvas.routes import LineKind
from ui.controls.look import Look
from workbench.domain.elements import Transition
from workbench.domain.ids import END
from workbench.domain.vocabulary import Stage, TransitionKind
from workbench.editing import structure

SCALES = (1.0, 0.7, 0.5, 0.3, 0.1)


def scene_of(sketch: Sketch, numbers: MapNumbers | None = None, influences: bool = True) -> Scene:
    geometry = MapGeometry(sketch.document, sketch.journey)
    faces = CardFaces(sketch.document, sketch.journey)
    return Scene(geometry, faces, numbers or numbers_of(sketch), influences)


def painted(
    scene: Scene, look: Look, scale: float, part: QRect | None = None, skip: frozenset[str] = frozenset()
) -> QImage:
    """The map from its top left, or a part of that picture painted by itself."""
    bounds = scene.geometry.bounds
    whole = QRect(0, 0, int(bounds.width * scale), int(bounds.height * scale))
    part = part or whole
    down = -round(bounds.top * scale)
    image = QImage(part.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("magenta"))
    painter = QPainter(image)
    painter.translate(-part.x(), down - part.y())
    edges = (part.left(), part.top() - down, part.right() + 1, part.bottom() + 1 - down)
    paint_map(painter, scene, Ink(look), Box(*(edge / scale for edge in edges)), scale, skip)
    painter.end()
    return image


@pytest.mark.parametrize("scale", SCALES)
def test_every_kind_of_thing_is_painted_at_every_level_in_both_themes(
    look: Look, dark_look: Look, scale: float
) -> None:
    scene = scene_of(everything())
    light, dark = painted(scene, look, scale), painted(scene, dark_look, scale)
    assert light != dark
    assert not any(QColor(image.pixel(at, 0)) == QColor("magenta") for image in (light, dark) for at in (0, 5, 9))


@pytest.mark.parametrize("scale", SCALES)
def test_a_tile_is_the_same_picture_as_that_part_of_the_whole(look: Look, scale: float) -> None:
    scene = scene_of(everything())
    whole = painted(scene, look, scale)
    width, height = whole.width() // 2, whole.height() // 2
    for part in (QRect(0, 0, width, height), QRect(width // 2, height // 2, width, height)):
        assert largest_difference(painted(scene, look, scale, part), whole.copy(part), rim=2) <= 4


def test_what_is_skipped_is_not_painted(look: Look) -> None:
    sketch = everything()
    scene = scene_of(sketch)
    everything_skipped = frozenset([*scene.geometry.cards, *scene.geometry.lines])
    bare = painted(scene, look, 0.7, skip=everything_skipped)
    card = scene.geometry.cards[sketch.ids["Form"]]
    x, y = (int(part * 0.7) for part in (card.middle[0], card.middle[1] - scene.geometry.bounds.top))
    assert QColor(bare.pixel(x, y)) == look.colour("band_during")
    assert painted(scene, look, 0.7) != bare


def test_influences_are_left_out_on_demand() -> None:
    scene = scene_of(everything(), influences=False)
    kinds = {line.kind for line in scene.lines_in(scene.geometry.bounds)}
    assert kinds == {LineKind.FLOW, LineKind.GIVE_UP, LineKind.FAILURE_DEMAND}


def test_failure_demand_is_painted_over_all_other_lines_but_under_the_word_at_a_way_out() -> None:
    lines = scene_of(everything()).lines_in(Box(-9999, -9999, 9999, 9999))
    assert lines[-1].leaves
    assert [line.kind for line in lines if not line.leaves][-1] is LineKind.FAILURE_DEMAND
    assert lines[0].kind is LineKind.FLOW


@pytest.mark.parametrize(
    ("held", "y", "has_word"), [({}, 192, True), ({"pinned": True}, 192, False), ({"pinned": True}, 288, True)]
)
def test_the_word_at_a_way_out_stays_away_where_the_pin_of_the_card_below_would_lie_on_it(
    sketch: Sketch, held: dict[str, bool], y: float, has_word: bool
) -> None:
    structure.set_fields(sketch.document, sketch.ids["Contract"], y=y, **held)
    out = structure.connect(sketch.document, sketch.ids["Form"], END, TransitionKind.GIVE_UP)
    scene = scene_of(sketch)
    assert scene.has_word(scene.geometry.lines[out.id], 1.0) is has_word


def test_a_line_between_cards_has_no_word(sketch: Sketch) -> None:
    scene = scene_of(sketch)
    assert not any(scene.has_word(line, 1.0) for line in scene.geometry.lines.values())


def test_heat_goes_by_the_highest_touchpoint_as_is_and_not_by_the_fix(look: Look, sketch: Sketch) -> None:
    form, router = sketch.ids["Form"], sketch.ids["Router"]
    scene = scene_of(sketch, MapNumbers({form: 80.0, router: 2.0}, {form: 40.0, router: 2.0}))
    hot, cool = scene.heat(look.theme, form), scene.heat(look.theme, router)
    assert hot is not None
    assert hot.level == 4
    assert cool is None
    assert scene_of(sketch, MapNumbers({form: 80.0}, heat=False)).heat(look.theme, form) is None


def test_a_card_outside_our_control_shows_no_nought(look: Look) -> None:
    sketch = everything()
    weather = next(card for name, card in sketch.ids.items() if name.startswith("The weather"))
    scene = scene_of(sketch, MapNumbers({weather: 0.0, sketch.ids["Form"]: 0.0}))
    assert scene.card_look(look.theme, weather).now == ""
    assert scene.card_look(look.theme, sketch.ids["Form"]).now == "0"


def test_phases_stand_on_the_ground_of_their_stage() -> None:
    assert band(Column("a", "A", "", Stage.BEFORE, 0, 1)) == "band_before"
    assert band(Column(None, "Not placed yet", "", None, 0, 1)) == "canvas"


def test_the_name_of_a_frame_lies_over_the_lines(look: Look) -> None:
    sketch = everything()
    scene = scene_of(sketch)
    line = scene.geometry.lines[sketch.document.of(Transition)[0].id]
    x, y = line.curve.middle
    frame_on(sketch, Box(x - 30, y - 11, x + 170, y + 120), "Workshop in May")
    scene = scene_of(sketch)
    with_line, without = (painted(scene, look, 1.0, skip=skip) for skip in (frozenset[str](), frozenset([line.id])))
    down = -round(scene.geometry.bounds.top)
    inside = QRect(round(x) - 20, round(y) + down - 5, 60, 10)
    beside = QRect(round(x) - 60, round(y) + down - 60, 120, 120)
    assert largest_difference(with_line.copy(beside), without.copy(beside)) > 60
    assert largest_difference(with_line.copy(inside), without.copy(inside)) < 40
