"""Small journeys are answered at once, large ones later; what nobody waits for any more is not told."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.builders import JOURNEY, empty_journey, journey_of, named
from ui import solving
from ui.solving import Solved, Solving, answer, read_if_soon_solved
from workbench.domain.document import Document
from workbench.domain.elements import Reactions
from workbench.domain.improvements import Place
from workbench.editing.structure import delete, influence
from workbench.simulation.build import Case, build
from workbench.simulation.effects import unharmed
from workbench.simulation.problems import ModelProblem

pytestmark = pytest.mark.usefixtures("qapp")

Fix = dict[Place, float]


@pytest.fixture
def document() -> Document:
    return journey_of("Order > A", "> B", "Use > C")


@pytest.fixture
def fix(document: Document) -> Fix:
    return {named(document, "A").id: -0.5}


@pytest.fixture
def asked() -> Iterator[Solving]:
    made = Solving()
    yield made
    made.close()
    for thread in threading.enumerate():
        if thread.name.startswith("numbers"):
            thread.join(5)


@pytest.fixture
def told(asked: Solving) -> list[Solved]:
    heard: list[Solved] = []
    asked.solved.connect(heard.append)
    return heard


def test_a_small_journey_is_answered_at_once(asked: Solving, told: list[Solved], document: Document, fix: Fix) -> None:
    asked.ask(document, JOURNEY, fix)
    assert [solved.cuts for solved in told] == [fix]
    assert not asked.is_under_way


@pytest.mark.usefixtures("all_large")
def test_a_large_journey_is_answered_later_and_the_same(
    asked: Solving, told: list[Solved], document: Document, fix: Fix, qtbot: QtBot
) -> None:
    asked.ask(document, JOURNEY, fix)
    assert asked.is_under_way
    qtbot.waitUntil(lambda: bool(told))
    assert not asked.is_under_way
    expected = answer(document, JOURNEY, fix)
    assert told[0].outcome is not None
    assert expected.outcome is not None
    assert told[0].outcome.as_json() == expected.outcome.as_json()
    assert told[0].unharmed == expected.unharmed == unharmed(build(document, JOURNEY))


@pytest.mark.usefixtures("all_large")
def test_an_answer_is_about_the_journey_as_it_was_asked_about(
    asked: Solving, told: list[Solved], document: Document, qtbot: QtBot
) -> None:
    asked.ask(document, JOURNEY, {})
    gone = named(document, "B").id
    delete(document, [gone])
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].simulator is not None
    assert gone in told[0].simulator.case.ids


class Slow:
    """Answers when it may go on, and notes for which fix it has begun."""

    def __init__(self) -> None:
        self.begun: list[Fix] = []
        self.may_go_on = threading.Event()

    def __call__(self, document: Document, journey: str, cuts: Fix) -> Solved:
        self.begun.append(cuts)
        self.may_go_on.wait(5)
        return answer(document, journey, cuts)


@pytest.fixture
def slow(all_large: None, monkeypatch: pytest.MonkeyPatch) -> Slow:
    del all_large
    made = Slow()
    monkeypatch.setattr(solving, "answer", made)
    return made


def test_of_several_questions_only_the_last_is_answered(
    asked: Solving, told: list[Solved], document: Document, slow: Slow, qtbot: QtBot
) -> None:
    subject = named(document, "A").id
    fixes: list[Fix] = [{subject: -0.1}, {subject: -0.2}, {subject: -0.3}]
    first, dropped, last = fixes
    asked.ask(document, JOURNEY, first)
    qtbot.waitUntil(lambda: slow.begun == [first])
    asked.ask(document, JOURNEY, dropped)
    asked.ask(document, JOURNEY, last)
    slow.may_go_on.set()
    qtbot.waitUntil(lambda: bool(told))
    assert [solved.cuts for solved in told] == [last]
    assert slow.begun == [first, last]


def test_whoever_closes_does_not_wait_for_what_is_under_way(
    asked: Solving, told: list[Solved], document: Document, slow: Slow, qtbot: QtBot
) -> None:
    asked.ask(document, JOURNEY, {})
    qtbot.waitUntil(lambda: bool(slow.begun))
    asked.close()
    assert not slow.may_go_on.is_set()
    slow.may_go_on.set()
    qtbot.wait(20)
    assert told == []


def test_what_was_forgotten_is_not_told(
    asked: Solving, told: list[Solved], document: Document, slow: Slow, qtbot: QtBot
) -> None:
    asked.ask(document, JOURNEY, {})
    asked.forget()
    slow.may_go_on.set()
    assert not asked.is_under_way
    qtbot.wait(20)
    assert told == []


@pytest.mark.usefixtures("all_large")
def test_a_fault_in_the_thread_comes_up_in_the_window(
    asked: Solving, document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Solved:
        raise ZeroDivisionError

    monkeypatch.setattr(solving, "answer", broken)
    with qtbot.capture_exceptions() as faults:
        asked.ask(document, JOURNEY, {})
        qtbot.waitUntil(lambda: bool(faults))
    assert [kind for kind, *_ in faults] == [ZeroDivisionError]
    assert not asked.is_under_way


def remembering(early: int) -> Document:
    """So many failures that are remembered up to the last touchpoint."""
    names = [f"T{number}" for number in range(early)]
    document = journey_of(f"Order > {names[0]}", *(f"> {name}" for name in names[1:]), "Use > Last")
    for name in names:
        influence(document, named(document, name).id, named(document, "Last").id)
    return document


def test_what_the_exact_engine_refuses_may_still_be_walked() -> None:
    document = remembering(11)
    solved = answer(document, JOURNEY, {})
    assert solved.too_large is not None
    assert solved.too_large.ids == build(document, JOURNEY).ids
    assert (solved.simulator, solved.outcome) == (None, None)
    assert "influence" in str(solved.problem)


def test_a_fix_of_what_is_not_there_is_a_problem_and_nothing_to_walk(document: Document) -> None:
    solved = answer(document, JOURNEY, {"nowhere": -0.5})
    assert isinstance(solved.problem, ModelProblem)
    assert solved.too_large is None


def test_a_journey_that_cannot_run_says_why() -> None:
    solved = answer(empty_journey(), JOURNEY, {})
    assert isinstance(solved.problem, ModelProblem)
    assert (solved.simulator, solved.too_large) == (None, None)


def test_few_states_are_soon_solved_and_many_are_not() -> None:
    assert isinstance(read_if_soon_solved(remembering(2), JOURNEY), Case)
    many = remembering(9)
    with many.edit("Count finely") as edit:
        edit.add(Reactions(id="r", journey=JOURNEY, levels=50))
    assert read_if_soon_solved(many, JOURNEY) is None


def test_many_touchpoints_take_long_to_read(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(read_if_soon_solved(document, JOURNEY), Case)
    monkeypatch.setattr(solving, "MOST_READ_AT_ONCE", 2)
    assert read_if_soon_solved(document, JOURNEY) is None


def test_what_is_refused_is_soon_answered() -> None:
    assert isinstance(read_if_soon_solved(remembering(11), JOURNEY), Case)
    assert isinstance(read_if_soon_solved(empty_journey(), JOURNEY), ModelProblem)
