"""The legend beside a chart: each marker as the chart draws it, with its word."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.marker import marker_path


class ChartLegend(QWidget):
    """Entries in as many lines as they need, and a note after them."""

    def __init__(self, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = note
        self._shown: tuple[Any, ...] = ()
        self._flow = FlowLayout(self, gap=18)

    def show_drawing(self, drawing: object) -> None:
        """Show what the marks of a drawing mean: its `legend`, where it has one."""
        self.show_entries(getattr(drawing, "legend", ()))

    def show_entries(self, entries: Iterable[Any]) -> None:
        """Show these `charts.paper.LegendEntry`; nothing moves where they are the same."""
        wanted = tuple(entries)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._flow.clear()
        for entry in wanted:
            self._flow.addWidget(_Entry(entry.marker, entry.size, entry.colour, entry.word))
        if self._note:
            self._flow.addWidget(PlainLabel(self._note, TypeRole.SMALL, Tone.MUTED))


class _Entry(QWidget):
    def __init__(self, marker: str, size: float, colour: str, word: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(_Marker(marker, size, colour))
        row.addWidget(PlainLabel(word, TypeRole.SMALL, Tone.MUTED))
        self.setAccessibleName(word)


class _Marker(QWidget):
    def __init__(self, marker: str, size: float, colour: str) -> None:
        super().__init__()
        self._path = marker_path(marker, size)
        self._colour = colour
        side = theme.px(17)
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QRectF(self.rect()).center())
        painter.fillPath(self._path, QColor(self._colour))
