import pytest

from tests.helpers.builders import JOURNEY, journey_of, named
from workbench.domain.document import Document
from workbench.domain.elements import Department
from workbench.domain.values import Quantity
from workbench.editing.ownership import add_department, assign
from workbench.editing.structure import set_fields
from workbench.simulation.build import build
from workbench.simulation.problems import ModelProblem
from workbench.simulation.queueing.question import Question, Size, question_of


def calls(a_month: float | None = None) -> tuple[Document, Department]:
    document = journey_of("Order > Call -> Page", "> Page -> end")
    desk = add_department(document, "Call centre")
    assign(document, [named(document, "Call").id], desk.id)
    set_fields(document, desk.id, staff=3)
    set_fields(document, JOURNEY, customers_a_month=None if a_month is None else Quantity(a_month))
    return document, desk


def asked(document: Document, **stated: object) -> Question:
    return question_of(document, JOURNEY, build(document, JOURNEY), (), Size(), **stated)  # pyright: ignore[reportArgumentType]


def test_a_document_says_how_many_come_and_how_many_serve() -> None:
    document, _ = calls(320.0)
    question = asked(document)
    assert question.plan.arrivals == 2.0
    assert question.work.staff.tolist() == [3.0, float("inf")]
    assert question.plan.waiting == 0.2
    assert question.plan.patience == question.open_hours == 160.0
    assert question.customers == 2 * 8 * (500 + 2000)


@pytest.mark.parametrize("stated", [None, 0.0])
def test_where_nobody_says_how_many_come_a_thousand_stand_in(stated: float | None) -> None:
    assert asked(calls(stated)[0]).plan.arrivals == 1000 / 160


def test_what_is_asked_for_goes_before_the_document() -> None:
    document, desk = calls(320.0)
    question = asked(document, staff={desk.id: 5}, a_month=400.0, open_hours=200.0)
    assert question.plan.arrivals == 2.0
    assert question.work.staff.tolist() == [5.0, float("inf")]
    assert question.open_hours == 200.0


def test_a_fix_doubles_the_customers_to_follow() -> None:
    document, _ = calls()
    case = build(document, JOURNEY)
    question = question_of(document, JOURNEY, case, [(0, "failure", -0.5)], Size(customers=40, runs=2, seed=1))
    assert question.customers == 4 * 2 * 50
    assert (question.seed, question.changes) == (1, ((0, "failure", -0.5),))


def test_limits_of_a_department_without_touchpoints_are_refused() -> None:
    with pytest.raises(ModelProblem, match="choose one that owns some"):
        asked(calls()[0], staff={"nobody": 2})
