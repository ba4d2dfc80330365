import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.helpers.listening import announcements
from ui.controls.look import Look
from ui.controls.text import SentenceLabel
from ui.controls.voice import announce


def test_a_sentence_is_announced_as_it_is(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = announcements(monkeypatch)
    label = QLabel()
    qtbot.addWidget(label)
    announce(label, "31 of 96 prevented")
    assert heard == ["31 of 96 prevented"]


def test_a_result_announces_what_it_says(look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = announcements(monkeypatch)
    sentence = SentenceLabel(look, "A nicer bill changes nothing later.")
    qtbot.addWidget(sentence)
    sentence.announce()
    assert heard == ["A nicer bill changes nothing later."]
