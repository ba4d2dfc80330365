"""Who does what according to a log: departments and their parts in the touchpoints."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from string import ascii_uppercase, digits
from unicodedata import normalize

from workbench.domain.elements import Department, Element, Responsibility
from workbench.domain.ids import NewId
from workbench.domain.vocabulary import Role

COLOUR_SLOTS = 10

_SIGNS = ascii_uppercase + digits

MOST_DEPARTMENTS = len(_SIGNS) ** 2


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


def two_sign_codes(names: Sequence[str]) -> list[str]:
    """Return a code for each of at most MOST_DEPARTMENTS names, no two alike: initials if free, else what is near."""
    codes: dict[str, None] = {}
    for name in names:
        codes[next(code for code in _candidates(name) if code not in codes)] = None
    return list(codes)


def _candidates(name: str) -> Iterator[str]:
    plain = normalize("NFKD", name).upper()
    words = ["".join(sign for sign in word if sign in _SIGNS) for word in plain.split()]
    initials = "".join(word[:1] for word in words)
    signs = "".join(words)
    for later in (initials[1:], signs[1:], _SIGNS):
        yield from (signs[:1] + sign for sign in later if signs)
    yield from ("".join(pair) for pair in product(_SIGNS, repeat=2))
