"""A part of a journey as indented lines, and indented lines as a part of a journey.

Billing                            a line that lies in no other is a phase
    First bill                     a line inside it is a touchpoint, to which the one before leads
        Why is it so much?         below that, what ends in a question mark is a question of the customers,
        One in five calls          and all else a line of the notes
"""

from collections.abc import Iterable, Sequence

from workbench.domain.document import Document
from workbench.domain.elements import Phase
from workbench.domain.places import NOT_PLACED, Place, touchpoints_in_order
from workbench.domain.text import IndentedLine
from workbench.editing.drafting import Draft, chain
from workbench.editing.problems import located
from workbench.editing.rehearsal import in_one_step
from workbench.editing.structure import set_fields


def indented_text(document: Document, journey: str, chosen: Iterable[str]) -> str:
    """Return touchpoints, and phases though nothing in them be chosen, as lines indented by tabs."""
    wanted = set(chosen)
    lines: list[str] = []
    written: object = object()
    named = [each for each in document.of(Phase) if each.id in wanted]
    cards = [each for each in touchpoints_in_order(document, journey) if each.id in wanted]
    for card in cards:
        if card.phase != written:
            written = card.phase
            phase = document.find(Phase, card.phase)
            lines.append(phase.name if phase else NOT_PLACED)
        lines.append(f"\t{card.name}")
        below = (" ".join(each.split()) for each in (*card.questions, *card.notes.split("\n")))
        lines += [f"\t\t{each}" for each in below if each]
    filled = {card.phase for card in cards}
    lines += [phase.name for phase in named if phase.id not in filled]
    return "".join(f"{line}\n" for line in lines)


def paste_indented(
    document: Document, journey: str, lines: Sequence[IndentedLine], landing: Place | None = None
) -> list[str]:
    """Add what the lines say, in one step, and return the ids of the new touchpoints.

    Raises VerbProblem, and changes nothing, for a line that cannot be a name.
    """
    names = sum(line.level == 1 for line in lines)
    label = f"Paste {names} touchpoint{'s' if names != 1 else ''}"
    return in_one_step(document, label, lambda copy: _write(copy, journey, lines, landing))


def _write(document: Document, journey: str, lines: Sequence[IndentedLine], landing: Place | None) -> list[str]:
    draft = Draft(document, journey, landing)
    made: dict[str, list[str]] = {}
    phase: str | None = None
    for line in lines:
        with located(f"Line {line.number:,}"):
            if line.level == 0:
                phase = None if line.text == NOT_PLACED else draft.phase(line.text)
            elif line.level == 1:
                made[draft.card(line.text, phase).id] = []
            else:
                made[next(reversed(made))].append(line.text)
    for touchpoint, below in made.items():
        if below:
            _describe(document, touchpoint, below)
    chain(document, list(made))
    return list(made)


def _describe(document: Document, touchpoint: str, below: Sequence[str]) -> None:
    questions = tuple(each for each in below if each.endswith("?"))
    notes = "\n".join(each for each in below if not each.endswith("?"))
    set_fields(document, touchpoint, questions=questions, notes=notes)
