import io
import subprocess
import sys
import types
from pathlib import Path

import pytest

from ui.__main__ import run


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """What the window was asked to open, without a window."""
    asked: list[Path | None] = []

    def open_window(file: Path | None) -> int:
        asked.append(file)
        return 0

    stand_in = types.ModuleType("ui.app")
    vars(stand_in)["run"] = open_window
    monkeypatch.setitem(sys.modules, "ui.app", stand_in)
    return asked


@pytest.mark.parametrize(
    ("arguments", "file"),
    [([], None), (["broadband.journey"], Path("broadband.journey")), (["./check"], Path("check"))],
)
def test_no_argument_or_a_file_opens_the_window(opened: list[Path | None], arguments: list[str], file: Path | None):
    assert run(arguments) == 0
    assert opened == [file]


@pytest.mark.parametrize("arguments", [["chekc"], ["chekc", "a.journey"], ["--what.now"], ["a.journey", "b.journey"]])
def test_anything_else_is_a_command_and_a_wrong_one_is_told_so(
    opened: list[Path | None], capsys: pytest.CaptureFixture[str], arguments: list[str]
):
    assert run(arguments) == 2
    assert capsys.readouterr().err.startswith("journey-workbench: ")
    assert opened == []


def test_a_command_loads_neither_qt_nor_the_window():
    code = (
        "import sys; from ui.__main__ import run; run(['new']); "
        "print([name for name in sys.modules if name.split('.')[0] in ('PySide6', 'pyqtgraph') or name == 'ui.app'])"
    )
    project = Path(__file__).resolve().parents[2]
    ran = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_results_are_told_though_the_terminal_lacks_their_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    def tell(_path: Path, _folder: Path) -> int:
        sys.stdout.write("→ −30 %")
        return 0

    stand_in = types.ModuleType("ui.without_display")
    vars(stand_in)["run_without_display"] = tell
    monkeypatch.setitem(sys.modules, "ui.without_display", stand_in)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, "cp1252", write_through=True))
    assert run(["sample"]) == 0
    assert written.getvalue() == rb"\u2192 \u221230 %"
