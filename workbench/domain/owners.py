"""Who answers for a touchpoint."""

from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Department, Person, Responsibility
from workbench.domain.vocabulary import Role

NOBODY: Final = "Nobody yet"
"""What stands in a list of owners for no owner."""


def accountable(document: Document, touchpoint: str) -> Department | Person | None:
    """Return who answers for a touchpoint; where several do, the first named."""
    for each in document.referrers(touchpoint, Responsibility):
        if each.role is Role.ACCOUNTABLE:
            party = document.elements[each.party]
            return party if isinstance(party, Department | Person) else None
    return None


def department_of(document: Document, party: Department | Person | None) -> Department | None:
    """Return the department that a party is or belongs to."""
    if isinstance(party, Person):
        return document.find(Department, party.department)
    return party


def owning_department(document: Document, touchpoint: str) -> Department | None:
    """Return the department that answers for a touchpoint, itself or through a person."""
    return department_of(document, accountable(document, touchpoint))


def party_names(document: Document) -> dict[str, str]:
    """Return the ids of departments and then people by what they are called in a list."""
    names = {department.name: department.id for department in document.of(Department)}
    for person in document.of(Person):
        department = document.find(Department, person.department)
        names[f"{person.name}, {department.name}" if department else person.name] = person.id
    return names


def party_called(document: Document, name: str) -> str | None:
    """Return the id of the department or person of that name, whole as in a list or bare, or of that code."""
    wanted = name.casefold()
    listed = {each.casefold(): party for each, party in party_names(document).items()}
    bare = {each.name.casefold(): each.id for each in document.of(Person)}
    codes = {each.code.casefold(): each.id for each in document.of(Department)}
    return listed.get(wanted) or bare.get(wanted) or codes.get(wanted)
