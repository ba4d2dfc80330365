"""The mark on a method that overrides one of Qt, for the type checker alone.

What the first picture needs takes it from here: typing_extensions takes longer to import than that picture to paint.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method: Any) -> Any:
        """Return the method."""
        return method


__all__ = ["override"]
