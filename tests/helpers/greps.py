"""The GrepS user journey, as published with the answers of others."""

import numpy as np

from tests.helpers.journeys import journey
from workbench.simulation.arrays import Floats
from workbench.simulation.model import JourneyModel

DROP_OUT = np.array([6 / 33, 3 / 27, 3 / 24, 4 / 21])
"""GrepS user journey: customers lost at four events (Kobialka et al., FM 2024, doi 10.1007/978-3-031-71177-0_12)."""

SUCCESS = (
    0.969918352611, 0.940509529595, 0.911763186978, 0.883669094905, 0.856217635006, 0.829399117422, 0.803203925055,
    0.777622513301, 0.752646214295, 0.728264139519, 0.70446782607, 0.681247754911, 0.658594855882, 0.636500016775,
    0.614954196894, 0.593948851858, 0.573474312794, 0.553522449758, 0.534083909584, 0.515150789123, 0.419593637482,
    0.337990439411, 0.268911868877, 0.211005652303, 0.162996788666, 0.123687549538, 0.0919575618559, 0.0667635218669,
    0.0471395221616, 0.0321969232705, 0.0211244019329, 0.0131878578758, 0.00773047874009, 0.00417271906718,
    0.00201230623458, 0.000824240458318, 0.000260795340455, 5.15151268479e-05, 3.21969529341e-06,
)  # fmt: skip
"""Their success probabilities for a change of the environment by -0.95, -0.90 ... 0.95, from value iteration."""


def greps(drop_out: Floats) -> JourneyModel:
    """Four stages in a row, each of which loses so many of its customers."""
    return journey([{i + 1: 1.0} for i in range(4)], failure=list(drop_out), breakdown=1.0, leave=1.0)


def greps_changed(step: int) -> JourneyModel:
    """The journey of SUCCESS[step]."""
    change = (step - 19) / 20
    return greps(DROP_OUT * (1 + change) if change <= 0 else 1 - (1 - DROP_OUT) * (1 - change))
