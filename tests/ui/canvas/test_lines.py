import random
from collections.abc import Callable

import numpy as np
import pytest

from tests.ui.canvas.journeys import Sketch, everything
from ui.canvas.boxes import Box, around
from ui.canvas.curves import chain, distances, points_along, strands
from ui.canvas.geometry import MapGeometry
from ui.canvas.lines import Line, Lines
from ui.canvas.routes import LineKind
from workbench.domain.document import Document
from workbench.domain.elements import Influence, Journey, Phase, Touchpoint, Transition
from workbench.domain.places import ROW_PITCH, Place
from workbench.domain.vocabulary import TransitionKind
from workbench.editing import structure

EVERYWHERE = Box(-1e5, -1e5, 1e5, 1e5)


def lines_of(sketch: Sketch) -> Lines:
    return MapGeometry(sketch.document, sketch.journey).lines


def a_wall(rows: int, phases: int = 6) -> Document:
    """Cards side by side, each joined with one two phases and one row further."""
    steps = [
        Touchpoint(id=f"t{at}-{row}", journey="j", name="Step", phase=f"p{at}", y=ROW_PITCH * row)
        for at in range(phases)
        for row in range(rows)
    ]
    ways = [
        Transition(id=f"w{at}-{row}", source=f"t{at}-{row}", target=f"t{at + 2}-{row + 1}")
        for at in range(phases - 2)
        for row in range(rows - 1)
    ]
    columns = [Phase(id=f"p{at}", journey="j", name="Phase", order=float(at)) for at in range(phases)]
    return Document([Journey(id="j", title="Wall"), *columns, *steps, *ways])


def test_lines_are_known_by_what_they_stand_for_before_any_has_a_way() -> None:
    sketch = everything()
    lines = lines_of(sketch)
    assert {join.id for join in lines.joins} == set(lines)
    assert {join.kind for join in lines.joins} == set(LineKind)
    with pytest.raises(KeyError):
        lines["unknown"]


def test_a_line_takes_the_same_way_whether_asked_for_alone_or_with_all_others() -> None:
    document = a_wall(30)
    alone, together = MapGeometry(document, "j").lines, MapGeometry(document, "j").lines
    everything_at_once = {line.id: line for line in together.meeting(EVERYWHERE)}
    assert len(everything_at_once) == len(alone) == 4 * 29
    for each in sorted(alone, reverse=True):
        assert np.array_equal(alone[each].curve.control, everything_at_once[each].curve.control)


def test_what_an_area_holds_does_not_depend_on_what_was_asked_before() -> None:
    document = a_wall(30)
    area = Box(300, 900, 500, 1000)
    fresh = [line.id for line in MapGeometry(document, "j").lines.meeting(area)]
    lines = MapGeometry(document, "j").lines
    lines.meeting(EVERYWHERE)
    assert [line.id for line in lines.meeting(area)] == fresh
    assert fresh


def test_the_extent_is_that_of_all_ways_although_few_are_worked_out_for_it() -> None:
    for document in (a_wall(30), everything().document):
        journey = document.of(Journey)[0].id
        geometry, whole = MapGeometry(document, journey), MapGeometry(document, journey)
        whole.lines.meeting(EVERYWHERE)
        assert geometry.bounds == whole.bounds


def strewn(seed: int) -> Document:
    """Cards anywhere in four phases, joined by chance, often more than once and with influences beside."""
    dice = random.Random(seed)
    spots = dice.sample([(at, row) for at in range(4) for row in range(7)], 14)
    cards = [
        Touchpoint(id=f"t{n}", journey="j", name="T", phase=f"p{at}", x=dice.choice((0.0, 40.0)), y=ROW_PITCH * row)
        for n, (at, row) in enumerate(spots)
    ]
    joined = [dice.sample(cards, 2) for _ in range(24)]
    kinds = (TransitionKind.FLOW, TransitionKind.FLOW, TransitionKind.FAILURE_DEMAND)
    lines = [
        Influence(id=f"w{n}", source=one.id, target=other.id)
        if n % 6 == 0
        else Transition(id=f"w{n}", source=one.id, target=other.id, kind=dice.choice(kinds))
        for n, (one, other) in enumerate(joined)
    ]
    columns = [Phase(id=f"p{at}", journey="j", name="Phase", order=float(at)) for at in range(4)]
    return Document([Journey(id="j", title="Strewn"), *columns, *cards, *lines])


def test_no_line_leads_out_of_the_bounds_of_any_map() -> None:
    for document in map(strewn, range(30)):
        geometry, whole = MapGeometry(document, "j"), MapGeometry(document, "j")
        ways = [line.box for line in whole.lines.values()]
        assert geometry.bounds == whole.bounds == around((geometry.bounds, *ways))


def test_plain_ways_begin_and_end_where_the_lines_do(sketch: Sketch) -> None:
    lines = lines_of(sketch)
    joins, ways = lines.plain_meeting(EVERYWHERE)
    assert {join.id for join in joins} == set(lines)
    for join, way in zip(joins, ways, strict=True):
        if join.kind is LineKind.FLOW:
            assert tuple(way[0]) == lines[join.id].curve.start


def test_a_line_that_a_moved_card_does_not_divert_stays_the_very_same(sketch: Sketch) -> None:
    document, ids = sketch.document, sketch.ids
    geometry = MapGeometry(document, sketch.journey)
    document.subscribe(lambda published: geometry.patch(published.changes))
    before = {each: geometry.lines[each] for each in geometry.lines}
    structure.move(document, {ids["Hotline"]: Place(ids["Use"], 0, 384)})
    kept = {each for each, line in before.items() if ids["Hotline"] not in (line.source, line.target)}
    assert kept
    assert all(geometry.lines[each] is before[each] for each in kept)


def test_lines_at_a_card_are_those_that_begin_or_end_there(sketch: Sketch) -> None:
    lines = lines_of(sketch)
    form = sketch.ids["Form"]
    assert {line.id for line in lines.at(form)} == {
        each for each in lines if form in (lines[each].source, lines[each].target)
    }
    assert lines.at("unknown") == []


def test_lines_at_several_cards_are_there_once_each(sketch: Sketch) -> None:
    lines, cards = lines_of(sketch), list(sketch.ids.values())
    assert [line.id for line in lines.at(*cards)] == sorted(lines)
    assert lines.at() == []


def test_only_what_runs_through_an_area_is_found_there_not_all_that_its_box_holds() -> None:
    geometry = MapGeometry(a_wall(30, phases=12), "j")
    line = geometry.lines["w0-0"]
    box = line.curve.box
    corner = Box(box.left + 1, box.bottom - 4, box.left + 5, box.bottom - 1)
    assert line in geometry.lines.meeting(box)
    assert line not in geometry.lines.meeting(corner)


def test_ways_can_be_found_before_they_are_needed(sketch: Sketch) -> None:
    lines, prepared = lines_of(sketch), lines_of(sketch)
    prepared.find_ways(EVERYWHERE)
    found = {line.id: line.curve.control.tolist() for line in prepared.meeting(EVERYWHERE)}
    assert found == {line.id: line.curve.control.tolist() for line in lines.meeting(EVERYWHERE)}


@pytest.mark.parametrize(("made", "points"), [(lambda: a_wall(12), 10), (lambda: everything().document, 4)])
def test_lines_near_a_place_come_with_the_ways_that_they_take(made: Callable[[], Document], points: int) -> None:
    document = made()
    journey = document.of(Journey)[0].id
    lines, whole = MapGeometry(document, journey).lines, MapGeometry(document, journey).lines
    every = list(whole.values())
    assert {len(line.curve.control) for line in every} == {points}
    for x, y in ((90.0, 60.0), (212.0, 130.0), (300.0, 200.0), (410.0, 333.0)):
        near, curves = lines.near(Box(x - 40, y - 40, x + 40, y + 40))
        found = dict(zip(near, distances(curves, x, y), strict=True))
        away = dict(
            zip((line.id for line in every), distances(strands([line.curve for line in every]), x, y), strict=True)
        )
        assert found == pytest.approx({each: away[each] for each in found})
        assert {each for each, gap in away.items() if gap <= 40} <= found.keys()


def test_the_parts_of_a_line_hold_all_of_it_and_those_of_a_long_one_stay_small() -> None:
    for line in (*lines_of(everything()).values(), long_line()):
        finely = points_along(line.curve, 5.0)
        held = [any(part.holds(x, y) for part in line.parts) for x, y in finely.tolist()]
        assert all(held)
    assert all(part.width < 200 and part.height < 200 for part in long_line().parts)


def long_line() -> Line:
    return Line("l", LineKind.FLOW, "a", "b", 1.0, chain((0, 0), (4000, 0), (4000, 5000), (8000, 5000)))
