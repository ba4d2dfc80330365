"""Clips are whole by themselves."""

import pytest

from workbench.domain.clips import Clip
from workbench.domain.elements import Element, Journey, Persona, Phase, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.problems import IntegrityProblem

JOURNEY = Journey(id="j", title="Moving house")
PHASE = Phase(id="p", journey="j", name="Billing", order=0.0)
CARD = Touchpoint(id="a", journey="j", name="First bill", phase="p")
END_WAY = Transition(id="w", source="a", target=END)


@pytest.mark.parametrize(
    ("elements", "brought", "sentence"),
    [
        ((CARD,), {"a"}, "its journey “j” is not there"),
        ((JOURNEY, PHASE, CARD), {"a", "b"}, "“b” is said to be copied, but is not there"),
        ((JOURNEY, PHASE, CARD, END_WAY), {"a"}, "transition cannot be pasted"),
        ((JOURNEY,), {"j"}, "journey “Moving house” cannot be pasted"),
        ((JOURNEY, Persona(id="x", name="Hasty")), {"x"}, "persona “Hasty” cannot be pasted"),
    ],
)
def test_what_is_not_whole_or_never_copied_is_refused(
    elements: tuple[Element, ...], brought: set[str], sentence: str
) -> None:
    with pytest.raises(IntegrityProblem, match=sentence):
        Clip(elements, frozenset(brought))


def test_a_clip_is_called_after_what_lies_on_the_map() -> None:
    other = Touchpoint(id="b", journey="j", name="Reminder")
    assert Clip((JOURNEY, PHASE, CARD, END_WAY), frozenset({"a", "w"})).describe() == "touchpoint “First bill”"
    assert Clip((JOURNEY, PHASE, CARD, other), frozenset({"a", "b"})).describe() == "2 touchpoints"
    assert Clip((JOURNEY, PHASE, CARD), frozenset({"p", "a"})).describe() == "2 things"
