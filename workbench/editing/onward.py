"""The verb that says where a touchpoint leads, all at once."""

from collections.abc import Iterable, Sequence

from workbench.domain.document import Document, Edit
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
    origin = document.get(Touchpoint, source)
    goal = ", ".join(names) or "nowhere"
    with document.edit(f"Lead “{origin.name}” to {goal}") as edit:
        lead(document, edit, source, wanted)


def lead(document: Document, edit: Edit, source: str, targets: Sequence[str]) -> bool:
    """Do as `lead_to` does inside an open edit, and return whether the touchpoint led elsewhere before."""
    present = {each.target: each for each in onward(document, source)}
    gone, new = present.keys() - targets, [each for each in targets if each not in present]
    for target, transition in present.items():
        if target in gone:
            edit.remove(transition.id)
    if gone:
        close_gap_left_by(edit, siblings(document, source))
    for target in new:
        join(document, edit, source, target, TransitionKind.FLOW)
    return bool(gone or new)


def onward(document: Document, source: str) -> list[Transition]:
    """Return the transitions by which a journey goes on from a touchpoint to others."""
    leaving = (each for each in document.referrers(source, Transition) if each.source == source)
    return [each for each in leaving if each.kind is TransitionKind.FLOW and not each.leaves]
