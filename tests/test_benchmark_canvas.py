"""The rig that turns maps under a hand, and the table made of what it found."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from benchmarks import canvas
from benchmarks._canvas_app import Canvas, session_in
from benchmarks._canvas_journeys import JOURNEY, elements, plan
from benchmarks._canvas_naive import Canvas as PlainCanvas
from benchmarks._canvas_rig import Rig
from benchmarks.canvas import OURS, WORDS, growth, peer_rows, rows
from tests.helpers.program import Program
from workbench.domain.elements import Touchpoint


@dataclass
class Noted:
    """A map that writes down what is done to it."""

    widget: QWidget | None = None
    done: list[str] = field(default_factory=list[str])

    def show_all(self, scale: float, x: float, y: float) -> None:
        self.done.append(f"all {scale} {x} {y}")

    def show_at(self, scale: float, x: float, y: float) -> None:
        self.done.append(f"at {scale} {x} {y}")

    def zoom(self, scale: float, x: float, y: float) -> None:
        self.done.append(f"zoom {scale:.2f} {x} {y}")

    def pan(self, dx: int, dy: int) -> None:
        self.done.append(f"pan {dx} {dy}")

    def begin_drag(self, card: int) -> None:
        self.done.append(f"take {card}")

    def drag(self, card: int, dx: float, dy: float) -> None:
        self.done.append(f"drag {card} {dx} {dy}")

    def end_drag(self, card: int) -> None:
        self.done.append(f"drop {card}")

    def hit(self, x: int, y: int) -> bool:
        return x >= 0 and y >= 0

    def is_settled(self) -> bool:
        return True

    def is_complete(self) -> bool:
        self.done.append("complete?")
        return len(self.done) > 3


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hand does not rest between two things."""
    monkeypatch.setattr("benchmarks._canvas_rig.REST_SECONDS", 0.0)


@pytest.mark.usefixtures("brief")
def test_a_zoom_goes_from_the_whole_map_to_150_percent_and_back(qapp: QApplication) -> None:
    noted = Noted()
    taken = Rig(qapp, noted, (3.0, 4.0)).zooms(0.1)
    zooms = [each for each in noted.done if each.startswith("zoom")]
    assert (zooms[0], zooms[20], zooms[-1]) == ("zoom 0.10 3.0 4.0", "zoom 1.50 3.0 4.0", "zoom 0.10 3.0 4.0")
    assert len(taken) == len(zooms) == 42


@pytest.mark.usefixtures("brief")
def test_a_card_that_is_dragged_is_let_go(qapp: QApplication) -> None:
    noted = Noted()
    Rig(qapp, noted, (0.0, 0.0)).drags(7)
    assert noted.done[1:3] == ["take 7", "drag 7 8 8"]
    assert noted.done[-1] == "drop 7"


def test_all_that_was_put_off_for_the_map_is_waited_for(qapp: QApplication) -> None:
    noted = Noted()
    Rig(qapp, noted, (0.0, 0.0)).complete()
    assert noted.done == ["complete?"] * 4


def test_our_map_does_what_the_rig_asks_by_real_events(qapp: QApplication, tmp_path: Path) -> None:
    program = Program(qapp, tmp_path)
    session = session_in(tmp_path, elements(plan(40)))
    ours = Canvas(program.start(), session)
    ours.show(900, 600)
    assert (ours.widget.width(), ours.widget.height()) == (900, 600)
    Rig(qapp, ours, (0.0, 0.0)).complete()
    assert ours.is_complete()
    assert (ours.widget.width(), ours.widget.height()) == (900, 600)
    ours.show_at(0.5, 400, 300)
    ours.zoom(2.0, 400, 300)
    assert ours.widget.frame.scale == pytest.approx(2.0, rel=0.01)
    before = ours.widget.frame
    ours.pan(-30, -20)
    assert (ours.widget.frame.x - before.x, ours.widget.frame.y - before.y) == (-30, -20)
    at = session.document.get(Touchpoint, "t10")
    ours.show_at(0.25, 520, 130)
    ours.begin_drag(10)
    ours.drag(10, 0, 800)
    ours.end_drag(10)
    assert session.document.get(Touchpoint, "t10") != at
    assert at.journey == JOURNEY
    program.end()


def test_the_plain_scene_finds_its_own_cards(qtbot: QtBot) -> None:
    plain = PlainCanvas(plan(40))
    qtbot.addWidget(plain.widget)
    plain.widget.resize(900, 600)
    plain.widget.show()
    plain.zoom(1.0, 76, 38)
    centre = plain.widget.viewport().rect().center()
    assert plain.hit(centre.x(), centre.y())


def found(share: float) -> dict[str, dict[str, float]]:
    return {"naive": dict.fromkeys(WORDS, 100.0), OURS: dict.fromkeys(WORDS, 100.0 * share)}


def test_a_goal_is_a_share_of_what_the_plain_scene_takes_in_the_same_round() -> None:
    reached = {row.what: row.reached for row in rows(5000, [found(0.13)] * 3)}
    assert (reached["build"], reached["pan at 100 %"], reached["build and first picture"]) == (True, False, None)
    assert reached["pan at 100 %, 95 %"] is True


def test_a_peer_that_is_not_installed_is_named() -> None:
    (row,) = peer_rows("nodes", [found(0.1)])
    assert "make bench" in row.note
    beside = found(0.001) | {"orange": dict.fromkeys(WORDS, 100.0)}
    assert all(row.reached is not False for row in peer_rows("orange", [beside]))


def test_a_map_that_pans_slower_the_larger_it_is_is_told() -> None:
    (row,) = growth([found(0.1)], [found(0.2)])
    assert row.reached is False
    assert canvas.MOST_GROWTH < 2
