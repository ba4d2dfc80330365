import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QEnterEvent, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.listening import interface
from ui.controls.look import Look
from ui.controls.text import (
    Label,
    LinkButton,
    NumberLabel,
    SentenceLabel,
    as_on_keyboard,
    as_read,
    letter_by_letter,
    tip,
    with_firm_hyphens,
    write_line,
)


@pytest.mark.parametrize("text", ["Wi-Fi", "e-mail", "Set up the Wi-Fi at home", "Model X-12"])
def test_a_hyphen_beside_less_than_three_letters_breaks_no_line(text: str) -> None:
    firm = with_firm_hyphens(text)
    assert firm == text.replace("-", "\N{NON-BREAKING HYPHEN}")
    assert len(firm) == len(text)


@pytest.mark.parametrize("text", ["call-back", "Pre-check", "a - b", "-", "three−two"])
def test_other_hyphens_stay(text: str) -> None:
    assert with_firm_hyphens(text) == text


@pytest.mark.parametrize(
    ("keys", "on_a_mac"),
    [
        ("Ctrl+Shift+Z, Ctrl++", "⌘⇧Z, ⌘+"),
        ("Alt+Up, F2", "⌥Up, F2"),
        ("Ctrl+wheel, pinch", "⌘+wheel, pinch"),
        ("with Ctrl of the map", "with ⌘ of the map"),
        ("Shift Enter", "⇧ Enter"),
        ("Control, Shifts", "Control, Shifts"),
    ],
)
def test_keys_are_written_as_on_the_keyboard_at_hand(keys: str, on_a_mac: str) -> None:
    assert as_on_keyboard(keys, "darwin") == on_a_mac
    assert as_on_keyboard(keys, "win32") == as_on_keyboard(keys, "linux") == keys


def test_a_label_keeps_room_for_the_lines_it_is_told(look: Look, qtbot: QtBot) -> None:
    label = Label(look, "Short", wraps=True)
    qtbot.addWidget(label)
    label.resize(200, 40)
    label.keep_lines(3)
    assert label.minimumHeight() == 3 * look.line_height("body")


def test_the_first_sentence_is_smaller_in_a_small_panel(look: Look, qtbot: QtBot) -> None:
    sentence = SentenceLabel(look, "A better pack prevents about 31.", first=True)
    qtbot.addWidget(sentence)
    sentence.resize(328, 60)
    large = sentence.minimumHeight()
    sentence.resize(286, 60)
    assert sentence.minimumHeight() % look.line_height("sentence") == 0
    assert large % look.line_height("sentence_first") == 0


def test_a_label_shows_markup_as_it_was_typed(look: Look, qtbot: QtBot) -> None:
    label = Label(look, "<b>bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_tooltip_shows_markup_as_it_was_typed(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    tip(widget, "<img src=x>")
    assert "<img" not in widget.toolTip()
    assert interface(widget).text(QAccessible.Text.Description) == "<img src=x>"


def pointer_comes(label: Label) -> None:
    middle = QPointF(5, 5)
    QApplication.sendEvent(label, QEnterEvent(middle, middle, middle))


def test_a_label_that_is_cut_off_is_told_whole_while_the_pointer_is_over_it(look: Look, qtbot: QtBot) -> None:
    label = Label(look, "A <long> name of a touchpoint that is cut off")
    qtbot.addWidget(label)
    label.resize(60, 20)
    pointer_comes(label)
    assert "A &lt;long&gt; name" in label.toolTip()
    label.setText("Another name of a touchpoint that is cut off")
    assert "Another" in label.toolTip()
    label.setText("Short")
    assert label.toolTip() == ""
    label.setText("A third name of a touchpoint that is cut off")
    pointer_comes(label)
    QApplication.sendEvent(label, QEvent(QEvent.Type.Leave))
    assert label.toolTip() == ""


def test_a_label_keeps_the_tooltip_that_it_was_given(look: Look, qtbot: QtBot) -> None:
    label = Label(look, "A long name of a touchpoint that is cut off")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.setToolTip("Why it stands here")
    pointer_comes(label)
    QApplication.sendEvent(label, QEvent(QEvent.Type.Leave))
    assert label.toolTip() == "Why it stands here"


def test_a_label_is_measured_anew_for_another_text_font_or_type_setting(look: Look, qtbot: QtBot) -> None:
    label = Label(look, "A name")
    qtbot.addWidget(label)
    widths = [label.sizeHint().width()]
    label.set_role("title")
    widths.append(label.sizeHint().width())
    look.themes.set_type_scale(1.5)
    widths.append(label.sizeHint().width())
    label.setText("A longer name")
    widths.append(label.sizeHint().width())
    assert widths == sorted(set(widths))


def test_a_wrapping_label_is_higher_where_it_is_narrower(look: Look, qtbot: QtBot) -> None:
    label = Label(look, "A sentence that needs more than one line in a narrow panel", wraps=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(100) > label.heightForWidth(400)


def test_a_wrapping_label_asks_for_the_room_of_a_new_text(look: Look, qtbot: QtBot) -> None:
    label = Label(look, "Short", wraps=True)
    qtbot.addWidget(label)
    label.resize(120, 40)
    label.setText("A text that is a good deal longer than the one before")
    assert label.minimumHeight() == label.heightForWidth(120)


def test_a_line_that_does_not_wrap_may_become_narrow(look: Look, qtbot: QtBot) -> None:
    label = Label(look, "A long name of a touchpoint that will be elided")
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < label.sizeHint().width()


def test_a_stale_sentence_is_grey_and_keeps_its_text(look: Look, qtbot: QtBot) -> None:
    sentence = SentenceLabel(look, "A better pack prevents about 31.")
    qtbot.addWidget(sentence)
    sentence.set_stale(True)
    assert (sentence.colour_role, sentence.text()) == ("text_2", "A better pack prevents about 31.")
    sentence.set_stale(False)
    assert sentence.colour_role == "text"


def test_a_pair_of_numbers_is_spoken_with_both(look: Look, qtbot: QtBot) -> None:
    number = NumberLabel(look)
    qtbot.addWidget(number)
    number.set_number("271", before="332")
    assert number.accessibleName() == "332 → 271"
    assert number.sizeHint().width() > NumberLabel(look).sizeHint().width()


def test_a_link_is_pressed_by_the_keyboard(look: Look, qtbot: QtBot) -> None:
    link = LinkButton(look, "Reset")
    qtbot.addWidget(link)
    with qtbot.waitSignal(link.clicked):
        qtbot.keyClick(link, Qt.Key.Key_Space)
    assert link.sizeHint().height() >= 28


def test_an_ampersand_in_a_name_marks_no_key(qtbot: QtBot) -> None:
    button = QPushButton(letter_by_letter("Terms & pay"))
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()
    assert as_read(button.text()) == "Terms & pay"
    assert as_read("&Save && close") == "Save & close"


def test_a_line_is_written_as_far_as_there_is_room_and_says_how_wide_it_is(look: Look) -> None:
    text, picture = "Enquiry about a bill", QPixmap(400, 30)
    painter = QPainter(picture)
    whole, shortened, nothing = (
        write_line(painter, look, QRectF(0, 0, room, 30), text, "body", "text") for room in (400, 60, -4)
    )
    painter.end()
    assert whole == QFontMetricsF(look.font("body")).horizontalAdvance(text)
    assert 0 < shortened <= 60
    assert nothing == 0
