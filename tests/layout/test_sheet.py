from tests.helpers.builders import JOURNEY, journey_of, named
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Layer, TransitionKind
from workbench.editing.structure import connect, influence, set_fields
from workbench.layout.sheet import read_sheet


def test_cards_come_by_phase_and_with_the_lane_of_their_layer() -> None:
    document = journey_of("Before > A", "After > B")
    set_fields(document, named(document, "B").id, layer=Layer.SUPPORT, pinned=True)
    cards = read_sheet(document, JOURNEY).cards
    assert [(card.column, card.lane, card.is_fixed) for card in cards] == [(0, 0, False), (1, 2, True)]


def test_all_but_some_are_fixed() -> None:
    document = journey_of("Before > A", "> B")
    assert read_sheet(document, JOURNEY, [named(document, "B").id]).is_fixed.tolist() == [True, False]


def test_the_main_flow_is_the_straightest_and_lines_of_one_pair_are_one() -> None:
    document = journey_of("Before > A", "> B", "> C")
    a, b, c = (named(document, name).id for name in "ABC")
    connect(document, c, a, TransitionKind.FAILURE_DEMAND)
    influence(document, a, b, Quantity(0.5))
    lines = {(line.source, line.target): line for line in read_sheet(document, JOURNEY).lines}
    assert {pair: line.leads for pair, line in lines.items()} == {(0, 1): True, (1, 2): True, (2, 0): False}
    assert lines[0, 1].weight > lines[1, 2].weight > lines[2, 0].weight
