"""The numbers of a journey that are not exact: what each is called, what is believed about it, where it acts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from workbench.domain.document import Document
from workbench.domain.elements import Element, Touchpoint
from workbench.domain.parameters import (
    ENGINE_PARAMETERS,
    IMPROVEMENT_PARAMETERS,
    INFLUENCE_PARAMETERS,
    PERSONA_PARAMETERS,
    REACTION_PARAMETERS,
    Parameter,
)
from workbench.domain.places import touchpoints_in_order
from workbench.domain.reactions import reactions_of
from workbench.simulation.arrays import Floats
from workbench.simulation.build import Case, build, influences_among, personas_in
from workbench.simulation.uncertainty.beliefs import believed, believed_change
from workbench.simulation.uncertainty.distributions import Distribution, deviation
from workbench.simulation.uncertainty.fixes import Fix
from workbench.simulation.uncertainty.ways_out import uncertain_ways

SHARED: Final = frozenset({"severity", "soothing", "carry_over"})
"""What makes customers what they are rather than touchpoints: where nobody has stated one of these, the same guess
stands in everywhere, and if it is wrong it is wrong everywhere.  Varied one by one, sixty such guesses would cancel
out and leave a range that nobody could trust."""


@dataclass(frozen=True, slots=True)
class Input:
    """One uncertain number: `parameter` names the table of stated numbers in which it stands at `places`.

    `element` is the id of what it belongs to, empty for a guess that stands in at several.  It counts `unit` of the
    table's measure.
    """

    element: str
    parameter: str
    label: str
    belief: Distribution
    places: tuple[int, ...]
    unit: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """All uncertain numbers of one journey, beside the stated ones, float[places] by parameter.

    `stated` holds what touchpoints, influences, reactions and personas say in the document's measure: shares of a full
    glass, recovery quality; "routing" and "failure_demand" by way, and "change" by fix.
    """

    case: Case
    inputs: tuple[Input, ...]
    stated: Mapping[str, Floats] = field(repr=False)

    @property
    def likely(self) -> Floats:
        """The values with which the journey runs when nothing varies, float[inputs]."""
        return np.array([each.belief.likely for each in self.inputs], dtype=np.float64)

    def deviations(self) -> Floats:
        """Return the standard deviation of each input, float[inputs], in its own unit."""
        return np.array([deviation(each.belief) for each in self.inputs], dtype=np.float64)

    def at(self, scores: Floats) -> Floats:
        """Return the values at normal scores, float[m, inputs]; the columns of `scores` are independent."""
        values = np.empty_like(scores)
        for column, each in enumerate(self.inputs):
            values[:, column] = each.belief.at(scores[:, column])
        return values

    def with_changes(self, fixes: Sequence[Fix]) -> "Inputs":
        """Return these inputs and, of the changes that fixes make, those that have a range."""
        found: list[Input] = []
        for place, fix in enumerate(fixes):
            belief = believed_change(fix.change, IMPROVEMENT_PARAMETERS["change"])
            found += _input(fix.subject, "change", fix.label, belief, place)
        changes = np.array([fix.change.value for fix in fixes], dtype=np.float64)
        return replace(self, inputs=(*self.inputs, *found), stated={**self.stated, "change": changes})


def collect(document: Document, journey: str) -> Inputs:
    """Return the uncertain numbers of a journey, in the order of its map.

    Raises ModelProblem for a journey without touchpoints.
    """
    case = build(document, journey)
    touchpoints = touchpoints_in_order(document, journey)
    row = {each.id: index for index, each in enumerate(touchpoints)}
    influences = influences_among(document, touchpoints)
    personas = personas_in(document)
    between = [f" (“{case.model.names[row[i.source]]}” on “{case.model.names[row[i.target]]}”)" for i in influences]
    stated: dict[str, Floats] = {
        "change": np.zeros(0),
        "entry": case.model.entry,
        "routing": case.model.routing.share,
        "failure_demand": case.model.failure_demand.share,
    }
    inputs = [
        *_of_touchpoints(case, touchpoints, stated),
        *_of_holders(influences, INFLUENCE_PARAMETERS, between, stated),
        *_of_holders([reactions_of(document, journey)], REACTION_PARAMETERS, [""], stated),
        *_of_holders(personas, PERSONA_PARAMETERS, [f" (“{each.name}”)" for each in personas], stated),
        *(
            Input(way.transition, way.parameter, way.label, way.belief, (way.place,), way.unit)
            for way in uncertain_ways(document, case, touchpoints)
        ),
    ]
    return Inputs(case, tuple(inputs), stated)


def _of_touchpoints(case: Case, touchpoints: list[Touchpoint], stated: dict[str, Floats]) -> Iterator[Input]:
    for name, parameter in ENGINE_PARAMETERS.items():
        stated[name] = np.array([each.quantity(name).value for each in touchpoints])
        shared = [row for row, each in enumerate(touchpoints) if name in SHARED and getattr(each, name) is None]
        if shared:
            places = f"{len(shared)} {'touchpoint' if len(shared) == 1 else 'touchpoints'}"
            belief = believed(parameter.default, parameter)
            yield from _input("", name, f"{parameter.label} (guessed at {places})", belief, *shared)
        for row in sorted(set(range(len(touchpoints))) - set(shared)):
            belief = believed(touchpoints[row].quantity(name), parameter)
            yield from _input(touchpoints[row].id, name, f"{parameter.label} at “{case.model.names[row]}”", belief, row)


def _of_holders(
    holders: Sequence[Element], parameters: Mapping[str, Parameter], names: Sequence[str], stated: dict[str, Floats]
) -> Iterator[Input]:
    for name, parameter in parameters.items():
        stated[name] = np.array([each.quantity(name).value for each in holders], dtype=np.float64)
        for place, each in enumerate(holders):
            belief = believed(each.quantity(name), parameter)
            yield from _input(each.id, name, f"{parameter.label}{names[place]}", belief, place)


def _input(element: str, parameter: str, label: str, belief: Distribution | None, *places: int) -> Iterator[Input]:
    if belief is not None:
        yield Input(element, parameter, label, belief, places)
