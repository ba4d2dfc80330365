"""From values of the inputs to the engine's parameters, many worlds at a time, and the slopes of that translation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from scipy.sparse import csr_matrix

from workbench.domain.parameters import ENGINE_PARAMETERS
from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.build import leave_factor
from workbench.simulation.layout import PARAMETERS
from workbench.simulation.reactions import breakdown_curve, silent_curve
from workbench.simulation.uncertainty.inputs import Input, Inputs
from workbench.simulation.variation import Variation

Tables = dict[str, Floats]
"""Numbers in many worlds by parameter, float[m, places], or float[1, places] where all worlds agree."""

_ENGINE_NAMES: Final = {"recovery_quality": "leave_factor", "strength": "influence_strength"}
_LOCAL: Final = frozenset({*ENGINE_PARAMETERS, "strength", "routing", "failure_demand"})
"""Parameters each of which acts on engine parameters of its own place only."""

_SUMMED: Final = ("routing", "failure_demand")
"""Several transitions can share one way of the model."""

_AS_STATED: Final = (
    *("failure", "carry_over", "retry", "contact_cost", "recovery_cost", "contact_time", "recovery_time"),
    *(*_SUMMED, "entry", "defection_cost"),
)
"""Parameters that the engine takes as they are stated."""

_NUDGE: Final = 0.02
"""The normal score at which slopes are taken, either way: small against any curvature, large against rounding."""


def tabled(inputs: Inputs, values: Floats) -> Tables:
    """Return all that is stated in worlds where the inputs have these values, float[m, inputs]."""
    varied = {each.parameter for each in inputs.inputs}
    tables = {
        name: np.repeat(stated[None, :], values.shape[0] if name in varied else 1, axis=0)
        for name, stated in inputs.stated.items()
    }
    for column, each in enumerate(inputs.inputs):
        value = values[:, [column]]
        if each.parameter in _SUMMED:
            tables[each.parameter][:, each.places] += (value - each.belief.likely) * each.unit
        else:
            tables[each.parameter][:, each.places] = value
    for name in _SUMMED:
        tables[name] = np.maximum(tables[name], 0.0)
    demand = inputs.case.model.failure_demand
    source = demand.sources()
    sums = tables["failure_demand"] @ (source[:, None] == source[None, :]).astype(np.float64)
    tables["failure_demand"] = tables["failure_demand"] / np.maximum(sums, 1.0)
    return tables


def parameters(tables: Tables, levels: int, segment: int) -> Tables:
    """Return the engine's parameters of one kind of customer, in the order of `layout.PARAMETERS`."""
    own = {name: tables[name][:, [segment]] for name in ("patience", "fading", "silent_leaving") if tables[name].size}
    named = {name: tables[name] for name in _AS_STATED} | {
        "severity": tables["severity"] * levels / own.get("patience", 1.0),
        "soothing": tables["soothing"] * levels * own.get("fading", 1.0),
        "leave_factor": leave_factor(tables["recovery_quality"]),
        "influence_strength": tables["strength"],
        "breakdown": breakdown_curve(
            levels,
            floor=tables["breakdown_calm"],
            ceiling=tables["breakdown_full"],
            threshold=tables["threshold"],
            width=tables["sharpness"],
        ),
        "leave": np.linspace(tables["leave_calm"][:, 0], tables["leave_full"][:, 0], levels + 1, axis=-1),
        "silent": np.minimum(
            1.0, tables["silent_full"] * silent_curve(levels, full=1.0) * own.get("silent_leaving", 1.0)
        ),
    }
    return {name: named[name] for name in PARAMETERS}


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The engine's parameters of one kind of customer in one row: the place of each where its table starts."""

    start: Mapping[str, int]
    size: Mapping[str, int]

    @classmethod
    def of(cls, tables: Tables) -> Self:
        """Lay out these parameters one table after the other."""
        sizes = {name: table.shape[1] for name, table in tables.items()}
        ends = np.cumsum(list(sizes.values())).tolist()
        return cls(dict(zip(sizes, [0, *ends], strict=False)), sizes)

    @property
    def width(self) -> int:
        """How many parameters there are."""
        return sum(self.size.values())

    def row(self, tables: Tables) -> Floats:
        """Return parameters as rows, float[m, all]."""
        worlds = max(tables[name].shape[0] for name in self.start)
        return np.concatenate([np.broadcast_to(tables[name], (worlds, self.size[name])) for name in self.start], axis=1)

    def variations(self) -> tuple[Variation, ...]:
        """Return what each place of a row varies."""
        return tuple(Variation(name, index) for name in self.start for index in range(self.size[name]))

    def places(self, name: str) -> Ints:
        """Return where in a row a table lies, int[size of the table]."""
        return self.start[name] + np.arange(self.size[name], dtype=np.int64)

    def places_of(self, variations: Iterable[Variation]) -> Ints:
        """Return where in a row single numbers lie, int[variations]."""
        return np.array([self.start[each.parameter] + each.index for each in variations], dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Translation:
    """How the inputs of a journey become the engine parameters of one kind of customer, `segment` by number.

    `slopes` holds the derivative of each parameter in a row by each input, sparse float[all, inputs], at the likely
    values; at a kink it is the mean of both sides.
    """

    inputs: Inputs
    segment: int
    layout: Layout
    slopes: csr_matrix

    @classmethod
    def of(cls, inputs: Inputs, segment: int) -> Self:
        """Lay out the parameters and take the slopes."""
        groups, nudged, widths = _nudged(inputs)
        tables = parameters(tabled(inputs, nudged), inputs.case.model.levels, segment)
        layout = Layout.of(tables)
        rows = layout.row(tables)
        up, down = np.split(np.broadcast_to(rows, (nudged.shape[0], rows.shape[1])), 2)
        return cls(inputs, segment, layout, _slopes(inputs, layout, groups, up - down, widths))

    def rows(self, tables: Tables) -> Floats:
        """Return the engine's parameters, float[m, all], in worlds where the stated numbers are those of `tables`."""
        return self.layout.row(parameters(tables, self.inputs.case.model.levels, self.segment))

    def varying(self) -> Ints:
        """Return the places in a row that some input moves, int[varying], ascending."""
        return np.flatnonzero(np.diff(self.slopes.indptr)).astype(np.int64)


def _nudged(inputs: Inputs) -> tuple[Ints, Floats, Floats]:
    """Return each input's group, int[inputs], all inputs of a group moved at once, up and then down, float[2 groups,
    inputs], and how far each is moved, float[inputs].

    Inputs that act on different places of one table share a group, so that a journey of thousands of numbers needs a
    few dozen rows.
    """
    ranks: dict[tuple[str, tuple[int, ...]], int] = {}
    names: dict[tuple[str, int], int] = {}
    group = np.zeros(len(inputs.inputs), dtype=np.int64)
    for column, each in enumerate(inputs.inputs):
        rank = ranks[each.parameter, each.places] = ranks.get((each.parameter, each.places), -1) + 1
        key = (each.parameter, rank) if each.parameter in _LOCAL else (each.parameter, -1 - each.places[0])
        group[column] = names.setdefault(key, len(names))
    scores = np.array([_NUDGE, -_NUDGE])
    ends = np.array([each.belief.at(scores) for each in inputs.inputs]).reshape(-1, 2)
    nudged = np.repeat(inputs.likely[None, :], 2 * len(names), axis=0)
    columns = np.arange(group.size)
    nudged[group, columns], nudged[group + len(names), columns] = ends[:, 0], ends[:, 1]
    return group, nudged, ends[:, 0] - ends[:, 1]


def _slopes(inputs: Inputs, layout: Layout, groups: Ints, moved: Floats, widths: Floats) -> csr_matrix:
    rows: list[Ints] = []
    for each, group in zip(inputs.inputs, groups.tolist(), strict=True):
        reach = _reach(layout, each)
        rows.append(reach[moved[group, reach] != 0.0])
    column = np.repeat(np.arange(groups.size), [row.size for row in rows])
    row = np.concatenate([np.zeros(0, dtype=np.int64), *rows])
    return csr_matrix((moved[groups[column], row] / widths[column], (row, column)), (moved.shape[1], groups.size))


def _reach(layout: Layout, each: Input) -> Ints:
    if each.parameter in _LOCAL:
        return layout.start[_ENGINE_NAMES.get(each.parameter, each.parameter)] + np.array(each.places, dtype=np.int64)
    return np.arange(layout.width, dtype=np.int64)
