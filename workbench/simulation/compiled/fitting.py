"""Whether the numbers of a journey fit the states and arcs that a plan was made for."""

from workbench.simulation.arrays import Floats
from workbench.simulation.compiled.jit import inner, kernel
from workbench.simulation.compiled.plan import Plan
from workbench.simulation.compiled.weights import (
    BREAKDOWN,
    CARRY_OVER,
    DEMAND_SHARE,
    ENTRY,
    FAILURE,
    INFLUENCE,
    LEAVE,
    LEAVE_FACTOR,
    RETRYING,
    ROUTING_SHARE,
    SEVERITY,
    SILENT,
    SOOTHING,
)

SOLVED, STUCK, UNFIT = range(3)
"""What a kernel says of a journey: what it found holds; sweeps do not come to rest or a state has no exit; it does not
fit the plan."""

AS_STATED = (FAILURE, CARRY_OVER, RETRYING, INFLUENCE, ROUTING_SHARE, DEMAND_SHARE)
"""Parameters at the beginning of a pattern, in the order of `kernel.Numbers`."""


@inner
def steps_fit(plan: Plan, theta: Floats) -> bool:
    """Tell whether both whole numbers around every severity and soothing are among the steps."""
    limits, most = plan.limits, plan.levels + 1.0
    for i in range(plan.touchpoints):
        severity = min(theta[plan.start[SEVERITY] + i], most)
        soothing = min(theta[plan.start[SOOTHING] + i], most)
        if severity > limits.most_severity[i] or (
            limits.least_severity[i] > 0 and severity <= limits.least_severity[i]
        ):
            return False
        if soothing < limits.least_soothing[i] or soothing >= limits.most_soothing[i]:
            return False
    return True


@inner
def within(pattern: Floats, used: int, theta: Floats, first: int, last: int) -> bool:
    """Tell whether parameters `first` to `last` fit the pattern from `used` on."""
    for p in range(first, last):
        wanted = pattern[used + p - first]
        if wanted != 0.5 and theta[p] != wanted:
            return False
    return True


@inner
def leaving_fits(plan: Plan, theta: Floats, used: int) -> bool:
    """Tell whether the chances to leave after a breakdown fit the pattern from `used` on."""
    for i in range(plan.touchpoints):
        for k in range(plan.levels + 1):
            leave = min(1.0, theta[plan.start[LEAVE_FACTOR] + i] * theta[plan.start[LEAVE] + k])
            wanted = plan.limits.pattern[used + i * (plan.levels + 1) + k]
            if wanted != 0.5 and leave != wanted:
                return False
    return True


@kernel
def fits(plan: Plan, theta: Floats) -> bool:
    """Tell whether everything that can happen with these numbers, float[P], has its place in the plan."""
    start, pattern, used, fitting = plan.start, plan.limits.pattern, 0, True
    for parameter in AS_STATED:
        fitting = fitting and within(pattern, used, theta, start[parameter], start[parameter + 1])
        used += start[parameter + 1] - start[parameter]
    fitting = fitting and demand_fits(plan, theta, used)
    used += plan.touchpoints
    fitting = fitting and within(pattern, used, theta, start[BREAKDOWN], start[BREAKDOWN + 1])
    used += plan.levels + 1
    fitting = fitting and leaving_fits(plan, theta, used)
    used += plan.touchpoints * (plan.levels + 1)
    # Silence and entry follow one another in both rows.
    fitting = fitting and within(pattern, used, theta, start[SILENT], start[ENTRY + 1])
    return fitting and steps_fit(plan, theta)


@inner
def demand_fits(plan: Plan, theta: Floats, first: int) -> bool:
    """Tell whether the shares that failure demand leaves to routing fit the pattern from `first` on."""
    for i in range(plan.touchpoints):
        wanted = plan.limits.pattern[first + i]
        if wanted != 0.5:
            demand = 0.0
            for d in range(plan.demand_source.size):
                if plan.demand_source[d] == i:
                    demand += theta[plan.start[DEMAND_SHARE] + d]
            if min(1.0, max(0.0, 1.0 - demand)) != wanted:
                return False
    return True
