"""Names for what is new."""

from collections.abc import Container


def free_name(wish: str, taken: Container[str]) -> str:
    """Return `wish`, with the lowest number behind it, from 2 on, that makes it a name not yet taken."""
    name, number = wish, 1
    while name in taken:
        number += 1
        name = f"{wish} {number}"
    return name
