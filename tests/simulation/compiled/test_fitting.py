from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.journeys import random_journey
from workbench.simulation.compiled.fitting import fits
from workbench.simulation.compiled.plan import plan_of
from workbench.simulation.kernel import numbers_of
from workbench.simulation.layout import flat
from workbench.simulation.model import JourneyModel, Routing
from workbench.simulation.structure import assemble

EXTREMES = st.lists(st.sampled_from([0.0, 0.3, 1.0]), min_size=4, max_size=4).map(np.array)


@settings(max_examples=60, deadline=None)
@given(
    field=st.sampled_from(["failure", "retry", "carry_over", "severity", "soothing", "leave_factor"]),
    first=EXTREMES,
    second=EXTREMES,
    open_zeros=st.booleans(),
)
def test_a_plan_fits_what_its_structure_fits(
    field: str, first: np.ndarray, second: np.ndarray, open_zeros: bool
) -> None:
    model = random_journey(2)
    _agree(replace(model, **{field: first}), replace(model, **{field: second}), open_zeros)


@pytest.mark.parametrize("field", ["breakdown", "leave", "silent"])
@pytest.mark.parametrize("value", [0.0, 1.0, 0.4])
def test_curves_have_to_fit_too(field: str, value: float) -> None:
    model = random_journey(2)
    for base in (model, replace(model, **{field: np.full(4, value)})):
        _agree(base, replace(model, **{field: np.full(4, value)}), open_zeros=False)
        _agree(base, model, open_zeros=False)


def test_failure_demand_that_leaves_nothing_to_routing_fits_only_its_like() -> None:
    model = random_journey(2)
    every = replace(model, failure_demand=Routing.from_rows([{1: 1.0}] * 4))
    most = replace(model, failure_demand=Routing.from_rows([{1: 0.9}] * 4))
    _agree(every, most, open_zeros=False)
    _agree(most, every, open_zeros=False)


def _agree(built: JourneyModel, wanted: JourneyModel, open_zeros: bool) -> None:
    structure = assemble(built, open_zeros=open_zeros)
    expected = structure.fits(wanted, numbers_of(wanted).pattern(open_zeros=False).flat())
    # A severity of zero on opened states needs nothing that is not there, whatever the structure says of rebuilding.
    assert fits(plan_of(structure), flat(wanted)) == expected
