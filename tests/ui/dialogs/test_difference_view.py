import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.comparing import Painted
from ui.controls.look import Look
from ui.dialogs.difference_view import Comparison, DifferenceView


@pytest.fixture
def view(look: Look, qtbot: QtBot) -> DifferenceView:
    made = DifferenceView(look)
    qtbot.addWidget(made)
    made.resize(500, 420)
    made.show()
    return made


def test_every_sentence_stands_in_the_list_below_the_picture(view: DifferenceView) -> None:
    view.show_comparison(Comparison(["Added “Chat bot”", "Removed “Letter”"], Painted()))
    assert [view.list.item(row).text() for row in range(view.list.count())] == ["Added “Chat bot”", "Removed “Letter”"]
    assert view.picture.y() < view.list.y()


def test_another_comparison_takes_the_place_of_the_first(view: DifferenceView) -> None:
    view.show_comparison(Comparison(["Added “Chat bot”"], Painted()))
    view.show_comparison(Comparison(["Removed “Letter”"], Painted()))
    assert [view.list.item(row).text() for row in range(view.list.count())] == ["Removed “Letter”"]


def test_the_picture_is_painted_once_for_each_size(view: DifferenceView) -> None:
    painted = Painted()
    view.show_comparison(Comparison(["Added “Chat bot”"], painted))
    view.picture.grab()
    view.picture.grab()
    view.resize(600, 420)
    image = view.picture.grab().toImage()
    assert painted.sizes[-1] == (598, view.picture.height() - 2)
    assert len(painted.sizes) == len(set(painted.sizes))
    assert image.pixelColor(300, 100) == QColor("red")


def test_words_take_the_place_of_picture_and_list_where_there_is_nothing_to_compare(view: DifferenceView) -> None:
    view.show_comparison(Comparison(["Added “Chat bot”"], Painted()))
    view.say("Nothing differs from now.")
    assert (view.picture.isVisible(), view.list.isVisible(), view.words.isVisible()) == (False, False, True)


def test_a_text_that_looks_like_markup_is_shown_as_it_is(view: DifferenceView) -> None:
    view.show_comparison(Comparison(["Added “<b>Chat</b>”"], Painted()))
    assert view.list.item(0).text() == "Added “<b>Chat</b>”"
