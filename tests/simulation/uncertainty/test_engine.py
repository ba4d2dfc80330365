import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, named
from tests.helpers.certainty import certain, put_into_world
from tests.helpers.memory import remembering, with_two_personas
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields
from workbench.simulation.arrays import Floats
from workbench.simulation.build import Case, build
from workbench.simulation.uncertainty.engine import Translation, tabled
from workbench.simulation.uncertainty.inputs import collect
from workbench.simulation.variation import current


def in_a_row(case: Case, translation: Translation) -> Floats:
    """What the engine would run with, laid out like a row of the translation."""
    return current(case.segments[translation.segment].model, translation.layout.variations())


def world(document: Document, seed: int) -> tuple[Translation, Translation, Floats]:
    """Both kinds of customer, and values of the inputs drawn at random."""
    inputs = collect(document, JOURNEY)
    scores = np.random.default_rng(seed).standard_normal((1, len(inputs.inputs)))
    return Translation.of(inputs, 0), Translation.of(inputs, 1), inputs.at(scores)


def test_likely_values_give_the_journey_as_it_is_stated() -> None:
    inputs = collect(with_two_personas(remembering()), JOURNEY)
    tables = tabled(inputs, inputs.likely[None, :])
    for number in (0, 1):
        translation = Translation.of(inputs, number)
        assert translation.rows(tables)[0] == pytest.approx(in_a_row(inputs.case, translation), rel=1e-12)


@given(st.integers(0, 2**31))
@settings(max_examples=15, deadline=None)
def test_any_world_gives_the_journey_of_a_document_that_states_its_values(seed: int) -> None:
    document = with_two_personas(remembering())
    *translations, values = world(document, seed)
    inputs = translations[0].inputs
    tables = tabled(inputs, values)
    stated = build(put_into_world(document, inputs, values[0]), JOURNEY)
    for translation in translations:
        row = translation.rows(tables)[0]
        start, size = translation.layout.start["routing"], translation.layout.size["routing"]
        source = inputs.case.model.routing.sources()
        weights = row[start : start + size]
        row[start : start + size] = weights / np.bincount(source, weights)[source]
        assert row == pytest.approx(in_a_row(stated, translation), rel=1e-9, abs=1e-15)


def test_failure_demand_never_exceeds_everybody() -> None:
    document = remembering()
    inputs = collect(document, JOURNEY)
    (column,) = [i for i, each in enumerate(inputs.inputs) if each.parameter == "failure_demand"]
    values = np.repeat(inputs.likely[None, :], 2, axis=0)
    values[:, column] = [0.4, 1.7]
    assert tabled(inputs, values)["failure_demand"][:, 0] == pytest.approx([0.4, 1.0])


class TestSlopes:
    @given(st.integers(0, 2**31))
    @settings(max_examples=10, deadline=None)
    def test_slopes_tell_how_parameters_follow_small_moves_of_all_inputs(self, seed: int) -> None:
        document = with_two_personas(remembering())
        for touchpoint in list(document.of(Touchpoint)):
            # half of full recovery, the guess, is where the effect on leaving has a kink
            set_fields(document, touchpoint.id, recovery_quality=Quantity(0.3))
        inputs = collect(document, JOURNEY)
        move = np.random.default_rng(seed).standard_normal(len(inputs.inputs)) * 1e-6 * inputs.likely
        both = tabled(inputs, np.stack([inputs.likely - move, inputs.likely + move]))
        for number in (0, 1):
            translation = Translation.of(inputs, number)
            down, up = translation.rows(both)
            assert translation.slopes @ (2 * move) == pytest.approx(up - down, rel=5e-2, abs=5e-9)

    def test_only_what_is_uncertain_varies(self) -> None:
        document = certain(remembering())
        hotline = named(document, "Hotline")
        set_fields(document, hotline.id, severity=Quantity(0.3))
        translation = Translation.of(collect(document, JOURNEY), 0)
        varied = {translation.layout.variations()[place] for place in translation.varying()}
        assert {(each.parameter, each.index) for each in varied} == {("severity", 6)}

    def test_a_guess_shared_by_all_touchpoints_moves_all_of_them(self) -> None:
        inputs = collect(remembering(), JOURNEY)
        (column,) = [i for i, each in enumerate(inputs.inputs) if each.parameter == "carry_over"]
        translation = Translation.of(inputs, 0)
        slopes = translation.slopes.toarray()[:, column]
        assert np.flatnonzero(slopes).tolist() == translation.layout.places("carry_over").tolist()
        assert slopes[slopes != 0] == pytest.approx(np.ones(7))
