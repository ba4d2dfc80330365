"""The verb that names who answers for a whole journey."""

from workbench.domain.document import Document
from workbench.domain.elements import Journey, Person
from workbench.domain.text import clean_name


def name_steward(document: Document, journey: str, name: str) -> Person:
    """Let a person of that name answer for the whole journey; somebody not known yet is added, in one step."""
    name = clean_name(name)
    known = next((each for each in document.of(Person) if each.name.casefold() == name.casefold()), None)
    title = document.get(Journey, journey).title
    with document.edit(f"Let {name} answer for “{title}”") as edit:
        person = known or edit.add(Person(id=document.new_id(), name=name))
        edit.update(journey, steward=person.id)
        return person
