"""Verbs over who answers for what."""

from typing import Final

from workbench.domain.document import Document, Edit
from workbench.domain.elements import Department, Person, Responsibility, Touchpoint
from workbench.domain.text import clean_name
from workbench.domain.vocabulary import Role

COLOUR_SLOTS: Final = 10


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


def free_code(name: str, taken: set[str]) -> str:
    """Return two letters for `name` that are not in `taken`: initials first, then its letters, then any."""
    words = [word for word in name.upper().split() if word[:1].isalnum()]
    letters = [letter for letter in name.upper() if letter.isalnum()] or ["X"]
    initials = [words[0][0] + words[1][0]] if len(words) > 1 else []
    from_name = [letters[0] + letter for letter in letters[1:]]
    any_code = [letters[0] + digit for digit in "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    candidates = [*initials, *from_name, *any_code]
    return next((code for code in candidates if code not in taken), letters[0] + "?")
