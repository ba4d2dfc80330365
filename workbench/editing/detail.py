"""Verbs over journeys inside journeys: what a touchpoint opens into."""

from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Journey, Phase, Touchpoint
from workbench.domain.nesting import lies_inside, opened_from, told_ring
from workbench.domain.vocabulary import Stage
from workbench.editing.names import free_name
from workbench.editing.problems import VerbProblem

_FIRST_PHASES: Final = (("Before", Stage.BEFORE), ("During", Stage.DURING), ("After", Stage.AFTER))


def make_detail(document: Document, touchpoint_id: str) -> Journey:
    """Let a touchpoint open into a new journey of three phases that bears its name.

    Raises KeyError for an unknown touchpoint, VerbProblem for one that opens into a journey already.
    """
    touchpoint = document.get(Touchpoint, touchpoint_id)
    if touchpoint.detail is not None:
        raise VerbProblem(f"“{touchpoint.name}” has a detail journey already; open that one.")
    title = free_name(touchpoint.name, {each.title for each in document.of(Journey)})
    with document.edit(f"Make a detail journey of “{touchpoint.name}”") as edit:
        journey = edit.add(Journey(id=document.new_id(), title=title))
        for order, (name, stage) in enumerate(_FIRST_PHASES):
            phase = Phase(id=document.new_id(), journey=journey.id, name=name, order=float(order), stage=stage)
            edit.add(phase)
        edit.update(touchpoint_id, detail=journey.id)
        return journey


def give_detail(document: Document, touchpoint_id: str, journey_id: str) -> None:
    """Let a touchpoint open into a journey that there is already, in place of any other.

    Raises KeyError for an unknown touchpoint or journey, VerbProblem for a journey that the touchpoint lies in, at
    whatever depth.
    """
    touchpoint, journey = document.get(Touchpoint, touchpoint_id), document.get(Journey, journey_id)
    if lies_inside(opened_from(document.of(Touchpoint)), touchpoint.journey, journey_id):
        raise VerbProblem(told_ring(touchpoint, journey))
    with document.edit(f"Let “{touchpoint.name}” open into “{journey.title}”") as edit:
        edit.update(touchpoint_id, detail=journey_id)


def forget_detail(document: Document, touchpoint_id: str) -> None:
    """Let a touchpoint open into nothing; the journey stays in the project.

    Raises KeyError for an unknown touchpoint.
    """
    touchpoint = document.get(Touchpoint, touchpoint_id)
    with document.edit(f"Take the detail journey off “{touchpoint.name}”") as edit:
        edit.update(touchpoint_id, detail=None)
