"""What a verb gives, or why it gives nothing."""

import pytest

from ui.panels.attempts import attempt
from workbench.domain.problems import ValueProblem


def refused() -> int:
    raise ValueProblem("A name is needed.")


def test_what_a_verb_gives_is_given_on() -> None:
    told: list[str] = []
    assert (attempt(lambda: 7, told.append), told) == (7, [])


def test_a_refusal_is_told_in_its_own_words() -> None:
    told: list[str] = []
    assert (attempt(refused, told.append), told) == (None, ["A name is needed."])


def test_a_fault_is_no_refusal() -> None:
    told: list[str] = []
    with pytest.raises(ZeroDivisionError):
        attempt(lambda: 1 // 0, told.append)
    assert told == []
