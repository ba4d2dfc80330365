import pytest
from PySide6.QtWidgets import QLabel, QWidget

from ui.controls.empty import EmptyState
from ui.controls.look import Look
from ui.panels.number_pages import NumberPages


@pytest.fixture
def numbers() -> QLabel:
    return QLabel("64 breakdowns")


@pytest.fixture
def pages(host: QWidget, look: Look, numbers: QLabel) -> NumberPages:
    empty = EmptyState(look, "owners", "Nothing to count yet", "Connect two touchpoints.")
    made = NumberPages(host, look, numbers, empty, "Breakdowns appear here")
    host.show()
    return made


def test_where_there_is_nothing_to_count_it_says_what_it_takes_until_counting_begins(pages: NumberPages) -> None:
    assert pages.empty.isVisible()
    pages.show_counting()
    assert pages.counting.isVisible()
    pages.show_known(False)
    assert pages.empty.isVisible()


def test_numbers_of_before_stand_while_others_are_counted(pages: NumberPages, numbers: QLabel) -> None:
    pages.show_known(True)
    pages.show_counting()
    assert numbers.isVisible()
