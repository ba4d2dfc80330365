"""Names that look like markup, are endless or run the other way: they are names in every view, and nothing else."""

from collections.abc import Iterator, Sequence
from itertools import count, takewhile

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.hostile import HOSTILE
from tests.helpers.program import names, opened, press
from ui.controls.text import Label
from ui.main_window import MainWindow
from ui.shell.workspace import VIEWS
from workbench.domain.elements import Touchpoint
from workbench.domain.text import LONGEST_NAME, clean_name

MARKUP = [each for each in HOSTILE if "<" in each]
LONG = {
    "one word": "n" * LONGEST_NAME,
    "words": "word " * (LONGEST_NAME // 5 - 1),
    "Hebrew": "שלום " * 1999,
    "Arabic": "مرحبا " * 1600,
    "combining": "e\u0301" * (LONGEST_NAME // 2),
}


def put_in(text: str) -> None:
    """Have an input method put a whole text where the focus is."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    focus = QApplication.focusWidget()
    assert focus is not None
    QApplication.sendEvent(focus, event)


def draw(window: MainWindow, texts: Sequence[str]) -> None:
    """Name one touchpoint after the other."""
    press(window, "Return")
    for text in texts:
        put_in(text)
        press(window, "Return")
    press(window, "Escape")


def marked_up(window: QWidget) -> Iterator[str]:
    """Yield where a name could be taken for markup: in labels that guess, and in tips, which always do."""
    for widget in (window, *window.findChildren(QWidget)):
        if any(each in widget.toolTip() for each in MARKUP):
            yield f"the tip of {type(widget).__name__}: {widget.toolTip()[:60]}"
        if not isinstance(widget, QLabel) or isinstance(widget, Label):
            # a Label paints its letters itself
            continue
        if widget.textFormat() is not Qt.TextFormat.PlainText and any(each in widget.text() for each in MARKUP):
            yield f"{type(widget).__name__}: {widget.text()[:60]}"
    for view in (each for each in window.findChildren(QAbstractItemView) if each.model()):
        yield from (f"a tip in {type(view).__name__}: {tip[:60]}" for tip in tips_in(view))


def tips_in(view: QAbstractItemView) -> Iterator[str]:
    """Yield the tips of items that hold markup as it is."""
    model = view.model()
    waiting = [QModelIndex()]
    while waiting:
        parent = waiting.pop()
        for row in range(model.rowCount(parent)):
            first = model.index(row, 0, parent)
            waiting += [first] if model.rowCount(first) else []
            cells = (model.index(row, column, parent) for column in count())
            for cell in takewhile(QModelIndex.isValid, cells):
                tip = str(cell.data(Qt.ItemDataRole.ToolTipRole) or "")
                if any(each in tip for each in MARKUP):
                    yield tip


def out_of_place(window: MainWindow) -> list[str]:
    """Say what no longer fits into a window of a small screen."""
    least = window.minimumSizeHint()
    parts = (opened(window).outline.content, opened(window).views, opened(window).panel)
    found = [f"{type(each).__name__} is squeezed" for each in parts if each.isVisible() and each.width() < 100]
    if least.width() > 1366 or least.height() > 768:
        found.append(f"the window wants {least.width()} x {least.height()}")
    return found


@pytest.mark.slow
def test_forty_payloads_that_are_typed_are_names_in_every_view(blank: MainWindow) -> None:
    draw(blank, HOSTILE)
    assert names(blank) == [clean_name(each) for each in HOSTILE]
    assert len(MARKUP) >= 15
    workspace = opened(blank)
    for view in VIEWS:
        blank.do(f"view-{view}")
        QApplication.processEvents()
        assert list(marked_up(blank)) == [], view
        assert out_of_place(blank) == [], view
    blank.do("view-map")
    for each in workspace.document.of(Touchpoint):
        workspace.selection.set([each.id])
        QApplication.processEvents()
        assert list(marked_up(blank)) == []


def test_payloads_that_are_pasted_as_lines_are_names(blank: MainWindow) -> None:
    pasted = [each for each in MARKUP if "\t" not in each][:12]
    QGuiApplication.clipboard().setText("\n".join(("A first line", *pasted)))
    press(blank, "Ctrl+V")
    assert [*sorted(names(blank))] == sorted(clean_name(each) for each in ("A first line", *pasted))
    assert list(marked_up(blank)) == []


@pytest.mark.parametrize("text", MARKUP[:6])
def test_what_is_looked_for_is_no_markup_either(blank: MainWindow, text: str) -> None:
    draw(blank, [text])
    press(blank, "Ctrl+F")
    put_in(text)
    QApplication.processEvents()
    assert list(marked_up(blank)) == []


@pytest.mark.slow
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_name_of_ten_thousand_characters_keeps_every_view_in_its_place(blank: MainWindow, text: str) -> None:
    draw(blank, [text, "Next"])
    name = clean_name(text)
    assert names(blank) == [name, "Next"]
    workspace = opened(blank)
    workspace.selection.set([workspace.document.of(Touchpoint)[0].id])
    for view in VIEWS:
        blank.do(f"view-{view}")
        QApplication.processEvents()
        assert out_of_place(blank) == [], view
        assert (blank.width(), blank.height()) == (1366, 768)
    blank.do("view-map")
    press(blank, "Ctrl+F")
    put_in(name)
    QApplication.processEvents()
    assert out_of_place(blank) == []


def test_a_name_longer_than_that_is_refused_in_one_sentence(blank: MainWindow, qtbot: QtBot) -> None:
    press(blank, "Return")
    focus = QApplication.focusWidget()
    assert focus is not None
    put_in("n" * (LONGEST_NAME + 1))
    press(blank, "Return")
    assert all(len(each) <= LONGEST_NAME for each in names(blank))


def test_a_menu_shows_an_ampersand_as_it_is(blank: MainWindow) -> None:
    draw(blank, ["Terms & conditions"])
    workspace = opened(blank)
    workspace.selection.set([workspace.document.of(Touchpoint)[0].id])
    press(blank, "Delete")
    undo: QAction = blank.action_set["undo"]
    assert "&&" in undo.text() or "&" not in undo.text()
