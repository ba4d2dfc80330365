"""The pictures on the sample cards: whole maps of one shape, coloured by their own breakdowns."""

from types import SimpleNamespace

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import furnished
from ui.controls.look import Look
from ui.disk import Disk
from ui.shell.thumbnails import paint_samples, thumbnail
from workbench.domain.document import Document
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields
from workbench.samples import Sample, samples


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}


def test_a_picture_is_as_wide_as_asked_and_flat_maps_are_given_ground(look: Look) -> None:
    desk = furnished()
    small, large = (thumbnail(desk.document, desk.journey, look, width) for width in (200, 400))
    assert (small.width(), large.width()) == (200, 400)
    assert large.height() == pytest.approx(2 * small.height(), abs=1)
    assert small.height() >= 0.44 * 200


def test_the_card_that_goes_wrong_most_is_the_hottest_and_where_nothing_does_none_is(look: Look) -> None:
    desk = furnished()
    calm = Document(desk.document.elements.values())
    for name in ("Neighbour's tip", "Welcome pack", "First bill", "Hotline"):
        set_fields(calm, desk[name], failure=Quantity(0.0))
    hot = look.theme.heat[-1].fill.name()
    assert hot in colours(thumbnail(desk.document, desk.journey, look))
    assert hot not in colours(thumbnail(calm, desk.journey, look))


def test_each_sample_is_read_and_painted_on_its_own_card(look: Look, disk: Disk, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    painted: list[tuple[str, QImage]] = []

    def card(sample: Sample) -> SimpleNamespace:
        return SimpleNamespace(
            sample=sample, picture=SimpleNamespace(show_image=lambda image: painted.append((sample.key, image)))
        )

    paint_samples([card(each) for each in samples()[:2]], look, disk, host)
    qtbot.waitUntil(lambda: len(painted) == 2, timeout=20_000)
    assert [key for key, _ in painted] == [each.key for each in samples()[:2]]
    assert painted[0][1] != painted[1][1]
