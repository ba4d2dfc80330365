"""The verb that says where a touchpoint leads, all at once."""

from collections.abc import Iterable

from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint, Transition
from workbench.domain.vocabulary import TransitionKind
from workbench.editing.shares import close_gap_left_by, siblings
from workbench.editing.structure import join


def lead_to(document: Document, source: str, targets: Iterable[str]) -> None:
    """Let a touchpoint lead on to exactly `targets`; ways that stay keep their shares, guesses make room or fill up.

    Ways of other kinds, such as giving up and failure demand, are left alone.  Raises KeyError for an unknown id.
    """
    wanted = list(dict.fromkeys(targets))
    names = [document.get(Touchpoint, each).name for each in wanted]
    present = {each.target: each for each in onward(document, source)}
    origin = document.get(Touchpoint, source)
    goal = ", ".join(names) or "nowhere"
    with document.edit(f"Lead “{origin.name}” to {goal}") as edit:
        for target, transition in present.items():
            if target not in wanted:
                edit.remove(transition.id)
        if present.keys() - wanted:
            close_gap_left_by(edit, siblings(document, source))
        for target in wanted:
            if target not in present:
                join(document, edit, source, target, TransitionKind.FLOW)


def onward(document: Document, source: str) -> list[Transition]:
    """Return the transitions by which a journey goes on from a touchpoint to others."""
    leaving = (each for each in document.referrers(source, Transition) if each.source == source)
    return [each for each in leaving if each.kind is TransitionKind.FLOW and not each.leaves]
