import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.builders import JOURNEY, journey_of, named
from tests.helpers.projects import save_project
from workbench.cli import main
from workbench.domain.document import Document
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Channel
from workbench.editing.ownership import add_department, assign
from workbench.editing.structure import set_fields
from workbench.simulation.build import build
from workbench.simulation.exact import solve_case
from workbench.storage.store import read_snapshot


@pytest.fixture
def project(tmp_path: Path) -> Path:
    document: Document = journey_of("Order > Call -> Page", "> Page -> end")
    desk = add_department(document, "Call centre")
    call = named(document, "Call").id
    assign(document, [call], desk.id)
    set_fields(document, call, channel=Channel.PHONE, handling_time=Quantity(30.0))
    return save_project(tmp_path / "calls.journey", document.elements.values())


def told(project: Path, *options: str, status: int = 0) -> str:
    out, err = io.StringIO(), io.StringIO()
    small = ("--customers", "200", "--runs", "2")
    assert main(["queue", str(project), *small, *options], out, err) == status, err.getvalue()
    return out.getvalue() if status == 0 else err.getvalue()


def plain(project: Path, *options: str) -> dict[str, Any]:
    return json.loads(told(project, "--json", *options))


def test_people_who_are_few_make_customers_wait(project: Path) -> None:
    found = plain(project, "--staff", "Call centre=4", "--a-month", "1000")
    desk = next(each for each in found["baseline"]["departments"] if each["name"] == "Call centre")
    assert desk["people"] == 4
    assert 0.7 < desk["busy_if_nobody_waited"] < 1
    assert 0 < desk["waiting"]["mean_hours"] < desk["waiting"]["long_hours"]
    assert found["customers"] == 400


def test_without_limits_it_prints_what_the_exact_engine_tells(project: Path) -> None:
    document = Document(read_snapshot(project)[1])
    exact = solve_case(build(document, JOURNEY))
    found = plain(project)["baseline"]
    assert found["breakdowns"]["mean"] == found["breakdowns"]["without_waiting"] == exact.breakdowns.sum()
    assert found["lost"]["mean"] == pytest.approx(exact.defected + exact.churned)


def test_the_table_has_a_row_a_department_and_names_who_is_overloaded(project: Path) -> None:
    table = told(project, "--staff", "Call centre=2", "--a-month", "1000")
    assert "\nCall centre  " in table
    assert "Call centre is given more work than 2 people can do" in table


def test_two_departments_of_one_name_are_not_told_apart_by_it(project: Path) -> None:
    document = Document(read_snapshot(project)[1])
    page = add_department(document, "Call centre")
    assign(document, [named(document, "Page").id], page.id)
    save_project(project, document.elements.values())
    assert "write out the one you mean, or give each its own name" in told(
        project, "--staff", "Call centre=2", status=2
    )
    assert [each["name"] for each in plain(project)["baseline"]["departments"]].count("Call centre") == 2


def test_a_fix_shortens_the_queues_that_its_failures_made(project: Path) -> None:
    busy = ("--staff", "Call centre=4", "--a-month", "1000")
    found = plain(project, *busy, "--improve", "Call=100%")
    before, after = found["baseline"], found["scenario"]
    assert found["changes"] == [{"name": "Call", "change": -1.0, "parameter": "failure"}]
    assert found["prevented"]["mean"] == pytest.approx(before["breakdowns"]["mean"] - after["breakdowns"]["mean"])
    assert found["prevented"]["low"] > 0
    waits = [each["departments"][0]["waiting"]["mean_hours"] for each in (before, after)]
    assert waits[1] < waits[0]
    assert "With 100\u2009% fewer failures at “Call”" in told(project, *busy, "--improve", "Call=100%")
    alone = plain(project, *busy)
    assert (alone["changes"], alone["scenario"], alone["prevented"]) == ([], None, None)
    assert alone["baseline"] == before, "the same customers, whatever is asked beside"


def test_without_any_limit_it_says_how_to_set_one(project: Path) -> None:
    assert "--staff" in told(project)


def test_the_same_seed_prints_the_same_and_another_one_another(project: Path) -> None:
    busy = ("--staff", "Call centre=4", "--a-month", "1000")
    assert told(project, *busy) == told(project, *busy) != told(project, *busy, "--seed", "2")


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--staff", "Kitchen=2"), "Call centre"),
        (("--staff", "Call centre"), "must look like"),
        (("--staff", "Call centre=0"), "1 or more"),
        (("--staff", "Call centre=2", "--staff", "call centre=3"), "say it once"),
        (("--a-month", "-4"), "above 0"),
        (("--runs", "1"), "at least 2 runs"),
        (("--customers", "none"), "whole number"),
    ],
)
def test_what_cannot_be_run_is_told_in_one_sentence(project: Path, options: tuple[str, ...], what: str) -> None:
    message = told(project, *options, status=2)
    assert what in message
    assert message.count("\n") == 1
