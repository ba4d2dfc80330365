"""Journeys that go round so often that nobody can be followed through them."""

from typing import Final

import numpy as np

from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import TooManyVisits
from workbench.simulation.results import Result

LONGEST: Final = 2_000.0
"""Visits a customer up to which customers are followed; one in 1e14 of them makes more than can be counted then."""


def require_followable(model: JourneyModel, result: Result) -> None:
    """Raise TooManyVisits, naming where, if the customers of an exact answer make more visits than LONGEST."""
    visits = result.expected_visits
    if not visits <= LONGEST:
        often = np.flatnonzero(result.visits >= result.visits.max() / 2)
        raise TooManyVisits([model.names[place] for place in often], visits)
