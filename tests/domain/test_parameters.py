"""The tables of parameters and their guesses."""

from dataclasses import fields

import pytest

from workbench.domain.elements import ELEMENT_TYPES, Element, Influence, Touchpoint, Transition
from workbench.domain.parameters import (
    ANNOYANCE_WORDS,
    FREQUENCY_WORDS,
    LIVE_CHANNELS,
    Parameter,
    contact_cost_guess,
    in_words,
)
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Channel, Origin

ALL = [(kind, parameter) for kind in ELEMENT_TYPES for parameter in kind.parameters.values()]
NAMES = [f"{kind.__name__}.{parameter.field}" for kind, parameter in ALL]


@pytest.mark.parametrize(("kind", "parameter"), ALL, ids=NAMES)
def test_every_parameter_is_a_field_whose_guess_keeps_its_own_limits(kind: type[Element], parameter: Parameter) -> None:
    assert parameter.field in {field.name for field in fields(kind)}
    assert parameter.fault(parameter.default) == ""
    assert parameter.default.is_guess
    assert parameter.label


@pytest.mark.parametrize(("kind", "parameter"), ALL, ids=NAMES)
def test_every_guess_that_stands_in_for_a_number_says_what_it_rests_on(
    kind: type[Element], parameter: Parameter
) -> None:
    (field,) = [each for each in fields(kind) if each.name == parameter.field]
    assert parameter.default.note.strip() or field.default is not None


@pytest.mark.parametrize(("kind", "parameter"), ALL, ids=NAMES)
def test_no_part_of_a_number_may_pass_a_limit(kind: type[Element], parameter: Parameter) -> None:
    lowest = parameter.minimum
    assert parameter.fault(Quantity(lowest)) == ""
    for bad in (Quantity(lowest - 1), Quantity(lowest, low=lowest - 1)):
        assert parameter.fault(bad) == f"“{parameter.label}” is {lowest - 1:g}; it must be {parameter.limits}."
    if parameter.maximum is None:
        assert parameter.fault(Quantity(1e9)) == ""
    else:
        assert parameter.fault(Quantity(parameter.maximum)) == ""
        assert parameter.fault(Quantity(parameter.maximum, high=parameter.maximum + 1)).startswith(
            f"“{parameter.label}”"
        )


def test_limits_are_told_in_words() -> None:
    assert Touchpoint.parameters["failure"].limits == "0 to 1"
    assert Touchpoint.parameters["contact_cost"].limits == "at least 0"


def test_the_guess_stands_in_until_a_number_is_stated() -> None:
    pair = Influence(id="i", source="a", target="b")
    assert pair.quantity("strength") == Influence.parameters["strength"].default
    stated = Quantity(0.1, Origin.SURVEY)
    assert Influence(id="i", source="a", target="b", strength=stated).quantity("strength") is stated


def test_a_transition_is_taken_by_everyone_unless_something_else_is_said() -> None:
    assert Transition(id="w", source="a", target="b").weight.value == 1.0


@pytest.mark.parametrize("channel", Channel)
def test_live_contacts_cost_more_than_self_service(channel: Channel) -> None:
    guess = contact_cost_guess(channel)
    assert Touchpoint.parameters["contact_cost"].fault(guess) == ""
    assert (guess.value > 1) == (channel in LIVE_CHANNELS)
    assert guess.note


@pytest.mark.parametrize("words", [FREQUENCY_WORDS, ANNOYANCE_WORDS])
def test_each_word_of_a_scale_is_the_word_for_its_own_number(words: tuple[tuple[str, float], ...]) -> None:
    assert [in_words(value, words) for _, value in words] == [word for word, _ in words]
    assert [value for _, value in words] == sorted({value for _, value in words})


def test_between_two_words_the_nearer_one_holds_and_of_a_tie_the_lower() -> None:
    words = (("low", 0.0), ("high", 1.0))
    assert [in_words(value, words) for value in (-5, 0.4, 0.5, 0.6, 9)] == ["low", "low", "low", "high", "high"]
