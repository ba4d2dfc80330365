"""The way down to the journey shown, and the list of all."""

from PySide6.QtWidgets import QApplication

from tests.helpers.builders import JOURNEY, journey_of, named
from tests.helpers.program import click, opened, select
from ui.main_window import MainWindow
from ui.shell.breadcrumb import Crumb, listed_journeys
from workbench.domain.elements import Journey
from workbench.editing.detail import make_detail
from workbench.editing.structure import add_journey, add_touchpoint, rename


def crumbs(window: MainWindow) -> list[Crumb]:
    QApplication.processEvents()
    return [each for each in opened(window).breadcrumb.findChildren(Crumb) if each.isVisible()]


def test_there_is_none_while_there_is_one_journey(journey: MainWindow) -> None:
    assert not opened(journey).breadcrumb.isVisible()


def test_the_way_down_is_shown_and_leads_up_again(journey: MainWindow) -> None:
    select(journey, "First bill")
    journey.do("make-detail")
    inner = opened(journey)
    deep = add_touchpoint(inner.document, inner.journey, "Envelope")
    inner.selection.set([deep.id])
    journey.do("make-detail")
    assert [each.accessibleName() for each in crumbs(journey)] == ["Up to Broadband customer", "Up to First bill"]
    click(crumbs(journey)[1])
    assert opened(journey).selection.ids in ((), (deep.id,))
    assert opened(journey).journey == inner.journey
    click(crumbs(journey)[0])
    assert opened(journey).journey == "j"


def test_a_journey_is_chosen_from_the_list(journey: MainWindow) -> None:
    add_journey(opened(journey).document, "Moving & storing")
    menu = opened(journey).breadcrumb.menu_of_journeys()
    assert [each.text() for each in menu.actions()] == ["Broadband customer", "Moving && storing"]
    assert [each.isChecked() for each in menu.actions()] == [True, False]
    menu.actions()[1].trigger()
    assert opened(journey).toolbar.title.accessibleName().startswith("Moving & storing")


def test_names_follow_the_document_and_long_ones_are_cut(journey: MainWindow) -> None:
    select(journey, "First bill")
    journey.do("make-detail")
    rename(opened(journey).document, "j", "B" * 10_000)
    assert len(crumbs(journey)[0].text()) < 40
    assert crumbs(journey)[0].accessibleName() == f"Up to {'B' * 10_000}"


def test_every_journey_is_listed_once_below_the_one_it_lies_in() -> None:
    document = journey_of("Bills > First bill", "> Second bill")
    inner = make_detail(document, named(document, "First bill").id)
    deep = add_touchpoint(document, inner.id, "Envelope")
    make_detail(document, deep.id)
    other = add_journey(document, "Other")
    with document.edit("Open it twice") as edit:
        edit.update(named(document, "Second bill").id, detail=inner.id)
    found = [(journey.title, depth) for journey, depth in listed_journeys(document)]
    assert found == [("Moving house", 0), ("First bill", 1), ("Envelope", 2), ("Other", 0)]
    assert {JOURNEY, other.id} <= {each.id for each in document.of(Journey)}
