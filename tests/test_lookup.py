import pytest

from workbench.domain.elements import Journey, Phase, Touchpoint
from workbench.lookup import LookupProblem, find_by_name


def phases(*names: str) -> list[Phase]:
    return [Phase(id=str(n), journey="j", name=name, order=float(n)) for n, name in enumerate(names)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("Use", "Use"), ("use", "use"), ("USE AND", "Use and care"), ("bill", "Billing"), (" BILLING ", "Billing")],
)
def test_a_name_is_matched_exactly_then_without_capitals_then_by_its_beginning(wanted: str, found: str):
    assert find_by_name(wanted, phases("Use", "use", "Use and care", "Billing"), "phases").name == found


def test_journeys_are_found_by_their_title():
    journey = Journey(id="j", title="Broadband customer")
    assert find_by_name("broad", [journey], "journeys") is journey


def test_a_name_that_several_bear_is_refused_with_all_of_them():
    places = [*phases("Call"), Touchpoint(id="t", journey="j", name="Call")]
    with pytest.raises(LookupProblem, match="“Call” could be phase “Call”, touchpoint “Call”; write out"):
        find_by_name("Call", places, "touchpoints and phases")


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(LookupProblem, match="None of the phases is called “Biling”; the nearest are “Billing”"):
        find_by_name("Biling", phases("Billing", "Use"), "phases")


def test_a_part_of_a_name_is_near_enough():
    with pytest.raises(LookupProblem, match="the nearest are “First bill”"):
        find_by_name("bill", phases("First bill", "Use"), "phases")


@pytest.mark.parametrize("wanted", ["xyz", "", " "])
def test_where_nothing_is_near_the_names_that_there_are_are_listed(wanted: str):
    with pytest.raises(LookupProblem, match="there are “Billing”, “Use”"):
        find_by_name(wanted, phases("Billing", "Use"), "phases")


def test_of_many_names_it_is_said_how_many_more_there_are():
    with pytest.raises(LookupProblem, match="“Phase 7” and 3 more"):
        find_by_name("xyz", phases(*(f"Phase {n}" for n in range(11))), "phases")


def test_names_of_many_lines_or_letters_leave_it_one_sentence():
    with pytest.raises(LookupProblem, match=r"called “a b”; there are “x+…”\."):
        find_by_name("a\nb", phases("x" * 10_000), "phases")


def test_where_there_is_nothing_that_is_said():
    with pytest.raises(LookupProblem, match="there are none"):
        find_by_name("Use", [], "phases")
