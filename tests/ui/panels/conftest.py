from dataclasses import dataclass, field
from itertools import count

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.bridge import Selection
from workbench.domain.document import Document
from workbench.domain.elements import Department, Person, Phase, Responsibility, Touchpoint, Transition
from workbench.domain.owners import accountable
from workbench.domain.places import Place
from workbench.domain.vocabulary import Channel, Control, Stage
from workbench.editing import ownership, structure
from workbench.editing.history import History


@dataclass
class Desk:
    """A journey with all that a panel is given, and its elements by name."""

    document: Document
    journey: str
    selection: Selection
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.history = History(self.document)

    def __getitem__(self, name: str) -> str:
        return self.ids[name]

    def touchpoint(self, name: str) -> Touchpoint:
        return self.document.get(Touchpoint, self.ids[name])

    def phase(self, name: str) -> Phase:
        return self.document.get(Phase, self.ids[name])

    def owner(self, name: str) -> str | None:
        party = accountable(self.document, self.ids[name])
        return party.name if party else None

    def department(self, name: str) -> Department:
        return next(each for each in self.document.of(Department) if each.name == name)

    def person(self, name: str) -> Person:
        return next(each for each in self.document.of(Person) if each.name == name)

    def way(self, source: str, target: str) -> Transition:
        ends = (self.ids[source], self.ids.get(target, target))
        return next(each for each in self.document.of(Transition) if (each.source, each.target) == ends)

    def parts(self, name: str) -> dict[str, str]:
        held = self.document.referrers(self.ids[name], Responsibility)
        return {self.document.elements[each.party].describe().split("“")[1][:-1]: each.role.value for each in held}

    def add(self, name: str, phase: str | None, channel: Channel = Channel.OTHER) -> str:
        y = 96.0 * len(self.ids)
        place = Place(self.ids[phase] if phase else None, 0.0, y)
        made = structure.add_touchpoint(self.document, self.journey, name, place=place, channel=channel)
        self.ids[name] = made.id
        return made.id

    @property
    def steps(self) -> int:
        """How many steps of undo there are."""
        before = 0
        while self.history.undo():
            before += 1
        for _ in range(before):
            self.history.redo()
        return before


def _blank() -> Desk:
    numbers = count(1)
    document = Document(new_id=lambda: f"e{next(numbers):03}")
    journey = structure.add_journey(document, "A household gets broadband", goal="Fast internet").id
    return Desk(document, journey, Selection())


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """A widget that holds what is tested."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def blank() -> Desk:
    """A journey with nothing in it."""
    return _blank()


def furnished() -> Desk:
    """Return a journey of four touchpoints in three phases; history begins after they are drawn."""
    made = _blank()
    for name, stage in (("Awareness", Stage.BEFORE), ("Delivery", Stage.DURING), ("Billing", Stage.DURING)):
        made.ids[name] = structure.add_phase(made.document, made.journey, name, stage=stage).id
    made.add("Neighbour's tip", "Awareness", Channel.SOCIAL)
    made.add("Welcome pack", "Delivery", Channel.LETTER)
    made.add("First bill", "Billing", Channel.LETTER)
    made.add("Hotline", "Billing", Channel.PHONE)
    structure.set_fields(made.document, made["Neighbour's tip"], control=Control.EXTERNAL)
    for source, target in (
        ("Neighbour's tip", "Welcome pack"),
        ("Welcome pack", "First bill"),
        ("First bill", "Hotline"),
    ):
        structure.connect(made.document, made[source], made[target])
    marketing = ownership.add_department(made.document, "Marketing")
    finance = ownership.add_department(made.document, "Finance")
    ownership.add_person(made.document, "Ines Roth", finance.id)
    ownership.assign(made.document, [made["Welcome pack"]], marketing.id)
    ownership.assign(made.document, [made["First bill"]], finance.id)
    made.history.unsubscribe()
    made.history = History(made.document)
    return made


@pytest.fixture
def desk() -> Desk:
    """A furnished journey for one test."""
    return furnished()


@pytest.fixture
def told() -> list[object]:
    """What a signal said, once `told.append` is connected to it."""
    return []
