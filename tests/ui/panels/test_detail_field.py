"""Into which journey a touchpoint opens, chosen in the inspector."""

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.builders import JOURNEY, journey_of, named
from ui.bridge import Selection
from ui.controls.look import Look
from ui.panels.detail_field import NEW, NONE, options
from ui.panels.inspect_touchpoint import TouchpointForm
from workbench.domain.document import Document
from workbench.domain.elements import Journey
from workbench.editing.detail import make_detail
from workbench.editing.structure import add_touchpoint


@pytest.fixture
def document() -> Document:
    return journey_of("Bills > First bill", "> Second bill")


@pytest.fixture
def form(document: Document, look: Look, qtbot: QtBot) -> TouchpointForm:
    made = TouchpointForm(document, JOURNEY, Selection(), look)
    qtbot.addWidget(made)
    made.show_elements([named(document, "First bill").id])
    made.show()
    return made


def choose(form: TouchpointForm, key: object) -> None:
    form.detail.field.committed.emit(key)


def test_a_new_one_is_made_and_then_taken_off(form: TouchpointForm, document: Document) -> None:
    choose(form, NEW)
    assert named(document, "First bill").detail is not None
    assert form.detail.note.isVisible()
    choose(form, NONE)
    assert named(document, "First bill").detail is None
    assert not form.detail.note.isVisible()
    assert len(document.of(Journey)) == 2


def test_a_journey_that_is_there_can_be_chosen(form: TouchpointForm, document: Document) -> None:
    inner = make_detail(document, named(document, "Second bill").id)
    form.refresh()
    choose(form, inner.id)
    assert named(document, "First bill").detail == inner.id
    assert form.detail.field.key == inner.id


def test_what_it_lies_in_is_not_offered(document: Document) -> None:
    inner = make_detail(document, named(document, "Second bill").id)
    deep = add_touchpoint(document, inner.id, "Envelope")
    assert [each.key for each in options(document, deep)] == [NONE, NEW]
    assert [each.key for each in options(document, named(document, "Second bill"))] == [NONE, inner.id]


def test_what_is_refused_is_said_at_the_field(form: TouchpointForm, document: Document) -> None:
    choose(form, JOURNEY)
    assert "cannot open into" in form.detail.field.error


def test_for_several_touchpoints_there_is_no_choice(form: TouchpointForm, document: Document) -> None:
    form.show_elements([named(document, name).id for name in ("First bill", "Second bill")])
    assert not form.detail.isVisible()
