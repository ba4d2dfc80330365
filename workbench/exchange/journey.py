"""An imported journey: from numbered touchpoints and shares to the elements of a new project."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.domain.document import Document
from workbench.domain.elements import Element, Journey, Phase, Touchpoint, Transition
from workbench.domain.ids import END, NewId
from workbench.domain.places import ROW_PITCH, Place
from workbench.domain.text import clean_text
from workbench.domain.values import Quantity
from workbench.exchange.phases import propose_phases
from workbench.layout.tidying import tidy


@dataclass(frozen=True, slots=True)
class Flow:
    """Where customers begin, go and end, with touchpoints as numbers into `names`.

    `ways` holds the share that goes from a source to a target, None being the end of the journey; `entry` the share
    that begins at a touchpoint; `position` how late in the journey each one comes, 0 to 1; `visits` how often, in any
    unit.
    """

    names: Sequence[str]
    ways: Mapping[tuple[int, int | None], Quantity]
    entry: Mapping[int, float]
    position: Sequence[float]
    visits: Sequence[float]


@dataclass(frozen=True, slots=True)
class ImportedJourney:
    """The elements of a new project, what was counted (plural noun to number) and what the user should know.

    Raises IntegrityProblem if the elements do not fit together.
    """

    elements: tuple[Element, ...]
    counts: Mapping[str, int]
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        Document(self.elements)

    @property
    def message(self) -> str:
        """The closing message: the counts in one sentence, then the remarks."""
        listed = ", ".join(counted(number, plural) for plural, number in self.counts.items())
        return " ".join((f"Read {listed}.", *self.remarks))


def counted(number: int, plural: str) -> str:
    """Return “1 activity” or “2 activities” for “activities”."""
    if number != 1:
        return f"{number:,} {plural}"
    return f"1 {plural.removesuffix('ies')}y" if plural.endswith("ies") else f"1 {plural.removesuffix('s')}"


def draw(flow: Flow, file: Path, failure: Quantity | None, new_id: NewId) -> list[Element]:
    """Return a journey titled after `file` with its proposed phases, touchpoints in the order of `flow`, and ways.

    Every touchpoint gets the chance of `failure`; None leaves the labelled guess.
    """
    journey = Journey(id=new_id(), title=_title(file), notes=f"Imported from {clean_text(file.name)}.")
    proposed = propose_phases(flow.names, flow.position, flow.visits)
    phases = [
        Phase(id=new_id(), journey=journey.id, name=phase.name, order=float(order))
        for order, phase in enumerate(proposed)
    ]
    place = {
        number: Place(phase.id, 0.0, row * ROW_PITCH)
        for phase, members in zip(phases, (each.members for each in proposed), strict=True)
        for row, number in enumerate(members)
    }
    touchpoints = [
        Touchpoint(
            id=new_id(),
            journey=journey.id,
            name=name,
            phase=place[number].phase,
            y=place[number].y,
            entry=flow.entry.get(number),
            failure=failure,
        )
        for number, name in enumerate(flow.names)
    ]
    return _tidied(journey.id, [journey, *phases, *touchpoints, *_transitions(flow, touchpoints, new_id)])


def _tidied(journey: str, elements: list[Element]) -> list[Element]:
    spots = {spot.id: spot for spot in tidy(Document(elements), journey)}
    return [
        replace(each, x=spots[each.id].x, y=spots[each.id].y)
        if isinstance(each, Touchpoint) and each.id in spots
        else each
        for each in elements
    ]


def _transitions(flow: Flow, touchpoints: Sequence[Touchpoint], new_id: NewId) -> list[Transition]:
    return [
        Transition(
            id=new_id(),
            source=touchpoints[source].id,
            target=END if target is None else touchpoints[target].id,
            weight=share,
        )
        for (source, target), share in flow.ways.items()
    ]


def _title(file: Path) -> str:
    stem = Path(clean_text(file.name).removesuffix(".gz")).stem
    return " ".join(stem.replace("_", " ").split()) or "Imported journey"
