"""Documents whose numbers are all exact, and documents as they are in one world of many."""

from dataclasses import fields

from tests.helpers.builders import JOURNEY
from workbench.domain.document import Document
from workbench.domain.elements import Element, Reactions
from workbench.domain.values import Quantity
from workbench.editing.structure import add, set_fields
from workbench.simulation.arrays import Floats
from workbench.simulation.uncertainty.inputs import Inputs


def certain(document: Document) -> Document:
    """The same document in which every number has a range of no width."""
    if not list(document.of(Reactions)):
        add(document, Reactions(id="reactions", journey=JOURNEY))
    for element in list(document.elements.values()):
        known = {name: exactly(element.quantity(name).value) for name in element.parameters}
        if known:
            set_fields(document, element.id, **known)
    return document


def exactly(value: float) -> Quantity:
    return Quantity(value, low=value, high=value)


def put_into_world(document: Document, inputs: Inputs, values: Floats) -> Document:
    """State in the document the values that the inputs have in one world, float[inputs].

    Weights of ways, which count in proportion, are stated as tenths, so that none exceeds one: all ways of a touchpoint
    must be uncertain.
    """
    for each, value in zip(inputs.inputs, values.tolist(), strict=True):
        holders = [each.element] if each.element else _guessed(document, each.parameter)
        for holder in holders:
            if each.parameter == "routing":
                set_fields(document, holder, weight=Quantity(value / 10))
            else:
                name = "weight" if each.parameter == "failure_demand" else each.parameter
                set_fields(document, holder, **{name: Quantity(value)})
    return document


def _guessed(document: Document, parameter: str) -> list[str]:
    """The elements that could state a number and do not; reactions are added where there are none."""
    if parameter in {field.name for field in fields(Reactions)} and not list(document.of(Reactions)):
        add(document, Reactions(id="reactions", journey=JOURNEY))
    return [each.id for each in document.elements.values() if _lacks(each, parameter)]


def _lacks(element: Element, parameter: str) -> bool:
    return parameter in element.parameters and getattr(element, parameter) is None
