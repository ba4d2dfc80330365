from pathlib import Path

import pytest

from tests.helpers.tables import counting_ids
from workbench.domain.document import Document
from workbench.domain.elements import Element, Journey, Phase, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.problems import IntegrityProblem
from workbench.domain.values import Quantity
from workbench.exchange.journey import Flow, ImportedJourney, draw

FLOW = Flow(
    names=["ask", "pay", "use", "leave"],
    ways={(0, 1): Quantity(0.75), (0, None): Quantity(0.25), (1, 2): Quantity(1.0), (2, 2): Quantity(0.5)},
    entry={0: 1.0},
    position=[0.0, 0.3, 0.6, 1.0],
    visits=[4, 3, 2, 1],
)


def drawn(failure: Quantity | None = None) -> list[Element]:
    return draw(FLOW, Path("some folder/web_shop 2026.csv.gz"), failure, counting_ids())


def test_the_journey_is_called_after_the_file():
    journey = Document(drawn()).of(Journey)[0]
    assert (journey.title, journey.notes) == ("web shop 2026", "Imported from web_shop 2026.csv.gz.")


def test_touchpoints_lie_in_their_phases_level_with_what_they_follow():
    document = Document(drawn())
    phases = document.of(Phase)
    assert [phase.name for phase in phases] == ["ask and 1 more", "use and 1 more"]
    assert [(each.phase, each.x, each.y) for each in document.of(Touchpoint)] == [
        (phases[0].id, 0, 0),
        (phases[0].id, 0, 96),
        (phases[1].id, 0, 96),
        (phases[1].id, 0, 192),
    ]


def test_ways_and_entries_are_those_of_the_flow():
    document = Document(drawn())
    name = {each.id: each.name for each in document.of(Touchpoint)} | {END: END}
    ways = {(name[each.source], name[each.target]): each.weight.value for each in document.of(Transition)}
    assert ways == {("ask", "pay"): 0.75, ("ask", END): 0.25, ("pay", "use"): 1.0, ("use", "use"): 0.5}
    assert [each.entry for each in document.of(Touchpoint)] == [1.0, None, None, None]


def test_the_stated_chance_of_failure_is_that_of_every_touchpoint():
    stated = Quantity(0.08, note="set at import")
    assert {each.failure for each in drawn(stated) if isinstance(each, Touchpoint)} == {stated}
    assert {each.failure for each in drawn() if isinstance(each, Touchpoint)} == {None}


def test_elements_that_do_not_fit_together_are_refused():
    with pytest.raises(IntegrityProblem):
        ImportedJourney((Phase(id="1", journey="nowhere", name="Use", order=0.0),), {})


def test_the_message_counts_in_the_singular_and_plural_and_adds_the_remarks():
    imported = ImportedJourney((), {"cases": 1_434, "activities": 1, "ends": 1}, ("Mind the gap.",))
    assert imported.message == "Read 1,434 cases, 1 activity, 1 end. Mind the gap."
