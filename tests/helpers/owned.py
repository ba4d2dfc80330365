"""The small journey of `memory` with departments that answer for parts of it."""

from tests.helpers.builders import named
from tests.helpers.memory import remembering
from workbench.domain.document import Document
from workbench.domain.elements import Department, Person
from workbench.editing.ownership import assign
from workbench.editing.structure import add


def owned_in_part() -> Document:
    """Sales answers for the offer itself and for the contract through a person, logistics for the delivery."""
    document = remembering()
    add(document, Department(id="sales", name="Sales", code="sales"))
    add(document, Department(id="logistics", name="Logistics", code="logistics"))
    add(document, Person(id="ada", name="Ada", department="sales"))
    for touchpoint, party in (("Offer", "sales"), ("Contract", "ada"), ("Delivery", "logistics")):
        assign(document, [named(document, touchpoint).id], party)
    return document


def owned_throughout() -> Document:
    """Everything that nobody answered for goes to service."""
    document = owned_in_part()
    add(document, Department(id="service", name="Service", code="service"))
    rest = ("A storm", "First use", "First bill", "Hotline")
    assign(document, [named(document, name).id for name in rest], "service")
    return document
