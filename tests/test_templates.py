"""The sets of phases that a new journey can begin with."""

import pytest

from workbench.domain.elements import Journey, Phase
from workbench.domain.places import phases_in_order
from workbench.domain.problems import ValueProblem
from workbench.domain.rules import check
from workbench.domain.vocabulary import Stage
from workbench.templates import DEFAULT_TEMPLATE, TEMPLATE_KEYS, new_journey, template, templates

ELEVEN = (
    "Need arises",
    "Awareness and reputation",
    "Search and comparison",
    "First contact",
    "Advice and offer",
    "Order and agreement",
    "Delivery and onboarding",
    "Billing and payment",
    "Use",
    "Help, complaint, recovery",
    "After: renew, recommend or leave",
)
ELEVEN_SHORT = [
    "Need",
    "Awareness",
    "Search",
    "Contact",
    "Advice",
    "Order",
    "Delivery",
    "Billing",
    "Use",
    "Help",
    "After",
]
PHASES = {
    "eleven-phases": 11,
    "eight": 8,
    "seven": 7,
    "five": 5,
    "three": 3,
    "blank": 0,
}


def test_every_template_has_as_many_phases_as_its_name_says() -> None:
    assert {each.key: len(each.phases) for each in templates()} == PHASES


def test_the_default_template_comes_first_and_names_the_eleven_phases() -> None:
    first = templates()[0]
    assert first.key == DEFAULT_TEMPLATE
    assert tuple(phase.name for phase in first.phases) == ELEVEN
    assert [phase.short_name for phase in first.phases] == ELEVEN_SHORT


def test_the_eleven_phases_lie_three_before_five_during_and_three_after_the_sale() -> None:
    stages = [phase.stage for phase in template("eleven-phases").phases]
    assert stages == [Stage.BEFORE] * 3 + [Stage.DURING] * 5 + [Stage.AFTER] * 3


def test_the_default_template_owns_up_to_being_a_synthesis_that_may_be_renamed() -> None:
    description = template(DEFAULT_TEMPLATE).description
    assert "synthesis of published schemes" in description
    assert "rename" in description


@pytest.mark.parametrize("key", TEMPLATE_KEYS)
def test_stages_never_run_backwards(key: str) -> None:
    ranks = [list(Stage).index(phase.stage) for phase in template(key).phases]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("key", TEMPLATE_KEYS)
def test_a_template_has_a_name_a_description_in_one_line_and_phases_that_differ(key: str) -> None:
    chosen = template(key)
    assert chosen.name
    assert chosen.description.endswith(".")
    assert "\n" not in chosen.description
    names = [phase.name for phase in chosen.phases]
    assert len(set(names)) == len(names)
    assert all(0 < len(phase.short_name) <= 12 for phase in chosen.phases)


@pytest.mark.parametrize("key", TEMPLATE_KEYS)
def test_a_new_journey_holds_the_phases_in_order_and_nothing_else(key: str) -> None:
    document = new_journey("  Our   journey ", key)
    (journey,) = document.of(Journey)
    assert journey.title == "Our journey"
    phases = phases_in_order(document, journey.id)
    expected = [(phase.name, phase.short_name, phase.stage) for phase in template(key).phases]
    assert [(phase.name, phase.short_name, phase.stage) for phase in phases] == expected
    assert len(document.elements) == 1 + len(document.of(Phase))


def test_a_new_journey_has_only_empty_phases_to_point_out() -> None:
    document = new_journey("Our journey")
    found = check(document, document.of(Journey)[0].id)
    assert [finding.code for finding in found] == ["empty-phase"] * 11


def test_a_journey_without_a_title_is_refused() -> None:
    with pytest.raises(ValueProblem, match="title cannot be empty"):
        new_journey("   ")


def test_an_unknown_template_is_refused_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="no template “twelve”; choose one of eleven-phases, eight"):
        template("twelve")
