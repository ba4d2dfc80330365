"""The two signs that stand for a department on its cards."""

from collections.abc import Collection, Iterator, Sequence
from itertools import product
from string import ascii_uppercase, digits
from typing import Final
from unicodedata import normalize

from workbench.domain.problems import ValueProblem

COLOUR_SLOTS: Final = 10
"""So many department colours can be told apart, whatever the reader's eyes."""

_SIGNS: Final = ascii_uppercase + digits

MOST_CODES: Final = len(_SIGNS) ** 2


def free_code(name: str, taken: Collection[str]) -> str:
    """Return a code for `name` that is not in `taken`: initials if free, else what is near.

    Raises ValueProblem if all MOST_CODES are taken.
    """
    code = next((code for code in _candidates(name) if code not in taken), None)
    if code is None:
        raise ValueProblem(f"All {MOST_CODES:,} codes of two signs are taken; remove a department before “{name}”.")
    return code


def two_sign_codes(names: Sequence[str]) -> list[str]:
    """Return a code for each of at most MOST_CODES names, no two alike.

    Raises ValueProblem for more.
    """
    codes: dict[str, None] = {}
    for name in names:
        codes[free_code(name, codes)] = None
    return list(codes)


def _candidates(name: str) -> Iterator[str]:
    plain = normalize("NFKD", name).upper()
    words = ["".join(sign for sign in word if sign in _SIGNS) for word in plain.split()]
    initials = "".join(word[:1] for word in words)
    signs = "".join(words)
    for later in (initials[1:], signs[1:], _SIGNS):
        yield from (signs[:1] + sign for sign in later if signs)
    yield from ("".join(pair) for pair in product(_SIGNS, repeat=2))
