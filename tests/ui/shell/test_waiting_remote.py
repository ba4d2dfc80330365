import pickle

import numpy as np

from tests.helpers.journeys import random_journey
from tests.helpers.portfolios import case_of
from ui.shell.waiting_remote import waited
from ui.tasks import CELLS, Task, Watcher
from workbench.simulation.grouping import Grouping
from workbench.simulation.queueing.question import Question
from workbench.simulation.queueing.run import Plan
from workbench.simulation.workload import Work


def test_question_and_answer_travel_and_the_window_hears_how_far_it_is() -> None:
    case = case_of(random_journey(2))
    n = case.model.size
    work = Work(Grouping(("Desk",), ("d",), np.zeros(n, dtype=np.int64)), np.full(n, 0.1), np.full(n, 0.1), np.ones(1))
    plan = Plan(arrivals=1.0, waiting=0.5, customers=20, warm_up=5, replications=2)
    question = Question(case, work, plan, open_hours=160.0, seed=1)
    cells, task = [0] * CELLS, Task("waiting")
    task.begin(cells, 1)
    answer = waited(pickle.loads(pickle.dumps(question)), watcher=Watcher(cells, 1))
    assert task.share == 1.0
    back = pickle.loads(pickle.dumps(answer))
    assert back.as_is.breakdowns() == answer.as_is.breakdowns()
