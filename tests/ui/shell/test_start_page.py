"""The first screen: what it lists, and what each press wishes for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.program import click
from ui.controls.buttons import Choice
from ui.controls.look import Look
from ui.controls.notice import Banner
from ui.icons import IconSource
from ui.shell.start_cards import Tile, Wish
from ui.shell.start_lists import looked_up
from ui.shell.start_page import StartPage, _dropped_file
from ui.theme import ThemeSource
from workbench.samples import CONTRADICTION_KEYS


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot) -> StartPage:
    made = StartPage(Look(ThemeSource(qapp.styleHints(), "light", reduce_motion=True), IconSource()), ())
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.complete()
    made.show()
    return made


def test_each_press_says_what_is_wished_for(page: StartPage) -> None:
    wishes: list[Wish] = []
    page.wished.connect(wishes.append)
    for pressable in (*page.findChildren(Tile), page.cards[0], page.lessons[0]):
        click(pressable)
        QTest.keyClick(pressable, " ")
        QTest.keyClick(pressable, "x")
    assert [wish.what for wish in wishes[::2]] == ["template", "other-template", "template", "open", "sample", "sample"]
    assert wishes[::2] == wishes[1::2]


def test_recent_files_are_listed_with_those_that_are_gone_marked(page: StartPage, tmp_path: Path) -> None:
    there = tmp_path / "there.journey"
    there.touch()
    page.show_recent(looked_up((str(there), str(tmp_path / "gone.journey")), datetime.now(UTC)))
    tiles = {tile.wish.detail: tile.accessibleName() for tile in page.findChildren(Tile) if tile.wish.what == "file"}
    assert tiles[str(there)].startswith("there, ")
    assert "not there any more" in tiles[str(tmp_path / "gone.journey")]


def test_what_asks_to_be_seen_stands_above_the_samples_in_place_of_what_did_before(page: StartPage) -> None:
    for text in ("One", "Another"):
        page.show_banners([Banner(page._look, "history", text, "", [Choice("go", "Go")])])
    QApplication.processEvents()
    (banner,) = page.banners
    assert banner.accessibleName() == "Another"
    assert banner.mapTo(page, banner.rect().bottomLeft()).y() < page.cards[0].mapTo(page, QPoint()).y()


def test_what_is_built_after_the_first_picture_is_built_once(page: StartPage) -> None:
    lessons = list(page.lessons)
    page.complete()
    assert page.lessons == lessons


@pytest.mark.parametrize(
    ("name", "taken"),
    [("a.journey", True), ("A.JOURNEY", True), ("log.csv", True), ("log.csv.gz", True), ("a.png", False)],
)
def test_only_what_can_be_opened_can_be_dropped(name: str, taken: bool) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.journey"), QUrl.fromLocalFile(f"/home/{name}")])
    assert (_dropped_file(data) is not None) == taken


def test_the_cards_lie_in_as_many_columns_as_fit(page: StartPage) -> None:
    for width, columns in ((1400, 3), (960, 2)):
        page.resize(width, 800)
        QApplication.processEvents()
        tops = [card.y() for card in page.cards]
        assert tops.count(tops[0]) == columns


def test_the_journeys_that_contradict_are_offered_below_the_samples(page: StartPage) -> None:
    assert [card.sample.key for card in page.lessons] == list(CONTRADICTION_KEYS)
    QApplication.processEvents()
    lowest = max(card.mapTo(page, card.rect().bottomLeft()).y() for card in page.cards)
    assert all(card.mapTo(page, card.rect().topLeft()).y() > lowest for card in page.lessons)
