"""What is asked of a journey whose departments have limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.document import Document
from workbench.domain.reactions import reactions_of
from workbench.simulation.build import Case
from workbench.simulation.money import terms
from workbench.simulation.queueing.run import Plan
from workbench.simulation.workload import OPEN_HOURS, Work, work_of


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A journey whose departments have limits, and a fix: relative changes by row as `improved_case` takes them.

    `open_hours` are those of a month; `plan.arrivals` come in each of them.
    """

    case: Case
    work: Work
    plan: Plan
    open_hours: float
    seed: int
    changes: tuple[tuple[int, str, float], ...] = ()

    @property
    def customers(self) -> int:
        """How many customers arrive in all runs together."""
        each = self.plan.replications * (self.plan.warm_up + self.plan.customers)
        return 2 * each * (2 if self.changes else 1)


@dataclass(frozen=True, slots=True)
class Size:
    """How many `customers` are followed in each of the `runs`, and the seed of their luck.

    Whoever asks the same question in the usual size hears the same answer.
    """

    customers: int = 2000
    runs: int = 8
    seed: int = 7


def question_of(
    document: Document,
    journey: str,
    case: Case,
    changes: Sequence[tuple[int, str, float]],
    size: Size,
    *,
    staff: Mapping[str, int] | None = None,
    a_month: float | None = None,
    open_hours: float = OPEN_HOURS,
) -> Question:
    """Return the question for a journey of a document, whose case is `case`.

    `staff` overrides the limits of departments, by id, and `a_month` the customers who begin in a month of `open_hours`
    hours; whoever has not left a month after the last one arrived counts as unfinished.  A quarter more customers
    than are followed come first, so that the queues are those of a usual day.  Raises ModelProblem as `Plan` and
    `Work.with_staff` do.
    """
    customers = terms(document, journey).volume if a_month is None else a_month
    return Question(
        case=case,
        work=work_of(document, case).with_staff(staff or {}),
        plan=Plan(
            arrivals=customers / open_hours,
            waiting=reactions_of(document, journey).quantity("waiting").value,
            customers=size.customers,
            warm_up=size.customers // 4,
            replications=size.runs,
            patience=open_hours,
        ),
        open_hours=open_hours,
        seed=size.seed,
        changes=tuple(changes),
    )
