from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon, QImage
from pytestqt.qtbot import QtBot

from ui import icons
from ui.icons import OWN_COLOURS, IconSource
from workbench.resources import resource_path

NAMES = sorted(path.stem for path in resource_path("icons").glob("*.svg"))
RED, BLUE, GREEN = QColor(200, 0, 0), QColor(0, 0, 200), QColor(0, 200, 0)


def inks(image: QImage) -> set[tuple[int, int, int]]:
    """Colours of all pixels that are fully covered."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {(pixel.red(), pixel.green(), pixel.blue()) for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_something(name: str, qapp: object) -> None:
    assert inks(IconSource().image(name, RED, 32))


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OWN_COLOURS])
def test_every_icon_takes_the_colour_it_is_given(name: str, qapp: object) -> None:
    assert inks(IconSource().image(name, BLUE, 40)) == {(0, 0, 200)}


def test_the_picture_of_the_program_keeps_its_own_colours(qapp: object) -> None:
    source = IconSource()
    assert source.image("app", RED, 32) == source.image("app", BLUE, 32)


def test_a_dense_screen_gets_more_pixels_for_the_same_size(qapp: object) -> None:
    picture = IconSource().pixmap("run", RED, 20, 2.0)
    assert (picture.width(), picture.deviceIndependentSize().width()) == (40, 20)


def test_a_picture_is_rendered_once(qapp: object) -> None:
    source = IconSource()
    assert source.pixmap("run", RED).cacheKey() == source.pixmap("run", RED).cacheKey()
    assert source.pixmap("run", RED).cacheKey() != source.pixmap("run", BLUE).cacheKey()


def test_pictures_in_colours_of_long_ago_are_not_kept_for_ever(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icons, "_MOST_KEPT", 2)
    source = IconSource()
    first = source.pixmap("run", RED)
    assert source.pixmap("run", BLUE).cacheKey() != first.cacheKey() == source.pixmap("run", RED).cacheKey()
    assert source.pixmap("run", GREEN).cacheKey() == source.pixmap("run", GREEN).cacheKey()
    assert source.pixmap("run", RED).cacheKey() != first.cacheKey()


def test_an_icon_for_an_action_is_grey_when_disabled(qapp: object) -> None:
    icon = IconSource().icon("run", RED, BLUE)
    assert inks(icon.pixmap(20, QIcon.Mode.Disabled).toImage()) == {(0, 0, 200)}
    assert inks(icon.pixmap(20, QIcon.Mode.Normal).toImage()) == {(200, 0, 0)}


def test_an_icon_that_does_not_exist_is_named_in_the_error(qapp: object) -> None:
    with pytest.raises(FileNotFoundError, match="no-such-icon"):
        IconSource().pixmap("no-such-icon", RED)


def test_an_icon_is_written_for_both_densities(tmp_path: Path, qapp: object) -> None:
    IconSource().write("check", RED, 16, tmp_path / "check.png")
    assert QImage(str(tmp_path / "check.png")).width() == 16
    assert QImage(str(tmp_path / "check@2x.png")).width() == 32


def test_a_folder_that_cannot_be_written_is_named_in_the_error(tmp_path: Path, qtbot: QtBot) -> None:
    with pytest.raises(OSError, match="could not be written"):
        IconSource().write("check", RED, 16, tmp_path / "missing" / "check.png")
