from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.exchange.dates import DayOrder, UnreadableDate, day_order, instant


def microseconds(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-05-31", microseconds(2026, 5, 31)),
        (" 2026-05-31 14:30 ", microseconds(2026, 5, 31, 14, 30)),
        ("2026-05-31T14:30:05", microseconds(2026, 5, 31, 14, 30, 5)),
        ("2026-05-31T14:30:05Z", microseconds(2026, 5, 31, 14, 30, 5)),
        ("2026-05-31 14:30:05.25+02:00", microseconds(2026, 5, 31, 12, 30, 5) + 250_000),
        ("2026-05-31 14:30:05 +0200", microseconds(2026, 5, 31, 12, 30, 5)),
        ("2026-05-31 14:30:05 UTC", microseconds(2026, 5, 31, 14, 30, 5)),
        ("2026/05/31 14:30", microseconds(2026, 5, 31, 14, 30)),
        ("1900-01-01", microseconds(1900, 1, 1)),
    ],
)
def test_iso_dates_are_read_with_and_without_zone(cell: str, expected: int):
    assert instant(cell) == expected


@given(st.datetimes(timezones=st.just(timezone(timedelta(hours=-5)))))
def test_whatever_python_writes_comes_back(moment: datetime):
    assert instant(moment.isoformat(" ")) == (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("cell", "order", "expected"),
    [
        ("5/4/2026", DayOrder.DAY_FIRST, microseconds(2026, 4, 5)),
        ("5/4/2026", DayOrder.MONTH_FIRST, microseconds(2026, 5, 4)),
        ("31.12.2026 07:05", DayOrder.DAY_FIRST, microseconds(2026, 12, 31, 7, 5)),
        ("12-31-2026 7:05:09", DayOrder.MONTH_FIRST, microseconds(2026, 12, 31, 7, 5, 9)),
        ("12/31/2026 12:05 AM", DayOrder.MONTH_FIRST, microseconds(2026, 12, 31, 0, 5)),
        ("12/31/2026 2:05pm", DayOrder.MONTH_FIRST, microseconds(2026, 12, 31, 14, 5)),
        ("4/4/2026", DayOrder.UNKNOWN, microseconds(2026, 4, 4)),
    ],
)
def test_day_month_and_year_are_read_in_the_order_found(cell: str, order: DayOrder, expected: int):
    assert instant(cell, order) == expected


@pytest.mark.parametrize(
    "cell",
    ["", "soon", "5/4/2026", "2026-13-01", "2026-02-30", "31/12/26", "1780000000", "20260531", "14:30", "5/4-2026"],
)
def test_what_cannot_be_read_in_one_way_only_is_refused(cell: str):
    with pytest.raises(UnreadableDate):
        instant(cell)


@pytest.mark.parametrize("cell", ["31/31/2026", "1/13/2026", "1/1/2026 25:00", "1/1/2026 13:00 pm", "1/1/0000"])
def test_numbers_that_no_calendar_has_are_refused(cell: str):
    with pytest.raises(UnreadableDate):
        instant(cell, DayOrder.DAY_FIRST)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["5/4/2026", "13/4/2026", "never looked at"], DayOrder.DAY_FIRST),
        (["5/4/2026", "4/13/2026"], DayOrder.MONTH_FIRST),
        (["5.4.2026"], DayOrder.DAY_FIRST),
        (["5/4/2026", "6/4/2026"], DayOrder.UNKNOWN),
        (["2026-05-31", "13/4/2026"], DayOrder.UNKNOWN),
        ([], DayOrder.UNKNOWN),
    ],
)
def test_the_first_certain_date_decides_which_number_is_the_day(cells: list[str], expected: DayOrder):
    assert day_order(cells) is expected
