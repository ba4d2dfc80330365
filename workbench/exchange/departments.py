"""Who does what according to a log: departments and their parts in the touchpoints."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from workbench.domain.codes import COLOUR_SLOTS, MOST_CODES, two_sign_codes
from workbench.domain.elements import Department, Element, Responsibility
from workbench.domain.ids import NewId
from workbench.domain.vocabulary import Role

MOST_DEPARTMENTS: Final = MOST_CODES


def ownership(
    names: Sequence[str], done: Mapping[tuple[int, int], int], touchpoints: Sequence[str], new_id: NewId
) -> list[Element]:
    """Return one department a name, and its responsibilities.

    `done` counts how often (touchpoint, department), both by number, occurred: who does most at a touchpoint is
    accountable (in a tie the first in the alphabet), the others are responsible.
    """
    codes = two_sign_codes(names)
    departments = [
        Department(id=new_id(), name=name, code=code, colour=index % COLOUR_SLOTS)
        for index, (name, code) in enumerate(zip(names, codes, strict=True))
    ]
    doers: defaultdict[int, list[int]] = defaultdict(list)
    for touchpoint, department in sorted(done, key=lambda pair: (pair[0], -done[pair], names[pair[1]])):
        doers[touchpoint].append(department)
    responsibilities = [
        Responsibility(
            id=new_id(),
            touchpoint=touchpoints[touchpoint],
            party=departments[department].id,
            role=Role.RESPONSIBLE if rank else Role.ACCOUNTABLE,
        )
        for touchpoint, parties in doers.items()
        for rank, department in enumerate(parties)
    ]
    return [*departments, *responsibilities]
