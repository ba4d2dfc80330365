from pathlib import Path

import pytest

from tests.helpers.commands import ask, asked, refused
from tests.helpers.projects import broadband
from workbench.commands.spread_report import SHOWN, spread_report
from workbench.domain.document import Document
from workbench.simulation.build import build
from workbench.simulation.crowd.contrast import contrast
from workbench.simulation.crowd.spread import QUANTILES

PACK = ("--improve", "Welcome pack=30%")


def test_text_has_a_row_a_measure_before_and_after_and_all_rows_are_aligned() -> None:
    case = build(Document(broadband()), "j")
    lines = spread_report(contrast(case, {"pack": -0.5}, 300, 1)).splitlines()
    table = lines[: lines.index("")]
    assert [row.split("  ")[0] for row in table[1:]] == [
        title for each in SHOWN.values() for title in (each, f"{each}, after")
    ]
    assert len({len(row) for row in table}) == 1
    assert all(len(row.split()) >= len(QUANTILES) + 2 for row in table)


def test_what_changes_nothing_has_no_rows_after() -> None:
    case = build(Document(broadband()), "j")
    text = spread_report(contrast(case, {}, 300, 1))
    assert "after" not in text
    assert text.endswith("on the journey. From 300 simulated customers of each kind with seed 1.")


def test_plain_data_holds_every_measure_with_its_bins(broadband_file: Path) -> None:
    found = asked("simulate", broadband_file, *PACK, "--spread", "400", "--seed", "3")["spread"]
    assert (found["customers"], found["seed"]) == (400, 3)
    for state in ("baseline", "scenario"):
        measures = {(each["measure"], each["phase"]): each for each in found[state]}
        assert {(kind, None) for kind in SHOWN} < set(measures)
        assert ("breakdowns", "Billing") in measures
        time = measures["time", None]
        assert list(time["quantiles"]) == [f"{share:g}" for share in QUANTILES]
        assert len(time["edges"]) == len(time["share"]) + 1
        assert sum(time["share"]) + time["beyond"] == pytest.approx(1.0)


def test_the_mean_time_is_near_the_exact_one(broadband_file: Path) -> None:
    found = asked("simulate", broadband_file, "--spread", "4000")
    (time,) = (each for each in found["spread"]["baseline"] if each["measure"] == "time")
    error = time["deviation"] / 4000**0.5
    assert abs(time["mean"] - found["baseline"]["expected_minutes"]) < 4.5 * error


def test_without_being_asked_nobody_walks_for_it(broadband_file: Path) -> None:
    assert "spread" not in asked("simulate", broadband_file)
    assert "simulated customers" not in ask("simulate", broadband_file)


def test_no_customers_are_refused(broadband_file: Path) -> None:
    assert "ask for at least 1 customer" in refused("simulate", broadband_file, "--spread", "0")
