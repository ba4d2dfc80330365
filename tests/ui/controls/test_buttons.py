import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.controls.buttons import Button, Choice, IconButton, Segmented
from ui.controls.look import Look

VIEWS = (Choice("map", "Map", "map"), Choice("table", "Table", "table"), Choice("owners", "Owners", "owners"))


@pytest.fixture
def views(look: Look, qtbot: QtBot) -> Segmented:
    made = Segmented(look, "View", VIEWS)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_button_says_its_text_even_when_folded_to_its_icon(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Present", "quiet", "present")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_folded(True)
    assert button.sizeHint().width() < wide
    assert (button.accessibleName(), "Present" in button.toolTip()) == ("Present", True)


def test_a_button_without_an_icon_does_not_fold(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Compare")
    qtbot.addWidget(button)
    button.set_folded(True)
    assert not button.folded


def test_the_main_button_never_gives_up_a_letter(look: Look, qtbot: QtBot) -> None:
    main, other = Button(look, "Keep as scenario", "primary"), Button(look, "Follow one customer")
    qtbot.addWidget(main)
    qtbot.addWidget(other)
    assert main.minimumSizeHint() == main.sizeHint()
    assert other.minimumSizeHint().width() < other.sizeHint().width()


def test_an_icon_button_is_named_and_as_large_as_a_control(look: Look, qtbot: QtBot) -> None:
    button = IconButton(look, "undo", "Undo", "Ctrl+Z")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.sizeHint().width()) == ("Undo", 32)
    assert "Ctrl+Z" in button.toolTip()


def test_a_click_chooses_and_tells_the_key_once(views: Segmented, qtbot: QtBot) -> None:
    told: list[object] = []
    views.chosen.connect(told.append)
    for _ in range(2):
        qtbot.mouseClick(views.segment("table"), Qt.MouseButton.LeftButton)
    assert (views.key, told) == ("table", ["table"])


def test_arrows_walk_through_the_choices(views: Segmented, qtbot: QtBot) -> None:
    told: list[object] = []
    views.chosen.connect(told.append)
    views.segment("map").setFocus()
    qtbot.keyClick(views.segment("map"), Qt.Key.Key_Right)
    qtbot.keyClick(views.segment("table"), Qt.Key.Key_Right)
    qtbot.keyClick(views.segment("owners"), Qt.Key.Key_Left)
    assert (views.key, told) == ("table", ["table", "owners", "table"])


def test_choosing_from_the_program_tells_nobody(views: Segmented) -> None:
    told: list[object] = []
    views.chosen.connect(told.append)
    views.choose("owners")
    assert (views.key, views.segment("map").isChecked(), told) == ("owners", False, [])


def test_folded_choices_show_the_chosen_word_only_and_keep_their_names(views: Segmented) -> None:
    wide = {choice.key: views.segment(choice.key).sizeHint().width() for choice in VIEWS}
    views.set_folded(True)
    assert views.segment("map").sizeHint().width() == wide["map"]
    assert views.segment("table").sizeHint().width() < wide["table"]
    assert views.segment("table").accessibleName() == "Table"


def test_choosing_moves_no_neighbour(views: Segmented) -> None:
    before = [views.segment(choice.key).sizeHint() for choice in VIEWS]
    views.choose("owners")
    assert [views.segment(choice.key).sizeHint() for choice in VIEWS] == before
