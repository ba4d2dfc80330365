"""The program from outside: what starts before the first picture, what a fault does, and the run without a display."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.program import Dialogs
from ui.app import FaultReport, folders
from ui.main_window import MainWindow
from workbench.samples import samples

ROOT = Path(__file__).resolve().parents[2]
SLOW = ("numpy", "scipy", "networkx", "pyqtgraph", "numba", "simpy", "joblib", "dask")
START = """
import sys
from ui import app
application = app.make_application(["test"])
window = app.make_window(application)
window.show()
application.sendPostedEvents()
window.grab()
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""

SLOW_ANSWERS = ("pyqtgraph", "numba", "simpy", "joblib", "dask", "distributed")
OPEN = """
import os, sys
from pathlib import Path
from ui import app
if __name__ == "__main__":
    application = app.make_application(["test"])
    window = app.make_window(application)
    window.open_copy(Path(sys.argv[1]))
    window.show()
    application.sendPostedEvents()
    window.grab()
    print(*(name for name in sys.argv[2:] if name in sys.modules), flush=True)
    os._exit(0)
"""


def program(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "JOURNEY_WORKBENCH_STATE": str(folder)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)


def test_the_first_picture_needs_none_of_the_slow_libraries(tmp_path: Path) -> None:
    done = program(tmp_path, "-c", START, *SLOW)
    assert (done.returncode, done.stdout.strip()) == (0, "")


def test_the_first_picture_of_a_journey_needs_none_of_the_libraries_that_only_answers_need(tmp_path: Path) -> None:
    done = program(tmp_path, "-c", OPEN, str(samples()[0].path), *SLOW_ANSWERS)
    assert (done.returncode, done.stdout.strip()) == (0, "")


def test_settings_and_journals_can_be_given_another_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JOURNEY_WORKBENCH_STATE", str(tmp_path))
    assert folders() == (tmp_path / "settings", tmp_path / "state")


@pytest.mark.slow
def test_without_a_display_a_journey_is_drawn_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    done = program(
        tmp_path, "-m", "ui", "export", str(samples()[0].path), "-o", str(path), "--only", "Billing and payment"
    )
    assert (done.returncode, done.stdout) == (0, f"Written to {path}.\n"), done.stderr
    drawing = ElementTree.fromstring(path.read_bytes())
    titles = [each.text for each in drawing.iter("{http://www.w3.org/2000/svg}title")]
    assert "First bill" in titles
    assert "Welcome pack" not in titles


@pytest.mark.slow
def test_without_a_display_the_results_of_a_sample_are_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = program(tmp_path, "-m", "ui", "sample", "donor", "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert "scenario “A nicer receipt”" in done.stdout
    assert "All phases" in done.stdout
    result = json.loads((out / "result.json").read_text("utf-8"))
    assert result.keys() == {"entrants", "baseline", "scenario", "change"}
    assert {"late_breakdowns", "exposure", "hazard", "twin_hazard", "claim", "sentence"} <= result["change"].keys()
    pictures = sorted(out.glob("*.png"))
    assert {"map-as-is.png", "map-with-fix.png"} < {each.name for each in pictures}
    for path in pictures:
        assert path.name in done.stdout
        assert colours(QImage(str(path))) > 8, path.name


def colours(image: QImage) -> int:
    """How many colours there are, looked at in every seventh pixel."""
    return len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)})


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    done = program(tmp_path, "-m", "ui", "sample", "donor", "-o", str(blocked / "out"))
    assert done.returncode == 2
    assert done.stderr.startswith(f"journey-workbench: The results cannot be written into {blocked / 'out'}: ")
    assert done.stderr.count("\n") == 1
    assert blocked.read_text() == "in the way"


def test_every_sample_can_be_named_on_the_command_line(tmp_path: Path) -> None:
    done = program(tmp_path, "-m", "ui", "sample", "nothing")
    assert done.returncode == 2
    assert all(sample.key in done.stderr for sample in samples())


def test_a_fault_is_told_once_without_its_words_and_the_program_goes_on(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    report = FaultReport(window)
    for _ in range(2):
        try:
            raise ValueError("Mrs Example owes 300")
        except ValueError as fault:
            report.take(type(fault), fault, fault.__traceback__)
        said = window.notice.text
        window.notice.hide()
    printed = capsys.readouterr().err
    assert said.startswith("Something went wrong inside the program (test_app.py:")
    assert "Mrs Example" not in said + printed.replace('raise ValueError("Mrs Example owes 300")', "")
    assert printed.count("Fault in the program: ValueError") == 2
    assert not window.notice.isVisible()
    assert window.isVisible()


def test_a_fault_in_a_slot_reaches_the_report(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = FaultReport(window)
    with qtbot.captureExceptions() as caught:
        QTimer.singleShot(0, window, lambda: [][1])
        qtbot.waitUntil(lambda: bool(caught))
    report.take(*caught[0])
    assert "Something went wrong" in window.notice.text
    assert "IndexError" in capsys.readouterr().err


def test_ctrl_c_in_the_terminal_closes_the_window(window: MainWindow) -> None:
    FaultReport(window).take(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not window.isVisible()


def test_a_fault_without_a_terminal_is_still_told(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    FaultReport(window).take(ValueError, ValueError(), None)
    assert "Something went wrong" in window.notice.text
    assert QApplication.instance() is not None
