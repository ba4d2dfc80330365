from tests.ui.panels.waits import WAITS
from ui.panels.waiting_shown import COLUMNS


def test_a_row_has_a_cell_for_every_column_but_its_name() -> None:
    assert {len(row.cells) for row in WAITS.rows} == {len(COLUMNS) - 1}
