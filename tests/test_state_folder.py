"""The window and the command line look for journals and versions in the same place."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from workbench.state_folder import NAME, state_folder

HOME = Path("/home/ana")


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({}, "linux", HOME / ".local/share" / NAME / "state"),
        ({"XDG_DATA_HOME": "/data"}, "linux", Path("/data") / NAME / "state"),
        ({"XDG_DATA_HOME": "data"}, "linux", HOME / ".local/share" / NAME / "state"),
        ({}, "darwin", HOME / "Library/Application Support" / NAME / "state"),
        ({}, "win32", HOME / "AppData/Local" / NAME / "state"),
        ({"LOCALAPPDATA": "/local"}, "win32", Path("/local") / NAME / "state"),
        ({"JOURNEY_WORKBENCH_STATE": "/stick", "XDG_DATA_HOME": "/data"}, "linux", Path("/stick/state")),
    ],
)
def test_each_system_has_its_place(environment: dict[str, str], platform: str, folder: Path) -> None:
    assert state_folder(environment, platform, HOME) == folder


def test_on_this_system_it_is_where_qt_would_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JOURNEY_WORKBENCH_STATE", raising=False)
    generic = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    assert state_folder() == Path(generic) / NAME / "state"
