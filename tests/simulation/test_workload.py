import math

import numpy as np
import pytest

from tests.helpers.builders import JOURNEY, journey_of, named
from workbench.domain.document import Document
from workbench.domain.elements import Department
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Channel
from workbench.editing.ownership import add_department, assign
from workbench.editing.structure import set_fields
from workbench.simulation.build import build
from workbench.simulation.exact import solve
from workbench.simulation.grouping import NOBODY
from workbench.simulation.problems import ModelProblem
from workbench.simulation.workload import Load, Work, loads, work_of


def served() -> Document:
    """A call that one department takes, a letter that nobody owns, and a web page that needs no staff."""
    document = journey_of("Order > Call -> Page !> Letter 50%", "> Letter -> Page", "> Page -> end")
    desk = add_department(document, "Call centre")
    online = add_department(document, "Online")
    assign(document, [named(document, "Call").id], desk.id)
    assign(document, [named(document, "Page").id], online.id)
    set_fields(document, named(document, "Call").id, channel=Channel.PHONE, handling_time=Quantity(30.0))
    set_fields(document, named(document, "Letter").id, channel=Channel.LETTER)
    set_fields(document, named(document, "Page").id, channel=Channel.WEB)
    return document


def month(document: Document, customers: float = 100.0) -> dict[str, Load]:
    case = build(document, JOURNEY)
    found = loads(work_of(document, case), solve(case.model), customers)
    return {load.name: load for load in found}


def test_a_department_works_the_hours_of_its_visits_and_recoveries() -> None:
    document = served()
    case = build(document, JOURNEY)
    result = solve(case.model)
    call = named(document, "Call")
    row = case.ids.index(call.id)
    recoveries = result.breakdowns[row] - result.defections[row]
    load = month(document)["Call centre"]
    assert load.hours == pytest.approx(100 * (result.visits[row] * 0.5 + recoveries * 25 / 60))
    assert load.contacts == pytest.approx(100 * (result.visits[row] + recoveries))
    assert 0 < load.needless_share < 1


def test_departments_of_one_name_stay_apart() -> None:
    document = served()
    for department in list(document.of(Department)):
        set_fields(document, department.id, name="Service")
    case = build(document, JOURNEY)
    work = work_of(document, case)
    found = loads(work, solve(case.model), 100.0)
    assert [load.id for load in found] == list(work.departments.ids)
    assert [load.name for load in found] == ["Service", "Service", NOBODY]


def test_a_journey_in_which_nothing_fails_has_no_needless_hours() -> None:
    document = served()
    for name in ("Call", "Letter", "Page"):
        set_fields(document, named(document, name).id, failure=Quantity(0.0), carry_over=Quantity(0.0))
    assert month(document)["Call centre"].needless == 0.0


def test_channels_without_staff_take_no_time_until_somebody_states_one() -> None:
    document = served()
    set_fields(document, named(document, "Page").id, failure=Quantity(0.0), carry_over=Quantity(0.0))
    assert month(document)["Online"].hours == 0.0
    set_fields(document, named(document, "Page").id, handling_time=Quantity(6.0))
    assert month(document)["Online"].hours == pytest.approx(month(document)["Online"].contacts * 0.1)


def test_what_nobody_answers_for_is_a_row_of_its_own_without_a_limit() -> None:
    load = month(served())[NOBODY]
    assert load.staff == math.inf
    assert (load.busy, load.wait) == (0.0, 0.0)


def test_too_few_people_are_overloaded_and_more_wait_less() -> None:
    document = served()
    (desk,) = [each for each in document.of(Department) if each.name == "Call centre"]
    set_fields(document, desk.id, staff=1)
    alone = month(document, 1000.0)["Call centre"]
    assert alone.is_overloaded
    assert alone.wait == math.inf
    set_fields(document, desk.id, staff=5)
    five = month(document, 1000.0)["Call centre"]
    assert five.busy == pytest.approx(alone.busy / 5)
    assert 0 < five.wait < math.inf


def work_and_ids(document: Document) -> tuple[Work, dict[str, str]]:
    work = work_of(document, build(document, JOURNEY))
    return work, {name: key for name, key in zip(work.departments.names, work.departments.ids, strict=True) if key}


def test_limits_can_be_tried_out() -> None:
    work, ids = work_and_ids(served())
    limited = work.with_staff({ids["Call centre"]: 3})
    names = work.departments.names
    assert limited.staff[names.index("Call centre")] == 3
    assert np.isinf(limited.staff[names.index("Online")])


def test_of_two_departments_of_one_name_the_one_that_is_meant_is_limited() -> None:
    document = served()
    (online,) = [each for each in document.of(Department) if each.name == "Online"]
    set_fields(document, online.id, name="Call centre")
    work, _ = work_and_ids(document)
    limited = work.with_staff({online.id: 2})
    assert work.departments.names.count("Call centre") == 2
    assert np.flatnonzero(np.isfinite(limited.staff)).tolist() == [work.departments.ids.index(online.id)]


def test_limits_of_unknown_departments_or_for_nobody_are_refused() -> None:
    work, ids = work_and_ids(served())
    with pytest.raises(ModelProblem, match="owned by a department “kitchen”"):
        work.with_staff({"kitchen": 2})
    with pytest.raises(ModelProblem, match="“Online” cannot serve anybody with 0 people"):
        work.with_staff({ids["Online"]: 0})


@pytest.mark.parametrize(("customers", "hours"), [(0.0, 160.0), (math.nan, 160.0), (10.0, 0.0)])
def test_a_month_without_customers_or_hours_is_refused(customers: float, hours: float) -> None:
    document = served()
    case = build(document, JOURNEY)
    with pytest.raises(ModelProblem, match="above 0"):
        loads(work_of(document, case), solve(case.model), customers, hours)
