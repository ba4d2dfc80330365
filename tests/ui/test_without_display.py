"""The program where nobody can be shown a window: from outside, as a user starts it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from workbench.samples import samples

ROOT = Path(__file__).resolve().parents[2]


def program(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "JOURNEY_WORKBENCH_STATE": str(folder)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_without_a_display_a_journey_is_drawn_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    done = program(
        tmp_path, "-m", "ui", "export", str(samples()[0].path), "-o", str(path), "--only", "Billing and payment"
    )
    assert (done.returncode, done.stdout) == (0, f"Written to {path}.\n"), done.stderr
    drawing = ElementTree.fromstring(path.read_bytes())
    titles = [each.text for each in drawing.iter("{http://www.w3.org/2000/svg}title")]
    assert "First bill" in titles
    assert "Welcome pack" not in titles


@pytest.mark.slow
def test_without_a_display_the_results_of_a_sample_are_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = program(tmp_path, "-m", "ui", "sample", "donor", "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert "scenario “A nicer receipt”" in done.stdout
    assert "All phases" in done.stdout
    result = json.loads((out / "result.json").read_text("utf-8"))
    assert result.keys() == {"entrants", "baseline", "scenario", "change"}
    assert {"late_breakdowns", "exposure", "hazard", "twin_hazard", "claim", "sentence"} <= result["change"].keys()
    pictures = sorted(out.glob("*.png"))
    assert {"map-as-is.png", "map-with-fix.png"} < {each.name for each in pictures}
    for path in pictures:
        assert path.name in done.stdout
        assert colours(QImage(str(path))) > 8, path.name


def colours(image: QImage) -> int:
    """How many colours there are, looked at in every seventh pixel."""
    return len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)})


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    done = program(tmp_path, "-m", "ui", "sample", "donor", "-o", str(blocked / "out"))
    assert done.returncode == 2
    assert done.stderr.startswith(f"journey-workbench: The results cannot be written into {blocked / 'out'}: ")
    assert done.stderr.count("\n") == 1
    assert blocked.read_text() == "in the way"
