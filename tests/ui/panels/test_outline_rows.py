from tests.ui.panels.conftest import Desk
from ui.panels.outline_rows import NOTED, WAITING, branches
from workbench.domain.places import Place
from workbench.editing.areas import Extent, add_note
from workbench.editing.ownership import add_person, assign
from workbench.editing.together import move_to_phase


def test_phases_come_first_and_no_other_branch_is_empty(desk: Desk) -> None:
    assert [branch.name for branch in branches(desk.document, desk.journey)] == ["Awareness", "Delivery", "Billing"]
    move_to_phase(desk.document, [desk["Hotline"]], None)
    add_note(desk.document, desk.journey, "Ask legal\nby Friday", Extent(Place(None), 128, 128))
    waiting, noted = branches(desk.document, desk.journey)[-2:]
    assert (waiting.id, waiting.said) == (WAITING, "Not placed yet, 1 touchpoint")
    assert (noted.id, noted.said) == (NOTED, "Notes and frames, 1 thing")
    assert noted.rows[0].said == "note, Ask legal by Friday"


def test_a_row_says_who_answers(desk: Desk) -> None:
    billing = branches(desk.document, desk.journey)[-1]
    assert billing.said == "Billing, phase, 2 touchpoints"
    assert [(row.name, row.beside, row.said, row.owner) for row in billing.rows] == [
        ("First bill", "FI", "First bill, Finance", "@Finance"),
        ("Hotline", "", "Hotline, nobody answers for it", ""),
    ]


def test_beside_a_row_stands_the_code_of_a_persons_department_or_else_their_initials(desk: Desk) -> None:
    for name, owner, department in (
        ("First bill", "Mira Stein", desk.department("Finance").id),
        ("Hotline", "Ines Roth", None),
    ):
        assign(desk.document, [desk[name]], add_person(desk.document, owner, department).id)
    rows = branches(desk.document, desk.journey)[-1].rows
    assert [(row.beside, row.owner) for row in rows] == [("FI", "@Mira Stein"), ("IR", "@Ines Roth")]
