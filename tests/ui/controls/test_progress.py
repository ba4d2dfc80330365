from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.controls.progress import ProgressLine, ProgressRow


def line(qtbot: QtBot, look: Look, patience_ms: int = 0) -> tuple[QWidget, ProgressLine]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    host.show()
    return host, ProgressLine(look, host, patience_ms)


def test_what_is_soon_over_is_never_shown(qtbot: QtBot, look: Look) -> None:
    _, progress = line(qtbot, look, patience_ms=30)
    progress.begin("Painting")
    progress.end()
    qtbot.wait(60)
    assert not progress.isVisible()


def test_it_says_what_goes_on_and_how_far(qtbot: QtBot, look: Look) -> None:
    _, progress = line(qtbot, look)
    progress.begin("Painting the picture")
    progress.show_share(0.42)
    qtbot.waitUntil(progress.isVisible)
    assert progress.text == "Painting the picture, 42\N{THIN SPACE}%"
    assert progress.bar.value() == 420


def test_it_can_be_cancelled(qtbot: QtBot, look: Look) -> None:
    _, progress = line(qtbot, look)
    progress.begin("Painting")
    with qtbot.waitSignal(progress.cancelled):
        progress.stop.click()


def test_it_stays_in_the_middle_at_the_bottom(qtbot: QtBot, look: Look) -> None:
    host, progress = line(qtbot, look)
    progress.begin("Painting")
    qtbot.waitUntil(progress.isVisible)
    host.resize(1000, 500)
    assert abs(progress.geometry().center().x() - 500) <= 1
    assert 0 < 500 - progress.geometry().bottom() < 24


def test_a_row_among_others_shows_itself_with_what_is_done(qtbot: QtBot, look: Look) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    row = ProgressRow(look, "How far the run is", host)
    host.show()
    assert not row.isVisible()
    row.show_share(0.25, "Following customers")
    assert row.isVisible()
    assert (row.doing.text(), row.bar.value(), row.bar.accessibleName()) == (
        "Following customers", 250, "How far the run is",
    )  # fmt: skip
