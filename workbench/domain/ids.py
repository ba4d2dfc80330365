"""Identities: every element is found by one."""

import os
from collections.abc import Callable
from typing import Final

END: Final = "end"
"""Where a transition leads when the customer's journey is over; no element bears this id."""

NewId = Callable[[], str]


def random_id() -> str:
    """Return 64 random bits in hexadecimal, so that two people who work apart never give the same id."""
    return os.urandom(8).hex()
