"""The clipboard from the window: real keys in the map, the outline and the table."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from tests.helpers.program import Program, editor, names, opened, press, select, to_front
from tests.helpers.projects import broadband
from ui.main_window import MainWindow
from ui.panels.table import TableView
from workbench.domain.elements import Note, Phase, Touchpoint
from workbench.domain.places import Place
from workbench.storage.clips import MIME_TYPE


def held() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def hold(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def in_map(window: MainWindow, *ids: str) -> None:
    to_front(window)
    opened(window).map.setFocus()
    opened(window).selection.set(ids)


def undo_label(window: MainWindow) -> str | None:
    return opened(window).session.history.undo_label


def test_a_card_is_copied_and_pasted_beside_itself_by_keys(journey: MainWindow) -> None:
    in_map(journey, "offer", "pack")
    press(journey, "Ctrl+C")
    press(journey, "Ctrl+V")
    assert names(journey) == ["Get an offer", "Welcome pack", "A storm", "First bill", "Get an offer", "Welcome pack"]
    made = [opened(journey).document.get(Touchpoint, each) for each in opened(journey).selection.ids]
    assert [(each.name, each.phase, each.y) for each in made] == [
        ("Get an offer", "p0", 192.0),
        ("Welcome pack", "p0", 288.0),
    ]
    assert journey.notice.text == "Pasted 2 touchpoints."
    press(journey, "Ctrl+Z")
    assert len(names(journey)) == 4


def test_what_is_copied_is_text_and_cells_for_other_programs(journey: MainWindow) -> None:
    in_map(journey, "offer", "bill")
    press(journey, "Ctrl+C")
    assert held().text() == "Order\n\tGet an offer\nBilling\n\tFirst bill\n"
    rows = bytes(held().data("text/tab-separated-values").data()).decode().splitlines()
    assert [row.split("\t")[1] for row in rows] == ["Touchpoint", "Get an offer", "First bill"]
    assert held().html().count("<tr>") == 3
    assert json.loads(bytes(held().data(MIME_TYPE).data()))["version"] == 1


def test_a_journey_in_another_window_takes_what_was_copied(journey: MainWindow, program: Program) -> None:
    in_map(journey, "bill")
    press(journey, "Ctrl+C")
    other = program.start()
    other.do("new")
    to_front(other)
    other.do("paste")
    assert names(other) == ["First bill"]
    phases = {each.id: each.name for each in opened(other).document.of(Phase)}
    (made,) = opened(other).document.of(Touchpoint)
    assert phases[made.phase or ""] == "Billing"
    assert opened(other).selection.ids == (made.id,)


def test_cut_takes_away_in_one_step_and_paste_brings_it_back(journey: MainWindow) -> None:
    in_map(journey, "offer", "pack")
    press(journey, "Ctrl+X")
    assert names(journey) == ["A storm", "First bill"]
    assert undo_label(journey) == "Cut 2 touchpoints"
    press(journey, "Ctrl+V")
    assert sorted(names(journey)) == ["A storm", "First bill", "Get an offer", "Welcome pack"]


def test_a_locked_card_is_not_cut_and_the_clipboard_keeps_what_it_held(journey: MainWindow) -> None:
    hold("before")
    document = opened(journey).document
    with document.edit("Lock") as edit:
        edit.update("pack", locked=True)
    in_map(journey, "offer", "pack")
    press(journey, "Ctrl+X")
    assert len(names(journey)) == 4
    assert "locked" in journey.notice.text
    assert held().text() == "before"


def test_duplicating_copies_past_the_clipboard(journey: MainWindow) -> None:
    hold("untouched")
    in_map(journey, "storm")
    press(journey, "Ctrl+D")
    assert names(journey)[-1] == "A storm"
    assert undo_label(journey) == "Duplicate touchpoint “A storm”"
    assert held().text() == "untouched"


def test_the_keys_act_in_the_outline(journey: MainWindow) -> None:
    to_front(journey)
    opened(journey).outline.set_shown(shown=True)
    opened(journey).outline.content.tree.setFocus()
    opened(journey).selection.set(["bill"])
    press(journey, "Ctrl+D")
    assert names(journey).count("First bill") == 2


@pytest.mark.parametrize(("keys", "said"), [("Delete", "Deleted touchpoint"), ("Ctrl+Del", "and closed the gap")])
def test_what_is_selected_in_the_outline_is_deleted_there(journey: MainWindow, keys: str, said: str) -> None:
    opened(journey).outline.set_shown(shown=True)
    opened(journey).outline.content.tree.setFocus()
    opened(journey).selection.set(["pack"])
    press(journey, keys)
    assert names(journey) == ["Get an offer", "A storm", "First bill"]
    assert said in journey.notice.text
    assert opened(journey).outline.content.tree.hasFocus()


def test_rows_of_the_table_are_copied_as_cells_and_pasted_as_cards(journey: MainWindow) -> None:
    journey.do("view-table")
    to_front(journey)
    table = opened(journey).others.page("table")
    assert isinstance(table, TableView)
    grid = table.grid
    grid.setFocus()
    grid.selectRow(0)
    press(journey, "Ctrl+C")
    assert held().text().splitlines()[1].split("\t")[:2] == ["Order", "Get an offer"]
    press(journey, "Ctrl+V")
    assert names(journey).count("Get an offer") == 2
    press(journey, "Ctrl+Z")
    assert table._count.text() == "4 touchpoints"
    assert [index.data() for index in grid.selectionModel().selectedRows(1)] == ["Get an offer"]


def test_text_fields_keep_their_own_clipboard(journey: MainWindow) -> None:
    select(journey, "First bill")
    to_front(journey)
    opened(journey).map.setFocus()
    press(journey, "F2")
    field = editor(journey)
    field.selectAll()
    press(journey, "Ctrl+C")
    assert held().text() == "First bill"
    assert not held().hasFormat(MIME_TYPE)
    hold("one\ntwo")
    press(journey, "Ctrl+V")
    press(journey, "Escape")
    assert len(names(journey)) == 4


def test_a_copied_table_comes_back_as_changes_of_the_same_touchpoints(journey: MainWindow) -> None:
    opened(journey).selection.clear()
    journey.do("copy-table")
    assert journey.notice.text == "Copied a table of 4 touchpoints."
    assert not held().hasFormat(MIME_TYPE)
    text = held().text()
    before = opened(journey).document.elements["bill"]
    journey.do("paste")
    assert journey.notice.text == "Nothing to change: the journey says the same already."
    assert undo_label(journey) is None
    hold(text.replace("First bill\tOther", "Very first bill\tLetter"))
    journey.do("paste")
    assert journey.notice.text == "2 cells changed in 1 touchpoint."
    assert journey.notice.link.text() == "Undo"
    assert names(journey) == ["Get an offer", "Welcome pack", "A storm", "Very first bill"]
    press(journey, "Ctrl+Z")
    assert opened(journey).document.elements["bill"] == before


def test_a_selected_phase_is_copied_as_the_table_of_its_touchpoints(journey: MainWindow) -> None:
    opened(journey).selection.set(["p0"])
    journey.do("copy-table")
    assert [row.split("\t")[1] for row in held().text().splitlines()] == ["Touchpoint", "Get an offer", "Welcome pack"]


def test_a_note_is_copied_as_its_text(journey: MainWindow) -> None:
    document = opened(journey).document
    with document.edit("Add note") as edit:
        edit.add(Note(id="note", journey="j", phase="p0", text="Ask Ines\nabout it"))
    in_map(journey, "note")
    journey.do("copy")
    assert held().text() == "Ask Ines\nabout it"
    assert not held().hasHtml()
    journey.do("paste")
    assert len(document.of(Note)) == 2


def test_a_list_of_names_becomes_a_chain_below_the_selected_card(journey: MainWindow) -> None:
    hold("Reminder\nDunning\n")
    in_map(journey, "bill")
    press(journey, "Ctrl+V")
    made = [opened(journey).document.get(Touchpoint, each) for each in opened(journey).selection.ids]
    assert [(each.name, each.phase, each.y) for each in made] == [("Reminder", "p2", 96.0), ("Dunning", "p2", 192.0)]
    assert undo_label(journey) == "Paste 2 touchpoints"


def test_an_outline_is_pasted_with_its_phases(journey: MainWindow) -> None:
    hold("Billing\n- Reminder\nLeaving\n- Notice\n")
    journey.do("paste")
    phases = {each.id: each.name for each in opened(journey).document.of(Phase)}
    made = [opened(journey).document.get(Touchpoint, each) for each in opened(journey).selection.ids]
    assert [phases[each.phase or ""] for each in made] == ["Billing", "Leaving"]


def _picture() -> QMimeData:
    data = QMimeData()
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    return data


def _file() -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(Path("a.journey").absolute()))])
    return data


def _text(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def _clip(raw: bytes) -> QMimeData:
    data = QMimeData()
    data.setData(MIME_TYPE, raw)
    return data


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (_text(""), "nothing to paste"),
        (_text("\x00\x01\x02garbage"), "no readable text"),
        (_text("x" * 10_000_000), "at most 2,000,000"),
        (_text("id\tChannel\n#gone\tWeb"), "no touchpoint of this journey"),
        (_picture(), "Pictures cannot be pasted"),
        (_file(), "Files cannot be pasted"),
        (_clip(b"{}"), "no part of a journey"),
        (_clip(b"\xff\xfe"), "damaged"),
    ],
    ids=["nothing", "garbage", "ten megabytes", "stranger", "picture", "file", "empty clip", "binary clip"],
)
def test_what_cannot_be_pasted_is_said_and_changes_nothing(journey: MainWindow, data: QMimeData, sentence: str) -> None:
    before = dict(opened(journey).document.elements)
    QGuiApplication.clipboard().setMimeData(data)
    journey.do("paste")
    assert sentence in journey.notice.text
    assert opened(journey).document.elements == before


def test_nothing_selected_is_nothing_to_copy(journey: MainWindow) -> None:
    opened(journey).selection.clear()
    journey.desk.refresh_actions()
    assert not journey.action_set["copy"].isEnabled()
    assert journey.action_set["paste"].isEnabled()


def test_text_dropped_on_the_map_stays_where_it_is_dropped(journey: MainWindow) -> None:
    data = QMimeData()
    data.setText("Reminder")
    opened(journey).clipboard.drop(data, Place("p1", 0.0, 480.0))
    made = opened(journey).document.get(Touchpoint, opened(journey).selection.ids[0])
    assert (made.name, made.phase, made.y) == ("Reminder", "p1", 480.0)


def test_a_bad_drop_is_said(journey: MainWindow) -> None:
    data = QMimeData()
    data.setText("Name\tName\na\tb")
    opened(journey).clipboard.drop(data, Place("p1"))
    assert journey.notice.text == "Two columns stand for “Touchpoint”; keep one of them."
    assert len(names(journey)) == len([each for each in broadband() if isinstance(each, Touchpoint)])


def test_what_is_pasted_is_brought_into_sight(journey: MainWindow) -> None:
    in_map(journey, "bill")
    hold("\n".join(f"Reminder {number}" for number in range(1, 12)))
    surface = opened(journey).map
    surface.zoom_to(1.0)
    press(journey, "Ctrl+V")
    first = opened(journey).selection.ids[0]
    box = surface.frame.box_on_widget(surface.plan.cards[first])
    assert surface.body.contains(round(box.left), round(box.top))
    assert len(opened(journey).selection.ids) == 11


def test_a_clipboard_that_nobody_has_filled_is_nothing_to_paste(journey: MainWindow) -> None:
    before = names(journey)
    QGuiApplication.clipboard().clear()
    opened(journey).map.setFocus()
    press(journey, "Ctrl+V")
    assert names(journey) == before
    assert journey.notice.text.startswith("There is nothing to paste")
