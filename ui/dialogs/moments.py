"""Points in time as people say them."""

from datetime import datetime, tzinfo
from typing import Final

_WEEK: Final = 7


def moment(then: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """Return when something was, as seen from `now`; without a `zone`, by the clock of this computer.

    Both times carry their zone.  Today and yesterday are told as such, the days before by their names for a week.
    """
    local, today = then.astimezone(zone), now.astimezone(zone)
    days = (today.date() - local.date()).days
    if days in (0, 1):
        return f"{'yesterday' if days else 'today'} {local:%H:%M}"
    if 1 < days < _WEEK:
        return f"{local:%A %H:%M}"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local.day} {local:%B}{year}, {local:%H:%M}"
