from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, journey_of, named
from tests.helpers.crossings import crossings
from tests.layout.maps import overlapping, sheet_of, sheets
from workbench.domain.document import Document
from workbench.domain.places import ROW_PITCH, Place
from workbench.editing.structure import add_touchpoint, connect, set_fields
from workbench.layout.arrays import Floats
from workbench.layout.quality import Quality
from workbench.layout.sheet import Sheet
from workbench.layout.slots import slots_of
from workbench.layout.tidying import MOST_LINES, Spot, is_soon_done, tidied, tidy


def after(sheet: Sheet) -> Floats:
    """Where all cards lie once the map is tidied up."""
    spots = {spot.id: (spot.x, spot.y) for spot in tidied(sheet)}
    return np.array([spots.get(card.id, (card.x, card.y)) for card in sheet.cards]).reshape(-1, 2)


@settings(max_examples=50, deadline=None)
@given(sheets())
def test_no_card_covers_another_and_none_that_is_fixed_moves(sheet: Sheet) -> None:
    places = after(sheet)
    assert overlapping(sheet, places) == []
    assert np.array_equal(places[sheet.is_fixed], sheet.places[sheet.is_fixed])
    assert (places >= 0).all()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=2, max_size=12), st.data())
def test_a_map_in_rows_never_becomes_worse(columns: list[int], data: st.DataObject) -> None:
    numbers = st.integers(0, len(columns) - 1)
    pairs = data.draw(st.sets(st.tuples(numbers, numbers).filter(lambda pair: pair[0] != pair[1]), max_size=20))
    sheet = sheet_of(sorted(columns), sorted(pairs))
    quality = Quality(sheet, slots_of(sheet).roomier())
    assert quality.cost(after(sheet)) <= quality.cost(sheet.places) + 1e-9


@settings(max_examples=50, deadline=None)
@given(sheets())
def test_what_has_been_tidied_stays_when_it_is_tidied_again(sheet: Sheet) -> None:
    again = moved(sheet, after(sheet))
    assert tidied(again) == []


def moved(sheet: Sheet, places: Floats) -> Sheet:
    """The map as it is read again: cards in order from top to bottom, lines by number."""
    cards = [replace(card, x=x, y=y) for card, (x, y) in zip(sheet.cards, places.tolist(), strict=True)]
    order = sorted(range(len(cards)), key=lambda at: (cards[at].column, cards[at].y, cards[at].x, cards[at].id))
    number = {at: place for place, at in enumerate(order)}
    lines = (replace(line, source=number[line.source], target=number[line.target]) for line in sheet.lines)
    return Sheet(tuple(cards[at] for at in order), tuple(sorted(lines, key=lambda line: (line.source, line.target))))


def test_a_large_map_that_is_tidy_stays_although_another_order_would_do_as_well() -> None:
    random = np.random.default_rng(5)
    columns = sorted(random.integers(0, 12, 140).tolist())
    pairs = {(int(one), int(random.integers(140))) for one in random.integers(0, 140, MOST_LINES + 60)}
    sheet = sheet_of(columns, sorted(pair for pair in pairs if columns[pair[0]] != columns[pair[1]]))
    assert len(sheet.lines) > MOST_LINES
    once = moved(sheet, after(sheet))
    assert once != sheet
    assert tidied(once) == []


def test_a_forest_is_laid_out_without_a_crossing() -> None:
    random = np.random.default_rng(8)
    tree = [
        (int(random.integers(level * 5, level * 5 + 5)), card)
        for level in range(5)
        for card in range(5 * level + 5, 5 * level + 10)
    ]
    sheet = sheet_of([card // 5 for card in range(30)], tree)
    points = after(sheet)
    points[:, 0] += 1000.0 * sheet.columns
    assert crossings(points, sheet.ends) == 0


def test_cards_that_lie_well_stay() -> None:
    assert tidied(sheet_of([0, 0, 1, 1], [(0, 2), (1, 3)])) == []


def test_a_map_of_many_lines_is_laid_out_without_overlaps() -> None:
    count = MOST_LINES + 100
    random = np.random.default_rng(3)
    columns = sorted(random.integers(0, 6, count).tolist())
    lines = sorted({(each, int(random.integers(count))) for each in range(count)})
    sheet = sheet_of(columns, [pair for pair in lines if pair[0] != pair[1]])
    places = after(sheet)
    assert overlapping(sheet, places) == []
    assert not slots_of(sheet).are_single


def test_the_order_in_which_elements_were_added_does_not_count() -> None:
    document = journey_of("P > A", "> B", "Q > C", "> D", "R > E")
    connect(document, named(document, "A").id, named(document, "E").id)
    backwards = Document(reversed(list(document.elements.values())))
    assert tidy(backwards, JOURNEY) == tidy(document, JOURNEY)


def test_a_new_card_takes_a_place_beside_its_neighbour_and_nothing_else_moves() -> None:
    document = journey_of("P > A", "> B", "> C", "Q > D")
    new = add_touchpoint(document, JOURNEY, "New", Place(named(document, "D").phase, 0.0, 7 * ROW_PITCH))
    connect(document, named(document, "B").id, new.id)
    assert tidy(document, JOURNEY, only=[new.id]) == [Spot(new.id, 0.0, ROW_PITCH)]


def test_nothing_is_tidied_where_there_is_nothing_to_move() -> None:
    assert tidied(Sheet((), ())) == []
    pinned = journey_of("P > A")
    set_fields(pinned, named(pinned, "A").id, pinned=True, y=50.0)
    assert tidy(pinned, JOURNEY) == []


def test_a_phase_of_hundreds_of_cards_with_few_lines_is_laid_out_without_trying_every_change() -> None:
    sheet = sheet_of([0] * 600 + [1], [(number, 600) for number in range(0, 600, 50)])
    assert len(sheet.lines) < MOST_LINES
    assert overlapping(sheet, after(sheet)) == []


def test_what_takes_long_is_told_by_the_lines_that_move_while_many_orders_are_tried() -> None:
    chain_of = [(number, number + 1) for number in range(40)]
    phases = [number // 5 for number in range(41)]
    assert is_soon_done(sheet_of(phases, chain_of[:10]))
    assert not is_soon_done(sheet_of(phases, chain_of))
    assert is_soon_done(sheet_of(phases, chain_of, fixed=range(5, 41)))


def test_what_takes_long_is_told_by_the_changes_inside_columns_too() -> None:
    assert is_soon_done(sheet_of([number // 10 for number in range(40)], []))
    assert not is_soon_done(sheet_of([number // 20 for number in range(40)], []))
    assert is_soon_done(sheet_of([number // 20 for number in range(40)], [], fixed=range(20)))


def test_a_map_of_many_lines_is_laid_by_one_order_and_takes_long_only_where_it_is_large() -> None:
    every_pair = [(one, other) for other in range(40) for one in range(other)]
    assert is_soon_done(sheet_of([number // 10 for number in range(40)], every_pair[: MOST_LINES + 1]))
    assert not is_soon_done(sheet_of([number // 10 for number in range(800)], every_pair[: MOST_LINES + 1]))


def test_nothing_is_soon_done() -> None:
    assert is_soon_done(Sheet((), ()))
