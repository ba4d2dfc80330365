from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QStandardItemModel

from ui.panels.order import ColumnSteps, RowSteps, Step, rearrange

ids = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(ids, ids)
def test_any_order_is_reached_by_steps_that_never_go_right(present: list[str], wanted: list[str]) -> None:
    at_first = set(present)
    taken: list[Step] = []
    rearrange(present, wanted, taken.append, [].append)
    assert present == wanted
    assert all(step.source > step.target for step in taken if step.source is not None and step.target is not None)
    assert {step.id for step in taken if step.source is None} == set(wanted) - at_first


@given(ids)
def test_the_same_order_needs_no_step(order: list[str]) -> None:
    taken: list[Step] = []
    rearrange(list(order), order, taken.append, taken.append)
    assert taken == []


def test_rows_and_columns_are_announced_round_each_step() -> None:
    model = QStandardItemModel()
    heard: list[str] = []
    model.rowsInserted.connect(lambda: heard.append("row in"))
    model.rowsRemoved.connect(lambda: heard.append("row out"))
    model.columnsInserted.connect(lambda: heard.append("column in"))
    for announce, step in ((RowSteps(model), Step("a", None, 0)), (ColumnSteps(model, 2), Step("b", None, 1))):
        announce.before(step)
        announce.after(step)
    assert heard == ["row in", "column in"]
