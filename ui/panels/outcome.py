"""What a run found, as the panel beside the map says it: in a sentence, in bars, and with its reasons."""

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from ui.controls.bars import BarRow, PhaseBars
from ui.controls.empty import Icon
from ui.controls.labels import figure, how_many
from ui.controls.look import Look
from ui.controls.split import SplitBar, SplitPart
from ui.controls.text import Label, LinkButton, NumberLabel, SentenceLabel
from ui.panels.column import section, stack
from ui.panels.next_numbers import NextNumber

_SENTENCE_LINES = 3
_DETAIL_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelOutcome:
    """What a run found, per 1,000 customers.

    `carry_over` and `exposure` are the breakdowns prevented in `late_label` because customers arrive less irritated,
    and because fewer arrive; None where that was not taken apart.  Their ranges, and those in `rows`, are known once
    many worlds have been tried; `numbers` are then those to measure next.  `time_spent` is a sentence.  `stale` says
    that the map has moved on.
    """

    sentence: str
    detail: str = ""
    guesses: int = 0
    rows: tuple[BarRow, ...] = ()
    total_as_is: float = 0.0
    total_with_fix: float = 0.0
    carry_over: float | None = None
    exposure: float | None = None
    carry_over_range: tuple[float, float] | None = None
    exposure_range: tuple[float, float] | None = None
    late_label: str = ""
    time_spent: str = ""
    numbers: tuple[NextNumber, ...] = ()
    numbers_note: str = ""
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing could be counted, how to mend it, and where."""

    message: str
    remedy: str
    subjects: tuple[str, ...] = ()


class OutcomeHead(QWidget):
    """The sentence, its range and what it rests on; the space for them is kept while they change."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.sentence = SentenceLabel(look, "", True)
        self.detail = Label(look, "", "body", "text_2", True)
        self.show_where = LinkButton(look, "Show where")
        self.guesses = Label(look, "", "small", "warn")
        self._guess_mark = Icon(look, "badge-guess", "warn", 16)
        self._feet = QStackedWidget()
        self._feet.addWidget(self._rests_on())
        self._feet.addWidget(self._behind())
        column = stack(self.sentence, self.detail, self.show_where)
        column.addWidget(self._feet)
        self.setLayout(column)
        self.sentence.keep_lines(_SENTENCE_LINES)
        self.detail.keep_lines(_DETAIL_LINES)

    def _rests_on(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._guess_mark)
        row.addWidget(self.guesses, 1)
        return holder

    def _behind(self) -> QWidget:
        strip = QFrame()
        strip.setProperty("kind", "stale")
        row = QHBoxLayout(strip)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(Icon(self._look, "badge-stale", "warn", 16))
        row.addWidget(Label(self._look, "Map changed. Updating…", "small", "warn"), 1)
        return strip

    def show_outcome(self, outcome: PanelOutcome) -> None:
        """Show a result, in grey while it is behind the map."""
        self.sentence.setText(outcome.sentence)
        self.sentence.setAccessibleDescription(outcome.detail)
        self.sentence.set_stale(outcome.stale)
        self.detail.setText(outcome.detail)
        self.show_where.hide()
        self.guesses.setText(f"Rests on {how_many(outcome.guesses, 'guess')}" if outcome.guesses else "")
        self._guess_mark.setVisible(outcome.guesses > 0)
        self._feet.setCurrentIndex(1 if outcome.stale else 0)

    def show_refusal(self, refusal: Refusal) -> None:
        """Show why there is no result."""
        self.show_outcome(PanelOutcome(sentence=refusal.message, detail=refusal.remedy))
        self.show_where.setVisible(bool(refusal.subjects))
        self.sentence.announce()


class OutcomeFigures(QWidget):
    """Before and after, phase by phase, and why the later breakdowns fall."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.total = NumberLabel(look, "heading")
        self.bars = PhaseBars(look)
        self.time_spent = Label(look, "", "body", "text_2", True)
        self.why = Label(look, "", "heading")
        self.split = SplitBar(look)
        head = section(look, "Breakdowns by phase", self.total)
        column = stack(spacing=10)
        column.addLayout(head)
        column.addWidget(self.bars)
        column.addWidget(self.time_spent)
        column.addSpacing(4)
        column.addWidget(self.why)
        column.addWidget(self.split)
        self.setLayout(column)

    def show_outcome(self, outcome: PanelOutcome, animate: bool) -> None:
        """Show the numbers of a result; the bars travel there with `animate`."""
        before, after = figure(outcome.total_as_is), figure(outcome.total_with_fix)
        self.total.set_number(after, before if before != after else "")
        self.bars.set_rows(outcome.rows, animate)
        self.time_spent.setText(outcome.time_spent)
        self.time_spent.setVisible(bool(outcome.time_spent))
        why = why_sentence(outcome)
        self.why.setText(why)
        for widget in (self.why, self.split):
            widget.setVisible(bool(why))
        if outcome.carry_over is not None and outcome.exposure is not None:
            self.split.set_parts(
                SplitPart(
                    outcome.carry_over,
                    "carry-over",
                    f"{_how_irritated(outcome.carry_over)} irritated on arrival",
                    outcome.carry_over_range,
                ),
                SplitPart(
                    outcome.exposure,
                    "exposure",
                    f"{_who_arrives(outcome.exposure)} arrive (exposure)",
                    outcome.exposure_range,
                ),
            )
        for widget in (self.total, self.bars, self.split):
            widget.set_stale(outcome.stale)


def _who_arrives(prevented: float) -> str:
    return "fewer" if prevented >= 0 else "more"


def _how_irritated(prevented: float) -> str:
    return "less" if prevented >= 0 else "more"


def why_sentence(outcome: PanelOutcome) -> str:
    """Return the heading over the reasons, or nothing where nothing later moves or no reasons are known."""
    if outcome.carry_over is None or outcome.exposure is None:
        return ""
    fall = outcome.carry_over + outcome.exposure
    if all(figure(part) == "0" for part in (fall, outcome.carry_over, outcome.exposure)):
        return ""
    where = outcome.late_label or "later breakdowns"
    verb = ("fall" if fall >= 0 else "rise") + ("" if where.endswith("s") else "s")
    return f"Why {where} {verb} by {figure(abs(fall))}"
