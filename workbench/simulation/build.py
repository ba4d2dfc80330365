"""From the document to the engine's input: one model a kind of customer."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypedDict

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order

from workbench.domain.document import Document
from workbench.domain.elements import Influence, Persona, Phase, Reactions, Touchpoint, Transition
from workbench.domain.entries import entry_shares
from workbench.domain.ids import END
from workbench.domain.parameters import ENGINE_PARAMETERS, REACTION_PARAMETERS, TOUCHPOINT_PARAMETERS
from workbench.domain.places import NOT_PLACED, phases_in_order, touchpoints_in_order
from workbench.domain.reactions import reactions_of
from workbench.domain.vocabulary import TransitionKind
from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.model import JourneyModel, Routing
from workbench.simulation.problems import LoopWithoutExit, ModelProblem
from workbench.simulation.reactions import breakdown_curve, recovered_levels, silent_curve

LEVELS: Final = 10
LEVELS_OF_LARGE: Final = 5
LARGE: Final = 500
"""Above this many touchpoints irritation is counted in fewer levels: 10.7 against 10.0 % relief of halving early
failures on the journey where both were measured, at a fifth of the states."""

_CHANCES: Final = frozenset({"failure", "carry_over", "retry"})
"""Parameters that the model takes as they are stated, so that their limits still hold there."""

_LEAVE_FACTOR: Final = ((0.0, 1.8), (0.5, 1.0), (1.0, 0.17))
"""How recovery quality scales leaving: 54, 30 and 5 % do not buy again after a complaint that was not, somehow, or
quickly solved (TARP, quoted in Barlow and Maul, Emotional Value), relative to the middle one."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One kind of customer: its share of those entering, and the journey as it lives it.

    `severity`, `soothing` and `silent` are the factors that make its numbers of those of the average customer.
    """

    name: str
    share: float
    model: JourneyModel
    severity: float = 1.0
    soothing: float = 1.0
    silent: float = 1.0


@dataclass(frozen=True, slots=True)
class Case:
    """A journey ready to run: `ids` and `phases` name the rows of the arrays, `guesses` counts the numbers guessed.

    `phases` ends with None where touchpoints are not placed yet; a fix can act on the touchpoints in `controllable`.
    """

    ids: tuple[str, ...]
    phases: tuple[str | None, ...]
    controllable: frozenset[str]
    segments: tuple[Segment, ...]
    guesses: int

    @property
    def model(self) -> JourneyModel:
        """The model of the first kind of customer; names, phases and ways are the same in all."""
        return self.segments[0].model

    @property
    def shares(self) -> list[float]:
        """What part of those entering each kind of customer is; they sum to one."""
        return [segment.share for segment in self.segments]


def build(document: Document, journey: str, *, levels: int | None = None) -> Case:
    """Return a journey as the engine takes it, one segment a persona, or one in all where there is none.

    Irritation is counted in `levels`, by default as the journey states or as its size allows.
    Shares that do not sum to 1 are used in proportion; what nobody has stated stands at its labelled guess.
    Raises ModelProblem for a journey without touchpoints, LoopWithoutExit for one that somebody for whom all goes well
    could never leave.
    """
    touchpoints = touchpoints_in_order(document, journey)
    phases: list[Phase | None] = list(phases_in_order(document, journey))
    own = {phase.id for phase in phases if phase}
    if any(touchpoint.phase not in own for touchpoint in touchpoints):
        phases.append(None)
    reactions = reactions_of(document, journey)
    personas = personas_in(document)
    average = _model(document, journey, touchpoints, phases, reactions, levels)
    _require_ways_out(average)
    return Case(
        ids=tuple(touchpoint.id for touchpoint in touchpoints),
        phases=tuple(phase.id if phase else None for phase in phases),
        controllable=frozenset(touchpoint.id for touchpoint in touchpoints if touchpoint.is_controllable),
        segments=_segments(personas, average),
        guesses=_count_guesses(influences_among(document, touchpoints), touchpoints, reactions, personas),
    )


def improved(model: JourneyModel, changes: Iterable[tuple[int, str, float]]) -> JourneyModel:
    """Return `model` with relative changes (-0.3: 30 % less) of parameters of touchpoints, given by row.

    Probabilities stay within 0 and 1, everything else at or above 0; changes of one parameter multiply.  Raises
    ModelProblem for a parameter that touchpoints lack.
    """
    factors: dict[str, Floats] = {}
    for row, parameter, change in changes:
        require_changeable(parameter)
        factors.setdefault(parameter, np.ones(model.size))[row] *= max(0.0, 1.0 + change)
    fields = {field_of(parameter): (parameter, factor) for parameter, factor in factors.items()}
    return replace(model, **{field: scaled(how, getattr(model, field), by) for field, (how, by) in fields.items()})


def require_changeable(parameter: str) -> None:
    """Raise ModelProblem for a parameter that touchpoints lack, so that no fix can change it."""
    if parameter not in TOUCHPOINT_PARAMETERS:
        known = ", ".join(TOUCHPOINT_PARAMETERS)
        raise ModelProblem(f"Touchpoints have no “{parameter}” to change; choose one of {known}.")


def improved_case(case: Case, changes: Sequence[tuple[int, str, float]]) -> Case:
    """Return `improved` for every kind of customer."""
    segments = tuple(replace(segment, model=improved(segment.model, changes)) for segment in case.segments)
    return replace(case, segments=segments)


def field_of(parameter: str) -> str:
    """Return the field of JourneyModel that stands for a parameter of touchpoints."""
    return "leave_factor" if parameter == "recovery_quality" else parameter


def scaled(parameter: str, present: Floats, factor: Floats) -> Floats:
    """Return what factors make of a parameter's values as the model holds them, both of shape [..., touchpoints].

    Probabilities stay within 0 and 1, a recovery cannot be better than full.
    """
    if parameter == "recovery_quality":
        better = leave_factor(np.minimum(1.0, _quality_of(present) * factor))
        return np.where(factor == 1.0, present, better)
    limit = TOUCHPOINT_PARAMETERS[parameter].maximum if parameter in _CHANCES else None
    return np.minimum(np.inf if limit is None else limit, present * factor)


def leave_factor(quality: Floats) -> Floats:
    """Return how recovery quality (0 not at all to 1 fully) scales the chance to leave after a breakdown, float[n]."""
    return np.interp(quality, [q for q, _ in _LEAVE_FACTOR], [factor for _, factor in _LEAVE_FACTOR])


def _quality_of(factor: Floats) -> Floats:
    falling = sorted((factor, quality) for quality, factor in _LEAVE_FACTOR)
    return np.interp(factor, [f for f, _ in falling], [q for _, q in falling])


def _segments(personas: list[Persona], average: JourneyModel) -> tuple[Segment, ...]:
    if not personas:
        return (Segment("", 1.0, average),)
    weights = [persona.quantity("share").value for persona in personas]
    names = _distinct([persona.name for persona in personas])
    return tuple(
        _as_lived_by(persona, name, weight / sum(weights), average)
        for persona, name, weight in zip(personas, names, weights, strict=True)
    )


def _model(
    document: Document,
    journey: str,
    touchpoints: list[Touchpoint],
    phases: list[Phase | None],
    reactions: Reactions,
    levels: int | None,
) -> JourneyModel:
    row = {touchpoint.id: index for index, touchpoint in enumerate(touchpoints)}
    column = {phase.id: index for index, phase in enumerate(phases) if phase}
    levels = levels or reactions.levels or (LEVELS if len(touchpoints) <= LARGE else LEVELS_OF_LARGE)
    entries = entry_shares(document, journey)
    onward, demand = _routing(document, row)
    numbers = {field: _numbers(touchpoints, field) for field in ENGINE_PARAMETERS}
    return JourneyModel(
        names=tuple(_distinct(touchpoint.name for touchpoint in touchpoints)),
        phase=np.array([column.get(each.phase or "", len(column)) for each in touchpoints], dtype=np.int64),
        phase_names=tuple(phase.name if phase else NOT_PLACED for phase in phases),
        entry=np.array([entries.get(touchpoint.id, 0.0) for touchpoint in touchpoints]),
        routing=onward,
        failure_demand=demand,
        failure=numbers["failure"],
        severity=numbers["severity"] * levels,
        soothing=numbers["soothing"] * levels,
        carry_over=numbers["carry_over"],
        retry=numbers["retry"],
        contact_cost=numbers["contact_cost"],
        recovery_cost=numbers["recovery_cost"],
        contact_time=numbers["contact_time"],
        recovery_time=numbers["recovery_time"],
        leave_factor=leave_factor(numbers["recovery_quality"]),
        levels=levels,
        **_influences(influences_among(document, touchpoints), row),
        **_curves(reactions, levels),
    )


def _require_ways_out(model: JourneyModel) -> None:
    """Raise LoopWithoutExit where some of those who come could only leave in anger or in silence."""
    n, onward, demand = model.size, model.routing, model.failure_demand
    outside = n + 2
    entries = np.flatnonzero(model.entry > 0.0)
    coming = np.concatenate([onward.sources(), demand.sources(), np.full(entries.size, outside)])
    reached = _reach(coming, np.concatenate([onward.target, demand.target, entries]), outside)
    ends = np.array([model.finished, model.gave_up])
    leaving = np.concatenate([onward.target, np.full(2, outside)])
    led_out = _reach(leaving, np.concatenate([onward.sources(), ends]), outside)
    caught = np.setdiff1d(reached[reached < n], led_out)
    if caught.size:
        raise LoopWithoutExit([model.names[place] for place in caught])


def _reach(source: Ints, target: Ints, start: int) -> Ints:
    """Return the nodes that ways lead to from the last one, `start`."""
    graph = csr_matrix((np.ones(source.size), (source, target)), shape=(start + 1, start + 1))
    return breadth_first_order(graph, start, return_predecessors=False)


def _numbers(touchpoints: list[Touchpoint], field: str) -> Floats:
    return np.array([touchpoint.quantity(field).value for touchpoint in touchpoints])


class _Influences(TypedDict):
    influence_source: Ints
    influence_target: Ints
    influence_strength: Floats


def personas_in(document: Document) -> list[Persona]:
    """Return the kinds of customer of whom there are any."""
    return [persona for persona in document.of(Persona) if persona.quantity("share").value > 0]


def influences_among(document: Document, touchpoints: list[Touchpoint]) -> list[Influence]:
    """Return the influences that begin and end at these touchpoints."""
    own = {touchpoint.id for touchpoint in touchpoints}
    return [each for each in document.of(Influence) if each.source in own and each.target in own]


def _influences(influences: list[Influence], row: Mapping[str, int]) -> _Influences:
    return {
        "influence_source": np.array([row[each.source] for each in influences], dtype=np.int64),
        "influence_target": np.array([row[each.target] for each in influences], dtype=np.int64),
        "influence_strength": np.array([each.quantity("strength").value for each in influences], dtype=np.float64),
    }


class _Curves(TypedDict):
    breakdown: Floats
    leave: Floats
    silent: Floats
    recovered_level: Ints
    defection_cost: float


def _curves(reactions: Reactions, levels: int) -> _Curves:
    stated = {field: reactions.quantity(field).value for field in REACTION_PARAMETERS}
    return {
        "breakdown": breakdown_curve(
            levels,
            floor=stated["breakdown_calm"],
            ceiling=stated["breakdown_full"],
            threshold=stated["threshold"],
            width=stated["sharpness"],
        ),
        "leave": np.linspace(stated["leave_calm"], stated["leave_full"], levels + 1),
        "silent": silent_curve(levels, full=stated["silent_full"]),
        "recovered_level": recovered_levels(levels, drop=stated["recovery_drop"]),
        "defection_cost": stated["defection_cost"],
    }


def _routing(document: Document, row: Mapping[str, int]) -> tuple[Routing, Routing]:
    finished = len(row)
    onward: list[dict[int, float]] = [{} for _ in row]
    demand: list[dict[int, float]] = [{} for _ in row]
    leading_on: set[int] = set()
    for each in document.of(Transition):
        share, at = each.weight.value, row.get(each.source)
        if at is not None and share > 0:
            ways = demand[at] if each.kind is TransitionKind.FAILURE_DEMAND else onward[at]
            target = landing(each, row)
            ways[target] = ways.get(target, 0.0) + share
            if each.kind is TransitionKind.FLOW:
                leading_on.add(at)
    for at in set(range(finished)) - leading_on:
        # who does not give up where nothing leads on is done
        onward[at][finished] = onward[at].get(finished, 0.0) + max(0.0, 1.0 - sum(onward[at].values()))
    after_failure = (each if sum(each.values()) <= 1 else _in_proportion(each) for each in demand)
    return Routing.from_rows(map(_in_proportion, onward)), Routing.from_rows(after_failure)


def landing(transition: Transition, row: Mapping[str, int]) -> int:
    """Return where a transition leads in the model: to the row of a touchpoint, or to who finished or gave up."""
    lost = transition.target == END and transition.kind is not TransitionKind.FLOW
    return len(row) + 1 if lost else row.get(transition.target, len(row))


def _in_proportion(shares: dict[int, float]) -> dict[int, float]:
    total = sum(shares.values())
    return {target: share / total for target, share in shares.items() if share > 0}


def _as_lived_by(persona: Persona, name: str, share: float, average: JourneyModel) -> Segment:
    """A patient customer's glass fills more slowly; fading and silent leaving scale what they name."""
    severity = 1.0 / persona.quantity("patience").value
    soothing = persona.quantity("fading").value
    silent = persona.quantity("silent_leaving").value
    model = replace(
        average,
        severity=average.severity * severity,
        soothing=average.soothing * soothing,
        silent=np.minimum(1.0, average.silent * silent),
    )
    return Segment(name, share, model, severity, soothing, silent)


def _distinct(names: Iterable[str]) -> list[str]:
    taken: dict[str, None] = {}
    alike: Counter[str] = Counter()
    for stated in names:
        name = stated
        while name in taken:
            alike[stated] += 1
            name = f"{stated} ({alike[stated] + 1})"
        taken[name] = None
    return list(taken)


def _count_guesses(
    influences: list[Influence], touchpoints: list[Touchpoint], reactions: Reactions, personas: list[Persona]
) -> int:
    """Count the numbers that nobody has measured, asked or judged: failure and severity of each touchpoint that a
    fix can act on, the strength of each influence, and how customers react."""
    asked = [each.quantity(field) for each in touchpoints if each.is_controllable for field in ("failure", "severity")]
    asked += [each.quantity("strength") for each in influences]
    asked += [reactions.quantity(field) for field in REACTION_PARAMETERS]
    asked += [persona.quantity("patience") for persona in personas]
    return sum(quantity.is_guess for quantity in asked)
