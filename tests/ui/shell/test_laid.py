"""What is new on a map that was tidied up."""

import pytest

from tests.helpers.builders import JOURNEY, journey_of, named
from ui.shell.laid import Laid
from workbench.domain.document import Document
from workbench.editing.structure import add_touchpoint, delete, set_fields

NAMES = ("A", "B", "C", "D", "E", "F", "G", "H")


@pytest.fixture
def document() -> Document:
    return journey_of(*(f"P > {name}" for name in NAMES))


@pytest.fixture
def laid(document: Document) -> Laid:
    made = Laid(document, JOURNEY)
    made.note(None)
    return made


def test_on_a_map_that_was_never_tidied_up_everything_is_laid_out(document: Document) -> None:
    assert Laid(document, JOURNEY).newcomers() is None


def test_what_has_come_or_been_moved_is_new_until_it_is_tidied_up(document: Document, laid: Laid) -> None:
    assert laid.newcomers() is None
    come, moved = add_touchpoint(document, JOURNEY, "New").id, named(document, "C").id
    set_fields(document, moved, x=12.0)
    assert laid.newcomers() == {come, moved}
    laid.note([come])
    assert laid.newcomers() == {moved}
    laid.note([moved, "gone"])
    assert laid.newcomers() is None


def test_where_much_is_new_all_is_laid_out(document: Document, laid: Laid) -> None:
    for name in NAMES[:3]:
        set_fields(document, named(document, name).id, x=12.0)
    assert laid.newcomers() is None


def test_other_words_and_other_cards_that_go_make_nothing_new(document: Document, laid: Laid) -> None:
    set_fields(document, named(document, "A").id, notes="Ask again")
    delete(document, [named(document, "B").id])
    assert laid.newcomers() is None
