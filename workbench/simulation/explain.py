"""Explain the breakdowns in a touchpoint, a phase or a whole journey."""

from dataclasses import replace
from typing import Final

import numpy as np

from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.build import Case
from workbench.simulation.effects import prevented
from workbench.simulation.exact import read_off
from workbench.simulation.explanation import Cause, Explanation, Payer, Source, Straw
from workbench.simulation.glass import Glass, glass
from workbench.simulation.grouping import Grouping, by_phase, one_by_one
from workbench.simulation.induced import failures
from workbench.simulation.irritation import irritation_in
from workbench.simulation.mixing import mixed
from workbench.simulation.observables import breakdowns_at
from workbench.simulation.problems import ModelProblem
from workbench.simulation.results import mix

MOST: Final = 12
"""Touchpoints told by name; finding out what one prevents takes a run of its own."""

_REMOVAL: Final = -1.0


def explain(case: Case, owners: Grouping, at: str | None = None, most: int = MOST) -> Explanation:
    """Explain the breakdowns at a touchpoint or in a phase by id, or anywhere, for all kinds of customer together.

    `owners` says who pays (see `grouping.by_department`); of the touchpoints that fill the glass at most `most` are
    told.  Raises ModelProblem for an id that is not in the journey, and what `glass` raises.
    """
    place, inside = _place(case, at)
    traced = [irritation_in(segment.model) for segment in case.segments]
    paid = np.where(inside == 0, owners.member, -1)
    matrix = mixed([glass(each, paid, len(owners)) for each in traced], case.shares)
    failing = mixed([failures(each, inside, 1) for each in traced], case.shares)
    result = mix([read_off(each.model, each.chain, each.visits) for each in traced], case.shares)
    filled = matrix.breakdowns.sources.sum(axis=1)
    by_owner = matrix.by(owners)
    return Explanation(
        id=at,
        place=place,
        breakdowns=float(matrix.breakdowns.total.sum()),
        empty_glass=float(matrix.breakdowns.itself.sum()),
        straws=_straws(case, np.where(inside == 0, result.breakdowns, 0.0)),
        touchpoints=_sources(case, one_by_one(case), filled, inside, most),
        phases=_sources(case, by_phase(case), filled, inside, len(case.phases)),
        departments=_sources(case, owners, filled, inside, len(owners)),
        payers=_payers(owners, by_owner),
        owners=owners,
        matrix=by_owner,
        failures=float(failing.total.sum()),
        by_irritation=float(failing.irritation.sum()),
        by_influence=_causes(case, failing.influence[:, 0]),
    )


def explain_by_persona(case: Case, owners: Grouping, at: str | None = None, most: int = MOST) -> dict[str, Explanation]:
    """Return `explain` for each kind of customer by name, as if there were no other."""
    alone = {segment.name: replace(case, segments=(replace(segment, share=1.0),)) for segment in case.segments}
    return {name: explain(one, owners, at, most) for name, one in alone.items()}


def _place(case: Case, at: str | None) -> tuple[str, Ints]:
    """Return the name of a place and 0 for each touchpoint inside it, -1 outside."""
    if at is None:
        return "", np.zeros(case.model.size, dtype=np.int64)
    if at in case.ids:
        row = case.ids.index(at)
        return case.model.names[row], np.where(np.arange(case.model.size) == row, 0, -1)
    if at in case.phases:
        phase = case.phases.index(at)
        return case.model.phase_names[phase], np.where(case.model.phase == phase, 0, -1)
    raise ModelProblem(f"“{at}” is neither a touchpoint nor a phase of this journey; choose one of them.")


def _straws(case: Case, breakdowns: Floats) -> tuple[Straw, ...]:
    order = _most_first(breakdowns)
    return tuple(Straw(case.ids[row], case.model.names[row], float(breakdowns[row])) for row in order)


def _sources(case: Case, groups: Grouping, filled: Floats, inside: Ints, most: int) -> tuple[Source, ...]:
    """Rank the groups by what they filled, and run the journey without the failures of each that is told."""
    shares = groups.sums(filled)
    told = _most_first(shares)[:most]
    gains = prevented(case, [groups.rows(group) for group in told], _REMOVAL, [breakdowns_at(inside == 0)])[:, 0]
    return tuple(
        Source(groups.ids[group], groups.names[group], float(shares[group]), float(gain))
        for group, gain in zip(told, gains, strict=True)
    )


def _payers(owners: Grouping, matrix: Glass) -> tuple[Payer, ...]:
    total, cost = matrix.breakdowns.total, matrix.cost.total
    by_others = matrix.breakdowns.sources.sum(axis=0) - np.diagonal(matrix.breakdowns.sources)
    return tuple(
        Payer(owners.ids[g], owners.names[g], float(total[g]), float(by_others[g]), float(cost[g]))
        for g in _most_first(total)
    )


def _causes(case: Case, failing: Floats) -> tuple[Cause, ...]:
    order = _most_first(failing)
    return tuple(Cause(case.ids[row], case.model.names[row], float(failing[row])) for row in order)


def _most_first(values: Floats) -> list[int]:
    """Return the places of the positive values, the largest first."""
    order = np.argsort(-values, kind="stable")
    return order[values[order] > 0.0].tolist()
