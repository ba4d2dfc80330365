"""Customers who broke down somewhere, and the same customers with a fix."""

from tests.helpers.builders import JOURNEY, fails, journey_of, named
from workbench.domain.elements import Persona, Touchpoint
from workbench.domain.values import Quantity
from workbench.editing.structure import add
from workbench.simulation.build import Case, build
from workbench.simulation.crowd.examples import examples

SEED = 7


def case_of(*kinds: tuple[str, float]) -> Case:
    document = journey_of("Order > A", "> B", "Use > C", "> D")
    for each in list(document.of(Touchpoint)):
        fails(document, each.id, 0.4)
    for name, patience in kinds:
        add(document, Persona(id=name, name=name, share=Quantity(0.5), patience=Quantity(patience)))
    assert named(document, "C").id in build(document, JOURNEY).ids
    return build(document, JOURNEY)


def test_every_example_breaks_down_where_it_is_asked_for() -> None:
    found = examples(case_of(), (), 2, SEED, most=4)
    assert len(found) == 4
    for each in found:
        assert any(met.breakdown and met.touchpoint == 2 for met in each.story.encounters)
        assert (each.kind, each.with_fix) == ("", None)


def test_the_same_customer_breaks_down_nowhere_when_nothing_fails_any_more() -> None:
    cured = [(row, "failure", -1.0) for row in range(4)]
    found = examples(case_of(), cured, 2, SEED, most=4)
    assert found
    for each in found:
        assert each.with_fix is not None
        assert each.with_fix.customer == each.story.customer
        assert each.with_fix.failures == 0


def test_of_several_kinds_the_one_that_breaks_down_most_is_shown() -> None:
    found = examples(case_of(("Calm", 5.0), ("Touchy", 0.5)), (), 3, SEED, most=2)
    assert {each.kind for each in found} == {"Touchy"}


def test_where_nobody_breaks_down_there_are_none() -> None:
    document = journey_of("Order > A", "> B")
    for each in list(document.of(Touchpoint)):
        fails(document, each.id, 0.0)
    assert examples(build(document, JOURNEY), (), 0, SEED) == []
