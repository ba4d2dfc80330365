import csv
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.tables import write_table
from tests.helpers.walks import walk
from workbench.domain.document import Document
from workbench.domain.elements import Department, Element, Responsibility, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin, Role
from workbench.exchange.event_log import read_event_log
from workbench.exchange.journey import ImportedJourney
from workbench.exchange.problems import ImportProblem
from workbench.exchange.table import Limits

CASE, ACTIVITY, TIME = "case:concept:name", "concept:name", "time:timestamp"


def read(path: Path, owner: str | None = None, failure: Quantity | None = None) -> ImportedJourney:
    return read_event_log(path, case="case", activity="activity", time="time", owner=owner, failure=failure)


def shares(elements: tuple[Element, ...]) -> dict[tuple[str, str], float]:
    document = Document(elements)
    name = {each.id: each.name for each in document.of(Touchpoint)} | {END: END}
    return {(name[each.source], name[each.target]): each.weight.value for each in document.of(Transition)}


def log(folder: Path, *rows: str) -> Path:
    return write_table(folder / "log.csv", "case,activity,time,owner", *rows)


def test_shares_are_counts_of_what_directly_follows(tmp_path: Path):
    path = log(tmp_path, "1,ask,2026-01-01,", "1,ask,2026-01-02,", "1,pay,2026-01-03,", "2,ask,2026-01-01,")
    imported = read(path)
    assert shares(imported.elements) == {
        ("ask", "ask"): 1 / 3,
        ("ask", "pay"): 1 / 3,
        ("ask", END): 1 / 3,
        ("pay", END): 1,
    }
    assert imported.message == "Read 2 cases, 4 events, 2 activities, 2 directly-follows pairs."


def test_shares_know_how_many_observations_they_rest_on(tmp_path: Path):
    path = log(tmp_path, "1,ask,2026-01-01,", "1,pay,2026-01-02,", "2,ask,2026-01-01,")
    weight = next(each for each in Document(read(path).elements).of(Transition)).weight
    assert (weight.origin, weight.sample, weight.note) == (Origin.LOG, 2, "1 of 2 in the log")


def test_rows_may_come_in_any_order_and_ties_keep_that_of_the_file(tmp_path: Path):
    path = log(tmp_path, "1,c,2026-01-02,", "2,a,2026-01-01,", "1,d,2026-01-02,", "1,b,2026-01-01T23:00,")
    assert set(shares(read(path).elements)) == {("b", "c"), ("c", "d"), ("d", END), ("a", END)}


def test_instants_are_compared_and_not_what_the_clock_showed(tmp_path: Path):
    path = log(tmp_path, "1,second,2026-01-01 10:00:00+00:00,", "1,first,2026-01-01 11:00:00+02:00,")
    assert ("first", "second") in shares(read(path).elements)


def test_the_order_of_day_and_month_is_taken_from_the_whole_column(tmp_path: Path):
    path = log(tmp_path, "1,second,5/4/2026,", "1,first,6/3/2026,", "1,third,13/4/2026,")
    assert ("first", "second") in shares(read(path).elements)


def test_cases_begin_in_the_shares_of_the_log(tmp_path: Path):
    path = log(tmp_path, "1,ask,2026-01-01,", "2,pay,2026-01-01,", "3,ask,2026-01-01,", "3,pay,2026-01-02,")
    entry = {each.name: each.entry for each in Document(read(path).elements).of(Touchpoint)}
    assert entry == {"ask": 2 / 3, "pay": 1 / 3}


def test_na_is_a_case_like_any_other_and_an_empty_one_is_refused(tmp_path: Path):
    assert read(log(tmp_path, "NA,ask,2026-01-01,", "0,ask,2026-01-01,")).counts["cases"] == 2
    with pytest.raises(ImportProblem, match=r"line 3: the column “case” is empty"):
        read(log(tmp_path, "NA,ask,2026-01-01,", ",ask,2026-01-01,"))


@pytest.mark.parametrize("cell", ["yesterday", "5/4/2026", ""])
def test_an_unreadable_date_is_refused_with_its_place_and_an_example(tmp_path: Path, cell: str):
    message = (
        f"“log.csv”, line 3: “{cell}” is not a date that can be read in one way only, in the column “time”; "
        "write it like 2026-05-31 14:30:00."
    )
    with pytest.raises(ImportProblem) as caught:
        read(log(tmp_path, "1,ask,2026-01-01,", f"1,pay,{cell},"))
    assert str(caught.value) == message


def test_the_limits_hold(tmp_path: Path):
    path = log(tmp_path, "1,ask,2026-01-01,", "1,pay,2026-01-02,")
    with pytest.raises(ImportProblem, match="more than 1 rows"):
        read_event_log(path, case="case", activity="activity", time="time", limits=Limits(rows=1))


def test_owners_become_departments_and_blank_ones_are_ignored(tmp_path: Path):
    path = log(
        tmp_path,
        "1,ask,2026-01-01,Sales",
        "1,ask,2026-01-02,Sales",
        "1,ask,2026-01-03,Field service",
        "1,ask,2026-01-04, ",
        "1,pay,2026-01-05,",
    )
    imported = read(path, owner="owner", failure=Quantity(0.1))
    document = Document(imported.elements)
    assert {(each.name, each.code) for each in document.of(Department)} == {("Sales", "SA"), ("Field service", "FS")}
    parts = {(document.get(Department, each.party).name, each.role) for each in document.of(Responsibility)}
    assert parts == {("Sales", Role.ACCOUNTABLE), ("Field service", Role.RESPONSIBLE)}
    assert imported.counts["departments"] == 2
    assert {each.failure for each in document.of(Touchpoint)} == {Quantity(0.1)}


@given(cases=st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=8), min_size=1, max_size=12))
def test_a_journey_without_failures_gives_back_the_log(
    tmp_path_factory: pytest.TempPathFactory, cases: list[list[str]]
):
    rows = [
        f"{case},{activity},2026-01-{day:02d},"
        for case, activities in enumerate(cases)
        for day, activity in enumerate(activities, 1)
    ]
    imported = read(log(tmp_path_factory.mktemp("log"), *reversed(rows)))
    ends, visits = walk(imported.elements)
    last = Counter(activities[-1] for activities in cases)
    assert ends == pytest.approx({activity: count / len(cases) for activity, count in last.items()}, abs=1e-9)
    assert visits == pytest.approx(len(rows) / len(cases), abs=1e-9)


@given(rows=st.lists(st.tuples(*[st.sampled_from(["", "a", "2026-01-01", "5/4/2026"]) | st.text(max_size=5)] * 4)))
def test_whatever_the_cells_the_log_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
):
    path = tmp_path_factory.mktemp("log") / "log.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows([("case", "activity", "time", "owner"), *rows])
    with suppress(ImportProblem):
        assert read(path, owner="owner").counts["events"] <= len(rows)


@pytest.mark.parametrize(
    ("file", "columns", "counts"),
    [
        ("running-example.csv", (CASE, ACTIVITY, TIME), (6, 42, 8, 16)),
        ("running-example-semicolon.csv", ("case_id", "activity", "timestamp"), (6, 42, 8, 16)),
        ("receipt.csv", (CASE, ACTIVITY, TIME), (1_434, 8_577, 27, 99)),
        ("interval_event_log.csv", (CASE, ACTIVITY, "start_timestamp"), (1_266, 8_109, 8, 14)),
        ("roadtraffic100traces.csv", (CASE, ACTIVITY, TIME), (100, 390, 10, 18)),
        ("insurance_claims.csv", ("case_id", "activity", "start_time"), (1_000, 5_443, 7, 9)),
        ("loanapp_simplified.csv.gz", (CASE, ACTIVITY, "start_timestamp"), (500, 3_620, 10, 17)),
        ("ecom_clickstream.csv.gz", ("user_id", "event", "timestamp"), (600, 31_106, 19, 338)),
        ("ecom_clickstream.csv.gz", ("session_id", "event", "timestamp"), (3_605, 31_106, 19, 336)),
    ],
)
def test_published_logs_have_their_known_counts_and_are_given_back(
    shared_data: Path, file: str, columns: tuple[str, str, str], counts: tuple[int, int, int, int]
):
    case, activity, time = columns
    imported = read_event_log(shared_data / "event-logs" / file, case=case, activity=activity, time=time)
    assert tuple(imported.counts.values()) == counts
    ends, visits = walk(imported.elements)
    assert sum(ends.values()) == pytest.approx(1, abs=1e-9)
    assert visits == pytest.approx(counts[1] / counts[0], abs=1e-9)


@pytest.mark.parametrize(
    ("file", "columns", "expected"),
    [
        (
            "insurance_claims.csv",
            ("case_id", "activity", "start_time"),
            {"Close Claim": 0.613, "Assess Claim": 0.171, "Determine likelihood of the claim": 0.126},
        ),
        (
            "roadtraffic100traces.csv",
            (CASE, ACTIVITY, TIME),
            {"Payment": 0.47, "Send for Credit Collection": 0.36, "Send Fine": 0.17},
        ),
        (
            "interval_event_log.csv",
            (CASE, ACTIVITY, "start_timestamp"),
            {"confirm payment": 895 / 1266, "make delivery": 230 / 1266, "cancel order": 141 / 1266},
        ),
    ],
)
def test_published_logs_end_in_their_known_shares(
    shared_data: Path, file: str, columns: tuple[str, str, str], expected: dict[str, float]
):
    case, activity, time = columns
    imported = read_event_log(shared_data / "event-logs" / file, case=case, activity=activity, time=time)
    ends, _ = walk(imported.elements)
    assert {name: ends[name] for name in expected} == pytest.approx(expected, abs=1e-9)


def test_ordered_by_the_end_of_events_a_log_can_begin_elsewhere(shared_data: Path):
    path = shared_data / "event-logs" / "interval_event_log.csv"
    imported = read_event_log(path, case=CASE, activity=ACTIVITY, time=TIME)
    assert sum(each.entry is not None for each in imported.elements if isinstance(each, Touchpoint)) == 2
