"""From explanations and stories to what the panels show."""

import pytest

from tests.helpers.builders import JOURNEY, fails, journey_of, named, phase_named
from ui.panels.explain_numbers import By
from ui.shell.explaining import causes_on_map, customers, explain_numbers, headline, main_sources
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.editing.ownership import add_department, assign
from workbench.simulation.build import Case, build
from workbench.simulation.crowd.examples import examples
from workbench.simulation.explain import explain
from workbench.simulation.explanation import Explanation
from workbench.simulation.grouping import by_department


@pytest.fixture
def document() -> Document:
    made = journey_of("Order > A", "> B", "Use > C", "> D")
    for each in list(made.of(Touchpoint)):
        fails(made, each.id, 0.3)
    sales = add_department(made, "Sales")
    assign(made, [named(made, "A").id], sales.id)
    return made


def case_of(document: Document) -> Case:
    return build(document, JOURNEY)


def told(document: Document, at: str | None = None) -> Explanation:
    case = case_of(document)
    return explain(case, by_department(document, case), at)


def test_what_is_told_by_name_and_the_empty_glass_make_up_all_breakdowns(document: Document) -> None:
    numbers = explain_numbers(told(document))
    for by in By:
        filled = sum(each.filled for each in numbers.causes[by])
        assert filled + numbers.empty_glass == pytest.approx(numbers.breakdowns)
    assert sum(straw[2] for straw in numbers.straws) == pytest.approx(numbers.breakdowns)
    assert {each.name for each in numbers.payers} == {"Sales", "Nobody"}


def test_the_headline_names_the_largest_cause_and_where_the_glass_runs_over(document: Document) -> None:
    assert headline(told(document)).startswith("“A” filled ")
    place = headline(told(document, named(document, "D").id))
    assert "glasses that run over at “D”, the last straw itself only" in place
    first = headline(told(document, named(document, "A").id))
    assert first.startswith("“A” itself filled ")
    assert "at “Use”" in headline(told(document, phase_named(document, "Use").id))


def test_a_calm_journey_has_nothing_to_explain(document: Document) -> None:
    for each in list(document.of(Touchpoint)):
        fails(document, each.id, 0.0)
    numbers = explain_numbers(told(document))
    assert numbers.headline == "Customers hardly ever blow up."
    assert numbers.straws == ()


def test_the_overview_names_touchpoints_with_their_departments(document: Document) -> None:
    sources = main_sources(told(document), document)
    assert (sources[0].name, sources[0].detail, sources[1].detail) == ("A", "Sales", "")
    assert [each.breakdowns for each in sources] == sorted((each.breakdowns for each in sources), reverse=True)


def test_the_map_marks_the_causes_of_a_place_and_nothing_for_the_whole(document: Document) -> None:
    place = named(document, "D").id
    marked = causes_on_map(told(document, place))
    assert marked.places == {place}
    assert named(document, "A").id in marked.filled
    assert causes_on_map(told(document)).filled == {}


def test_a_customer_is_told_by_what_went_wrong_and_shown_by_the_whole_way(document: Document) -> None:
    case = case_of(document)
    row = case.ids.index(named(document, "D").id)
    cured = [(each, "failure", -1.0) for each in range(case.model.size)]
    found = customers(document, JOURNEY, case, row, examples(case, cured, row, 7))
    assert found
    for each in found:
        assert each.at == "D"
        assert not each.as_is.is_spared
        assert any(step.breakdown and step.touchpoint == case.ids[row] for step in each.as_is.steps)
        assert all(0.0 <= step.irritation <= 10.0 for step in each.as_is.steps)
        assert each.as_is.path[0] == case.ids[0]
        assert each.as_is.took.endswith(("minutes", "hours"))
        assert all(here != there for here, there in zip(each.as_is.path, each.as_is.path[1:], strict=False))
        assert each.with_fix is not None
        assert each.with_fix.is_spared
        assert each.with_fix.steps == ()
