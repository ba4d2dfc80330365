from PySide6.QtCore import QSize
from typing_extensions import override

from ui.controls.counted import CountedChart
from ui.controls.look import Look


class Square(CountedChart):
    """As high as it is wide."""

    @override
    def heightForWidth(self, width: int) -> int:
        return width


def test_numbers_are_grey_only_while_they_are_behind_the_map(look: Look) -> None:
    chart = Square(look, 200)
    assert chart.number_ink == "text"
    chart.set_stale(True)
    assert chart.number_ink == "text_2"
    chart.set_stale(False)
    assert chart.number_ink == "text"


def test_a_chart_asks_for_the_height_that_its_width_needs(look: Look) -> None:
    chart = Square(look, 200)
    chart.resize(300, 10)
    assert chart.sizeHint() == QSize(200, 200)
    assert chart.minimumSizeHint() == QSize(160, 300)
    assert chart.sizePolicy().hasHeightForWidth()
