"""What verbs refuse."""

import pytest

from workbench.domain.problems import ValueProblem
from workbench.editing.problems import VerbProblem, located


def test_a_place_stands_in_front_of_what_is_refused() -> None:
    with pytest.raises(VerbProblem) as caught, located("Row 3"):
        raise ValueProblem("That is no number; write one.")
    assert str(caught.value) == "Row 3: That is no number; write one. Nothing was changed."


def test_faults_of_the_program_are_not_dressed_up() -> None:
    with pytest.raises(KeyError), located("Row 3"):
        raise KeyError("gone")
