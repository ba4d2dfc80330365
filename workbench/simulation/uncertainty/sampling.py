"""Points at which to run a journey: evenly spread in many dimensions, the same for the same seed."""

from typing import Final

import numpy as np
from scipy.special import ndtri

from workbench.simulation.arrays import Floats
from workbench.simulation.problems import ModelProblem

MOST_SOBOL: Final = 1000
"""Up to so many inputs Sobol points are drawn; above, their projections on two inputs are too often regular."""

MOST_NUMBERS: Final = 40_000_000
"""Scores held at a time, 320 MB."""

_SMALLEST: Final = 1e-10


def normal_scores(inputs: int, samples: int, seed: int) -> Floats:
    """Return independent standard normal scores, float[m, inputs].

    Scrambled Sobol points (Owen 1998), m the next power of two above `samples`, for which they are balanced; above
    MOST_SOBOL inputs a Latin hypercube of exactly `samples` (McKay, Beckman and Conover 1979); where
    nothing is uncertain, two worlds.  Same seed, same bytes.
    Raises ModelProblem for too few or too many samples.
    """
    if samples < 2:
        raise ModelProblem(f"A range cannot be read from {samples} samples: choose at least 2, better 1,000.")
    if samples * max(inputs, 1) > MOST_NUMBERS:
        most = MOST_NUMBERS // max(inputs, 1)
        raise ModelProblem(
            f"{samples:,} samples of {inputs:,} uncertain numbers do not fit into memory: choose at most {most:,}."
        )
    if inputs == 0:
        return np.zeros((2, 0))
    from scipy.stats import qmc  # takes half a second to import, which every command would pay

    generator = np.random.default_rng(seed)
    if inputs > MOST_SOBOL:
        uniform = qmc.LatinHypercube(inputs, rng=generator).random(samples)
    else:
        uniform = qmc.Sobol(inputs, rng=generator).random_base2((samples - 1).bit_length())
    return ndtri(np.clip(uniform, _SMALLEST, 1.0 - _SMALLEST))
