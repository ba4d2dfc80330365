from pathlib import Path

import pytest

from tests.helpers.commands import ask, asked, refused
from workbench.commands import simulate
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


def test_engines_that_disagree_are_a_finding(broadband_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulate, "check_engines", lambda *_: Health(10, 1, 9.0, "visits"))
    assert "DISAGREE" in ask("simulate", broadband_file, "--check", status=1)


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
