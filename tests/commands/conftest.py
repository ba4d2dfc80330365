from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.projects import broadband, save_project
from workbench.domain.elements import Department, Improvement, Responsibility, Touchpoint, Transition
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Role


@pytest.fixture
def broadband_file(tmp_path: Path) -> Path:
    """The small broadband journey, where two fixes are planned and one department answers for something."""
    planned = [
        Improvement(id="i1", name="Clear pack", subject="pack", one_off_cost=Quantity(1000.0), lead_time=Quantity(3.0)),
        Improvement(id="i2", name="Nicer bill", subject="bill", one_off_cost=Quantity(5000.0)),
    ]
    owned = [
        Department(id="d", name="Marketing", code="MK"),
        Responsibility(id="r", touchpoint="pack", party="d", role=Role.ACCOUNTABLE),
    ]
    return save_project(tmp_path / "broadband.journey", [*broadband(), *planned, *owned])


@pytest.fixture
def loop_file(tmp_path: Path) -> Path:
    """A journey in which nothing goes wrong, and that nobody can leave."""
    calm = [replace(each, failure=Quantity(0.0)) if isinstance(each, Touchpoint) else each for each in broadband()]
    back = Transition(id="back", source="bill", target="offer")
    planned = Improvement(id="i", name="Clear pack", subject="pack", one_off_cost=Quantity(1000.0))
    return save_project(tmp_path / "loop.journey", [*calm, back, planned])
