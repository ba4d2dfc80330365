"""All parameters of a model in one row: the order that variations, gradients and the compiled kernels share."""

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


def table(model: JourneyModel, parameter: str) -> Floats:
    """Return all numbers of one parameter, in the units of the model."""
    if parameter == "routing":
        return model.routing.share
    if parameter == "failure_demand":
        return model.failure_demand.share
    if parameter == "defection_cost":
        return np.array([model.defection_cost])
    numbers: Floats = getattr(model, parameter)
    return numbers


def flat(model: JourneyModel) -> Floats:
    """Return every number of a model in one row, float[P]."""
    return np.concatenate([table(model, parameter) for parameter in PARAMETERS])


def starts(model: JourneyModel) -> Ints:
    """Return where each parameter begins in the row, and where the row ends, int[16 + 1]."""
    sizes = [table(model, parameter).size for parameter in PARAMETERS]
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
