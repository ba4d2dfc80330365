from pathlib import Path

import pytest

from tests.helpers.commands import asked, refused
from tests.helpers.projects import broadband, save_project
from workbench.domain.elements import Improvement, Phase, Scenario
from workbench.domain.values import Quantity


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--improve", "Welcome pack=30%", "--improve", "welcome=10%"), "touchpoint “Welcome pack” is to be improved"),
        (("--improve", "A storm=30%"), "“A storm” is beyond control"),
        (("--improve", "Setup=30%"), "“Setup” is beyond control"),
        (("--improve", "Parking=30%"), "None of the touchpoints and phases is called “Parking”"),
        (("--improve", "=30%"), "must look like “Welcome pack=30%”"),
        (("--improve", "Welcome pack=3"), "must be a share"),
        (("--scenario", "Best case"), "None of the scenarios is called “Best case”; there are none"),
        (("--scenario", "x", "--improve", "Order=1%"), "not allowed with"),
    ],
)
def test_what_cannot_be_improved_is_refused_in_one_sentence(
    broadband_file: Path, options: tuple[str, ...], what: str
) -> None:
    assert what in refused("simulate", broadband_file, *options)


def test_a_phase_without_touchpoints_cannot_be_improved(tmp_path: Path) -> None:
    file = save_project(
        tmp_path / "empty.journey", [*broadband(), Phase(id="p9", journey="j", name="Later", order=9.0)]
    )
    assert "there is no touchpoint in phase “Later”" in refused("simulate", file, "--improve", "Later=10%")


def test_a_scenario_stands_for_the_improvements_that_it_names(tmp_path: Path) -> None:
    planned = [
        Improvement(id="i1", name="Clear pack", subject="pack", change=Quantity(-0.5)),
        Scenario(id="s", journey="j", name="As planned", improvements=("i1",)),
    ]
    file = save_project(tmp_path / "planned.journey", [*broadband(), *planned])
    by_scenario = asked("simulate", file, "--scenario", "As planned")
    assert by_scenario == asked("simulate", file, "--improve", "Welcome pack=50%")
