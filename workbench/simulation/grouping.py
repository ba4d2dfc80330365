"""Touchpoints put together: by themselves, by phase, or by the department that answers for them."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.owners import owning_department
from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.build import Case

NOBODY: Final = "Nobody"
"""The group of touchpoints that no department answers for."""


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Groups by name and id (None for those without an element of their own); `member`, int[n], is the group of each
    touchpoint."""

    names: tuple[str, ...]
    ids: tuple[str | None, ...]
    member: Ints

    def __len__(self) -> int:
        return len(self.names)

    def rows(self, group: int) -> list[int]:
        """Return the touchpoints of a group, by row."""
        return np.flatnonzero(self.member == group).tolist()

    def sums(self, values: Floats) -> Floats:
        """Sum values per touchpoint, float[n, ...], by group, float[groups, ...]."""
        total = np.zeros((len(self), *values.shape[1:]))
        np.add.at(total, self.member, values)
        return total


def one_by_one(case: Case) -> Grouping:
    """Leave every touchpoint a group of its own, in the order of the case."""
    return Grouping(case.model.names, case.ids, np.arange(case.model.size, dtype=np.int64))


def by_phase(case: Case) -> Grouping:
    """Put together what lies in one phase; touchpoints not placed yet come last."""
    return Grouping(case.model.phase_names, case.phases, case.model.phase)


def by_department(document: Document, case: Case) -> Grouping:
    """Put together what one department answers for, itself or through its people, in order of appearance.

    What no department answers for comes last, under NOBODY and the id None.
    """
    owners = [owning_department(document, document.get(Touchpoint, each).id) for each in case.ids]
    names: dict[str | None, str] = {owner.id: owner.name for owner in owners if owner is not None}
    if any(owner is None for owner in owners):
        names[None] = NOBODY
    place = {key: index for index, key in enumerate(names)}
    member = [place[owner.id if owner is not None else None] for owner in owners]
    return Grouping(tuple(names.values()), tuple(names), np.array(member, dtype=np.int64))
