import pytest
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.shell.toolbar import SavedState

STATES = ("Saved", "Not saved yet", "Keeping…", "Kept, not saved", "Not kept", "Read only")


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_what_stands_beside_the_saved_state_stays_where_it_is(look: Look, qtbot: QtBot, scale: float) -> None:
    look.themes.set_type_scale(scale)
    saved = SavedState(look)
    qtbot.addWidget(saved)
    widths: set[int] = set()
    for text in STATES:
        saved.show_state(text, "ok")
        widths.add(saved.sizeHint().width())
    assert len(widths) == 1


def test_a_longer_state_is_never_cut_short(look: Look, qtbot: QtBot) -> None:
    saved = SavedState(look)
    qtbot.addWidget(saved)
    usual = saved.sizeHint().width()
    saved.show_state("Kept here, and not where it belongs", "warn")
    assert saved.minimumSizeHint().width() > usual
