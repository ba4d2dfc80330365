"""Verbs over what could be done about a journey: fixes to choose from, and the set that was chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Improvement, Phase, Scenario, Touchpoint
from workbench.domain.improvements import circles, contradictions, improvements_in
from workbench.domain.places import touchpoints_in_order
from workbench.domain.text import clean_name
from workbench.domain.values import Quantity
from workbench.editing.names import free_name
from workbench.editing.problems import VerbProblem
from workbench.editing.scenarios import fixable, new_scenario_name

_NEW_NAME: Final = "A small fix"


@dataclass(frozen=True, slots=True)
class Draft:
    """A fix that nobody has entered yet: what it would change at one place, and what that is guessed to cost once."""

    name: str
    subject: str
    change: Quantity
    one_off_cost: Quantity | None = None


def add_improvement(document: Document, journey: str, subject: str | None = None) -> Improvement:
    """Add a fix at a touchpoint or phase, or at the first touchpoint that somebody here can fix.

    Raises VerbProblem where there is no such touchpoint or the one given is beyond control.
    """
    if subject is None:
        ours = (each.id for each in touchpoints_in_order(document, journey) if each.is_controllable)
        subject = next(ours, None)
    if subject is None:
        raise VerbProblem("There is nothing to fix yet; add a touchpoint that somebody here can change.")
    fixable(document, subject)
    name = _free_name(document, journey, _NEW_NAME)
    with document.edit(f"Add fix “{name}”") as edit:
        return edit.add(Improvement(id=document.new_id(), name=name, subject=subject))


def adopt_drafts(document: Document, drafts: Iterable[Draft]) -> tuple[Improvement, ...]:
    """Add fixes that were thought up, in one step; raises VerbProblem where there are none."""
    wanted = list(drafts)
    if not wanted:
        raise VerbProblem("Nothing goes wrong that a small fix could change; draw more of the journey first.")
    with document.edit(f"Suggest {len(wanted)} fixes" if len(wanted) > 1 else "Suggest a fix") as edit:
        return tuple(
            edit.add(
                Improvement(
                    id=document.new_id(),
                    name=clean_name(draft.name),
                    subject=draft.subject,
                    change=draft.change,
                    one_off_cost=draft.one_off_cost,
                )
            )
            for draft in wanted
        )


def duplicate_improvements(document: Document, ids: Iterable[str]) -> tuple[Improvement, ...]:
    """Add a copy of each fix under a name of its own, in one step; it waits for and excludes what the first does."""
    originals = [document.get(Improvement, each) for each in ids]
    if not originals:
        return ()
    label = f"Duplicate fix “{originals[0].name}”" if len(originals) == 1 else f"Duplicate {len(originals)} fixes"
    with document.edit(label) as edit:
        return tuple(edit.add(_copy(document, each)) for each in originals)


def set_relations(document: Document, improvement: str, **lists: Iterable[str]) -> Improvement:
    """Change what a fix `excludes` or `requires`.

    An exclusion holds both ways and is noted at one of the two; the other's note goes with it.  Raises VerbProblem
    where the fix would wait for itself, or could never be done.
    """
    present = document.get(Improvement, improvement)
    changed = {field: tuple(dict.fromkeys(ids)) for field, ids in lists.items()}
    _refuse_contradiction(document, replace(present, **changed))
    with document.edit(f"Change fix “{present.name}”") as edit:
        if "excludes" in changed:
            for other in document.of(Improvement):
                if improvement in other.excludes and other.id != improvement:
                    edit.update(other.id, excludes=tuple(each for each in other.excludes if each != improvement))
        edit.update(improvement, **changed)
    return document.get(Improvement, improvement)


def move_improvement(document: Document, improvement: str, subject: str) -> Improvement:
    """Let a fix be about another touchpoint or phase; raises VerbProblem for one beyond control."""
    present = document.get(Improvement, improvement)
    fixable(document, subject)
    with document.edit(f"Change fix “{present.name}”") as edit:
        edit.update(improvement, subject=subject)
    return document.get(Improvement, improvement)


def keep_set(document: Document, journey: str, name: str, improvements: Iterable[str]) -> Scenario:
    """Keep a set of fixes as a scenario; raises VerbProblem for an empty set or a name that is taken."""
    chosen = tuple(document.get(Improvement, each).id for each in improvements)
    if not chosen:
        raise VerbProblem("The set is empty; raise the budget until a fix belongs to it.")
    name = new_scenario_name(document, journey, name)
    with document.edit(f"Keep scenario “{name}”") as edit:
        return edit.add(Scenario(id=document.new_id(), journey=journey, name=name, improvements=chosen))


def excluded_with(improvement: Improvement, among: Iterable[Improvement]) -> tuple[str, ...]:
    """Return the ids of those that are never done together with a fix, whichever of the two says so."""
    return tuple(each.id for each in among if each.id in improvement.excludes or improvement.id in each.excludes)


def _copy(document: Document, original: Improvement) -> Improvement:
    subject = document.find(Touchpoint, original.subject) or document.get(Phase, original.subject)
    name = _free_name(document, subject.journey, original.name)
    return replace(original, id=document.new_id(), name=name)


def _free_name(document: Document, journey: str, wish: str) -> str:
    return free_name(wish, {each.name for each in improvements_in(document, journey)})


def _refuse_contradiction(document: Document, changed: Improvement) -> None:
    if changed.id in (*changed.excludes, *changed.requires):
        raise VerbProblem(f"“{changed.name}” cannot name itself; choose other fixes.")
    others: Mapping[str, Improvement] = {each.id: each for each in document.of(Improvement)} | {changed.id: changed}
    if waiting := next((group for group in circles(list(others.values())) if changed in group), None):
        names = " and ".join(f"“{each.name}”" for each in waiting)
        raise VerbProblem(f"{names} would wait for each other; take one off the list.")
    if torn := next((each for each in contradictions(list(others.values())) if changed in each.pair), None):
        one, other = torn.pair
        raise VerbProblem(
            f"“{torn.improvement.name}” needs both “{one.name}” and “{other.name}”, which would exclude each other; "
            "take one off the list."
        )
