"""Verbs over who answers for what."""

from workbench.domain.codes import COLOUR_SLOTS, free_code
from workbench.domain.document import Document, Edit
from workbench.domain.elements import Department, Person, Responsibility, Touchpoint
from workbench.domain.text import clean_name
from workbench.domain.vocabulary import Role


def add_department(document: Document, name: str) -> Department:
    """Add a department with a code of two letters and a colour that no other has, as long as there are any."""
    with document.edit(f"Add department “{name}”") as edit:
        return new_department(document, edit, name)


def new_department(document: Document, edit: Edit, name: str) -> Department:
    """Add a department inside an open edit."""
    present = document.of(Department)
    name = clean_name(name)
    code = free_code(name, {department.code for department in present})
    used = {department.colour for department in present}
    colour = next((slot for slot in range(COLOUR_SLOTS) if slot not in used), len(present) % COLOUR_SLOTS)
    return edit.add(Department(id=document.new_id(), name=name, code=code, colour=colour))


def add_person(document: Document, name: str, department: str | None = None) -> Person:
    """Add a person, in a department or in none."""
    with document.edit(f"Add person “{name}”") as edit:
        return edit.add(Person(id=document.new_id(), name=clean_name(name), department=department))


def assign(document: Document, touchpoints: list[str], party: str, role: Role = Role.ACCOUNTABLE) -> None:
    """Give a department or person a part in touchpoints.

    Only one is accountable: whoever was before becomes responsible.  Raises KeyError for an unknown id.
    """
    names = [document.get(Touchpoint, each).name for each in touchpoints]
    whom = getattr(document.elements[party], "name", "")
    label = f"Give “{names[0]}” to {whom}" if len(names) == 1 else f"Give {len(names)} touchpoints to {whom}"
    with document.edit(label) as edit:
        for touchpoint in touchpoints:
            give(document, edit, touchpoint, party, role)


def give(document: Document, edit: Edit, touchpoint: str, party: str, role: Role) -> None:
    """Give a part in a touchpoint inside an open edit."""
    present = document.referrers(touchpoint, Responsibility)
    for each in present:
        if each.role is Role.ACCOUNTABLE and role is Role.ACCOUNTABLE and each.party != party:
            edit.update(each.id, role=Role.RESPONSIBLE)
    own = [each for each in present if each.party == party]
    if own:
        edit.update(own[0].id, role=role)
    else:
        edit.add(Responsibility(id=document.new_id(), touchpoint=touchpoint, party=party, role=role))


def unassign(document: Document, touchpoint: str, party: str) -> None:
    """Take away whatever part a department or person has in a touchpoint."""
    own = [each for each in document.referrers(touchpoint, Responsibility) if each.party == party]
    with document.edit("Take responsibility away") as edit:
        for each in own:
            edit.remove(each.id)
