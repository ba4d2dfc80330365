"""A mixture of customers: what each kind comes to, weighed by its share."""

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def mixed(parts: Sequence[T], shares: Sequence[float]) -> T:
    """Return the share-weighted sum, field by field, of dataclasses of arrays, or of such dataclasses themselves."""
    first = parts[0]
    return type(first)(**{f.name: _sum([getattr(part, f.name) for part in parts], shares) for f in fields(first)})


def _sum(values: Sequence[Any], shares: Sequence[float]) -> Any:
    if isinstance(values[0], np.ndarray):
        return np.sum([share * value for value, share in zip(values, shares, strict=True)], axis=0)
    return mixed(values, shares)
