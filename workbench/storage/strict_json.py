"""JSON as no other reader would understand it differently: no key twice in a record, no NaN, no infinities."""

import json
from typing import Any, NoReturn

from workbench.storage.problems import FileProblem


def strict_decoder(remedy: str) -> json.JSONDecoder:
    """Return a decoder that raises FileProblem, ending in `remedy`, for what the standard one would let pass."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise FileProblem(f"“{twice}” stands twice in the same record; remove one, or {remedy}")
        return found

    def refuse_constant(name: str) -> NoReturn:
        raise FileProblem(f"{name} is no number that can be calculated with; replace it, or {remedy}")

    return json.JSONDecoder(object_pairs_hook=unique, parse_constant=refuse_constant)
