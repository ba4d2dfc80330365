"""What every test needs: no display, and no trace left behind."""

import os
import pathlib

os.environ["QT_QPA_PLATFORM"] = os.environ.get("JOURNEY_TEST_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

# the same examples in every run: a failure is a failure of the change that made it
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

SHARED_DATA = pathlib.Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture
def shared_data() -> pathlib.Path:
    """The folder of third-party logs and models beside the project, where it is present."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the third-party data folder is not beside this checkout")
    return SHARED_DATA
