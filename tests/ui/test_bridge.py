"""What the window's parts share: the document's changes as a signal, and the selection."""

import pytest

from tests.helpers.builders import JOURNEY, empty_journey, journey_of, named
from ui.bridge import DocumentBridge, Selection
from workbench.domain.document import Published
from workbench.editing.structure import delete, rename


@pytest.fixture
def selection(qapp: object) -> Selection:
    return Selection()


def heard(selection: Selection) -> list[tuple[str, ...]]:
    changes: list[tuple[str, ...]] = []
    selection.changed.connect(changes.append)
    return changes


@pytest.mark.usefixtures("qapp")
def test_every_change_set_arrives_as_it_was_published() -> None:
    document = empty_journey()
    published: list[Published] = []
    document.subscribe(published.append)
    bridge = DocumentBridge(document)
    arrived: list[Published] = []
    bridge.published.connect(arrived.append)
    rename(document, JOURNEY, "New")
    assert len(arrived) == 1
    assert arrived[0] is published[0]
    bridge.close()
    rename(document, JOURNEY, "Newer")
    assert len(arrived) == 1


def test_a_selection_keeps_the_order_in_which_it_was_chosen(selection: Selection) -> None:
    changes = heard(selection)
    selection.set(["b", "a", "b"])
    selection.toggle("c")
    selection.toggle("b")
    assert changes == [("b", "a"), ("b", "a", "c"), ("a", "c")]
    assert (selection.ids, selection.current) == (("a", "c"), "c")


def test_selecting_the_same_again_tells_nobody(selection: Selection) -> None:
    selection.set(["a"])
    changes = heard(selection)
    selection.set(["a"])
    assert changes == []
    selection.clear()
    selection.clear()
    assert changes == [()]
    assert selection.current is None


def test_what_is_deleted_is_no_longer_selected(selection: Selection) -> None:
    document = journey_of("P > A", "> B")
    a, b = named(document, "A").id, named(document, "B").id
    selection.set([a, b])
    delete(document, [b])
    selection.forget_missing(document)
    assert selection.ids == (a,)


def test_a_bridge_can_be_closed_twice_and_repeats_nothing_then() -> None:
    document = empty_journey()
    told: list[Published] = []
    bridge = DocumentBridge(document)
    bridge.published.connect(told.append)
    bridge.close()
    bridge.close()
    rename(document, JOURNEY, "Another")
    assert told == []
