"""What holds for all controls alike: a name for the screen reader, and no clipping at any type setting."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.controls.bars import BarRow, PhaseBars
from ui.controls.buttons import Button, Choice, IconButton, Segmented
from ui.controls.empty import EmptyState
from ui.controls.fields import ComboField, LineField, NumberField, Option, TextField
from ui.controls.legend import HeadlineLegend
from ui.controls.look import Look
from ui.controls.notice import Banner
from ui.controls.slider import FrequencySlider
from ui.controls.split import SplitBar, SplitPart
from ui.controls.strip import IrritationStrip
from ui.controls.tabs import PanelTabs
from ui.controls.text import LinkButton
from ui.controls.words import Word, WordField
from ui.icons import IconSource
from ui.theme import TYPE_SCALES, ThemeName, ThemeSource


def bars(look: Look) -> PhaseBars:
    made = PhaseBars(look)
    made.set_rows([BarRow("Need", 1, 1), BarRow("Billing", 96, 65, 61, 70)], animate=False)
    return made


def split(look: Look) -> SplitBar:
    made = SplitBar(look)
    made.set_parts(SplitPart(24, "carry-over", "less irritated"), SplitPart(7, "exposure", "fewer arrive"))
    return made


def strip(look: Look) -> IrritationStrip:
    made = IrritationStrip(look)
    made.set_columns(["Use", "Help"], [50, 150])
    made.set_values([2, 7], [1, 4], threshold=6)
    return made


CONTROLS: dict[str, Callable[[Look], QWidget]] = {
    "bars": bars,
    "split": split,
    "strip": strip,
    "button": lambda look: Button(look, "Run", "primary", "run", "F9"),
    "icon button": lambda look: IconButton(look, "undo", "Undo"),
    "segmented": lambda look: Segmented(look, "View", [Choice("map", "Map", "map"), Choice("table", "Table")]),
    "link": lambda look: LinkButton(look, "Reset"),
    "slider": lambda look: FrequencySlider(look, "Welcome pack", "Marketing", 0.4, str),
    "empty state": lambda look: EmptyState(look, "run", "Nothing to run yet", "Two are enough.", "Add one", link="How"),
    "banner": lambda look: Banner(look, "history", "It was still open.", "Kept.", [Choice("back", "Get them back")]),
    "tabs": lambda look: PanelTabs(look, "Side panel", ["Overview", "Inspect"]),
    "line": lambda look: LineField(look, "Name"),
    "text": lambda look: TextField(look, "Notes"),
    "combo": lambda look: ComboField(look, "Owner", [Option(1, "Finance")]),
    "number": lambda look: NumberField(look, "Goes wrong"),
    "words": lambda look: WordField(look, "How often?", [Word("never", 0, "0 %"), Word("often", 0.4, "40 %")]),
    "legend": HeadlineLegend,
}


@pytest.mark.parametrize("name", CONTROLS)
def test_whatever_takes_the_focus_has_a_name(name: str, look: Look, qtbot: QtBot) -> None:
    control = CONTROLS[name](look)
    qtbot.addWidget(control)
    stops = [one for one in (control, *control.findChildren(QWidget)) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    reachable = [one for one in stops if one is control or one.isVisibleTo(control)]
    assert [one for one in reachable if not one.accessibleName()] == []


@pytest.mark.parametrize("name", CONTROLS)
def test_every_text_is_plain(name: str, look: Look, qtbot: QtBot) -> None:
    control = CONTROLS[name](look)
    qtbot.addWidget(control)
    assert {label.textFormat() for label in control.findChildren(QLabel)} <= {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("scale", TYPE_SCALES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_control_paints_in_both_themes_at_each_type_setting(
    theme: ThemeName, scale: float, qapp: QApplication, qtbot: QtBot
) -> None:
    look = Look(ThemeSource(qapp.styleHints(), theme, scale), IconSource())
    for make in CONTROLS.values():
        control = make(look)
        qtbot.addWidget(control)
        control.adjustSize()
        assert not control.grab().isNull()


@pytest.mark.parametrize("name", [name for name in CONTROLS if name not in ("strip", "legend")])
def test_a_control_grows_with_the_type(name: str, qapp: QApplication, qtbot: QtBot) -> None:
    heights = []
    for scale in (1.0, 1.5):
        look = Look(ThemeSource(qapp.styleHints(), "light", scale), IconSource())
        control = CONTROLS[name](look)
        qtbot.addWidget(control)
        heights.append(control.sizeHint().height())
    assert heights[1] >= heights[0]
