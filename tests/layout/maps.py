"""Maps for the tests of the layout."""

from collections.abc import Sequence
from itertools import combinations

from hypothesis import strategies as st

from workbench.domain.places import CARD_WIDTH, ROW_PITCH
from workbench.layout.arrays import Floats, Ints
from workbench.layout.layers import Layers
from workbench.layout.sheet import Card, Line, Sheet

_HAIR = 1e-6


def sheet_of(columns: Sequence[int], lines: Sequence[tuple[int, int]], fixed: Sequence[int] = ()) -> Sheet:
    """Cards by column, each column from top to bottom without gaps, and lines that lead."""
    rows = [columns[:card].count(column) for card, column in enumerate(columns)]
    cards = tuple(
        Card(f"card {number}", column, 0, 0.0, row * ROW_PITCH, number in fixed)
        for number, (column, row) in enumerate(zip(columns, rows, strict=True))
    )
    return Sheet(cards, tuple(Line(source, target, 1.0, leads=True) for source, target in lines))


@st.composite
def sheets(draw: st.DrawFn, most: int = 14) -> Sheet:
    """Cards anywhere, some fixed and clear of each other, with any lines between them."""
    columns = sorted(draw(st.lists(st.integers(0, 3), min_size=1, max_size=most)))
    standing: dict[int, float] = {}
    cards: list[Card] = []
    for number, column in enumerate(columns):
        if draw(st.booleans()) and draw(st.booleans()):
            y = standing.get(column, 0.0) + draw(st.integers(0, 150))
            standing[column] = y + ROW_PITCH
            cards.append(Card(str(number), column, 0, 0.0, float(y), is_fixed=True))
        else:
            x, y = draw(st.sampled_from((0.0, 144.0))), draw(st.integers(0, 900))
            cards.append(Card(str(number), column, draw(st.integers(0, 2)), x, float(y), is_fixed=False))
    numbers = st.integers(0, len(columns) - 1)
    pairs = draw(st.sets(st.tuples(numbers, numbers).filter(lambda pair: pair[0] != pair[1]), max_size=2 * most))
    leads = draw(st.booleans())
    return Sheet(tuple(cards), tuple(Line(*pair, 1.0, leads) for pair in sorted(pairs)))


def overlapping(sheet: Sheet, places: Floats) -> list[tuple[int, int]]:
    """The pairs of cards of one column that are nearer than cards may lie."""
    return [
        (one, other)
        for other in range(len(places))
        for one in range(other)
        if sheet.columns[one] == sheet.columns[other]
        and abs(places[one, 0] - places[other, 0]) < CARD_WIDTH
        and abs(places[one, 1] - places[other, 1]) < ROW_PITCH - _HAIR
    ]


def cost_of(layers: Layers, order: list[Ints]) -> float:
    """What an order costs, counted line by line."""
    position = {node: place for members in order for place, node in enumerate(members.tolist())}
    lost = 0.0
    for (a, b), (c, d) in combinations(layers.segments.tolist(), 2):
        is_same_gap = layers.layer[a] == layers.layer[c]
        lost += is_same_gap and (position[a] - position[c]) * (position[b] - position[d]) < 0
    for source, target in layers.downward.tolist():
        lost += (position[source] > position[target]) + abs(position[source] - position[target]) - 1
    return lost
