"""Who answers for a touchpoint."""

from workbench.domain.document import Document
from workbench.domain.elements import Department, Person, Responsibility
from workbench.domain.vocabulary import Role


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
