from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.helpers.projects import broadband
from ui.controls.look import Look
from ui.icons import IconSource
from ui.shell.difference_picture import DifferenceMap, DifferenceMarks, both_states, difference_marks
from ui.theme import ThemeName, ThemeSource
from workbench.domain.differences import Differences, differences
from workbench.domain.document import Document
from workbench.domain.elements import Department, Element, Phase, Responsibility, Touchpoint
from workbench.domain.places import ROW_PITCH, Place
from workbench.domain.vocabulary import Role
from workbench.editing.ownership import add_department, assign
from workbench.editing.structure import add_touchpoint, connect, delete, rename

SIZE = QSize(520, 280)


def look_of(application: QApplication, name: ThemeName) -> Look:
    return Look(ThemeSource(application.styleHints(), name, reduce_motion=True), IconSource())


def picture(found: Differences, look: Look, density: float = 1.0) -> QImage:
    return DifferenceMap(found, look).picture(SIZE, density)


def after(*verbs: Callable[[Document], object]) -> Differences:
    """What differs once these have been done to the small journey."""
    document = Document(broadband())
    for verb in verbs:
        verb(document)
    return differences(broadband(), document.elements.values())


def without_bill(document: Document) -> None:
    delete(document, ["bill"])


def with_chat_bot(document: Document) -> None:
    add_touchpoint(document, "j", "Chat bot", Place("p2"))


def touchpoints(elements: list[Element]) -> dict[str, Touchpoint]:
    return {each.name: each for each in elements if isinstance(each, Touchpoint)}


def test_touchpoints_and_lines_are_marked_as_new_gone_or_changed() -> None:
    found = after(without_bill, with_chat_bot, lambda document: rename(document, "pack", "Welcome letter"))
    new = {each.id for each in found.added}
    assert difference_marks(found) == DifferenceMarks(
        frozenset(new), frozenset({"bill", "storm-bill"}), frozenset({"pack"})
    )


def test_a_touchpoint_that_somebody_else_answers_for_has_changed() -> None:
    found = after(lambda document: assign(document, ["pack"], add_department(document, "Marketing").id))
    assert difference_marks(found) == DifferenceMarks(frozenset(), frozenset(), frozenset({"pack"}))


def test_a_new_touchpoint_with_an_owner_is_new_and_not_changed_as_well() -> None:
    def owned(document: Document) -> None:
        made = add_touchpoint(document, "j", "Chat bot", Place("p2"))
        assign(document, [made.id], add_department(document, "Service").id)

    marks = difference_marks(after(owned))
    assert len(marks.new) == 1
    assert marks.changed == frozenset()


def test_nothing_is_marked_where_nothing_on_the_map_differs() -> None:
    assert difference_marks(after()).all == frozenset()


def test_what_is_gone_lies_below_the_card_that_has_taken_its_place() -> None:
    cards = touchpoints(both_states(after(without_bill, with_chat_bot)))
    assert (cards["Chat bot"].y, cards["First bill"].y) == (0.0, ROW_PITCH)


def test_what_is_gone_stays_where_it_was_if_there_is_room() -> None:
    cards = touchpoints(both_states(after(without_bill)))
    assert cards["First bill"] == touchpoints(broadband())["First bill"]


def test_two_cards_that_are_gone_do_not_cover_each_other() -> None:
    before = [*broadband(), Touchpoint(id="second", journey="j", name="Second bill", phase="p2")]
    found = differences(before, after(without_bill, with_chat_bot).after.values())
    levels = [card.y for card in touchpoints(both_states(found)).values() if card.phase == "p2"]
    assert sorted(levels) == [0.0, ROW_PITCH, 2 * ROW_PITCH]


def test_a_card_that_is_gone_keeps_its_phase_and_its_owner() -> None:
    owned = [
        *broadband(),
        Department(id="d", name="Finance", code="FI"),
        Responsibility(id="r", touchpoint="bill", party="d", role=Role.ACCOUNTABLE),
    ]
    rest = [each for each in broadband() if each.id not in ("bill", "storm-bill", "p2")]
    shown = Document(both_states(differences(owned, rest)))
    assert shown.get(Phase, "p2").name == "Billing"
    assert shown.referrers("bill", Responsibility)


def test_a_part_that_was_taken_away_does_not_come_back_on_a_card_that_stays() -> None:
    owned = [
        *broadband(),
        Department(id="d", name="Finance", code="FI"),
        Responsibility(id="r", touchpoint="bill", party="d", role=Role.ACCOUNTABLE),
    ]
    assert "r" not in Document(both_states(differences(owned, broadband()))).elements


def test_states_in_which_an_id_stands_for_different_things_still_make_a_picture(look: Look) -> None:
    other = [each for each in broadband() if each.id not in ("bill", "storm-bill")]
    found = differences(broadband(), [*other, Department(id="bill", name="Billing", code="BI")])
    assert picture(found, look).size() == SIZE


def test_the_picture_has_the_size_and_density_asked_for(look: Look) -> None:
    image = picture(after(with_chat_bot), look, 2.0)
    assert (image.size(), image.devicePixelRatio()) == (SIZE * 2, 2.0)


@pytest.mark.parametrize("verb", [without_bill, with_chat_bot, lambda document: rename(document, "pack", "Letter")])
def test_every_kind_of_difference_shows(verb: Callable[[Document], object], look: Look) -> None:
    assert picture(after(verb), look) != picture(after(), look)


def test_a_line_alone_shows_too(look: Look) -> None:
    found = after(lambda document: connect(document, "pack", "bill"))
    assert picture(found, look) != picture(after(), look)


def test_the_same_difference_looks_the_same_each_time_and_other_in_the_dark(look: Look, qapp: QApplication) -> None:
    found = after(without_bill, with_chat_bot)
    assert picture(found, look) == picture(found, look)
    assert picture(found, look) != picture(found, look_of(qapp, "dark"))


def test_a_project_without_a_journey_makes_an_empty_picture(look: Look) -> None:
    assert not picture(differences([], []), look).isNull()


def test_a_map_laid_out_once_is_painted_at_every_size(look: Look) -> None:
    shown = DifferenceMap(after(with_chat_bot), look)
    sizes = [QSize(520, 280), QSize(300, 200), QSize(900, 500)]
    assert [shown.picture(size).size() for size in sizes] == sizes
