"""The lines of a ledger as a table: a click or Enter opens what a line came from."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.models.ledger import Ledger, LedgerColumn
from trustjournal.ui.models.ledger_model import EVENT_ROLE, WORDS_ROLE, LedgerModel
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.data_table import DataTable, RowDelegate
from trustjournal.ui.widgets.label import leading

_Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT, _MOST_ROWS = 38, 12  # with their sum they fit a window
_PAD, _GAP, _LEAST_WORDS = 11, 8, 40
_ROOMY, _NARROW, _TIGHT = 520, 380, 58  # px at 100 % text
_WIDTHS = {
    LedgerColumn.DAY: 86,
    LedgerColumn.QUESTION: 116,
    LedgerColumn.CHANGE: 76,
    LedgerColumn.DEPTH: 68,
}
_ENTERING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LedgerTable(DataTable):
    """As high as its rows, up to some; then it scrolls by itself.

    `chosen` fires with the record behind a line. Ctrl+C copies the lines selected; single letters
    are left to the page.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Ledger"), _ROW_HEIGHT, parent)
        self.lines = LedgerModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(LedgerColumn.WHAT, QHeaderView.ResizeMode.Stretch)
        self.opened.connect(self._open)
        theme.look.changed.connect(self._fit)
        self._fit()

    def show_ledger(self, ledger: Ledger | None) -> None:
        """Show the lines of a ledger, and stay on the line that was current."""
        row = self.currentIndex().row()
        before = self.lines.record(row) if row >= 0 else None
        self.lines.show(ledger)
        again = self.lines.row_of(before.id) if before else -1
        if again >= 0:
            self.setCurrentIndex(self.lines.index(again, LedgerColumn.WHAT))
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.lines.text(self.chosen_rows()))
        elif event.text().strip() and not event.modifiers() and event.key() not in _ENTERING:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        if left and index.isValid() and self.chosen_rows() == [index.row()]:
            self._open(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()  # its first click has opened the line

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_columns()

    def _open(self, row: int) -> None:
        if (record := self.lines.record(row)) is not None:
            self.chosen.emit(record)

    def _fit(self) -> None:
        rows = min(self.lines.rowCount(), _MOST_ROWS)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + rows * theme.px(_ROW_HEIGHT) + 2)
        self._place_columns()

    def _place_columns(self) -> None:
        """Give every column its room; of a narrow table the tooltips and what happened say more."""
        width = self.viewport().width()
        self.setColumnHidden(LedgerColumn.QUESTION, width < theme.px(_ROOMY))
        narrow = width < theme.px(_NARROW)
        self.setColumnHidden(LedgerColumn.DAY, narrow)
        for column, usual in _WIDTHS.items():
            self.setColumnWidth(column, theme.px(_TIGHT if narrow else usual))


class _LineDelegate(RowDelegate):
    """Writes what happened in the words of the program, and beside it the owner's in serif."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        if index.column() != LedgerColumn.WHAT:
            super().paint(painter, option, index)
            return
        back: Any = QStyleOptionViewItem(option)
        self.initStyleOption(back, index)
        back.text = ""
        back.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, back, painter, back.widget
        )
        head, text = index.data(WORDS_ROLE)
        if back.widget.isColumnHidden(LedgerColumn.DAY):
            day = index.sibling(index.row(), LedgerColumn.DAY).data()
            head = f"{day}  {head}" if day else head
        role = TypeRole.STRONG if index.data(EVENT_ROLE) else TypeRole.SMALL
        tone = index.data(Qt.ItemDataRole.ForegroundRole)
        box = QRect(back.rect).adjusted(_PAD, 0, -_PAD, 0)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        used = _write(painter, box, box, back.direction, role, tone, head)
        rest = box.adjusted(used + theme.px(_GAP), 0, 0, 0)
        if text and rest.width() > theme.px(_LEAST_WORDS):
            muted = theme.colour(Tone.MUTED)
            _write(painter, box, rest, back.direction, TypeRole.JOURNAL, muted, text)
        painter.restore()


def _write(
    painter: QPainter,
    row: QRect,
    box: QRect,
    direction: Qt.LayoutDirection,
    role: TypeRole,
    colour: QColor,
    text: str,
) -> int:
    """Write a text from where reading begins, and return its width."""
    font = theme.font(role)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(font)
    painter.setPen(colour)
    flags = (leading(direction) | Qt.AlignmentFlag.AlignVCenter).value
    place = QStyle.visualRect(direction, row, box)
    painter.drawText(place, flags | Qt.TextFlag.TextSingleLine.value, shown)
    return metrics.horizontalAdvance(shown)
