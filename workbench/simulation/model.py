"""The engine's input: one journey as plain arrays, checked when it is made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from workbench.simulation import checks
from workbench.simulation.arrays import Floats, Ints, tally
from workbench.simulation.problems import ModelProblem


@dataclass(frozen=True, slots=True, eq=False)
class Routing:
    """Ways from every touchpoint in compressed rows: row i is `ptr[i]:ptr[i + 1]` of `target` and `share`."""

    ptr: Ints
    target: Ints
    share: Floats

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[int, float]]) -> Self:
        """Compress one mapping {target: share} a touchpoint."""
        listed = [sorted(row.items()) for row in rows]
        ptr = np.concatenate([[0], np.cumsum([len(row) for row in listed], dtype=np.int64)]).astype(np.int64)
        target = np.array([t for row in listed for t, _ in row], dtype=np.int64)
        share = np.array([s for row in listed for _, s in row], dtype=np.float64)
        return cls(ptr, target, share)

    @classmethod
    def empty(cls, touchpoints: int) -> Self:
        """Return rows without any way, as a journey without failure demand has them."""
        return cls.from_rows({} for _ in range(touchpoints))

    def sources(self) -> Ints:
        """Return the touchpoint each way starts from, int[ways]."""
        return np.repeat(np.arange(self.ptr.size - 1, dtype=np.int64), np.diff(self.ptr))

    def row_sums(self) -> Floats:
        """Return the sum of shares per touchpoint, float[n]."""
        return tally(self.sources(), self.share, self.ptr.size - 1)


@dataclass(frozen=True, slots=True, eq=False)
class JourneyModel:
    """One journey for n touchpoints and K irritation levels above calm.

    Probabilities and shares are dimensionless, `severity` and `soothing` count levels, costs share one currency;
    `contact_time` and `recovery_time` are minutes of the customer's, for a visit and a breakdown.
    Routing targets below n are touchpoints; `finished` (n) ends the journey well, `gave_up` (n + 1) in silence.
    """

    names: tuple[str, ...]
    phase: Ints
    phase_names: tuple[str, ...]
    entry: Floats
    routing: Routing
    failure_demand: Routing
    influence_source: Ints
    influence_target: Ints
    influence_strength: Floats
    failure: Floats
    severity: Floats
    soothing: Floats
    carry_over: Floats
    retry: Floats
    contact_cost: Floats
    recovery_cost: Floats
    contact_time: Floats
    recovery_time: Floats
    leave_factor: Floats
    levels: int
    breakdown: Floats
    leave: Floats
    silent: Floats
    recovered_level: Ints
    defection_cost: float

    def __post_init__(self) -> None:
        if not self.names:
            raise ModelProblem("The journey has no touchpoint: draw at least one.")
        if self.levels < 1:
            raise ModelProblem(f"The number of irritation levels is {self.levels}: choose at least 1.")
        self._check_touchpoints()
        self._check_curves()
        self._check_routing("Transition", self.routing)
        self._check_routing("Failure-demand transition", self.failure_demand)
        checks.require_sums_of_one("The sum of transition shares", self.routing.row_sums(), self._at)
        checks.require_sums_within_one("The sum of failure-demand shares", self.failure_demand.row_sums(), self._at)
        self._check_influences()

    @property
    def size(self) -> int:
        """The number of touchpoints."""
        return len(self.names)

    @property
    def finished(self) -> int:
        """The routing target that ends a journey well."""
        return len(self.names)

    @property
    def gave_up(self) -> int:
        """The routing target that ends a journey in silence."""
        return len(self.names) + 1

    def leave_probability(self) -> Floats:
        """Return the probability to leave after a breakdown, float[n, K + 1], clipped to one."""
        return np.minimum(1.0, self.leave_factor[:, None] * self.leave)

    def _at(self, touchpoint: int) -> str:
        return f"of “{self.names[touchpoint]}”"

    def _check_touchpoints(self) -> None:
        n = self.size
        probabilities = {"Failure probability": self.failure, "Carry-over": self.carry_over, "Retry": self.retry}
        amounts = {"Severity": self.severity, "Soothing": self.soothing, "Leave factor": self.leave_factor}
        amounts |= {"Contact time": self.contact_time, "Recovery time": self.recovery_time}
        costs = {"Contact cost": self.contact_cost, "Recovery cost": self.recovery_cost}
        shares = {"Entry share": self.entry}
        for label, values in (probabilities | amounts | costs | shares).items():
            checks.require_shape(label, values, (n,))
        for label, values in (probabilities | shares).items():
            checks.require_probabilities(label, values, self._at)
        for label, values in amounts.items():
            checks.require_not_negative(label, values, self._at)
        for label, values in costs.items():
            checks.require_finite(label, values, self._at)
        checks.require_shape("Phase", self.phase, (n,))
        checks.require_indices("Phase", self.phase, len(self.phase_names), self._at)
        if abs(self.entry.sum() - 1.0) > checks.SUM_TOLERANCE:
            raise ModelProblem(f"The entry shares sum to {self.entry.sum():g}: let them sum to 1.")
        if not abs(self.defection_cost) <= checks.LARGEST:
            raise ModelProblem(
                f"The cost of a lost customer is {self.defection_cost:g}: enter at most {checks.LARGEST:g}."
            )

    def _check_curves(self) -> None:
        curves = {"Breakdown curve": self.breakdown, "Leave curve": self.leave, "Silent leaving curve": self.silent}
        for label, values in curves.items():
            checks.require_shape(label, values, (self.levels + 1,))
            checks.require_probabilities(label, values, _at_level)
        checks.require_shape("Level after recovery", self.recovered_level, (self.levels + 1,))
        checks.require_indices("Level after recovery", self.recovered_level, self.levels + 1, _at_level)

    def _check_routing(self, label: str, routing: Routing) -> None:
        checks.require_shape(f"{label} row pointer", routing.ptr, (self.size + 1,))
        checks.require_shape(f"{label} target", routing.target, (int(routing.ptr[-1]),))
        checks.require_shape(f"{label} share", routing.share, (int(routing.ptr[-1]),))
        if routing.ptr[0] != 0 or (np.diff(routing.ptr) < 0).any():
            raise ModelProblem(f"{label} row pointers must start at 0 and never fall.")

        def from_source(way: int) -> str:
            return f"from “{self.names[int(np.searchsorted(routing.ptr, way, 'right')) - 1]}”"

        checks.require_indices(f"{label} target", routing.target, self.size + 2, from_source)
        checks.require_probabilities(f"{label} share", routing.share, from_source)

    def _check_influences(self) -> None:
        pairs = self.influence_source.size

        def number(pair: int) -> str:
            return f"of influence {pair + 1}"

        ends = {"Influence source": self.influence_source, "Influence target": self.influence_target}
        for label, values in ends.items():
            checks.require_shape(label, values, (pairs,))
            checks.require_indices(label, values, self.size, number)

        def between(pair: int) -> str:
            source, target = self.influence_source[pair], self.influence_target[pair]
            return f"of “{self.names[source]}” on “{self.names[target]}”"

        checks.require_shape("Influence strength", self.influence_strength, (pairs,))
        checks.require_probabilities("Influence", self.influence_strength, between)


def faultless(
    names: Sequence[str], rows: Sequence[Mapping[int, float]], entry: Floats, phase: str = ""
) -> JourneyModel:
    """Return a journey in one phase with ways on only (`rows` as in `Routing.from_rows`), in which nothing ever fails.

    `entry` holds the shares of those who start at each touchpoint, float[n], summing to one.

    Nothing irritates, costs anything or takes time either; irritation has the one level that a model needs.
    """
    n = len(names)
    nothing, nobody, flat = np.zeros(n), np.zeros(0, dtype=np.int64), np.zeros(2)
    return JourneyModel(
        names=tuple(names),
        phase=np.zeros(n, dtype=np.int64),
        phase_names=(phase,),
        entry=entry,
        routing=Routing.from_rows(rows),
        failure_demand=Routing.empty(n),
        influence_source=nobody,
        influence_target=nobody,
        influence_strength=np.zeros(0),
        failure=nothing,
        severity=nothing,
        soothing=nothing,
        carry_over=nothing,
        retry=nothing,
        contact_cost=nothing,
        recovery_cost=nothing,
        contact_time=nothing,
        recovery_time=nothing,
        leave_factor=np.ones(n),
        levels=1,
        breakdown=flat,
        leave=flat,
        silent=flat,
        recovered_level=np.zeros(2, dtype=np.int64),
        defection_cost=0.0,
    )


def _at_level(level: int) -> str:
    return f"at irritation level {level}"
