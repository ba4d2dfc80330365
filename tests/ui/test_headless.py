"""Which phase the run without a display improves."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.helpers.builders import journey_of
from ui.headless import CUT, drawn, early_phase, run_headless
from workbench.domain.document import Document
from workbench.domain.elements import Journey
from workbench.pictures import PictureChoice, PictureKind
from workbench.samples import contradictions, samples
from workbench.simulation.build import build
from workbench.simulation.run import Simulator
from workbench.storage.store import read_snapshot


def test_the_early_phase_is_the_one_that_prevents_most() -> None:
    document = Document(read_snapshot(samples()[0].path)[1])
    simulator = Simulator(build(document, document.of(Journey)[0].id))
    chosen = early_phase(simulator)
    phases = [phase for phase in simulator.case.phases if phase is not None]
    assert chosen in phases[:7]
    best = simulator.compare({chosen: CUT}).split.delta
    assert all(simulator.compare({phase: CUT}).split.delta >= best for phase in phases[:7])


@pytest.mark.usefixtures("qapp")
def test_a_small_journey_is_told_and_written_too(tmp_path: Path) -> None:
    out = io.StringIO()
    assert run_headless(journey_of("First > A", "Then > B"), tmp_path / "new" / "folder", out) == 0
    assert "fewer failures in “First”" in out.getvalue()
    assert (tmp_path / "new" / "folder" / "result.json").stat().st_size > 0


@pytest.mark.usefixtures("qapp")
def test_a_scenario_that_the_file_holds_is_what_is_told(tmp_path: Path) -> None:
    two_kinds = next(each for each in contradictions() if each.key == "two-kinds")
    out = io.StringIO()
    assert run_headless(Document(read_snapshot(two_kinds.path)[1]), tmp_path, out) == 0
    assert "scenario “Half the failures in spring”" in out.getvalue()
    assert "fewer failures in" not in out.getvalue().splitlines()[0]


@pytest.mark.usefixtures("qapp")
def test_a_journey_that_cannot_run_yet_is_drawn_all_the_same() -> None:
    document = Document([Journey(id="j", title="Only a plan")])
    drawing = drawn(document, "j", PictureChoice(kind=PictureKind.SVG), [], datetime(2026, 11, 2, tzinfo=UTC))
    assert b"Only a plan" in drawing
