import numpy as np
import pytest

from tests.helpers.builders import JOURNEY, named, phase_named
from tests.helpers.certainty import certain, exactly
from tests.helpers.memory import remembering, with_two_personas
from workbench.domain.document import Document
from workbench.domain.improvements import Aspect, Place
from workbench.domain.parameters import TOUCHPOINT_PARAMETERS
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields
from workbench.simulation.build import build
from workbench.simulation.exact import solve
from workbench.simulation.observables import Observable, breakdowns, cost, time
from workbench.simulation.uncertainty.fixes import Fix, resolve
from workbench.simulation.uncertainty.inputs import collect
from workbench.simulation.uncertainty.kinds import Kind

STEP = 1e-5


def quiet() -> Document:
    """Two kinds of customer; all numbers exact but one chance and one quality, steps of irritation off whole levels."""
    document = certain(with_two_personas(remembering()))
    for name in ("Offer", "Contract"):
        stated = {"severity": 0.23, "soothing": 0.07, "recovery_quality": 0.7}
        set_fields(document, named(document, name).id, **{key: exactly(value) for key, value in stated.items()})
    set_fields(document, named(document, "Contract").id, recovery_quality=Quantity(0.7, low=0.65, high=0.75))
    set_fields(document, named(document, "Offer").id, failure=Quantity(0.2, low=0.15, high=0.25))
    return document


def fixes_in(document: Document, **changes: float) -> tuple[Fix, ...]:
    """Changes of numbers of all touchpoints of the first phase."""
    order = phase_named(document, "Order").id
    cuts: dict[Place, float] = {Aspect(order, parameter): change for parameter, change in changes.items()}
    return resolve(build(document, JOURNEY), {**cuts})


def asked(size: int) -> list[Observable]:
    """Something that nothing but the chain moves, and what prices and times move too."""
    return [breakdowns(size), cost(size), time(size)]


def counted(document: Document, number: int, fixes: tuple[Fix, ...]) -> list[float]:
    """Breakdowns, costs and minutes of one kind of customer."""
    model = build(document, JOURNEY).segments[number].model
    result = Kind(collect(document, JOURNEY), number).result(fixes)
    return [each.expected(model, result) for each in asked(model.size)]


@pytest.mark.parametrize("parameter", [name for name in TOUCHPOINT_PARAMETERS if not name.endswith(("cost", "time"))])
@pytest.mark.parametrize("number", [0, 1])
def test_slopes_are_those_of_small_steps_of_inputs_and_changes(parameter: str, number: int) -> None:
    document = quiet()
    inputs = collect(document, JOURNEY)
    size = inputs.case.model.size
    change = 0.2 if parameter == "recovery_quality" else -0.35
    slopes = Kind(inputs, number).slopes(asked(size), fixes_in(document, **{parameter: change}))
    up, down = (counted(document, number, fixes_in(document, **{parameter: change + step})) for step in (STEP, -STEP))
    by_fix = (np.array(up) - np.array(down)) / (2 * STEP)
    assert [slope.by_fix[0] for slope in slopes] == pytest.approx(by_fix, rel=1e-4, abs=1e-8)
    for column, each in enumerate(inputs.inputs):
        ends: list[list[float]] = []
        for step in (STEP, -STEP):
            set_fields(document, each.element, **{each.parameter: Quantity(each.belief.likely + step)})
            ends.append(counted(document, number, fixes_in(document, **{parameter: change})))
        set_fields(document, each.element, **{each.parameter: Quantity(each.belief.likely)})
        moved = (np.array(ends[0]) - np.array(ends[1])) / (2 * STEP)
        assert [slope.by_input[column] for slope in slopes] == pytest.approx(moved, rel=1e-3, abs=1e-7)


def test_what_a_fix_needs_of_a_structure_changes_no_answer_about_the_journey_as_it_is() -> None:
    document = with_two_personas(remembering())
    inputs = collect(document, JOURNEY)
    kind, every = Kind(inputs, 0), [breakdowns(inputs.case.model.size)]
    (before,) = kind.slopes(every)
    kind.slopes(every, fixes_in(document, severity=2.0, failure=-1.0))
    (again,) = kind.slopes(every)
    assert again.value == pytest.approx(before.value, rel=1e-12)
    assert again.by_input == pytest.approx(before.by_input, rel=1e-9, abs=1e-12)


def test_the_journey_as_it_is_is_the_one_that_was_built() -> None:
    inputs = collect(with_two_personas(remembering()), JOURNEY)
    result = solve(inputs.case.segments[1].model)
    assert Kind(inputs, 1).as_is.breakdowns == pytest.approx(result.breakdowns)
