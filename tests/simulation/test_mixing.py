from dataclasses import dataclass

import numpy as np
import pytest

from workbench.simulation.arrays import Floats
from workbench.simulation.mixing import mixed


@dataclass(frozen=True)
class Counts:
    calls: Floats


@dataclass(frozen=True)
class Report:
    counts: Counts
    cost: Floats


def report(number: float) -> Report:
    return Report(Counts(np.array([number, 2 * number])), np.array([[10 * number]]))


def test_every_array_is_weighed_however_deep_it_lies() -> None:
    half = mixed([report(1.0), report(3.0)], [0.25, 0.75])
    assert half.counts.calls.tolist() == [2.5, 5.0]
    assert half.cost.tolist() == [[25.0]]


def test_every_part_needs_a_share() -> None:
    with pytest.raises(ValueError, match="zip"):
        mixed([report(1.0), report(3.0)], [1.0])
