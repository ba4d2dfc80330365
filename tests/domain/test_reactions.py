"""How customers of a journey react."""

from tests.helpers.builders import JOURNEY, journey_of
from workbench.domain.elements import Journey, Reactions
from workbench.domain.reactions import reactions_of
from workbench.domain.values import Quantity
from workbench.editing.structure import add


def test_what_is_stated_holds_for_its_own_journey_only() -> None:
    document = journey_of("P > A")
    add(document, Journey(id="other", title="Other"))
    stated = add(document, Reactions(id="r", journey="other", threshold=Quantity(0.4)))
    assert reactions_of(document, "other") == stated
    assert reactions_of(document, JOURNEY).quantity("threshold").is_guess


def test_reactions_that_nobody_has_stated_are_in_no_document() -> None:
    document = journey_of("P > A")
    assert reactions_of(document, JOURNEY) == Reactions(id="", journey=JOURNEY)
