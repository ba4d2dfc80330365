from tests.ui.canvas.journeys import Sketch, everything
from ui.canvas.cards import Badge, CardFaces, face_of
from workbench.domain.elements import Department, PainPoint
from workbench.domain.vocabulary import Control, TransitionKind
from workbench.editing import ownership, structure


def test_badges_come_in_order_of_importance(sketch: Sketch) -> None:
    document, hotline = sketch.document, sketch.ids["Hotline"]
    structure.set_fields(document, hotline, moment_of_truth=True)
    structure.add(document, PainPoint(id="p", touchpoint=hotline, text="Nobody answers"))
    face = face_of(document, sketch.touchpoint("Hotline"))
    assert face.badges == (Badge.UNOWNED, Badge.MOMENT_OF_TRUTH, Badge.PAIN_POINT, Badge.FAILURE_DEMAND)
    assert face.unowned


def test_what_is_outside_our_control_needs_no_owner(sketch: Sketch) -> None:
    structure.set_fields(sketch.document, sketch.ids["Search"], control=Control.EXTERNAL)
    face = face_of(sketch.document, sketch.touchpoint("Search"))
    assert face.badges == (Badge.NOT_CONTROLLABLE,)
    assert face.external


def test_a_person_stands_for_the_department(sketch: Sketch) -> None:
    care = ownership.add_department(sketch.document, "Customer care")
    person = ownership.add_person(sketch.document, "Ines Roth", care.id)
    ownership.assign(sketch.document, [sketch.ids["Hotline"]], person.id)
    face = face_of(sketch.document, sketch.touchpoint("Hotline"))
    assert (face.owner, face.code, face.colour) == ("Ines Roth", care.code, care.colour)


def test_a_hand_off_is_known_but_not_among_the_painted_badges(sketch: Sketch) -> None:
    document, ids = sketch.document, sketch.ids
    for name, card in (("Sales", "Search"), ("Order desk", "Form")):
        ownership.assign(document, [ids[card]], ownership.add_department(document, name).id)
    face = face_of(document, sketch.touchpoint("Form"))
    assert Badge.HAND_OFF in face.badges
    assert Badge.HAND_OFF not in face.marks


def test_patched_faces_are_those_worked_out_anew() -> None:
    sketch = everything()
    document, ids = sketch.document, sketch.ids
    faces = CardFaces(document, sketch.journey)
    assert len(dict(faces)) > 5
    unsubscribe = document.subscribe(lambda published: faces.patch(published.changes))
    sales = next(each for each in document.of(Department) if each.name == "Sales")
    structure.rename(document, ids["Form"], "Online form")
    structure.set_fields(document, sales.id, colour=7)
    ownership.assign(document, [ids["Router"]], sales.id)
    structure.connect(document, ids["Search"], ids["Contract"], TransitionKind.FAILURE_DEMAND)
    structure.delete(document, ["pain", ids["Hotline"]])
    structure.delete(document, [sales.id])
    sketch.history.undo()
    unsubscribe()
    assert dict(faces) == dict(CardFaces(document, sketch.journey))


def test_only_faces_that_differ_from_what_was_looked_at_are_reported(sketch: Sketch) -> None:
    faces = CardFaces(sketch.document, sketch.journey)
    assert faces[sketch.ids["Form"]].name == "Form"
    reported: list[frozenset[str]] = []
    sketch.document.subscribe(lambda published: reported.append(faces.patch(published.changes)))
    structure.set_fields(sketch.document, sketch.ids["Form"], evidence="a screenshot")
    structure.rename(sketch.document, sketch.ids["Form"], "Online form")
    structure.rename(sketch.document, sketch.ids["Search"], "Looking for it")
    assert reported == [frozenset(), frozenset({sketch.ids["Form"]}), frozenset()]
    assert faces[sketch.ids["Search"]].name == "Looking for it"


def test_a_touchpoint_of_another_journey_has_no_face_here(sketch: Sketch) -> None:
    faces = CardFaces(sketch.document, sketch.journey)
    sketch.document.subscribe(lambda published: faces.patch(published.changes))
    other = structure.add_journey(sketch.document, "Another")
    structure.add_touchpoint(sketch.document, other.id, "Elsewhere")
    assert len(faces) == len(list(faces)) == 5
    assert "unknown" not in faces
