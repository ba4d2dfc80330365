import csv
from pathlib import Path as FilePath

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.journeys import random_journey
from workbench.simulation.exact import solve
from workbench.simulation.paths import Path, journey_of_paths, removal_effects
from workbench.simulation.problems import ModelProblem

PUBLISHED = {
    "eta": 0.569071,
    "beta": 0.479754,
    "iota": 0.461899,
    "alpha": 0.347902,
    "theta": 0.213391,
    "lambda": 0.164709,
    "epsilon": 0.118264,
    "zeta": 0.070791,
    "kappa": 0.051796,
    "gamma": 0.050712,
    "delta": 0.000853,
}
"""Removal effects of a thousand marketing paths, found with two other programs."""


def marketing_paths(shared_data: FilePath) -> list[Path]:
    with (shared_data / "attribution" / "mta_paths_first1000.csv").open(newline="") as file:
        return [
            Path(
                tuple(row["path"].split(" > ")),
                float(row["total_conversions"]),
                float(row["total_null"]),
            )
            for row in csv.DictReader(file)
        ]


def test_marketing_channels_have_the_published_removal_effects(shared_data: FilePath) -> None:
    model = journey_of_paths(marketing_paths(shared_data))
    assert solve(model).completed == pytest.approx(1172 / 5152, abs=1e-12)
    effects = dict(zip(model.names, removal_effects(model), strict=True))
    assert effects == {name: pytest.approx(value, abs=1e-6) for name, value in PUBLISHED.items()}


def test_the_worked_example_of_search_and_mailing() -> None:
    """Two buy after search and a sale page, one after a mailing, one after both, and one is lost after search."""
    paths = [
        Path(("search", "sale"), 2, 0),
        Path(("mailing", "sale"), 1, 0),
        Path(("search", "mailing", "sale"), 1, 0),
        Path(("search",), 0, 1),
    ]
    model = journey_of_paths(paths)
    assert solve(model).completed == pytest.approx(0.8)
    effects = dict(zip(model.names, removal_effects(model), strict=True))
    assert effects == {"search": pytest.approx(0.75), "mailing": pytest.approx(0.5), "sale": pytest.approx(1.0)}


def test_repeating_a_step_changes_no_removal_effect() -> None:
    once = [Path(("a", "b"), 3, 1), Path(("b",), 1, 2)]
    again = [Path(("a", "a", "b"), 3, 1), Path(("b", "b", "b"), 1, 2)]
    first, second = (removal_effects(journey_of_paths(each)) for each in (once, again))
    assert first == pytest.approx(second, abs=1e-12)


@given(seed=st.integers(0, 10**6))
def test_on_any_journey_a_removal_costs_between_nothing_and_everything(seed: int) -> None:
    model = random_journey(seed)
    effects = removal_effects(model)
    assert (effects >= -1e-12).all()
    assert (effects <= 1.0).all()
    unseen = solve(model).visits == 0.0
    assert not effects[unseen].any()


def test_paths_that_nobody_took_are_left_out() -> None:
    model = journey_of_paths([Path(("a",), 1, 0), Path(("b",), 0, 0)])
    assert model.names == ("a",)
    assert np.array_equal(model.entry, [1.0])


@pytest.mark.parametrize(
    ("paths", "remedy"),
    [
        ([], "give at least one path"),
        ([Path(("a",), 0, 0)], "give at least one path"),
        ([Path((), 1, 0)], "give at least one"),
        ([Path(("a", "b"), 1, -2)], "“a > b” is below 0"),
    ],
)
def test_paths_without_sense_are_refused_with_a_remedy(paths: list[Path], remedy: str) -> None:
    with pytest.raises(ModelProblem, match=remedy):
        journey_of_paths(paths)


def test_where_nobody_finishes_nothing_can_be_removed() -> None:
    with pytest.raises(ModelProblem, match="No customer finishes"):
        removal_effects(journey_of_paths([Path(("a",), 0, 3)]))
