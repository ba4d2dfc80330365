from hypothesis import given
from hypothesis import strategies as st

from workbench.exchange.phases import MOST_PHASES, propose_phases


def test_phases_follow_the_order_of_occurrence_and_are_called_after_the_commonest():
    phases = propose_phases("edcba", [0.9, 1.0, 0.5, 0.1, 0.0], [1, 3, 1, 2, 1])
    assert [(phase.name, phase.members) for phase in phases] == [
        ("b and 1 more", (3, 4)),
        ("d and 2 more", (0, 1, 2)),
    ]


def test_a_phase_of_one_touchpoint_bears_its_name():
    assert propose_phases(["only"], [0.0], [1])[0].name == "only"


@given(st.lists(st.floats(0, 1), min_size=1, max_size=200))
def test_every_touchpoint_is_in_one_phase_and_phases_are_even(position: list[float]):
    phases = propose_phases([str(number) for number in range(len(position))], position, [1.0] * len(position))
    assert sorted(member for phase in phases for member in phase.members) == list(range(len(position)))
    sizes = [len(phase.members) for phase in phases]
    assert max(sizes) - min(sizes) <= 1
    assert len(phases) <= MOST_PHASES
    latest = [max(position[member] for member in phase.members) for phase in phases]
    earliest = [min(position[member] for member in phase.members) for phase in phases]
    assert all(before <= after for before, after in zip(latest, earliest[1:], strict=False))
