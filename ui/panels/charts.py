"""The view of a result's charts: each with its finding, as a picture or as a table."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.controls.empty import EmptyState
from ui.controls.look import Look
from ui.controls.scrolled import Scrolled
from ui.controls.text import Label, LinkButton
from ui.controls.worn import Worn
from ui.panels.chart_numbers import Chart, ChartNumbers, cells, finding, has_data, tsv
from ui.panels.column import padded
from ui.theme import Theme, font

if TYPE_CHECKING:
    from ui.panels.plot_making import AnyPlot

_MARGIN: Final = 16
_HEIGHTS: Final = {
    Chart.PHASES: 420,
    Chart.RESPONSE: 420,
    Chart.IRRITATION: 260,
    Chart.TORNADO: 420,
    Chart.TIME: 300,
    Chart.COST: 300,
}
_NAMES: Final = {
    Chart.PHASES: "Breakdowns by phase",
    Chart.RESPONSE: "How late breakdowns answer",
    Chart.IRRITATION: "Irritation by phase",
    Chart.TORNADO: "Which number matters most",
    Chart.TIME: "How long it takes customers",
    Chart.COST: "What customers cost",
}
_STACK_BELOW: Final = 820


class ResultCharts(QWidget):
    """Bars, response and irritation of one result; plots are made when the view is first shown."""

    touchpoint_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._numbers: ChartNumbers | None = None
        self.cards = {chart: ChartCard(chart, look) for chart in Chart}
        self.empty = EmptyState(
            look,
            "measures",
            "Nothing to draw yet",
            "Draw two touchpoints and connect them: breakdowns, irritation and what a cut does are then drawn here.",
            "Add a touchpoint",
            "tool-touchpoint",
        )
        self._build()
        self.empty.acted.connect(self.touchpoint_wanted)

    def show_numbers(self, numbers: ChartNumbers | None) -> None:
        """Show a result, or that there is none."""
        self._numbers = numbers
        had_focus = self._blank.isAncestorOf(QApplication.focusWidget() or self)
        self._page.setVisible(numbers is not None)
        if had_focus and numbers is not None:
            # Qt would take it out of the charts
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._blank.setVisible(numbers is None)
        if numbers is None:
            return
        for chart, card in self.cards.items():
            card.setVisible(has_data(chart, numbers))
            if has_data(chart, numbers):
                card.show_numbers(numbers)
        self._arrange(self.width())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for card in self.cards.values():
            card.make_plot()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _build(self) -> None:
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._grid.setSpacing(_MARGIN)
        self._page = Scrolled(inner, "window")
        self._page.setAccessibleName("Charts")
        self._page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._blank = padded(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)
        column.addWidget(self._blank)
        self._page.hide()
        self._arranged = 0, 0
        self._arrange(_STACK_BELOW)

    def _arrange(self, width: int) -> None:
        columns = 2 if width >= _STACK_BELOW else 1
        # without a response beside it the first chart takes the whole width
        first = columns if self.cards[Chart.RESPONSE].isHidden() else 1
        if (columns, first) == self._arranged:
            return
        self._arranged = columns, first
        places = {
            Chart.PHASES: (0, 0, 1, first),
            Chart.RESPONSE: (0, 1, 1, 1) if columns == 2 else (1, 0, 1, 1),
            Chart.TORNADO: (2, 0, 1, columns),
            Chart.IRRITATION: (3, 0, 1, columns),
            Chart.TIME: (4, 0, 1, 1),
            Chart.COST: (4, 1, 1, 1) if columns == 2 else (5, 0, 1, 1),
        }
        for chart, place in places.items():
            self._grid.removeWidget(self.cards[chart])
            self._grid.addWidget(self.cards[chart], *place)
        self._grid.setColumnStretch(1, columns - 1)
        self._grid.setColumnStretch(0, 1)


class ChartCard(QFrame):
    """One chart: finding, what is drawn, and the plot or the same as a table."""

    def __init__(self, chart: Chart, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self._look = look
        self._numbers: ChartNumbers | None = None
        self.plot: AnyPlot | None = None
        self._worn = Worn(look)
        self.headline = Label(look, "", "heading", "text", True)
        self.drawn = Label(look, "", "small", "text_2", True)
        self.as_table = LinkButton(look, "Show as table")
        self.copy = LinkButton(look, "Copy")
        self.table = QTableWidget()
        self._pages = QStackedWidget()
        self._build()

    def show_numbers(self, numbers: ChartNumbers) -> None:
        """Show other numbers."""
        self._numbers = numbers
        said = finding(self.chart, numbers)
        self.headline.setText(said.headline)
        self.drawn.setText(said.drawn)
        self.setAccessibleDescription("\n".join(", ".join(row) for row in cells(self.chart, numbers)))
        if self.plot is not None and not self.shows_table:
            self.plot.show_numbers(numbers)
        if self.shows_table:
            self._fill_table(numbers)

    @property
    def shows_table(self) -> bool:
        """Whether the numbers are shown as a table."""
        return self._pages.currentWidget() is self.table

    def make_plot(self) -> None:
        """Make the plot, unless that was done before."""
        if self.plot is not None:
            return
        # pyqtgraph takes longer to import than the window takes to open, and most sessions never look at a chart
        from ui.panels.plot_making import make_plot

        self.plot = make_plot(self.chart, self._look.theme, self._look.themes.type_scale)
        self._worn = Worn(self._look)
        self.plot.setAccessibleName(_NAMES[self.chart])
        self._pages.insertWidget(0, self.plot)
        self._pages.setCurrentIndex(0)
        if self._numbers is not None:
            self.plot.show_numbers(self._numbers)

    def toggle_table(self) -> None:
        """Go from the plot to the table, or back."""
        to_table = not self.shows_table
        if self._numbers is not None:
            if to_table:
                self._fill_table(self._numbers)
            elif self.plot is not None:
                self.plot.show_numbers(self._numbers)
        self._pages.setCurrentWidget(self.table if to_table or self.plot is None else self.plot)
        self.as_table.setText("Show as chart" if to_table else "Show as table")
        self.as_table.updateGeometry()

    def copy_all(self) -> None:
        """Put the chart into the clipboard: a picture for slides, cells for spreadsheets."""
        if self._numbers is None:
            return
        data = QMimeData()
        data.setText(tsv(cells(self.chart, self._numbers)))
        size = QSize(max(480, self.width()), max(240, self.height()))
        data.setImageData(chart_picture(self.chart, self._numbers, self._look.themes.print_theme(), size))
        QGuiApplication.clipboard().setMimeData(data)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.plot is not None and self._worn.has_changed():
            self.plot.restyle(self._look.theme, self._look.themes.type_scale)

    def _build(self) -> None:
        self.setProperty("ground", "panel")
        self.setAccessibleName(_NAMES[self.chart])
        self.setMinimumHeight(self._look.scaled(_HEIGHTS[self.chart]))
        words = QVBoxLayout()
        # the first line stands level with the links, which have the height of a finger
        words.setContentsMargins(0, 4, 0, 0)
        words.setSpacing(2)
        words.addWidget(self.headline)
        words.addWidget(self.drawn)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(words, 1)
        for link in (self.as_table, self.copy):
            head.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self._pages.addWidget(self.table)
        self.table.setAccessibleName(f"{_NAMES[self.chart]} as a table")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.as_table.clicked.connect(self.toggle_table)
        self.copy.clicked.connect(self.copy_all)

    def _fill_table(self, numbers: ChartNumbers) -> None:
        heading, *rows = cells(self.chart, numbers)
        self.table.setColumnCount(len(heading))
        self.table.setRowCount(len(rows))
        self.table.setHorizontalHeaderLabels(heading)
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                self.table.setItem(at, column, QTableWidgetItem(text))


def chart_picture(chart: Chart, numbers: ChartNumbers, theme: Theme, size: QSize, ratio: float = 2.0) -> QImage:
    """Return a chart with its finding as a picture of `size` logical px; exports pass the light theme."""
    from ui.panels.plot_making import plot_image

    said = finding(chart, numbers)
    made = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    made.fill(theme.colours["panel"])
    painter = QPainter(made)
    top = _MARGIN
    wrap = int(Qt.TextFlag.TextWordWrap)
    for role, colour, text in (("heading", "text", said.headline), ("small", "text_2", said.drawn)):
        painter.setFont(font(theme, role))
        painter.setPen(theme.colours[colour])
        room = QRect(_MARGIN, top, size.width() - 2 * _MARGIN, size.height())
        top = painter.drawText(room, wrap, text).bottom() + 4
    inner = QSize(size.width() - 2 * _MARGIN, size.height() - top - _MARGIN)
    painter.drawImage(QPoint(_MARGIN, top), plot_image(chart, numbers, theme, inner, ratio))
    painter.end()
    return made
