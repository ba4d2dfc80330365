from dataclasses import replace

import pytest

from tests.helpers.builders import JOURNEY, named
from tests.helpers.memory import remembering
from ui.shell import range_telling, telling
from ui.shell.quick_range import FirstRange
from ui.shell.range_desk import Known
from workbench.domain.document import Document
from workbench.domain.elements import Improvement, Reactions
from workbench.domain.improvements import Place
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.editing.structure import add
from workbench.simulation.build import build
from workbench.simulation.run import Simulator
from workbench.simulation.uncertainty.ranges import Ranges
from workbench.simulation.uncertainty.run import run
from workbench.simulation.uncertainty.tornado import Bar, tornado
from workbench.simulation.wording import Sureness


@pytest.fixture(scope="module")
def document() -> Document:
    return remembering()


@pytest.fixture(scope="module")
def cuts(document: Document) -> dict[Place, float]:
    return {named(document, "Contract").id: -0.5}


@pytest.fixture(scope="module")
def ranges(document: Document, cuts: dict[Place, float]) -> Ranges:
    return run(document, JOURNEY, cuts, samples=64)


def test_bars_and_reasons_get_their_ranges(document: Document, cuts: dict[Place, float], ranges: Ranges) -> None:
    plain = telling.panel_outcome(Simulator(build(document, JOURNEY)).compare(cuts), document, stale=False)
    told = range_telling.with_ranges(plain, Known(ranges=ranges), document, JOURNEY)
    for row in told.rows:
        assert row.low is not None
        assert row.high is not None
        assert row.low <= row.high
    assert told.carry_over_range is not None
    assert told.carry_over is not None
    assert told.carry_over_range[0] < told.carry_over < told.carry_over_range[1]
    assert range_telling.with_ranges(plain, Known(), document, JOURNEY) is plain


def test_while_a_slider_moves_the_reasons_have_their_first_ranges(document: Document, cuts: dict[Place, float]) -> None:
    outcome = Simulator(build(document, JOURNEY)).compare(cuts)
    plain = telling.panel_outcome(outcome, document, stale=False)
    first = FirstRange(Sureness(-0.03, -0.01), exposure=(0.001, 0.004), hazard=(-0.03, -0.02))
    told = range_telling.with_ranges(plain, Known(first=first), document, JOURNEY)
    assert told.carry_over_range == pytest.approx((20.0, 30.0))
    assert told.exposure_range == pytest.approx((-4.0, -1.0))
    assert told.rows == plain.rows
    nothing_late = replace(plain, carry_over=None, exposure=None)
    assert range_telling.with_ranges(nothing_late, Known(first=first), document, JOURNEY) is nothing_late


def test_carry_over_is_not_called_real_before_anybody_has_looked(document: Document, cuts: dict[Place, float]) -> None:
    outcome = Simulator(build(document, JOURNEY)).compare(cuts)
    assert outcome.claim
    assert "seems to be carry-over" in telling.panel_outcome(outcome, document, stale=False).detail


def test_a_guess_that_stands_in_everywhere_belongs_to_all_who_lack_the_number(
    document: Document, ranges: Ranges
) -> None:
    numbers = range_telling.next_numbers(ranges, document, JOURNEY)
    shared = [each for each in numbers if each.parameter in ("severity", "carry_over", "soothing")]
    assert shared
    assert all(len(each.ids) > 1 for each in shared)
    assert all(each.name[0].isupper() for each in numbers)
    assert len(numbers) <= range_telling.SHOWN_NUMBERS


def test_what_is_not_on_the_map_belongs_to_nothing_that_could_be_selected(document: Document, ranges: Ranges) -> None:
    share = replace(ranges.shares[0], element="", parameter="threshold", label="where the glass counts as full")
    (number,) = range_telling.next_numbers(replace(ranges, shares=(share,)), document, JOURNEY)
    assert number.ids == ()
    assert number.name == "Where the glass counts as full"


def test_swings_count_what_is_prevented_and_know_where_numbers_come_from(cuts: dict[Place, float]) -> None:
    document = remembering()
    add(document, Reactions(id="reactions", journey=JOURNEY, threshold=Quantity(0.6, Origin.EXPERT, low=0.3, high=0.9)))
    bars = tornado(document, JOURNEY, cuts)
    swings = range_telling.swings(bars, document)
    assert len(swings) <= range_telling.SHOWN_SWINGS
    assert [each.low for each in swings] == [-bar.change[0] * 1000 for bar in bars[: len(swings)]]
    origins = {each.name: each.origin for each in swings}
    assert origins["Where the glass counts as full"] == "expert"
    assert set(origins.values()) == {"guess", "expert"}


def test_the_effect_of_a_fix_is_as_well_founded_as_its_improvement(document: Document) -> None:
    place = named(document, "Contract").id
    bar = Bar(place, "change", "effect of the fix at “Contract”", (-0.5, -0.1), (0.2, 0.2), (-0.1, -0.05))
    (unplanned,) = range_telling.swings([bar], document)
    planned = Improvement(id="i", name="Clear contract", subject=place, change=Quantity(-0.3, Origin.EXPERT))
    (swing,) = range_telling.swings([bar], Document([*document.elements.values(), planned]))
    assert (unplanned.origin, swing.origin) == ("guess", "expert")
