"""Which column is which is guessed where the names are usual ones."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.dialogs.import_log import ImportLogDialog, LogColumns, likely_columns


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (["case:concept:name", "concept:name", "time:timestamp", "org:group"], (0, 1, 2, 3)),
        (["Timestamp", "Patient", "Handling", "Employee"], (1, 2, 0, 3)),
        (["a", "b"], (0, 0, 0, None)),
        (["case", "activity", "start_time", "time"], (0, 1, 2, None)),
    ],
)
def test_usual_names_are_recognised(header: list[str], columns: tuple[int | None, ...]) -> None:
    assert likely_columns(header) == LogColumns(*("" if at is None else header[at] for at in columns))


def test_no_column_at_all_is_no_fault() -> None:
    assert likely_columns([]) == LogColumns("", "", "", "")


def test_another_column_can_be_chosen(look: Look, qtbot: QtBot) -> None:
    dialog = ImportLogDialog(look, Path("log.csv"), ["case", "activity", "time", "who"])
    qtbot.addWidget(dialog)
    assert dialog.columns == LogColumns("case", "activity", "time", "")
    dialog.fields["owner"].set_key("who")
    assert dialog.columns.owner == "who"
