"""What the machine must bring is told by the names of its packages."""

import ctypes
import sys

import pytest

from ui import surroundings
from ui.__main__ import run
from ui.surroundings import advice, has_display, missing_packages


def without(*libraries: str) -> object:
    def load(name: str) -> object:
        if name in libraries:
            raise OSError(f"{name}: cannot open shared object file")
        return object()

    return load


@pytest.mark.parametrize(
    ("variables", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "minimal:x"}, "linux", False),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_window_needs_somebody_to_look_at_it(variables: dict[str, str], platform: str, shown: bool) -> None:
    assert has_display(variables, platform) == shown


def test_missing_libraries_are_told_by_the_packages_that_hold_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "has_qt", lambda: False)
    monkeypatch.setattr(ctypes, "CDLL", without("libEGL.so.1", "libxcb-cursor.so.0"))
    monkeypatch.delenv("DISPLAY", raising=False)
    assert missing_packages(display=True, platform="linux") == ["libegl1"]
    monkeypatch.setenv("DISPLAY", ":0")
    assert missing_packages(display=True, platform="linux") == ["libegl1", "libxcb-cursor0"]
    assert missing_packages(display=False, platform="linux") == ["libegl1"]
    assert missing_packages(display=True, platform="win32") == []


def test_where_qt_is_loaded_only_what_a_display_needs_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", without("libEGL.so.1", "libxcb-cursor.so.0"))
    monkeypatch.setenv("DISPLAY", ":0")
    assert missing_packages(display=True, platform="linux") == ["libxcb-cursor0"]


def test_qt_that_cannot_be_loaded_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    assert not surroundings.has_qt()


def test_the_program_refuses_to_start_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ui.__main__.missing_packages", lambda **_: ["libegl1", "libgl1"])
    assert run([]) == 2
    told = capsys.readouterr().err
    assert told == f"journey-workbench: {advice(['libegl1', 'libgl1'])}\n"
    assert "sudo apt-get install libegl1 libgl1" in told


def test_every_library_has_a_package() -> None:
    assert all(package for package in (surroundings.ALWAYS | surroundings.FOR_A_DISPLAY).values())
