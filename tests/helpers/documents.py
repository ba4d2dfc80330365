"""Documents for tests: random valid ones of every kind of element, and one small typical one."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from workbench.domain.elements import (
    ELEMENT_TYPES,
    Department,
    Element,
    Frame,
    Improvement,
    Influence,
    Journey,
    Measure,
    Note,
    Opportunity,
    PainPoint,
    Person,
    Persona,
    Phase,
    Reactions,
    Responsibility,
    Scenario,
    Touchpoint,
    Transition,
)
from workbench.domain.ids import END
from workbench.domain.parameters import TOUCHPOINT_PARAMETERS, Parameter
from workbench.domain.relations import REFERENCES_OF, Reference
from workbench.domain.text import clean_text
from workbench.domain.values import MeasurePoint, Quantity
from workbench.domain.vocabulary import (
    Channel,
    Control,
    MeasureKind,
    NoteColour,
    Origin,
    Role,
    Stage,
    TransitionKind,
    View,
)

Pool = Mapping[type[Element], list[Element]]

numbers = st.floats(-1e6, 1e6) | st.sampled_from([0.0, -0.0, 1.0, 5e-324, 1e308])
texts = st.text(max_size=12).map(clean_text)
names = texts.filter(str.strip)
dates = st.dates().map(lambda day: day.isoformat())
samples = st.none() | st.integers(0, 2**53)

_MOST: Mapping[type[Element], int] = {Journey: 2, Reactions: 1, Phase: 3, Touchpoint: 5, Transition: 5}
_LIMITED: Mapping[tuple[type[Element], str], st.SearchStrategy[Any]] = {
    (Reactions, "levels"): st.none() | st.integers(1, 100),
    (Touchpoint, "entry"): st.none() | st.floats(0, 1),
    (Measure, "scale_low"): st.floats(-1e6, 0),
    (Measure, "scale_high"): st.floats(1, 1e6),
    (PainPoint, "severity"): st.integers(1, 5),
    (Opportunity, "severity"): st.integers(1, 5),
    (Department, "staff"): st.none() | st.integers(1, 500),
    (Improvement, "parameter"): st.sampled_from(sorted(TOUCHPOINT_PARAMETERS)),
    **{(kind, side): st.floats(1, 1e6) for kind in (Note, Frame) for side in ("width", "height")},
}


@st.composite
def quantities(draw: st.DrawFn, minimum: float = 0.0, maximum: float = 1e6) -> Quantity:
    """A number between `minimum` and `maximum`, with or without range and origin."""
    low, value, high = sorted(draw(st.lists(st.floats(minimum, maximum), min_size=3, max_size=3)))
    stated = {
        "origin": st.sampled_from(Origin),
        "low": st.just(low),
        "high": st.just(high),
        "note": texts,
        "who": texts,
        "date": dates,
        "sample": samples,
    }
    return Quantity(value, **draw(st.fixed_dictionaries({}, optional=stated)))


measure_points = st.builds(MeasurePoint, dates, numbers, samples)


@st.composite
def documents(draw: st.DrawFn, least: int = 0) -> list[Element]:
    """The elements of a valid document, at least `least` of every kind, references only within one journey."""
    pool: dict[type[Element], list[Element]] = {}
    for kind in ELEMENT_TYPES:
        pool[kind] = []
        fewest = max(1, least) if kind is Journey else least
        for number in range(draw(st.integers(fewest, max(fewest, _MOST.get(kind, 2))))):
            element = draw(_element(kind, f"{kind.table}-{number}", pool))
            if element is not None:
                pool[kind].append(element)
    stewards = st.sampled_from([None, *(person.id for person in pool[Person])])
    pool[Journey] = [replace(journey, steward=draw(stewards)) for journey in pool[Journey]]
    return [element for kind in ELEMENT_TYPES for element in pool[kind]]


@st.composite
def _element(draw: st.DrawFn, kind: type[Element], element_id: str, pool: Pool) -> Element | None:
    """One element, or None where nothing is there that it must refer to; stewards come last, when people are there."""
    given: dict[str, Any] = {"id": element_id}
    for reference in REFERENCES_OF.get(kind, ()):
        choices = _candidates(reference, given, pool)
        optional = _field(kind, reference.field).default is None
        if isinstance(_field(kind, reference.field).default, tuple):
            given[reference.field] = tuple(draw(st.lists(st.sampled_from(choices), unique=True))) if choices else ()
        elif choices or optional:
            given[reference.field] = draw(st.sampled_from([*choices, *([None] if optional else [])]))
        else:
            return None
    hints = get_type_hints(kind)
    plain = [field for field in fields(kind) if field.name not in given]
    rules = {field.name: _values(kind, field.name, hints[field.name]) for field in plain}
    required = {field.name: rules[field.name] for field in plain if field.default is MISSING}
    optional_rules = {name: rule for name, rule in rules.items() if name not in required}
    return kind(**given, **draw(st.fixed_dictionaries(required, optional=optional_rules)))


def _field(kind: type[Element], name: str) -> Any:
    return next(field for field in fields(kind) if field.name == name)


def _candidates(reference: Reference, given: Mapping[str, Any], pool: Pool) -> list[str]:
    everything = {element.id: element for elements in pool.values() for element in elements}
    own = given.get("journey") or _journey_of(given.get("source"), everything)
    found = [element.id for kind in reference.targets for element in pool.get(kind, ())]
    if own is not None:
        found = [named for named in found if _journey_of(named, everything) in (None, own)]
    if reference.field == "detail":
        # into later journeys only, so that none lies inside itself
        found = [named for named in found if own is not None and named > own]
    return [*found, END] if reference.or_end else found


def _journey_of(element_id: str | None, everything: Mapping[str, Element]) -> str | None:
    element = everything.get(element_id or "")
    subject = getattr(element, "subject", None)
    return _journey_of(subject, everything) if subject else getattr(element, "journey", None)


def _values(kind: type[Element], name: str, hint: Any) -> st.SearchStrategy[Any]:
    if (kind, name) in _LIMITED:
        return _LIMITED[kind, name]
    if name in ("name", "title", "code"):
        return names
    parameter: Parameter | None = kind.parameters.get(name)
    if parameter is not None:
        number = quantities(parameter.minimum, 1e6 if parameter.maximum is None else parameter.maximum)
        return st.none() | number if NoneType in get_args(hint) else number
    return _of_type(hint)


def _of_type(hint: Any) -> st.SearchStrategy[Any]:
    choices = get_args(hint)
    if NoneType in choices:
        return st.none() | _of_type(next(choice for choice in choices if choice is not NoneType))
    if get_origin(hint) is tuple:
        return st.lists(_of_type(choices[0]), max_size=3).map(tuple)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return {
        str: texts,
        bool: st.booleans(),
        int: st.integers(0, 2**31),
        float: numbers,
        Quantity: quantities(),
        MeasurePoint: measure_points,
    }[hint]


def typical_elements() -> list[Element]:
    """A small journey that holds every kind of element, with texts that are hard to store."""
    return [*_structure(), *_people(), *_findings()]


def _structure() -> list[Element]:
    return [
        Journey(
            id="j1", title="Buying “glasses” 👓", goal="see\nwell", steward="p1", customers_a_month=Quantity(900.0)
        ),
        Reactions(id="r1", journey="j1", levels=12, threshold=Quantity(0.5, Origin.EXPERT, 0.4, 0.6, who="Ana")),
        Phase(id="ph1", journey="j1", name="Search", order=1.0, stage=Stage.BEFORE),
        Phase(id="ph2", journey="j1", name="Use", order=2.0, expectation="works at once"),
        Touchpoint(id="t1", journey="j1", name="Website", phase="ph1", channel=Channel.WEB, entry=1.0),
        Touchpoint(
            id="t2",
            journey="j1",
            name="Hotline\tזהו ‮abc",
            phase="ph2",
            x=12.5,
            pinned=True,
            control=Control.PARTNER,
            questions=("Who answers?", ""),
            failure=Quantity(0.3, Origin.LOG, sample=1200, date="2026-05-01"),
        ),
        Touchpoint(id="t3", journey="j1", name="Unplaced"),
        Transition(id="e1", source="t1", target="t2", weight=Quantity(0.7), condition="when lost"),
        Transition(id="e2", source="t2", target="end"),
        Transition(id="e3", source="t2", target="t1", kind=TransitionKind.FAILURE_DEMAND),
        Influence(id="i1", source="t1", target="t2", strength=Quantity(0.4, Origin.SURVEY)),
    ]


def _people() -> list[Element]:
    return [
        Persona(id="pe1", name="Hurried", patience=Quantity(0.5)),
        Department(id="d1", name="Service", code="SV", colour=3),
        Person(id="p1", name="Zoë", department="d1"),
        Responsibility(id="ra1", touchpoint="t2", party="d1", role=Role.ACCOUNTABLE),
    ]


def _findings() -> list[Element]:
    points = (MeasurePoint("2026-01-31", 6.5, 40), MeasurePoint("2026-02-28", 7.0))
    return [
        Measure(
            id="m1", journey="j1", name="Effort", kind=MeasureKind.CES, subject="t2", view=View.CUSTOMER, points=points
        ),
        PainPoint(id="pp1", touchpoint="t2", text="Nobody picks up", severity=5),
        Opportunity(id="o1", touchpoint="t1", text="Say the price at once"),
        Improvement(id="im1", name="More staff", subject="t2", change=Quantity(-0.5), owner="d1"),
        Scenario(id="s1", journey="j1", name="Next year", improvements=("im1",)),
        Note(id="n1", journey="j1", text="Ask legal\nby May", phase="ph2", x=-8.0, y=200.0, colour=NoteColour.BLUE),
        Frame(id="f1", journey="j1", name="Worth a workshop", width=304.0, locked=True),
    ]


def unstorable(number: float) -> Measure:
    """A measure with a number that the domain refuses and no file can hold, as a fault in the program might make."""
    measure = Measure(id="m", journey="j", name="Effort", target=0.0)
    object.__setattr__(measure, "target", number)
    return measure
