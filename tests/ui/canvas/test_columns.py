from ui.canvas.columns import lay_out, meeting, running_to
from workbench.domain.elements import Phase
from workbench.domain.places import COLUMN_PITCH, NOT_PLACED

PHASES = [Phase(id="a", journey="j", name="A", order=0), Phase(id="b", journey="j", name="B", order=1)]


def test_columns_stand_side_by_side_at_the_pitch() -> None:
    columns = lay_out(PHASES, {})
    assert [(column.phase, column.left, column.right) for column in columns] == [
        ("a", 0.0, COLUMN_PITCH),
        ("b", COLUMN_PITCH, 2 * COLUMN_PITCH),
    ]


def test_a_column_widens_for_a_card_that_reaches_further() -> None:
    columns = lay_out(PHASES, {"a": 144.0, "b": 0.0})
    assert columns[0].width == 144 + 128 + 24
    assert columns[1].left == columns[0].right


def test_touchpoints_without_a_phase_wait_in_a_last_column() -> None:
    columns = lay_out(PHASES, {None: 0.0})
    assert (columns[-1].phase, columns[-1].name, columns[-1].stage) == (None, NOT_PLACED, None)
    assert columns[-1].centre == 2.5 * COLUMN_PITCH


def test_the_last_phase_runs_to_the_edge_and_the_others_stay() -> None:
    columns = lay_out(PHASES, {})
    drawn_out = running_to(columns, 400.0)
    assert drawn_out[:-1] == columns[:-1]
    assert (drawn_out[-1].left, drawn_out[-1].right) == (COLUMN_PITCH, 400.0)
    assert running_to(columns, columns[-1].right) == columns


def test_what_waits_for_a_phase_does_not_run_to_the_edge() -> None:
    columns = lay_out(PHASES, {None: 0.0})
    assert running_to(columns, 999.0) == columns
    assert running_to((), 999.0) == ()


def test_columns_that_meet_a_stretch_are_found_with_those_that_touch_it() -> None:
    columns = lay_out([Phase(id=f"p{at}", journey="j", name="P", order=at) for at in range(9)], {"p4": 144.0})
    for left, right in ((-500, -1), (-5, 5), (300, 301), (0, 9999), (600, 900), (9000, 9001)):
        met = [each for each in columns if each.right >= left and each.left <= right]
        assert list(meeting(columns, left, right)) == met
