"""Views that were patched through any number of changes show the same as views made anew."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from tests.ui.panels.conftest import Desk, furnished
from ui.bridge import Selection
from ui.controls.look import Look
from ui.panels.outline_tree import OutlineTree
from ui.panels.owners_tree import PartyTree
from ui.panels.role_table import RoleTable
from ui.panels.table_model import JourneyTable
from ui.panels.watching import watch
from workbench.domain.elements import Department, Person, Phase, Touchpoint
from workbench.domain.problems import DomainProblem
from workbench.domain.vocabulary import Role
from workbench.editing import ownership, structure, together
from workbench.editing.onward import lead_to

Edit = tuple[str, int, int]
WHATS = ("rename", "move", "phase", "delete", "assign", "person", "home", "lead", "add", "undo", "redo")
edits = st.lists(st.tuples(st.sampled_from(WHATS), st.integers(0, 20), st.integers(0, 20)), max_size=12)
many = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def carry_out(desk: Desk, edit: Edit) -> None:
    what, one, two = edit
    document = desk.document
    cards, phases = document.of(Touchpoint), document.of(Phase)
    parties = [*document.of(Department), *document.of(Person)]
    if what in ("undo", "redo"):
        (desk.history.undo if what == "undo" else desk.history.redo)()
    elif what == "add":
        structure.add_touchpoint(document, desk.journey, f"New {one}")
    elif what == "person":
        ownership.add_person(document, f"Person {one}", None)
    elif what == "phase" and phases:
        structure.reorder_phase(document, phases[one % len(phases)].id, phases[two % len(phases)].id)
    elif what == "delete":
        gone = [*cards, *phases, *parties]
        structure.delete(document, [gone[one % len(gone)].id] if gone else [])
    elif what == "home" and document.of(Person) and document.of(Department):
        people, homes = document.of(Person), document.of(Department)
        structure.set_fields(document, people[one % len(people)].id, department=homes[two % len(homes)].id)
    elif cards:
        carry_out_on_a_card(desk, what, cards[one % len(cards)], two)


def carry_out_on_a_card(desk: Desk, what: str, card: Touchpoint, two: int) -> None:
    document = desk.document
    cards, phases = document.of(Touchpoint), [*document.of(Phase), None]
    parties = [*document.of(Department), *document.of(Person)]
    if what == "rename":
        structure.rename(document, card.id, f"Name {two}")
    elif what == "move":
        phase = phases[two % len(phases)]
        together.move_to_phase(document, [card.id], phase.id if phase else None)
    elif what == "lead":
        lead_to(document, card.id, [cards[two % len(cards)].id])
    elif what == "assign" and parties:
        ownership.assign(document, [card.id], parties[two % len(parties)].id, list(Role)[two % 4])


def edited(edits_made: list[Edit], desk: Desk) -> None:
    for edit in edits_made:
        try:
            carry_out(desk, edit)
        except DomainProblem:
            continue


def cells(model: QAbstractItemModel) -> list[list[object]]:
    return [[model.index(row, at).data() for at in range(model.columnCount())] for row in range(model.rowCount())]


def lines(tree: QTreeWidget) -> list[object]:
    def below(item: QTreeWidgetItem) -> list[object]:
        children = [item.child(at) for at in range(item.childCount())]
        return [(each.text(0), each.text(1), below(each)) for each in children]

    return below(tree.invisibleRootItem())


@many
@given(edits)
def test_the_table_patches_itself(look: Look, host: QWidget, changes: list[Edit]) -> None:
    desk = furnished()
    table = JourneyTable(desk.document, desk.journey, look, host)
    edited(changes, desk)
    assert cells(table) == cells(JourneyTable(desk.document, desk.journey, look, host))


@many
@given(edits)
def test_the_matrix_patches_itself(host: QWidget, changes: list[Edit]) -> None:
    desk = furnished()
    table = RoleTable(desk.document, desk.journey, host)
    edited(changes, desk)
    fresh = RoleTable(desk.document, desk.journey, host)
    assert (cells(table), table.parties) == (cells(fresh), fresh.parties)


@many
@given(edits)
def test_the_outline_patches_itself(look: Look, host: QWidget, changes: list[Edit]) -> None:
    desk = furnished()
    tree = OutlineTree(desk.document, desk.journey, desk.selection, look, host)
    tree.refresh()
    watch(tree, desk.document).published.connect(tree.refresh)
    edited(changes, desk)
    fresh = OutlineTree(desk.document, desk.journey, Selection(), look, host)
    fresh.refresh()
    assert lines(tree) == lines(fresh)


@many
@given(edits)
def test_the_departments_patch_themselves(look: Look, host: QWidget, changes: list[Edit]) -> None:
    desk = furnished()
    tree = PartyTree(desk.document, look, host)
    tree.refresh({})

    def refresh() -> None:
        tree.refresh({})

    watch(tree, desk.document).published.connect(refresh)
    edited(changes, desk)
    fresh = PartyTree(desk.document, look, host)
    fresh.refresh({})
    assert lines(tree) == lines(fresh)
