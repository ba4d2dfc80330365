from pathlib import Path

import pytest

from tests.helpers.builders import journey_of, named
from tests.helpers.commands import ask, asked, refused
from tests.helpers.projects import broadband, save_project
from workbench.commands import simulate
from workbench.domain.elements import Improvement, Scenario
from workbench.domain.values import Quantity
from workbench.editing.structure import influence
from workbench.simulation.crowd.health import Health

# whichever test comes first may have to wait for all kernels to be compiled
pytestmark = pytest.mark.timeout(900)

PACK = ("--improve", "Welcome pack=30%")


def test_every_figure_has_its_range_on_demand(broadband_file: Path) -> None:
    ranges = asked("simulate", broadband_file, *PACK, "--range", "64", "--seed", "1")["ranges"]
    assert (ranges["samples"], ranges["seed"]) == (64, 1)
    for state in ("baseline", "scenario", "change"):
        found = ranges[state]["late_breakdowns"]
        assert found["low"] < found["value"] < found["high"]
        assert [each["name"] for each in ranges[state]["phases"]] == ["Order", "Setup", "Billing"]
    text = ask("simulate", broadband_file, *PACK, "--range", "64", "--seed", "1")
    assert ranges["sentence"] in text
    assert "after likely" in text


def test_a_scenario_brings_its_improvements_with_all_that_they_change_and_their_ranges(tmp_path: Path) -> None:
    planned = [
        Improvement(id="i1", name="Clear pack", subject="pack", change=Quantity(-0.5, low=-0.7, high=-0.1)),
        Improvement(id="i2", name="Nicer bill", subject="pack", parameter="severity", change=Quantity(-0.4)),
        Scenario(id="s", journey="j", name="Both at once", improvements=("i1", "i2")),
    ]
    file = save_project(tmp_path / "planned.journey", [*broadband(), *planned])
    found = asked("simulate", file, "--scenario", "both", "--range", "64")
    assert found["change"]["sentence"].startswith("The changes at “Welcome pack” prevent about")
    late = found["ranges"]["change"]["late_breakdowns"]
    assert late["low"] < late["value"] < late["high"]
    assert "there are “Both at once”" in refused("simulate", file, "--scenario", "nothing")
    assert "not allowed with" in refused("simulate", file, *PACK, "--scenario", "both")


def test_without_a_change_the_range_is_that_of_the_journey(broadband_file: Path) -> None:
    text = ask("simulate", broadband_file, "--range", "32")
    (header,) = [line for line in text.splitlines() if line.startswith("Nine worlds of ten")]
    assert header.split()[4:] == ["low", "likely", "high"]


def test_the_engines_are_compared_on_demand(broadband_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulate, "CHECKED", 2000)
    check = asked("simulate", broadband_file, "--check")["check"]
    assert check["agrees"]
    assert check["customers"] == 2000
    assert "Simulated and exact numbers agree: of " in ask("simulate", broadband_file, "--check")


class TestTooManyInfluences:
    """Eleven failures that are remembered up to the last touchpoint, one more than the exact engine can hold."""

    @pytest.fixture
    def tangled(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(simulate, "WALKED", 500)
        early = [f"T{number}" for number in range(11)]
        document = journey_of(f"Order > {early[0]}", *(f"> {name}" for name in early[1:]), "Use > Last")
        for name in early:
            influence(document, named(document, name).id, named(document, "Last").id)
        return save_project(tmp_path / "tangled.journey", document.elements.values())

    def test_simulated_customers_answer_and_that_is_said(self, tangled: Path) -> None:
        text = ask("simulate", tangled, "--improve", "T0=50%")
        assert "From 500 simulated customers with seed 0" in text
        assert "because at “Last” 11 earlier failures can still have an influence" in text
        assert "without memory" not in text
        found = asked("simulate", tangled, "--improve", "T0=50%", "--late-from", "Use")
        assert found["remark"].startswith("From 500")
        assert found["change"]["twin_hazard"] is None

    @pytest.mark.parametrize("wanted", [("--range", "64"), ("--check",), ("--finer",)])
    def test_what_only_the_exact_engine_can_tell_is_refused(self, tangled: Path, wanted: tuple[str, ...]) -> None:
        message = refused("simulate", tangled, *wanted)
        assert "remembers 10 at a time" in message
        assert "answer where --check, --finer" in message


def test_every_run_is_compared_and_told_of_only_on_demand(
    broadband_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulate, "GLANCED", 1000)
    assert asked("simulate", broadband_file)["check"]["customers"] == 1000
    assert "Simulated and exact" not in ask("simulate", broadband_file)


@pytest.mark.parametrize("options", [[], ["--check"]])
def test_engines_that_disagree_are_a_finding(
    broadband_file: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.setattr(simulate, "check_engines", lambda *_: Health(10, 1, 9.0, "visits"))
    assert "DISAGREE" in ask("simulate", broadband_file, *options, status=1)


def test_customers_who_cannot_be_followed_are_told_without_being_asked(
    broadband_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulate, "check_engines", lambda *_: Health(10, 1, 0.0, compared=0, unwalked="They go round."))
    assert "Simulated and exact numbers were not compared. They go round." in ask("simulate", broadband_file)
    assert asked("simulate", broadband_file)["check"]["unwalked"] == "They go round."


@pytest.mark.parametrize(("options", "what"), [(("--range", "1"), "at least 2"), (("--range", "many"), "whole number")])
def test_a_range_needs_samples(broadband_file: Path, options: tuple[str, ...], what: str) -> None:
    assert what in refused("simulate", broadband_file, *options)


def test_a_loop_without_exit_is_named(loop_file: Path) -> None:
    assert "can never leave" in refused("simulate", loop_file)


@pytest.mark.parametrize("value", ["1.5", "-0.1", "NaN", "1e999"])
def test_a_probability_that_is_none_is_refused_by_name(broadband_file: Path, value: str) -> None:
    text = broadband_file.read_text("utf-8")
    head, _, tail = text.partition('"name":"First bill"')
    assert tail, text[:400]
    broadband_file.write_text(f'{head}"failure":{{"value":{value}}},"name":"First bill"{tail}', encoding="utf-8")
    assert broadband_file.name in refused("simulate", broadband_file)
