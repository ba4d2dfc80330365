"""The slower questions of a journey, and the answers that are taken for it."""

from tests.helpers.builders import JOURNEY, journey_of
from tests.helpers.program import PromptJobs
from ui.shell.answers import Questions
from workbench.simulation.build import Case, build
from workbench.simulation.explain import explain
from workbench.simulation.grouping import Grouping, by_department


def asked_about(name: str) -> tuple[Case, Grouping]:
    document = journey_of(f"Order > {name}", "> Pays")
    case = build(document, JOURNEY)
    return case, by_department(document, case)


def test_an_answer_that_the_journey_of_before_still_waited_for_is_passed_over(qapp: object) -> None:
    jobs = PromptJobs()
    jobs.held = True
    before, now = Questions(jobs), Questions(jobs)
    left, shown = asked_about("Left"), asked_about("Shown")
    before.ask_about(*left, 1.0)
    late = dict(jobs.asked)["whole"]
    before.close()
    now.ask_about(*shown, 1.0)
    jobs.finished.emit(late, explain(*left))
    assert now.answers.whole is None
    told = explain(*shown)
    jobs.finished.emit(dict(jobs.asked)["whole"], told)
    assert now.answers.whole is told
