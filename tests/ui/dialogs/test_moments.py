from datetime import UTC, datetime, timedelta, timezone

import pytest

from ui.dialogs.moments import moment

NOW = datetime(2026, 11, 21, 15, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("then", "told"),
    [
        (datetime(2026, 11, 21, 14, 32, tzinfo=UTC), "today 14:32"),
        (datetime(2026, 11, 20, 23, 59, tzinfo=UTC), "yesterday 23:59"),
        (datetime(2026, 11, 18, 9, 5, tzinfo=UTC), "Wednesday 09:05"),
        (datetime(2026, 11, 14, 9, 5, tzinfo=UTC), "14 November, 09:05"),
        (datetime(2025, 3, 2, 9, 5, tzinfo=UTC), "2 March 2025, 09:05"),
    ],
)
def test_a_moment_is_told_by_its_distance_from_now(then: datetime, told: str) -> None:
    assert moment(then, NOW, UTC) == told


def test_the_day_is_that_of_the_reader_and_not_of_the_writer() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert moment(datetime(2026, 11, 21, 14, 32, tzinfo=UTC), NOW, tokyo) == "yesterday 23:32"


def test_a_moment_ahead_of_a_clock_that_was_set_back_keeps_its_date() -> None:
    assert moment(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), NOW, UTC) == "22 November, 09:00"
