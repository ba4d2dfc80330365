"""Verbs over what could be done about a journey."""

from collections.abc import Mapping

from workbench.domain.document import Document
from workbench.domain.elements import Improvement, Phase, Scenario, Touchpoint
from workbench.domain.improvements import FAILURE, Aspect, Place, aspect_of
from workbench.domain.parameters import TOUCHPOINT_PARAMETERS
from workbench.domain.text import clean_name
from workbench.domain.values import Quantity
from workbench.editing.names import free_name
from workbench.editing.problems import VerbProblem


def keep_scenario(document: Document, journey: str, name: str, cuts: Mapping[Place, float]) -> Scenario:
    """Keep changes of touchpoints or phases as improvements, and the scenario that holds them.

    `cuts` gives each change relative to today: -0.3 means three in ten failures fewer.  Raises
    VerbProblem where nothing changes, where the name is taken or where a touchpoint is beyond control, KeyError for an
    unknown id.
    """
    changed = {aspect_of(each): change for each, change in cuts.items() if change}
    subjects = {aspect: fixable(document, aspect.subject) for aspect in changed}
    if not changed:
        raise VerbProblem("Nothing differs from today; make something go wrong less often first.")
    name = new_scenario_name(document, journey, name)
    with document.edit(f"Keep scenario “{name}”") as edit:
        made = (_improvement(document, subjects[aspect], aspect, change) for aspect, change in changed.items())
        ids = tuple(edit.add(each).id for each in made)
        return edit.add(Scenario(id=document.new_id(), journey=journey, name=name, improvements=ids))


def fixable(document: Document, element_id: str) -> Phase | Touchpoint:
    """Return the touchpoint or phase that a fix is meant for.

    Raises VerbProblem for a touchpoint beyond control, KeyError for an id that is neither.
    """
    touchpoint = document.find(Touchpoint, element_id)
    if touchpoint is None:
        return document.get(Phase, element_id)
    if not touchpoint.is_controllable:
        raise VerbProblem(
            f"“{touchpoint.name}” is outside our control; choose a touchpoint that somebody here can fix."
        )
    return touchpoint


def free_scenario_name(document: Document, journey: str, wish: str) -> str:
    """Return `wish`, with a number behind it where another scenario of the journey bears that name."""
    return free_name(wish, _scenario_names(document, journey))


def new_scenario_name(document: Document, journey: str, name: str) -> str:
    """Return `name` as it is kept.

    Raises VerbProblem where a scenario of the journey bears it already, ValueProblem where it cannot be a name.
    """
    name = clean_name(name)
    if name in _scenario_names(document, journey):
        raise VerbProblem(f"There is a scenario “{name}” already; choose another name.")
    return name


def _scenario_names(document: Document, journey: str) -> set[str]:
    return {each.name for each in document.of(Scenario) if each.journey == journey}


def _improvement(document: Document, subject: Phase | Touchpoint, aspect: Aspect, change: float) -> Improvement:
    how = f"{100 * abs(change):.0f} % {'less' if change < 0 else 'more'}"
    name = f"{subject.name} goes wrong {how} often"
    if aspect.parameter != FAILURE:
        name = f"{subject.name}, {TOUCHPOINT_PARAMETERS[aspect.parameter].label}: {how}"
    return Improvement(
        id=document.new_id(), name=name, subject=subject.id, parameter=aspect.parameter, change=Quantity(change)
    )
