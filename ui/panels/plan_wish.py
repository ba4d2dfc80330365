"""The head of the plan view: what for, and for how much."""

from dataclasses import replace
from math import inf

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSlider, QVBoxLayout, QWidget
from typing_extensions import override

from ui.controls.buttons import Button, Choice, Segmented
from ui.controls.fields import LineField, NumberField
from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.plan_shown import BREAKDOWNS, COST, Wish

_MOST = 1e9
_NOTCHES = 100
_FIELD, _SMALL_FIELD, _SLIDER = 128, 92, 150
_ONE_ROW_FROM = 940
_NO_LIMIT = "no limit"
_TOP = Qt.AlignmentFlag.AlignTop


class LimitField(LineField):
    """A number of at least 0, or nothing for no limit."""

    limited = Signal(object)  # float, infinite without a limit

    def __init__(self, look: Look, label: str) -> None:
        super().__init__(look, label, _NO_LIMIT)
        self.value = inf
        self.committed.connect(self._take)
        self.mended.connect(self._lift)

    def _take(self, text: str) -> None:
        plain = text.strip().replace(",", "")
        try:
            value = float(plain) if plain else inf
        except ValueError:
            value = -1.0
        if not value >= 0:
            self.set_error(f"“{text}” is no number from 0 on.", "No limit")
            return
        self.set_error("")
        if value != self.value:
            self.value = value
            self.limited.emit(value)

    def _lift(self) -> None:
        self.set_text("")
        self._take("")


class WishBar(QFrame):
    """Goal, budget with its slider, limits, and the button that finds the best set."""

    changed = Signal(object, bool)  # Wish, and whether it rests
    find_wanted = Signal()

    def __init__(self, look: Look, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._wish = Wish()
        self._most = 2 * self._wish.once
        self.goal = Segmented(look, "What for", (Choice(BREAKDOWNS, "Fewest breakdowns"), Choice(COST, "Lowest cost")))
        self.budget = NumberField(look, "Budget, once", 0.0, _MOST, currency, 0)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.monthly = LimitField(look, "Monthly limit")
        self.weeks = LimitField(look, "Limit in weeks")
        self.search = Button(look, "Find the best set", "primary", "budget")
        self._build()
        self.goal.chosen.connect(self._choose_goal)
        self.budget.committed.connect(self.take_budget)
        self.slider.valueChanged.connect(self._slide)
        self.slider.sliderReleased.connect(self._rest)
        self.monthly.limited.connect(self._limit)
        self.weeks.limited.connect(self._limit)
        self.search.clicked.connect(self.find_wanted)
        self.show_wish(self._wish)

    @property
    def wish(self) -> Wish:
        """What is asked for."""
        return self._wish

    def show_wish(self, wish: Wish) -> None:
        """Show another wish, without telling anybody."""
        self._wish = wish
        self.goal.choose(wish.goal)
        self.budget.set_value(wish.once)
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(round(_NOTCHES * min(1.0, wish.once / self._most)))
        self.slider.blockSignals(blocked)
        self.slider.setAccessibleDescription(f"{wish.once:,.0f}")

    def set_most(self, most: float) -> None:
        """Let the slider reach as far as all fixes together cost."""
        self._most = max(1.0, most)
        self.show_wish(self._wish)

    def take_budget(self, once: float) -> None:
        """Wish for the best set that costs no more than this, and tell it."""
        self._tell(replace(self._wish, once=once))

    def _build(self) -> None:
        self.setProperty("ground", "panel")
        self.setProperty("edge", "bottom")
        self.slider.setRange(0, _NOTCHES)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName("Budget")
        self._measure()
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addLayout(self._under_label("What for", self.goal))
        first.addWidget(self.budget, 0, _TOP)
        first.addLayout(self._under_label("", self.slider))
        second.addWidget(self.monthly, 0, _TOP)
        second.addWidget(self.weeks, 0, _TOP)
        second.addLayout(self._under_label("", self.search))
        for row in (first, second):
            row.setSpacing(12)
            row.addStretch(1)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(16, 10, 16, 10)
        self._rows.setSpacing(12)
        self._rows.addLayout(first)
        self._rows.addLayout(second, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._look.scaled(_ONE_ROW_FROM)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._rows.setDirection(down if narrow else across)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        widths = {self.slider: _SLIDER, self.budget: _FIELD, self.monthly: _SMALL_FIELD, self.weeks: _SMALL_FIELD}
        for widget, width in widths.items():
            widget.setFixedWidth(self._look.scaled(width))

    def _under_label(self, label: str, widget: QWidget) -> QVBoxLayout:
        """Put what has no label of its own level with the fields beside it."""
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Label(self._look, label, "small", "text_2"))
        widget.setMinimumHeight(self._look.control_height())
        column.addWidget(widget)
        column.addStretch(1)
        return column

    def _choose_goal(self, goal: str) -> None:
        self._tell(replace(self._wish, goal=goal))

    def _limit(self) -> None:
        self._tell(replace(self._wish, monthly=self.monthly.value, weeks=self.weeks.value))

    def _slide(self, notch: int) -> None:
        once = _rounded(self._most * notch / _NOTCHES, self._most)
        self._tell(replace(self._wish, once=once), rests=not self.slider.isSliderDown())

    def _rest(self) -> None:
        self.changed.emit(self._wish, True)

    def _tell(self, wish: Wish, rests: bool = True) -> None:
        self._wish = wish
        self.budget.set_value(wish.once)
        if not self.slider.isSliderDown():
            self.show_wish(wish)
        self.changed.emit(wish, rests)


def _rounded(amount: float, most: float) -> float:
    """A budget as people state one: to the nearest step of a hundredth of the most, 1, 2 or 5 times a power of ten."""
    step = 10.0 ** max(0, len(f"{most / 100:.0f}") - 1)
    return step * round(amount / step)
