import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.painted import words_painted
from ui.controls.look import Look
from ui.panels.doubts import Doubt, DoubtList, doubts
from workbench.domain.rules import Finding, Severity


@pytest.fixture
def listed(look: Look, qtbot: QtBot) -> DoubtList:
    made = DoubtList(look)
    qtbot.addWidget(made)
    made.resize(360, 600)
    made.show()
    return made


def finding(code: str, message: str, *subjects: str) -> Finding:
    return Finding(code, Severity.DOUBT, message, "Mend it.", subjects)


def test_findings_of_one_kind_are_one_thing_to_look_at() -> None:
    found = [finding("no-owner", "Nobody answers for A.", "a"), finding("empty-phase", "Nothing happens in P.", "p")]
    found.append(finding("no-owner", "Nobody answers for B.", "b"))
    assert doubts(found) == [
        Doubt("no-owner", "Nobody answers for A. The same holds for one more. Mend it.", ("a", "b")),
        Doubt("empty-phase", "Nothing happens in P. Mend it.", ("p",)),
    ]


def test_the_first_doubts_are_shown_in_full_and_the_rest_counted(listed: DoubtList, qtbot: QtBot) -> None:
    listed.show_doubts([Doubt("no-owner", f"Nobody owns {number}.", ()) for number in range(10)])
    # Qt shows what comes into a layout at the next turn
    qtbot.waitUntil(listed.lines[-1].isVisible)
    shown = [word for word in words_painted(listed) if word.startswith("Nobody")]
    assert shown == [f"Nobody owns {number}." for number in range(8)]
    assert "2 more" in words_painted(listed)
    listed.show_doubts([])
    calm = "Worth a look Nothing to point out. Every touchpoint has an owner and a way out."
    assert " ".join(words_painted(listed)) == calm


def test_a_line_is_used_again_and_tells_what_it_is_about_now(
    listed: DoubtList, told: list[object], qtbot: QtBot
) -> None:
    listed.pressed.connect(told.append)
    listed.show_doubts([Doubt("no-owner", "Nobody answers for A.", ("a",))])
    line, another = listed.lines[0], Doubt("unheard-of", "B is odd.", ("b",))
    listed.show_doubts([another])
    assert listed.lines == [line]
    assert line.link.text() == "Show it"
    qtbot.mouseClick(line.link, Qt.MouseButton.LeftButton)
    assert told == [another]
