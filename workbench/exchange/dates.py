"""Dates as logs write them: ISO 8601, or day, month and year where their order is certain."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import Enum

from workbench.exchange.problems import quoted

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_ISO_DATE = re.compile(r"\d{4}([-/])\d\d\1\d\d")
_SPACE_BEFORE_ZONE = re.compile(r"\s+(?=(?:[+-]\d\d:?\d\d|Z|UTC)$)")
_DAY_AND_MONTH = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})"
    r"(?:[ T]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<seconds>\d\d))?(?:[.,]\d+)?\s*(?P<half>[AaPp][Mm])?)?"
)


class UnreadableDate(ValueError):
    """A text that is no date, or one whose day and month cannot be told apart."""


class DayOrder(Enum):
    """Which of the two numbers before the year is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNKNOWN = "unknown"


def day_order(cells: Iterable[str]) -> DayOrder:
    """Find in `cells` a date that can be read in one way only; stops at the first that is not day, month and year.

    A full stop between the numbers means that the day comes first.
    """
    for cell in cells:
        match = _DAY_AND_MONTH.fullmatch(cell.strip())
        if match is None:
            break
        if match["mark"] == "." or int(match["first"]) > 12:
            return DayOrder.DAY_FIRST
        if int(match["second"]) > 12:
            return DayOrder.MONTH_FIRST
    return DayOrder.UNKNOWN


def instant(cell: str, order: DayOrder = DayOrder.UNKNOWN) -> int:
    """Return the microseconds from 1970-01-01 UTC to the date in `cell`; without a zone it is taken as UTC.

    Raises UnreadableDate.
    """
    text = cell.strip()
    match = _DAY_AND_MONTH.fullmatch(text)
    try:
        moment = _numbered_moment(match, order) if match else _iso_moment(text)
    except ValueError:
        raise UnreadableDate(f"{quoted(cell)} is not a date that can be read in one way only") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - _EPOCH) // _MICROSECOND


def _iso_moment(text: str) -> datetime:
    if not _ISO_DATE.match(text):
        # numbers and week dates, which Python would take for ISO dates as well, are more often something else
        raise UnreadableDate(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        plain = _SPACE_BEFORE_ZONE.sub("", text).removesuffix("UTC").replace("/", "-", 2)
        return datetime.fromisoformat(plain)


def _numbered_moment(match: re.Match[str], order: DayOrder) -> datetime:
    first, second = int(match["first"]), int(match["second"])
    if order is DayOrder.UNKNOWN and first != second:
        raise UnreadableDate(match[0])
    day, month = (second, first) if order is DayOrder.MONTH_FIRST else (first, second)
    hour, half = int(match["hour"] or 0), (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise UnreadableDate(match[0])
        hour = hour % 12 + (12 if half == "pm" else 0)
    return datetime(int(match["year"]), month, day, hour, int(match["minute"] or 0), int(match["seconds"] or 0))
