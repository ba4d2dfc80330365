from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.places import ROW_PITCH, SUBCOLUMN_PITCH
from workbench.exchange.layout import MOST_COLUMNS, MOST_ROWS, place_in_column, propose_columns


def test_phases_follow_the_order_of_occurrence_and_are_called_after_the_commonest():
    columns = propose_columns("edcba", [0.9, 1.0, 0.5, 0.1, 0.0], [1, 3, 1, 2, 1])
    assert [(column.name, column.members) for column in columns] == [
        ("b and 1 more", (3, 4)),
        ("d and 2 more", (0, 1, 2)),
    ]


def test_a_phase_of_one_touchpoint_bears_its_name():
    assert propose_columns(["only"], [0.0], [1])[0].name == "only"


@given(st.lists(st.floats(0, 1), min_size=1, max_size=200))
def test_every_touchpoint_is_in_one_column_and_columns_are_even(position: list[float]):
    columns = propose_columns([str(number) for number in range(len(position))], position, [1.0] * len(position))
    assert sorted(member for column in columns for member in column.members) == list(range(len(position)))
    sizes = [len(column.members) for column in columns]
    assert max(sizes) - min(sizes) <= 1
    assert len(columns) <= MOST_COLUMNS
    if len(position) <= MOST_COLUMNS * MOST_ROWS:
        assert max(sizes) <= MOST_ROWS
    latest = [max(position[member] for member in column.members) for column in columns]
    earliest = [min(position[member] for member in column.members) for column in columns]
    assert all(before <= after for before, after in zip(latest, earliest[1:], strict=False))


def test_the_ninth_card_of_a_column_begins_a_second_stack():
    assert place_in_column(0) == (0, 0)
    assert place_in_column(7) == (0, 7 * ROW_PITCH)
    assert place_in_column(8) == (SUBCOLUMN_PITCH, 0)
