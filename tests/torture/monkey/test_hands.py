"""What is done is drawn beforehand: the same dice make the same events, whatever the window is like."""

from itertools import islice
from random import Random

from tests.torture.monkey.hands import WEIGHTS, Step, gesture
from tests.torture.monkey.rig import EVENTS, steps_of
from ui.actions import ACTIONS


def told(steps: list[Step]) -> list[str]:
    return [step.told for step in steps]


def test_the_same_dice_make_the_same_events() -> None:
    assert told(gesture(Random("7 3"))) == told(gesture(Random("7 3")))
    assert len({tuple(told(gesture(Random(number)))) for number in range(50)}) > 40


def test_a_row_that_is_begun_in_the_middle_goes_on_as_the_whole_one() -> None:
    whole = told(list(islice(steps_of(5, 0), 300)))
    assert told(list(islice(steps_of(5, 120), 180))) == whole[120:]


def test_every_kind_of_gesture_comes_up_and_makes_at_least_one_event() -> None:
    dice = Random(1)
    for made in WEIGHTS:
        assert all(made(dice) for _ in range(20))


def test_every_action_of_the_window_is_tried_in_a_whole_run() -> None:
    keys = {f"key {key}": spec.key for spec in ACTIONS for key in spec.keys}
    named = {f"action {spec.key}": spec.key for spec in ACTIONS}
    steps = islice(steps_of(1, 0), EVENTS)
    tried = {found for step in steps if (found := keys.get(step.told) or named.get(step.told))}
    assert tried == {spec.key for spec in ACTIONS}


def test_whatever_is_pressed_is_let_go_again() -> None:
    for number in range(300):
        steps = told(gesture(Random(number)))
        down = sum(step.startswith(("press ", "finger down")) for step in steps)
        up = sum(step.startswith(("release ", "finger up")) for step in steps)
        assert down == up
