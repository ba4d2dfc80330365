"""Journeys for the tests of the map."""

from dataclasses import dataclass, field

from ui.canvas.numbers import MapNumbers
from workbench.domain.document import Document
from workbench.domain.elements import PainPoint, Touchpoint
from workbench.domain.ids import END
from workbench.domain.places import Place
from workbench.domain.vocabulary import Control, Layer, Stage, TransitionKind
from workbench.editing import areas, ownership, structure
from workbench.editing.areas import Extent
from workbench.editing.history import History
from workbench.editing.locking import set_locked


@dataclass
class Sketch:
    """A document with one journey; `ids` finds phases and touchpoints by name."""

    document: Document
    journey: str
    history: History
    ids: dict[str, str] = field(default_factory=dict)

    def touchpoint(self, name: str) -> Touchpoint:
        return next(each for each in self.document.of(Touchpoint) if each.name == name)

    def add(self, name: str, phase: str, y: float = 0.0, x: float = 0.0) -> str:
        made = structure.add_touchpoint(self.document, self.journey, name, Place(self.ids[phase], x, y))
        self.ids[name] = made.id
        return made.id

    def names(self) -> list[str]:
        return [each.name for each in self.document.of(Touchpoint)]


def an_empty_sketch() -> Sketch:
    """Three phases and nothing in them."""
    document = Document()
    journey = structure.add_journey(document, "A household gets broadband").id
    sketch = Sketch(document, journey, History(document))
    for name, stage in (("Need", Stage.BEFORE), ("Order", Stage.DURING), ("Use", Stage.AFTER)):
        sketch.ids[name] = structure.add_phase(document, journey, name, stage=stage).id
    sketch.history = History(document)
    return sketch


def a_sketch() -> Sketch:
    """Five touchpoints: search > form > contract in the first two phases, router and hotline in the third."""
    sketch = an_empty_sketch()
    document = sketch.document
    search, form = sketch.add("Search", "Need"), sketch.add("Form", "Order", 96)
    contract, router = sketch.add("Contract", "Order", 192), sketch.add("Router", "Use")
    hotline = sketch.add("Hotline", "Use", 288)
    structure.connect(document, search, form)
    structure.connect(document, form, contract)
    structure.connect(document, contract, router)
    structure.connect(document, router, hotline, TransitionKind.FAILURE_DEMAND)
    structure.influence(document, form, router)
    sketch.history = History(document)
    return sketch


def everything() -> Sketch:
    """A sketch with every kind of card, line, badge and owner."""
    sketch = a_sketch()
    document, ids = sketch.document, sketch.ids
    sales = ownership.add_department(document, "Sales").id
    care = ownership.add_department(document, "Customer care").id
    ownership.assign(document, [ids["Search"], ids["Form"]], sales)
    ownership.assign(document, [ids["Hotline"]], care)
    structure.set_fields(document, ids["Form"], moment_of_truth=True, pinned=True, layer=Layer.BACKSTAGE)
    structure.set_fields(document, ids["Search"], layer=Layer.CUSTOMER)
    structure.set_fields(document, ids["Contract"], layer=Layer.SUPPORT)
    weather = sketch.add("The weather on the day of the move, which nobody can do anything about", "Use", 384)
    structure.set_fields(document, weather, control=Control.EXTERNAL)
    structure.add(document, PainPoint(id="pain", touchpoint=ids["Form"], text="Too long"))
    structure.connect(document, ids["Form"], END, TransitionKind.GIVE_UP)
    structure.connect(document, ids["Contract"], ids["Search"], TransitionKind.GIVE_UP)
    structure.connect(document, ids["Hotline"], ids["Hotline"])
    structure.connect(document, ids["Router"], ids["Hotline"])
    waiting = structure.add_touchpoint(document, sketch.journey, "Not yet placed", Place(None))
    use = Extent(Place(ids["Use"], 4.0, -20.0), 150.0, 130.0)
    areas.add_frame(document, sketch.journey, "Worth a workshop of a whole day", use)
    locked = areas.add_note(
        document, sketch.journey, "Ask legal\nby Friday", Extent(Place(ids["Need"], 10, 230), 128, 128)
    )
    set_locked(document, [waiting.id, locked.id], locked=True)
    return sketch


def numbers_of(sketch: Sketch, heat: bool = True) -> MapNumbers:
    """Rising numbers for all touchpoints and phases, halved by a fix at the last ones."""
    ids = [*sketch.ids.values()]
    as_is = {each: 7.0 * at for at, each in enumerate(ids)}
    fixed = {each: value / 2 if at > 3 else value for at, (each, value) in enumerate(as_is.items())}
    return MapNumbers(as_is, fixed, heat)
