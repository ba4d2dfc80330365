"""A desk that customers wait at, and what came of it."""

from dataclasses import replace

import numpy as np

from tests.helpers.journeys import journey
from tests.helpers.portfolios import case_of
from workbench.simulation.grouping import Grouping
from workbench.simulation.queueing.comparison import Waiting, compare
from workbench.simulation.queueing.question import Question
from workbench.simulation.queueing.run import Plan
from workbench.simulation.wording import Cut
from workbench.simulation.workload import Work

HALF = (Cut("Bill", -0.5),)
"""The fix of `waited_at_finance`."""


def waited_at_finance(
    *, staff: float, arrivals: float = 7.0, annoying: float = 2.0, fixed: bool = False, recovery: float = 0.05
) -> Waiting:
    """Finance has the first of two touchpoints and so many people, each of whom serves ten customers an hour."""
    model = journey([{1: 1.0}, {2: 1.0}], failure=[0.4, 0.1], levels=4)
    case = case_of(replace(model, breakdown=np.array([0.1, 0.2, 0.4, 0.6, 0.8])))
    departments = Grouping(("Finance", "Nobody"), ("f", None), np.array([0, 1]))
    work = Work(departments, np.array([0.1, 0.0]), np.array([recovery, 0.0]), np.array([staff, np.inf]))
    plan = Plan(arrivals=arrivals, waiting=annoying, customers=300, warm_up=50, replications=4, patience=160.0)
    changes = ((0, "failure", -0.5),) if fixed else ()
    return compare(Question(case, work, plan, open_hours=160.0, seed=7, changes=changes))
