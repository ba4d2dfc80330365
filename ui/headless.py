"""The main job on a machine without a display: the table, the numbers as JSON, the map and the charts as pictures."""

import errno
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, TextIO

from PySide6.QtGui import QImage

from ui.exporting.drawing import paper_look, part_of_subject, steps_of
from ui.exporting.steps import outcome_of
from ui.icons import IconSource
from ui.shell import telling
from ui.shell.pictures import charts_on_paper, drawn_subject, map_on_paper
from workbench.commands.report import outcome_report
from workbench.domain.document import Document
from workbench.domain.elements import Journey, Phase
from workbench.domain.improvements import Place, changes_in, scenarios_of
from workbench.pictures import PictureChoice
from workbench.simulation.build import build
from workbench.simulation.problems import ModelProblem
from workbench.simulation.run import ENTRANTS, Simulator
from workbench.storage.atomic import write_atomically

CUT: Final = -0.3
_EARLY_SHARE: Final = 0.6
_DENSITY: Final = 2.0


def early_phase(simulator: Simulator) -> str:
    """Return the phase in the first part of the journey whose improvement prevents most later breakdowns."""
    phases = [phase for phase in simulator.case.phases if phase is not None]
    early = phases[: max(1, round(len(phases) * _EARLY_SHARE))]
    return min(early, key=lambda phase: simulator.compare({phase: CUT}).split.delta)


def chosen_fix(document: Document, simulator: Simulator, journey: str) -> tuple[str, dict[Place, float]]:
    """Return what the first scenario of a journey changes, or 30 % less in the early phase that helps most, named."""
    for scenario in scenarios_of(document, journey):
        return f"scenario “{scenario.name}”", changes_in(document, scenario)
    phase = early_phase(simulator)
    return f"30 % fewer failures in “{document.get(Phase, phase).name}”", {phase: CUT}


def run_headless(document: Document, folder: Path, out: TextIO) -> int:
    """Run the journey with a fix, say what comes of it, and write everything into `folder`."""
    journey = document.of(Journey)[0]
    simulator = Simulator(build(document, journey.id))
    fix, changes = chosen_fix(document, simulator, journey.id)
    outcome = simulator.compare(changes)
    out.write(f"{journey.title}: {fix}\n\n")
    out.write(outcome_report(outcome, ENTRANTS) + "\n")
    folder.mkdir(parents=True, exist_ok=True)
    response = simulator.late_response(changes, telling.CUTS) if outcome.late.any() else ()
    paper = paper_look(IconSource())
    charts = charts_on_paper(telling.chart_numbers(outcome, document, journey.id, response), paper)
    pictures = {
        "map-as-is": map_on_paper(document, journey.id, outcome, False, paper, _DENSITY),
        "map-with-fix": map_on_paper(document, journey.id, outcome, True, paper, _DENSITY),
        **{f"chart-{name}": image for name, image in charts.items()},
    }
    plain = json.dumps(outcome.as_json(), indent=1, ensure_ascii=False, allow_nan=False)
    write_atomically(folder / "result.json", plain.encode("utf-8"))
    for name, image in pictures.items():
        _write_picture(folder / f"{name}.png", image)
    names = ", ".join(["result.json", *(f"{name}.png" for name in pictures)])
    out.write(f"\nThere is no display here, so the window was left out. {names} are in {folder.absolute()}.\n")
    return 0


def drawn(document: Document, journey: str, choice: PictureChoice, chosen: Sequence[str], now: datetime) -> bytes:
    """Return the file that shows a journey, or only what has one of these ids, with its numbers where it can run."""
    try:
        outcome = Simulator(build(document, journey)).compare({})
    except ModelProblem:
        outcome = None
    subject = drawn_subject(document, journey, outcome, False, now)
    return outcome_of(steps_of(part_of_subject(subject, chosen) if chosen else subject, choice, IconSource()))


def _write_picture(path: Path, image: QImage) -> None:
    if not image.save(str(path)):
        raise OSError(errno.EIO, "the picture could not be written", str(path))
