"""One small journey as a document, in which customers remember, forget, or never leave."""

from tests.helpers.builders import JOURNEY, journey_of, named
from workbench.domain.document import Document
from workbench.domain.elements import Influence, Persona, Reactions, Touchpoint
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Control, Origin
from workbench.editing.structure import add, set_fields


def remembering() -> Document:
    """Three phases with everything that can happen between them; “A storm” is beyond control."""
    document = journey_of(
        "Order > Offer -> Contract 90%, end 10%",
        "> Contract",
        "Setup > Delivery -> First use ~> end 4%",
        "> A storm -> First use",
        "> First use -> First bill 80%, A storm 20%",
        "Billing > First bill !> Hotline 30%",
        "> Hotline -> First bill 25%, end 75%",
    )
    set_fields(document, named(document, "Contract").id, failure=Quantity(0.5, Origin.LOG))
    set_fields(document, named(document, "A storm").id, control=Control.EXTERNAL)
    source, target = named(document, "Contract").id, named(document, "First bill").id
    add(document, Influence(id="influence", source=source, target=target))
    return document


def forgetful() -> Document:
    """The same journey where nothing carries over from one visit to the next, whatever the glass holds."""
    document = remembering()
    for touchpoint in document.of(Touchpoint):
        set_fields(document, touchpoint.id, carry_over=Quantity(0.0))
    set_fields(document, "influence", strength=Quantity(0.0))
    curves = {
        "breakdown_calm": 0.2,
        "breakdown_full": 0.2,
        "leave_calm": 0.3,
        "leave_full": 0.3,
        "silent_full": 0.0,
    }
    flat = {field: Quantity(value) for field, value in curves.items()}
    add(document, Reactions(id="reactions", journey=JOURNEY, **flat))
    return document


def faithful() -> Document:
    """The same journey where customers remember but nobody ever leaves before the end."""
    document = remembering()
    never = {field: Quantity(0.0) for field in ("leave_calm", "leave_full", "silent_full")}
    add(document, Reactions(id="reactions", journey=JOURNEY, **never))
    return document


def with_two_personas(document: Document) -> Document:
    """The same document with two kinds of customer, whose shares are 0.9 and 0.3."""
    add(document, Persona(id="hurried", name="Hurried", share=Quantity(0.9), patience=Quantity(0.5)))
    add(
        document,
        Persona(id="quiet", name="Quiet", share=Quantity(0.3), fading=Quantity(2.0), silent_leaving=Quantity(20.0)),
    )
    return document
