"""Finding elements by what people type."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final, TypeVar

from workbench.domain.elements import Department, Journey, Phase, Scenario, Touchpoint
from workbench.domain.naming import shown

Named = TypeVar("Named", bound=Department | Journey | Phase | Scenario | Touchpoint)

LISTED: Final = 8
"""So many names are listed where none is near; more would bury the sentence."""


class LookupProblem(ValueError):
    """A name that nothing bears, or several do."""


def find_by_name(wanted: str, elements: Iterable[Named], what: str) -> Named:
    """Return the one element that is called `wanted`, else so but for capitals, else begins so.

    `what` says in the plural what was searched.  Raises LookupProblem, naming the nearest, for none or several.
    """
    named = [(each.title if isinstance(each, Journey) else each.name, each) for each in elements]
    folded = wanted.casefold().strip()
    for found in (
        [each for name, each in named if name == wanted],
        [each for name, each in named if name.casefold() == folded],
        [each for name, each in named if folded and name.casefold().startswith(folded)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(each.describe() for each in found[:5])
            raise LookupProblem(
                f"{shown(wanted)} could be {listed}; write out the one you mean, or give each its own name."
            )
    raise LookupProblem(
        f"None of the {what} is called {shown(wanted)}; {_instead(folded, [name for name, _ in named])}."
    )


def _instead(folded: str, names: Sequence[str]) -> str:
    by_folded = {name.casefold(): name for name in reversed(names)}
    near = [by_folded[each] for each in get_close_matches(folded, by_folded, 3)]
    near = near or [name for each, name in by_folded.items() if folded and folded in each][:3]
    if near:
        return "the nearest are " + ", ".join(map(shown, near))
    if not names:
        return "there are none"
    more = f" and {len(names) - LISTED:,} more" if len(names) > LISTED else ""
    return "there are " + ", ".join(map(shown, names[:LISTED])) + more
