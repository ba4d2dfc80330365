"""What a lock keeps: the words, the place and the being of what lies on the map."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from workbench.domain.elements import Element, Frame, Note, Touchpoint
from workbench.domain.problems import LockedProblem

Lockable = Touchpoint | Note | Frame

_PLACE: Final = ("phase", "x", "y")
_SIZE: Final = ("width", "height")
_KEPT: Final[Mapping[type[Element], Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {
        Touchpoint: {"renaming": ("name",), "moving": _PLACE},
        Note: {"changing": ("text", "colour"), "moving": _PLACE, "resizing": _SIZE},
        Frame: {"renaming": ("name",), "moving": _PLACE, "resizing": _SIZE},
    }
)
"""By kind of element: what a lock refuses, and the fields that it therefore keeps."""


def refuse_if_locked(before: Element, after: Element | None) -> None:
    """Raise LockedProblem where `before` is locked and `after` is not it any more; None stands for removing it."""
    if not isinstance(before, Lockable) or not before.locked:
        return
    if after is None:
        raise _problem(before, "removing")
    if isinstance(after, Lockable) and not after.locked:
        return
    for deed, fields in _KEPT[type(before)].items():
        if any(getattr(before, field) != getattr(after, field) for field in fields):
            raise _problem(before, deed)


def _problem(element: Element, deed: str) -> LockedProblem:
    described = element.describe()
    return LockedProblem(f"{described[:1].upper()}{described[1:]} is locked; unlock it before {deed} it.", element.id)
