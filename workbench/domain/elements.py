"""What a journey is made of: frozen values that know each other by id only."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar, Final

from typing_extensions import override

from workbench.domain.ids import END
from workbench.domain.parameters import (
    IMPROVEMENT_PARAMETERS,
    INFLUENCE_PARAMETERS,
    PERSONA_PARAMETERS,
    REACTION_PARAMETERS,
    TOUCHPOINT_PARAMETERS,
    TRANSITION_PARAMETERS,
    WAITING_PARAMETERS,
    WORK_PARAMETERS,
    Parameter,
)
from workbench.domain.problems import ValueProblem
from workbench.domain.values import MeasurePoint, Quantity
from workbench.domain.vocabulary import (
    Channel,
    Control,
    JourneyState,
    Layer,
    MeasureKind,
    NoteColour,
    Role,
    Stage,
    TransitionKind,
    View,
)

_LONGEST_NOTE_SHOWN: Final = 40
_NO_PARAMETERS: Final[Mapping[str, Parameter]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Anything with an identity; `table` names its place in the file, `parameters` its numbers."""

    table: ClassVar[str] = ""
    parameters: ClassVar[Mapping[str, Parameter]] = _NO_PARAMETERS

    id: str

    def __post_init__(self) -> None:
        for field, parameter in self.parameters.items():
            if (stated := getattr(self, field)) is not None and (fault := parameter.fault(stated)):
                raise ValueProblem(f"{self.describe()}: {fault}")

    def describe(self) -> str:
        """Return what to call this element in a message to the user."""
        name = getattr(self, "name", "") or getattr(self, "title", "")
        noun = type(self).__name__.lower()
        return f"{noun} “{name}”" if name else noun

    def quantity(self, field: str) -> Quantity:
        """Return the number `field`, or the labelled guess that stands in while nobody has stated one."""
        stated: Quantity | None = getattr(self, field)
        return self.parameters[field].default if stated is None else stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey(Element):
    """One customer's way to one goal; `steward` is the person answerable for the whole."""

    table: ClassVar[str] = "journeys"

    title: str
    goal: str = ""
    scope: str = ""
    state: JourneyState = JourneyState.AS_IS
    steward: str | None = None
    notes: str = ""
    customers_a_month: Quantity | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reactions(Element):
    """How the journey's customers react to irritation; one a journey, and all guesses where there is none."""

    table: ClassVar[str] = "reactions"
    parameters: ClassVar[Mapping[str, Parameter]] = MappingProxyType({**REACTION_PARAMETERS, **WAITING_PARAMETERS})

    journey: str
    levels: int | None = None
    breakdown_calm: Quantity | None = None
    breakdown_full: Quantity | None = None
    threshold: Quantity | None = None
    sharpness: Quantity | None = None
    leave_calm: Quantity | None = None
    leave_full: Quantity | None = None
    silent_full: Quantity | None = None
    recovery_drop: Quantity | None = None
    defection_cost: Quantity | None = None
    waiting: Quantity | None = None

    def __post_init__(self) -> None:
        Element.__post_init__(self)
        if self.levels is not None and not 1 <= self.levels <= 100:
            raise ValueProblem(f"Irritation in {self.levels} levels cannot be calculated; choose 1 to 100.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Element):
    """A column of the map; `order` places it among the others, `expectation` is what customers enter it with."""

    table: ClassVar[str] = "phases"

    journey: str
    name: str
    order: float
    short_name: str = ""
    stage: Stage = Stage.DURING
    expectation: str = ""

    def __post_init__(self) -> None:
        Element.__post_init__(self)
        if not math.isfinite(self.order):
            raise ValueProblem(f"{self.describe()}: its order {self.order} places it nowhere; give a finite number.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint(Element):
    """One meeting of customer and organisation.

    `x` and `y` place its card in map units from the top left of its phase's column; a touchpoint without a phase waits
    in a column of its own.  `pinned` keeps the card where it is when the map is tidied up; `locked` keeps its name, its
    place and itself from being changed before somebody unlocks it.  `entry` is the share of customers whose journey
    begins here; where no touchpoint states one, journeys begin where no transition leads.  A parameter that is None
    stands for its labelled guess.  `detail` is the journey into which it opens; that one tells more and changes none of
    these numbers.
    """

    table: ClassVar[str] = "touchpoints"
    parameters: ClassVar[Mapping[str, Parameter]] = MappingProxyType({**TOUCHPOINT_PARAMETERS, **WORK_PARAMETERS})

    journey: str
    name: str
    phase: str | None = None
    x: float = 0.0
    y: float = 0.0
    pinned: bool = False
    locked: bool = False
    channel: Channel = Channel.OTHER
    layer: Layer = Layer.ONSTAGE
    control: Control = Control.BRAND
    moment_of_truth: bool = False
    questions: tuple[str, ...] = ()
    evidence: str = ""
    notes: str = ""
    entry: float | None = None
    failure: Quantity | None = None
    severity: Quantity | None = None
    soothing: Quantity | None = None
    carry_over: Quantity | None = None
    retry: Quantity | None = None
    contact_cost: Quantity | None = None
    recovery_cost: Quantity | None = None
    contact_time: Quantity | None = None
    recovery_quality: Quantity | None = None
    handling_time: Quantity | None = None
    recovery_time: Quantity | None = None
    detail: str | None = None

    def __post_init__(self) -> None:
        Element.__post_init__(self)
        if not (math.isfinite(self.x) and math.isfinite(self.y)):
            raise ValueProblem(f"{self.describe()}: ({self.x}, {self.y}) is no place; give finite numbers.")
        if self.entry is not None and not 0 <= self.entry <= 1:
            raise ValueProblem(f"{self.describe()}: the share of customers who begin here must be 0 to 1.")

    @override
    def quantity(self, field: str) -> Quantity:
        """Return the number `field` or what stands in for it; a contact takes the customer as long as somebody serves.

        Where nobody does, or nobody has stated how long, that too is a labelled guess.
        """
        # said here once more than in the base class: a run asks every touchpoint for ten numbers
        stated: Quantity | None = getattr(self, field)
        if stated is not None:
            return stated
        served = self.handling_time
        if field == "contact_time" and served is not None and served.value > 0:
            return replace(served, note="as long as somebody serves")
        return self.parameters[field].default

    @property
    def is_controllable(self) -> bool:
        """Whether a fix can act on it at all."""
        return self.control is not Control.EXTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(Element):
    """A way from one touchpoint to the next, or to END.

    `weight` is the share of the customers leaving `source` who take it; for failure demand, the share of those for whom
    `source` has just gone wrong.
    """

    table: ClassVar[str] = "transitions"
    parameters: ClassVar[Mapping[str, Parameter]] = TRANSITION_PARAMETERS

    source: str
    target: str
    kind: TransitionKind = TransitionKind.FLOW
    weight: Quantity = TRANSITION_PARAMETERS["weight"].default
    condition: str = ""

    @property
    def leaves(self) -> bool:
        """Whether the customer's journey is over after it."""
        return self.target == END


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence(Element):
    """Contamination: a failure at `source` makes a failure at the later `target` likelier."""

    table: ClassVar[str] = "influences"
    parameters: ClassVar[Mapping[str, Parameter]] = INFLUENCE_PARAMETERS

    source: str
    target: str
    strength: Quantity | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(Element):
    """A kind of customer, as a multiple of the average one."""

    table: ClassVar[str] = "personas"
    parameters: ClassVar[Mapping[str, Parameter]] = PERSONA_PARAMETERS

    name: str
    needs: str = ""
    communication_style: str = ""
    share: Quantity | None = None
    patience: Quantity | None = None
    fading: Quantity | None = None
    silent_leaving: Quantity | None = None


MOST_STAFF: Final = 100_000
"""More people than any department has at work; Erlang's formula counts them one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Department(Element):
    """A part of the organisation; `code` is the two letters on its cards, `colour` its slot in the theme.

    `staff` counts the people who can serve customers at the same time; None stands for as many as it takes.
    """

    table: ClassVar[str] = "departments"

    name: str
    code: str
    colour: int = 0
    staff: int | None = None

    def __post_init__(self) -> None:
        Element.__post_init__(self)
        if self.staff is not None and not 1 <= self.staff <= MOST_STAFF:
            raise ValueProblem(
                f"{self.describe()}: {self.staff} people at work; give 1 to {MOST_STAFF:,}, or leave it open."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Element):
    """Somebody who can answer for things."""

    table: ClassVar[str] = "people"

    name: str
    department: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility(Element):
    """The part that a department or person (`party`) has in a touchpoint."""

    table: ClassVar[str] = "responsibilities"

    touchpoint: str
    party: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Element):
    """Something measured again and again about a phase or touchpoint (`subject`), and whose view it gives."""

    table: ClassVar[str] = "measures"

    journey: str
    name: str
    kind: MeasureKind = MeasureKind.CSAT
    scale_low: float = 0.0
    scale_high: float = 10.0
    target: float | None = None
    subject: str | None = None
    view: View = View.CUSTOMER
    points: tuple[MeasurePoint, ...] = ()

    def __post_init__(self) -> None:
        Element.__post_init__(self)
        numbers = (self.scale_low, self.scale_high, 0.0 if self.target is None else self.target)
        if not all(map(math.isfinite, numbers)) or self.scale_low >= self.scale_high:
            raise ValueProblem(f"{self.describe()}: the scale must run from a finite number up to a larger one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPoint(Element):
    """What hurts customers at a touchpoint; `severity` counts 1 hardly to 5 furious."""

    table: ClassVar[str] = "pain_points"

    touchpoint: str
    text: str
    severity: int = 3
    evidence: str = ""

    def __post_init__(self) -> None:
        Element.__post_init__(self)
        _check_severity(self.severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity(Element):
    """What could be better at a touchpoint."""

    table: ClassVar[str] = "opportunities"

    touchpoint: str
    text: str
    severity: int = 3
    evidence: str = ""

    def __post_init__(self) -> None:
        Element.__post_init__(self)
        _check_severity(self.severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement(Element):
    """A fix: a relative `change` of one `parameter` of a touchpoint, or of all those of a phase (`subject`).

    It is never done together with those it `excludes`, nor without those it `requires`, which come first.
    """

    table: ClassVar[str] = "improvements"
    parameters: ClassVar[Mapping[str, Parameter]] = IMPROVEMENT_PARAMETERS

    name: str
    subject: str
    parameter: str = "failure"
    change: Quantity = IMPROVEMENT_PARAMETERS["change"].default
    one_off_cost: Quantity | None = None
    running_cost: Quantity | None = None
    lead_time: Quantity | None = None
    owner: str | None = None
    excludes: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        Element.__post_init__(self)
        if self.parameter not in TOUCHPOINT_PARAMETERS:
            known = ", ".join(TOUCHPOINT_PARAMETERS)
            raise ValueProblem(f"{self.describe()}: touchpoints have no “{self.parameter}”; choose one of {known}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Element):
    """A named set of improvements over one journey; the empty set is the journey as it is."""

    table: ClassVar[str] = "scenarios"

    journey: str
    name: str
    improvements: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Element):
    """A rectangle on the map that means nothing to the simulation.

    `x` and `y` place its top left corner in map units from the top left edge of its phase's column; without a phase,
    from where the phases end.
    """

    journey: str
    phase: str | None = None
    x: float = 0.0
    y: float = 0.0
    width: float = 128.0
    height: float = 128.0
    locked: bool = False

    def __post_init__(self) -> None:
        Element.__post_init__(self)
        if not (math.isfinite(self.x) and math.isfinite(self.y)):
            raise ValueProblem(f"{self.describe()}: ({self.x}, {self.y}) is no place; give finite numbers.")
        if not all(math.isfinite(side) and side > 0 for side in (self.width, self.height)):
            raise ValueProblem(
                f"{self.describe()}: {self.width} by {self.height} is no size; give finite numbers above 0."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Area):
    """A sticky note."""

    table: ClassVar[str] = "notes"

    text: str
    colour: NoteColour = NoteColour.YELLOW

    @override
    def describe(self) -> str:
        """Return the note's first words in quotes."""
        line = " ".join(self.text.split())
        return f"note “{line}”" if len(line) <= _LONGEST_NOTE_SHOWN else f"note “{line[: _LONGEST_NOTE_SHOWN - 1]}…”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame(Area):
    """A named rectangle; what lies inside moves with it."""

    table: ClassVar[str] = "frames"

    name: str


def _check_severity(severity: int) -> None:
    if not 1 <= severity <= 5:
        raise ValueProblem(f"Severity {severity} is not on the scale; choose 1 hardly to 5 furious.")


ELEMENT_TYPES: Final[tuple[type[Element], ...]] = (
    Journey,
    Reactions,
    Phase,
    Touchpoint,
    Transition,
    Influence,
    Persona,
    Department,
    Person,
    Responsibility,
    Measure,
    PainPoint,
    Opportunity,
    Improvement,
    Scenario,
    Note,
    Frame,
)
"""Every kind of element, each after those that it refers to first."""
