import pytest

from tests.ui.canvas.journeys import Sketch
from ui.canvas.ink import drawn_rect
from ui.canvas.opening import opened_at, opening_place
from ui.canvas.view import MapView
from workbench.editing.detail import forget_detail, make_detail


@pytest.fixture
def opening(view: MapView, sketch: Sketch) -> str:
    make_detail(sketch.document, sketch.ids["Form"])
    return sketch.ids["Form"]


def mark_of(view: MapView, card: str) -> tuple[float, float]:
    rect = drawn_rect(view.plan.cards[card], view.frame.scale)
    middle = opening_place(view.look.theme, rect.width(), rect.height()).center()
    return rect.left() + middle.x() + view.frame.x, rect.top() + middle.y() + view.frame.y


def found(view: MapView, at: tuple[float, float]) -> str | None:
    return opened_at(view.plan, view.faces, view.look.theme, view.frame, *at)


def test_the_mark_is_found_on_a_card_that_opens(view: MapView, opening: str) -> None:
    assert found(view, mark_of(view, opening)) == opening
    x, y = mark_of(view, opening)
    assert found(view, (x - 60, y - 30)) is None


def test_there_is_none_on_other_cards_nor_after_it_is_taken_off(view: MapView, sketch: Sketch, opening: str) -> None:
    other = next(card for card in view.plan.cards if card != opening)
    assert found(view, mark_of(view, other)) is None
    forget_detail(sketch.document, opening)
    assert found(view, mark_of(view, opening)) is None


def test_what_is_too_small_to_be_seen_cannot_be_hit(view: MapView, opening: str) -> None:
    view.zoom_to(0.3)
    assert found(view, mark_of(view, opening)) is None


def test_the_card_says_that_it_opens(view: MapView, opening: str) -> None:
    assert view.faces[opening].opens
    assert not any(face.opens for card, face in view.faces.items() if card != opening)
