"""All parameters of a model in one row: the order that variations, gradients and the compiled kernels share."""

from operator import attrgetter
from typing import Final

import numpy as np

from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.model import JourneyModel

PARAMETERS: Final[tuple[str, ...]] = (
    "failure",
    "severity",
    "soothing",
    "carry_over",
    "retry",
    "contact_cost",
    "recovery_cost",
    "contact_time",
    "recovery_time",
    "leave_factor",
    "influence_strength",
    "routing",
    "failure_demand",
    "breakdown",
    "leave",
    "silent",
    "entry",
    "defection_cost",
)
"""Names of fields of JourneyModel; of routing and failure demand it is the shares that count."""


_SHARES: Final = {"routing": "routing.share", "failure_demand": "failure_demand.share"}

_numbers: Final = attrgetter(*(_SHARES.get(parameter, parameter) for parameter in PARAMETERS))


def tables(model: JourneyModel) -> list[Floats]:
    """Return the numbers of every parameter in the order of PARAMETERS, float[size] each, in the units of the model."""
    *arrays, lost = _numbers(model)
    return [*arrays, np.array([lost])]


def table(model: JourneyModel, parameter: str) -> Floats:
    """Return all numbers of one parameter, float[size], in the units of the model."""
    return tables(model)[PARAMETERS.index(parameter)]


def flat(model: JourneyModel) -> Floats:
    """Return every number of a model in one row, float[P]."""
    return np.concatenate(tables(model))


def starts(model: JourneyModel) -> Ints:
    """Return where each parameter begins in the row, and where the row ends, int[18 + 1]."""
    sizes = [numbers.size for numbers in tables(model)]
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
