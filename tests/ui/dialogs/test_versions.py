import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.helpers.painted import words_painted
from tests.ui.dialogs.comparing import comparison
from ui.controls.look import Look
from ui.dialogs.versions import VersionEntry, VersionsDialog

ENTRIES = (
    VersionEntry("noon", "today 12:02", "Added “Chat bot”", "saved by hand"),
    VersionEntry("broken", "yesterday 16:02", "", "", "Cannot be read: it is cut short."),
    VersionEntry("first", "Wednesday 15:02", "First version", "kept by itself"),
)
CHANGES = {"noon": ("Removed “Letter”",), "first": ("Added “Chat bot”", "Removed “Letter”")}


@pytest.fixture
def dialog(look: Look, qtbot: QtBot) -> VersionsDialog:
    made = VersionsDialog(ENTRIES, look)
    made.wanted.connect(lambda key: made.show_comparison(key, comparison(*CHANGES[key])))
    return shown(made, qtbot)


def shown(dialog: VersionsDialog, qtbot: QtBot) -> VersionsDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def sentences(dialog: VersionsDialog) -> list[str]:
    found = dialog.difference.list
    return [found.item(row).text() for row in range(found.count())]


def test_it_begins_with_what_has_changed_since_the_latest_version(dialog: VersionsDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: sentences(dialog) == ["Removed “Letter”"])
    assert dialog.heading.text() == "What has changed since today 12:02"
    assert dialog.chosen == "noon"


def test_the_arrow_key_goes_past_a_version_that_cannot_be_read(dialog: VersionsDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.chosen == "first"
    qtbot.waitUntil(lambda: sentences(dialog) == ["Added “Chat bot”", "Removed “Letter”"])


def test_a_version_that_cannot_be_read_is_shown_with_the_reason(dialog: VersionsDialog) -> None:
    item = dialog.list.item(1)
    assert item.flags() == Qt.ItemFlag.NoItemFlags
    assert item.text() == "yesterday 16:02, Cannot be read: it is cut short."


def test_enter_brings_the_chosen_version_back(dialog: VersionsDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.chosen == "first"


def test_escape_changes_nothing(dialog: VersionsDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_the_button_brings_the_chosen_version_back(dialog: VersionsDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.bring_back, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_version_like_the_present_state_has_nothing_to_bring_back(look: Look, qtbot: QtBot) -> None:
    dialog = VersionsDialog(ENTRIES, look)
    dialog.wanted.connect(lambda key: dialog.show_comparison(key, comparison()))
    shown(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.difference.words.text() == "Nothing differs from now.")
    assert not dialog.bring_back.isEnabled()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_a_version_found_damaged_while_it_is_read_says_so_and_the_others_stay(look: Look, qtbot: QtBot) -> None:
    dialog = VersionsDialog(ENTRIES, look)
    dialog.wanted.connect(lambda key: dialog.show_problem(key, "The version is damaged. Choose another one."))
    shown(dialog, qtbot)
    qtbot.waitUntil(lambda: "damaged" in dialog.difference.words.text())
    assert not dialog.bring_back.isEnabled()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.chosen == "first"


def test_each_version_is_compared_once(dialog: VersionsDialog, qtbot: QtBot) -> None:
    asked: list[object] = []
    dialog.wanted.connect(asked.append)
    qtbot.waitUntil(lambda: asked == ["noon"])
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: asked == ["noon", "first"])
    qtbot.keyClick(dialog.list, Qt.Key.Key_Up)
    assert sentences(dialog) == ["Removed “Letter”"]
    assert asked == ["noon", "first"]


def test_an_answer_that_comes_late_does_not_take_the_place_of_another(look: Look, qtbot: QtBot) -> None:
    dialog, asked = VersionsDialog(ENTRIES, look), []
    dialog.wanted.connect(asked.append)
    shown(dialog, qtbot)
    qtbot.waitUntil(lambda: asked == ["noon"])
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: asked == ["noon", "first"])
    dialog.show_comparison("first", comparison("Of the first"))
    dialog.show_comparison("noon", comparison("Of noon"))
    assert sentences(dialog) == ["Of the first"]
    qtbot.keyClick(dialog.list, Qt.Key.Key_Up)
    assert sentences(dialog) == ["Of noon"]


def test_while_a_version_is_read_it_says_so(look: Look, qtbot: QtBot) -> None:
    dialog = shown(VersionsDialog(ENTRIES, look), qtbot)
    qtbot.waitUntil(lambda: dialog.difference.words.text() == "Reading this version…")
    assert dialog.bring_back.isEnabled()


def test_without_versions_it_says_where_they_come_from(look: Look, qtbot: QtBot) -> None:
    dialog = shown(VersionsDialog((), look), qtbot)
    assert dialog.chosen is None
    assert not dialog.bring_back.isVisible()
    assert "No versions yet" in [label.text() for label in dialog.findChildren(QLabel)]


def test_every_line_of_a_version_fits_into_its_row(dialog: VersionsDialog, look: Look) -> None:
    lines = [("body_strong", "body", "small"), ("body_strong", "small")]
    for row, roles in enumerate(lines):
        height = dialog.list.visualItemRect(dialog.list.item(row)).height()
        assert height >= sum(look.line_height(role) for role in roles)
    assert {"saved by hand", "Cannot be read: it is cut short."} <= set(words_painted(dialog.list))


def test_a_name_that_looks_like_markup_is_shown_as_it_is(look: Look, qtbot: QtBot) -> None:
    entry = VersionEntry("noon", "today 12:02", "Added “<b>Chat</b>”", "saved by hand")
    dialog = shown(VersionsDialog([entry], look), qtbot)
    assert "&lt;b&gt;Chat&lt;/b&gt;" in dialog.list.item(0).toolTip()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_it_fits_a_small_screen_at_every_type_setting(scale: float, look: Look, qtbot: QtBot) -> None:
    look.themes.set_type_scale(scale)
    dialog = shown(VersionsDialog(ENTRIES, look), qtbot)
    least = dialog.minimumSizeHint()
    assert (least.width() <= 1366, least.height() <= 700) == (True, True)
