from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.controls.text import Label
from ui.shell.saved import SavedState, SavedWatch
from workbench.storage.problems import SaveProblem

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


def test_what_is_said_of_it_shows_every_character_as_typed(look: Look, qtbot: QtBot) -> None:
    saved = SavedState(look)
    qtbot.addWidget(saved)
    saved.show_state("Saved", "ok", "Saved in /home/<b>/a & b.journey")
    label = saved.findChild(Label)
    assert label is not None
    assert label.toolTip() == "<p>Saved in /home/&lt;b&gt;/a &amp; b.journey</p>"


class Told(QObject):
    """Says what the writer says of edits."""

    kept_edits = Signal(object)
    failed_to_keep = Signal(object)


@pytest.mark.parametrize(
    ("session", "said"),
    [
        ({"read_only": "You chose only to look.", "pending": 1}, "Read only"),
        ({"pending": 1, "problem": SaveProblem("The disk is full.")}, "Not kept"),
        ({"pending": 1}, "Keeping…"),
        ({"dirty": True, "problem": SaveProblem("The disk was full.")}, "Kept, not saved"),
        ({"path": None}, "Not saved yet"),
        ({}, "Saved"),
    ],
)
def test_each_state_of_a_session_has_its_word(session: dict[str, object], said: str, look: Look, qtbot: QtBot) -> None:
    shown = SavedState(look)
    qtbot.addWidget(shown)
    saved = {"read_only": "", "pending": 0, "dirty": False, "path": Path("a.journey"), "problem": None}
    SavedWatch(SimpleNamespace(**{**saved, **session}), Told(shown), shown, shown).refresh()
    assert shown.text == said


def test_what_cannot_be_kept_is_said_until_it_is(look: Look, qtbot: QtBot) -> None:
    shown = SavedState(look)
    qtbot.addWidget(shown)
    told = Told(shown)
    session = SimpleNamespace(read_only="", pending=1, dirty=True, path=None, problem=None)
    watch = SavedWatch(session, told, shown, shown)
    told.failed_to_keep.emit(SaveProblem("The disk is full."))
    assert shown.text == "Not kept"
    watch.refresh()
    assert shown.text == "Not kept", "the writer tells a problem once, however many edits meet it"
    session.pending = 0
    told.kept_edits.emit(1)
    assert shown.text == "Kept, not saved"
    session.pending = 1
    watch.refresh()
    assert shown.text == "Keeping…"
