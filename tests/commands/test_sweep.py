import csv
import json
from pathlib import Path

import pytest

from tests.helpers.commands import ask, asked, refused
from tests.helpers.projects import broadband, save_project
from tests.helpers.sweeps import free_port
from workbench.domain.elements import Touchpoint
from workbench.simulation.sweep.measures import MEASURES

# whichever test comes first may have to wait for all kernels to be compiled
pytestmark = pytest.mark.timeout(900)

PACK = ("--vary", "Welcome pack=0..100%:4")


def test_a_table_has_a_row_a_scenario_and_begins_with_the_journey_as_it_is(broadband_file: Path) -> None:
    lines = ask("sweep", broadband_file, *PACK, "--vary", "Order=0..50%:1").splitlines()
    assert lines[0].split()[:2] == ["Scenario", "Welcome"]
    assert len(lines) == 1 + 1 + 5 * 2 + 2
    assert lines[-1].startswith("10 scenarios: ")


def test_the_numbers_are_those_of_simulate(broadband_file: Path) -> None:
    swept = asked("sweep", broadband_file, "--vary", "Welcome pack=30..30%:1")["scenarios"][1]
    change = asked("simulate", broadband_file, "--improve", "Welcome pack=30%")["change"]
    before = asked("sweep", broadband_file, "--vary", "Welcome pack=30..30%:1")["scenarios"][0]
    assert swept["late_breakdowns"] - before["late_breakdowns"] == pytest.approx(change["late_breakdowns"], rel=1e-9)


def test_improving_means_more_of_what_is_good(broadband_file: Path) -> None:
    plain = asked("sweep", broadband_file, *PACK, "--parameter", "recovery_quality")
    assert [each["changes"] for each in plain["scenarios"]] == [[0], [0], [0.25], [0.5], [0.75], [1]]
    assert plain["scenarios"][-1]["defected"] < plain["scenarios"][0]["defected"]


def test_samples_are_written_the_same_for_the_same_seed(broadband_file: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.csv" for number in range(3)]
    for path, seed in zip(paths, (1, 1, 2), strict=True):
        told = ask("sweep", broadband_file, *PACK, "--samples", "20", "--seed", seed, "-o", path)
        assert told.endswith(f"Written to {path}.\n")
    first, again, other = (path.read_bytes() for path in paths)
    assert first == again != other
    rows = list(csv.reader(first.decode().splitlines()))
    assert rows[0][2:] == list(MEASURES)
    assert len(rows) == 1 + 1 + 32


def test_a_json_file_holds_everything(broadband_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    ask("sweep", broadband_file, *PACK, "-o", path)
    assert json.loads(path.read_text("utf-8")) == asked("sweep", broadband_file, *PACK)


def test_a_touchpoint_that_is_called_like_a_formula_harms_no_spreadsheet(tmp_path: Path) -> None:
    evil = [Touchpoint(id="x", journey="j", name='=HYPERLINK("x")', phase="p0")]
    path = save_project(tmp_path / "evil.journey", [*broadband(), *evil])
    ask("sweep", path, "--vary", '=HYPERLINK("x")=0..100%:1', "-o", tmp_path / "out.csv")
    header = next(csv.reader((tmp_path / "out.csv").read_text("utf-8").splitlines()))
    assert header[1] == 'change of failure at =HYPERLINK("x")'


def test_a_file_that_is_there_is_replaced_only_on_demand(broadband_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine")
    assert "--force" in refused("sweep", broadband_file, *PACK, "-o", path)
    assert path.read_text() == "mine"
    ask("sweep", broadband_file, *PACK, "-o", path, "--force")
    assert path.read_text().startswith("scenario,")


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--vary", "Nowhere=0..50%"), "None of the touchpoints and phases is called “Nowhere”"),
        (("--vary", "Setup=0..50%"), "nothing in “Setup” is in our control"),
        (("--vary", "Order=0..50%", "--vary", "order=10..20%"), "say it once"),
        (("--vary", "Order=0..150%"), "must look like “Welcome pack=0..50%:10”"),
        (("--vary", "Order=nan..50%"), "must look like"),
        (("--vary", "Order=1.2.3..50%"), "must look like"),
        (("--vary", "Order=0..50%:0"), "must look like"),
        (("--vary", "Order=-200..0%", "--parameter", "soothing"), "at least -1"),
        (("--vary", "Order=0..50%:2000000"), "more than the 1,000,000"),
        (("--vary", "Order=0..50%", "--parameter", "luck"), "choose from"),
        (("--vary", "Order=0..50%", "--samples", "0"), "at least 1"),
        (("--vary", "Order=0..50%", "--late-from", "Never"), "None of the phases"),
        (("--vary", "Order=0..50%", "-o", "table.txt"), "must end in .csv or .json"),
        (("--vary", "Order=0..50%", "-o", "no/such/folder/out.csv"), "there is no folder"),
    ],
)
def test_what_cannot_be_swept_is_told_in_one_sentence(
    broadband_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], what: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert what in refused("sweep", broadband_file, *options)
    assert [each.name for each in tmp_path.iterdir()] == ["broadband.journey"]


def test_a_loop_without_exit_is_named(loop_file: Path) -> None:
    assert "can never leave" in refused("sweep", loop_file, *PACK)


def test_a_scheduler_that_does_not_answer_is_named_and_nothing_is_written(broadband_file: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the extra “cluster” is not installed")
    address = f"tcp://127.0.0.1:{free_port()}"
    message = refused("sweep", broadband_file, *PACK, "--scheduler", address, "-o", tmp_path / "out.csv")
    assert f"No scheduler answers at {address}" in message
    assert not (tmp_path / "out.csv").exists()
