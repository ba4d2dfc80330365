import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QApplication

from ui.canvas.vector_ink import VectorInk, VectorLook
from ui.icons import IconSource
from ui.theme import ThemeSource

GROUND = QColor("green")


@pytest.fixture
def look(qapp: QApplication) -> VectorLook:
    return VectorLook(ThemeSource(qapp.styleHints(), "light"), IconSource())


def painted(size: int = 40) -> tuple[QImage, QPainter]:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    return image, QPainter(image)


def marks(image: QImage) -> int:
    ground = GROUND.rgb()
    return sum(image.pixel(x, y) != ground for x in range(image.width()) for y in range(image.height()))


def strip() -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(10, 5, 9, 30))
    return path


@pytest.mark.parametrize("level", range(1, 6))
def test_a_pattern_marks_its_area_and_nothing_else(look: VectorLook, level: int) -> None:
    ink, (image, painter) = VectorInk(look), painted()
    ink.paint_pattern(painter, strip(), look.theme.heat[level])
    painter.end()
    assert marks(image) > 0
    assert marks(image.copy(0, 0, 10, 40)) == 0
    assert marks(image.copy(19, 0, 21, 40)) == 0


def test_a_level_without_a_pattern_stays_plain(look: VectorLook) -> None:
    ink, (image, painter) = VectorInk(look), painted()
    ink.paint_pattern(painter, strip(), look.theme.heat[0])
    painter.end()
    assert marks(image) == 0


def test_icons_fill_their_place_at_any_size(look: VectorLook) -> None:
    for size in (12.0, 37.0):
        ink, (image, painter) = VectorInk(look), painted()
        ink.paint_icon(painter, "channel-phone", QColor("black"), QRectF(1, 1, size, size))
        painter.end()
        assert marks(image.copy(1, 1, int(size), int(size))) == marks(image) > 0


def test_letters_are_not_moved_to_the_pixels_of_a_screen(look: VectorLook) -> None:
    font, metrics = VectorInk(look).font("card", 14)
    assert font.hintingPreference() is QFont.HintingPreference.PreferNoHinting
    assert metrics.horizontalAdvance("iiiii") == pytest.approx(5 * metrics.horizontalAdvance("i"))


def test_no_letter_and_no_figure_has_a_shape_without_a_code_of_its_own(look: VectorLook) -> None:
    for font in (look.font("small"), VectorInk(look).font("card", 14)[0]):
        assert {QFont.Tag(name): 0 for name in ("tnum", "calt", "liga")}.items() <= {
            tag: font.featureValue(tag) for tag in font.featureTags()
        }.items()


def test_a_clear_ink_has_no_ground_but_all_its_colours(look: VectorLook) -> None:
    clear = VectorInk(look, clear=True)
    assert clear.ground("canvas").alpha() == 0
    assert clear.colour("canvas") == look.colour("canvas")
    assert VectorInk(look).ground("canvas") == look.colour("canvas")
