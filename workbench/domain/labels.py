"""Fields and their values in words, as they are told where two states are compared."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

from workbench.domain.elements import (
    Department,
    Element,
    Frame,
    Improvement,
    Measure,
    Note,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Touchpoint,
)
from workbench.domain.naming import Known, name_at, shown
from workbench.domain.parameters import ANNOYANCE_WORDS, Parameter
from workbench.domain.relations import REFERENCES_OF
from workbench.domain.values import MeasurePoint, Quantity
from workbench.domain.vocabulary import Channel, Control, Layer, Role

_LABELS: Final[Mapping[tuple[type[Element], str], str]] = MappingProxyType(
    {
        (Touchpoint, "severity"): "annoyance",
        (Touchpoint, "x"): "place across",
        (Touchpoint, "y"): "place down",
        **{(kind, "x"): "place across" for kind in (Note, Frame)},
        **{(kind, "y"): "place down" for kind in (Note, Frame)},
        (Touchpoint, "control"): "in whose hands",
        (Touchpoint, "detail"): "detail journey",
        (Touchpoint, "entry"): "share of customers who begin there",
        (Phase, "order"): "place among the phases",
        (Measure, "target"): "goal",
        (Measure, "scale_low"): "low end of the scale",
        (Measure, "scale_high"): "high end of the scale",
        (Measure, "points"): "readings",
        (PainPoint, "severity"): "annoyance",
        (Opportunity, "severity"): "annoyance",
        (Department, "staff"): "people at work",
        (Improvement, "parameter"): "what it changes",
        (Improvement, "excludes"): "exclusions",
        (Improvement, "requires"): "prerequisites",
        (Persona, "communication_style"): "way of talking",
    }
)

CHANNELS: Final[Mapping[Channel, str]] = MappingProxyType(
    {
        Channel.WEB: "Web",
        Channel.APP: "App",
        Channel.EMAIL: "Email",
        Channel.PHONE: "Phone",
        Channel.CHAT: "Chat",
        Channel.LETTER: "Letter",
        Channel.SHOP: "Shop",
        Channel.FIELD_VISIT: "Visit at the customer’s",
        Channel.SELF_SERVICE: "Self-service",
        Channel.SOCIAL: "Social media",
        Channel.OTHER: "Other",
    }
)

LAYERS: Final[Mapping[Layer, str]] = MappingProxyType(
    {
        Layer.CUSTOMER: "Customer action",
        Layer.ONSTAGE: "Onstage",
        Layer.BACKSTAGE: "Backstage",
        Layer.SUPPORT: "Support",
    }
)

CONTROLS: Final[Mapping[Control, str]] = MappingProxyType(
    {
        Control.BRAND: "We",
        Control.PARTNER: "A partner of ours",
        Control.CUSTOMER: "The customer",
        Control.EXTERNAL: "Nobody here: it comes from outside",
    }
)

_MOST_LISTED: Final = 4


def label_of(kind: type[Element], field: str) -> str:
    """Return what people call a field."""
    parameter = kind.parameters.get(field)
    told = field.replace("_", " ") if parameter is None else parameter.label
    return _LABELS.get((kind, field), told)


def told_apart(kind: type[Element], field: str, values: tuple[Any, Any], known: Known) -> tuple[str, str]:
    """Return two different values of a field in words that differ too, as short as they can be."""
    left, right = (_brief(kind, field, value, known) for value in values)
    if left == right:
        left, right = (_in_full(kind, field, value, known) for value in values)
    return (left, right) if left != right else (repr(values[0]), repr(values[1]))


def change_in_words(kind: type[Element], field: str, before: Any, after: Any, known: Known) -> str:
    """Return how a field changed: its label, what it was and what it is; of a list, what came and what went."""
    label = label_of(kind, field)
    if isinstance(before, tuple):
        return f"{label} {_list_change(kind, field, before, after, known)}"
    if isinstance(before, bool):
        return label if after else f"no longer {label}"
    old, new = told_apart(kind, field, (before, after), known)
    return f"{label} {old} → {new}"


def percent(share: float) -> str:
    """Return a share in hundredths with its sign."""
    return f"{100 * share:.4g} %"


def _brief(kind: type[Element], field: str, value: Any, known: Known) -> str:
    if value is None:
        return "not stated" if _is_number(kind, field) else "none"
    if isinstance(value, Quantity):
        return _number(kind, field, value.value)
    if any(reference.field == field for reference in REFERENCES_OF.get(kind, ())):
        named = value if isinstance(value, tuple) else (value,)
        return _listed([name_at(each, known) for each in named])
    if isinstance(value, tuple):
        return _listed([_plain(each) for each in value])
    if field == "entry":
        return percent(value)
    if field == "severity":
        return ANNOYANCE_WORDS[value - 1][0]
    return _plain(value)


def _listed(items: list[str]) -> str:
    more = [f"{len(items) - _MOST_LISTED} more"] if len(items) > _MOST_LISTED else []
    return ", ".join([*items[:_MOST_LISTED], *more]) or "none"


def _plain(value: Any) -> str:
    match value:
        case Role():
            return value.name.lower()
        case Enum():
            return str(value.value).replace("-", " ")
        case str():
            return shown(value) if value.strip() else "nothing"
        case bool():
            return "yes" if value else "no"
        case MeasurePoint():
            answers = "" if value.sample is None else f" of {value.sample:,} answers"
            return f"{value.value:g}{answers} on {value.date}"
        case _:
            return f"{value:g}"


def _in_full(kind: type[Element], field: str, value: Any, known: Known) -> str:
    if isinstance(value, Quantity):
        return f"{_number(kind, field, value.value)} ({_details(kind, field, value)})"
    if isinstance(value, str) and not isinstance(value, Enum):
        return shown(value, len(value) + 1)
    return f"{value:.17g}" if isinstance(value, float) else _brief(kind, field, value, known)


def _details(kind: type[Element], field: str, quantity: Quantity) -> str:
    low, high = (None if end is None else _number(kind, field, end) for end in (quantity.low, quantity.high))
    reach = f"{low or 'any'} to {high or 'any'}" if low or high else ""
    answers = "" if quantity.sample is None else f"{quantity.sample:,} answers"
    told = (quantity.origin.value, reach, answers, quantity.who, quantity.date, quantity.note)
    return ", ".join(each for each in told if each)


def _is_number(kind: type[Element], field: str) -> bool:
    return field in kind.parameters or field in ("entry", "customers_a_month", "levels", "staff", "target")


def _number(kind: type[Element], field: str, value: float) -> str:
    parameter: Parameter | None = kind.parameters.get(field)
    if field == "severity":
        word = next((word for word, number in ANNOYANCE_WORDS if number == value), None)
        return word or percent(value)
    if parameter is not None and (parameter.maximum == 1 or field == "change"):
        return percent(value)
    unit = "" if parameter is None else f" {parameter.unit}"
    return f"{value:,.6g}{unit}".rstrip()


def _list_change(kind: type[Element], field: str, before: Any, after: Any, known: Known) -> str:
    came = tuple(each for each in after if each not in before)
    went = tuple(each for each in before if each not in after)
    told = [f"now with {_brief(kind, field, came, known)}"] if came else []
    if went:
        told.append(f"no longer {_brief(kind, field, went, known)}")
    return " and ".join(told) or "in another order"
