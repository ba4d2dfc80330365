"""Sets of phases that a new journey can begin with."""

import json
from dataclasses import dataclass
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Journey, Phase
from workbench.domain.ids import NewId, random_id
from workbench.domain.text import clean_name
from workbench.domain.vocabulary import Stage
from workbench.resources import resource_path

DEFAULT_TEMPLATE: Final = "eleven-phases"
TEMPLATE_KEYS: Final = (DEFAULT_TEMPLATE, "eight", "seven", "five", "three", "blank")
"""In the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class TemplatePhase:
    """A phase of a template; `short_name` stands where a column is narrow."""

    name: str
    short_name: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class Template:
    """A named set of phases; `description` says in one line what it is for and where it comes from."""

    key: str
    name: str
    description: str
    phases: tuple[TemplatePhase, ...]


def templates() -> tuple[Template, ...]:
    """Return every template, the default first."""
    return tuple(template(key) for key in TEMPLATE_KEYS)


def template(key: str) -> Template:
    """Return one template.

    Raises KeyError, naming those that there are, for a key that is not in TEMPLATE_KEYS.
    """
    if key not in TEMPLATE_KEYS:
        raise KeyError(f"There is no template “{key}”; choose one of {', '.join(TEMPLATE_KEYS)}.")
    record = json.loads(resource_path("templates", f"{key}.json").read_text(encoding="utf-8"))
    phases = (TemplatePhase(each["name"], each["short_name"], Stage(each["stage"])) for each in record["phases"])
    return Template(key, record["name"], record["description"], tuple(phases))


def new_journey(title: str, key: str = DEFAULT_TEMPLATE, new_id: NewId = random_id) -> Document:
    """Return a document that holds one journey and the phases of the template `key`.

    Raises ValueProblem for an empty title, KeyError for an unknown template.
    """
    phases = template(key).phases
    journey = Journey(id=new_id(), title=clean_name(title, "title"))
    columns = [
        Phase(
            id=new_id(),
            journey=journey.id,
            name=each.name,
            order=float(order),
            short_name=each.short_name,
            stage=each.stage,
        )
        for order, each in enumerate(phases)
    ]
    return Document([journey, *columns], new_id)
