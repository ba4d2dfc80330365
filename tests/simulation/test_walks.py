import numpy as np
import pytest

from tests.helpers.journeys import journey
from workbench.simulation.montecarlo import walk
from workbench.simulation.walks import Moments


def test_the_standard_error_follows_from_sum_and_squares() -> None:
    sample = np.array([1.0, 2.0, 2.0, 5.0])
    moments = Moments(4, float(sample.sum()), float(sample @ sample))
    assert moments.mean == sample.mean()
    assert moments.standard_error == pytest.approx(sample.std() / 2)


def test_measures_hold_totals_and_phases() -> None:
    walked = walk(journey([{1: 1.0}, {0: 0.5, 2: 0.5}], failure=[0.5, 0.0], breakdown=1.0), 200, 3)
    moments = walked.moments()
    assert moments["visits"].total == walked.totals.visits.sum()
    assert moments["visits in phase 1"].total == walked.totals.visits[1]
    assert moments["breakdowns in phase 0"].total == walked.totals.breakdowns[0] == moments["failures"].total
