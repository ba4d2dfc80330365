"""What a journey takes of the people of each department: contacts, hours, and how many must be at work."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from workbench.domain.document import Document
from workbench.domain.elements import Department, Touchpoint
from workbench.domain.parameters import LIVE_CHANNELS
from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.build import Case
from workbench.simulation.grouping import Grouping, by_department
from workbench.simulation.problems import ModelProblem
from workbench.simulation.queueing.erlang import mean_wait
from workbench.simulation.results import Result

OPEN_HOURS: Final = 160.0
"""Hours a month that departments are open: twenty days of eight."""

_MINUTES: Final = 60.0


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """What every touchpoint takes of whom, for n touchpoints and d departments.

    `departments` are those of `by_department`; `handling` and `recovery`, float[n], are hours of one person for a
    contact and for making a breakdown good; `staff`, float[d], is how many can serve at the same time, infinite where
    nobody has set a limit.
    """

    departments: Grouping
    handling: Floats
    recovery: Floats
    staff: Floats

    def with_staff(self, staff: Mapping[str, int]) -> "Work":
        """Return the same work with other limits, by the id of the department.

        Raises ModelProblem for a department that has no touchpoint here, or fewer than one person.
        """
        limits = self.staff.copy()
        for department, people in staff.items():
            if department not in self.departments.ids:
                raise ModelProblem(
                    f"No touchpoint of this journey is owned by a department “{department}”: choose one that owns some."
                )
            place = self.departments.ids.index(department)
            if people < 1:
                name = self.departments.names[place]
                raise ModelProblem(f"“{name}” cannot serve anybody with {people} people; give it 1 or more.")
            limits[place] = people
        return replace(self, staff=limits)


def work_of(document: Document, case: Case) -> Work:
    """Gather what the touchpoints of a case take of the departments that answer for them.

    A contact over a channel that nobody staffs takes no time unless somebody has stated one.
    """
    touchpoints = [document.get(Touchpoint, each) for each in case.ids]
    departments = by_department(document, case)
    return Work(
        departments=departments,
        handling=np.array([_handling_minutes(each) for each in touchpoints]) / _MINUTES,
        recovery=np.array([each.quantity("recovery_time").value for each in touchpoints]) / _MINUTES,
        staff=np.array([_limit(document.find(Department, each)) for each in departments.ids]),
    )


def _handling_minutes(touchpoint: Touchpoint) -> float:
    if touchpoint.handling_time is None and touchpoint.channel not in LIVE_CHANNELS:
        return 0.0
    return touchpoint.quantity("handling_time").value


def _limit(department: Department | None) -> float:
    return np.inf if department is None or department.staff is None else float(department.staff)


@dataclass(frozen=True, slots=True)
class Load:
    """What one department, `id`, does in a month; None stands for the touchpoints that nobody answers for.

    `contacts` counts visits and recoveries, `hours` the staff time they take; `needless` is the part of the hours that
    retries, recoveries and failure-demand visits take.  `staff` is how many can serve at the same time, infinite where
    there is no limit; `busy` the share of their time that is taken, `wait` the mean hours a contact waits if arrivals
    are random, infinite where the work cannot be done at all.
    """

    id: str | None
    name: str
    contacts: float
    hours: float
    needless: float
    staff: float
    busy: float
    wait: float

    @property
    def is_overloaded(self) -> bool:
        """Whether more work comes in than can be done, so that the queue grows as long as it lasts."""
        return self.busy >= 1.0

    @property
    def needless_share(self) -> float:
        """The part of the hours that only failures brought about, 0 to 1."""
        return self.needless / self.hours if self.hours > 0 else 0.0


def loads(work: Work, result: Result, customers: float, open_hours: float = OPEN_HOURS) -> list[Load]:
    """Return the load of every department when so many customers begin in a month of `open_hours`.

    The mean wait takes each department for one M/M/c queue (Erlang C): contacts come at random, and their length varies
    as exponential times do.  Departments without any contact are left out.  Raises ModelProblem for a month without
    hours or a number of customers that is not finite and positive.
    """
    if not (np.isfinite(customers) and customers > 0 and np.isfinite(open_hours) and open_hours > 0):
        raise ModelProblem(
            f"{customers:g} customers in a month of {open_hours:g} hours cannot be calculated: give numbers above 0."
        )

    def summed(per_touchpoint: Floats) -> Floats:
        return work.departments.sums(per_touchpoint * customers)

    visits, recoveries = result.visits, result.breakdowns - result.defections
    needless_visits = result.retries + result.demand_visits
    contacts = summed(visits + recoveries)
    hours = summed(visits * work.handling + recoveries * work.recovery)
    needless = summed(needless_visits * work.handling + recoveries * work.recovery)
    busy = hours / (work.staff * open_hours)
    seen: Bools = contacts > 0
    return [
        Load(
            id=work.departments.ids[row],
            name=work.departments.names[row],
            contacts=float(contacts[row]),
            hours=float(hours[row]),
            needless=float(needless[row]),
            staff=float(work.staff[row]),
            busy=float(busy[row]),
            wait=mean_wait(contacts[row] / open_hours, hours[row] / contacts[row], float(work.staff[row])),
        )
        for row in np.flatnonzero(seen)
    ]
