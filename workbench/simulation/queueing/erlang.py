"""How long customers wait for one of several people: the textbook answer (A. K. Erlang, 1917)."""

import math


def waiting_probability(offered: float, staff: int) -> float:
    """Return the probability that somebody who arrives has to wait (Erlang C).

    `offered` is the load in Erlangs, arrivals an hour times hours of service each.  It is 1 where the load is at least
    as large as the staff.
    """
    if offered >= staff:
        return 1.0
    blocked = 1.0
    for people in range(1, staff + 1):
        blocked = offered * blocked / (people + offered * blocked)
    return staff * blocked / (staff - offered * (1.0 - blocked))


def mean_wait(arrivals: float, service: float, staff: float) -> float:
    """Return the mean wait in hours of an M/M/c queue.

    `arrivals` come an hour, each takes `service` hours; zero where the staff has no limit, infinite where it is too
    small for the load.
    """
    offered = arrivals * service
    if math.isinf(staff) or offered == 0:
        return 0.0
    if offered >= staff:
        return math.inf
    return waiting_probability(offered, int(staff)) * service / (staff - offered)
