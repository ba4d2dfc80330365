"""Draws keep to what is believed."""

from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.builders import JOURNEY, fails, journey_of, named
from tests.helpers.portfolios import fix
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.editing.structure import set_fields
from workbench.simulation.portfolio.options import Options
from workbench.simulation.portfolio.worlds import drawn, likely
from workbench.simulation.uncertainty.inputs import collect
from workbench.simulation.variation import Variation


def random() -> np.random.Generator:
    return np.random.default_rng(5)


def ranged(value: float, low: float, high: float) -> Quantity:
    return Quantity(value, Origin.EXPERT, low, high)


def test_nine_draws_in_ten_lie_in_the_stated_range_and_half_below_the_likely_value() -> None:
    uncertain = fix("a", change=ranged(-0.3, -0.6, -0.2))
    priced = replace(uncertain, one_off_cost=ranged(100.0, 50.0, 400.0))
    worlds = drawn(Options.of([priced]), 4000, random())
    assert np.quantile(worlds.changes, [0.05, 0.5, 0.95]) == pytest.approx([-0.6, -0.3, -0.2], abs=0.02)
    assert np.quantile(worlds.one_off, [0.05, 0.5, 0.95]) == pytest.approx([50.0, 100.0, 400.0], rel=0.15)
    assert worlds.changes.min() >= -1.0
    assert worlds.one_off.min() >= 0.0


def test_a_change_without_a_range_is_the_same_everywhere() -> None:
    assert set(drawn(Options.of([fix("a")]), 10, random()).changes.ravel().tolist()) == {-0.5}


def test_the_same_seed_draws_the_same_worlds() -> None:
    options = Options.of([fix("a", change=ranged(-0.3, -0.6, -0.2))])
    assert np.array_equal(drawn(options, 5, random()).changes, drawn(options, 5, random()).changes)


def test_the_likely_world_holds_what_is_stated() -> None:
    world = likely(Options.of([fix("a", once=3.0, change=ranged(-0.3, -0.6, -0.2))]))
    assert (world.size, world.changes.tolist(), world.one_off.tolist()) == (1, [[-0.3]], [[3.0]])
    assert world.around(0).values.shape == (1, 0)


def test_what_is_uncertain_about_the_journey_surrounds_the_fixes() -> None:
    document = journey_of("P > A", "> B")
    fails(document, named(document, "A").id, 0.2)
    set_fields(document, named(document, "A").id, failure=ranged(0.2, 0.1, 0.3))
    worlds = drawn(Options.of([fix("a")]), 500, random(), collect(document, JOURNEY))
    around = worlds.around(0)
    chances = around.values[:, around.variations.index(Variation("failure", 0))]
    assert np.quantile(chances, [0.05, 0.95]) == pytest.approx([0.1, 0.3], abs=0.03)
    part = worlds.taken(np.arange(100, 200))
    assert part.size == 100
    assert np.array_equal(part.around(0).values, around.values[100:200])
