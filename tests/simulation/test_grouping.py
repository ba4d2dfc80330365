import numpy as np
import pytest

from tests.helpers.builders import JOURNEY, journey_of, named
from tests.helpers.memory import remembering
from tests.helpers.owned import owned_in_part
from workbench.domain.elements import Department
from workbench.editing.ownership import assign
from workbench.editing.structure import add
from workbench.simulation.build import build
from workbench.simulation.grouping import NOBODY, by_department, by_phase, one_by_one


def test_a_person_stands_for_the_department() -> None:
    document = owned_in_part()
    case = build(document, JOURNEY)
    groups = by_department(document, case)
    assert groups.names == ("Sales", "Logistics", NOBODY)
    assert groups.ids == ("sales", "logistics", None)
    assert [case.model.names[row] for row in groups.rows(0)] == ["Offer", "Contract"]
    assert len(groups.rows(2)) == case.model.size - 3


def test_where_everything_is_owned_there_is_no_group_of_nobody() -> None:
    document = journey_of("Order > Offer")
    add(document, Department(id="sales", name="Sales", code="sales"))
    assign(document, [named(document, "Offer").id], "sales")
    assert by_department(document, build(document, JOURNEY)).names == ("Sales",)


def test_a_department_called_nobody_is_not_taken_for_nobody() -> None:
    document = owned_in_part()
    add(document, Department(id="odd", name=NOBODY, code="odd"))
    assign(document, [named(document, "Hotline").id], "odd")
    groups = by_department(document, build(document, JOURNEY))
    assert groups.names.count(NOBODY) == 2
    assert groups.ids[-1] is None


def test_touchpoints_and_phases_keep_the_order_of_the_case() -> None:
    case = build(remembering(), JOURNEY)
    assert one_by_one(case).ids == case.ids
    assert by_phase(case).names == ("Order", "Setup", "Billing")
    assert by_phase(case).ids == case.phases


@pytest.mark.parametrize("shape", [(7,), (7, 3)])
def test_sums_keep_the_total_in_every_column(shape: tuple[int, ...]) -> None:
    case = build(remembering(), JOURNEY)
    values = np.arange(np.prod(shape), dtype=np.float64).reshape(shape)
    sums = by_phase(case).sums(values)
    assert sums.shape == (3, *shape[1:])
    assert np.array_equal(sums.sum(axis=0), values.sum(axis=0))
    assert np.array_equal(sums[0], values[:2].sum(axis=0))
