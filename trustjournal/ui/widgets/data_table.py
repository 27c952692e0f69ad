"""A long table of rows to choose from, with the keys of the house."""

from typing import Any

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from trustjournal.ui import theme
from trustjournal.ui.faces import faces

_Index = QModelIndex | QPersistentModelIndex
_ICON = 16
_ISOLATE = "\N{FIRST STRONG ISOLATE}"
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class DataTable(QTableView):
    """Rows are chosen whole; the arrow keys still lead from column to column.

    `opened` fires with a row on Enter and double click, `typed` with the letters typed in one go,
    `menu_wanted` where a context menu is to open. `row_height` is in px at 100 % text.
    """

    opened = Signal(int)
    typed = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, name: str, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self._row_height = row_height
        self._typing = QElapsedTimer()
        self._text = ""
        self.setAccessibleName(name)
        self.setItemDelegate(RowDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerWidget(QWidget())  # else Qt draws a frame where the scroll bars meet
        self.setTabKeyNavigation(False)  # Tab leads on to the next widget
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._relaid()
        theme.look.changed.connect(self._relaid)
        faces.changed.connect(self.viewport().update)

    def chosen_rows(self) -> list[int]:
        """Return the rows selected, from the top."""
        chosen: set[int] = set()
        # By ranges: one index for each of a million rows would hold up the window.
        ranges: Any = self.selectionModel().selection()
        for some in ranges:
            chosen.update(range(some.top(), some.bottom() + 1))
        return sorted(chosen)

    def row_place(self) -> QPoint:
        """Return where on the screen a menu about the current row opens."""
        box = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(box.center())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        # A field being edited in place passes its own Enter on once it has taken it.
        editing = self.state() is QAbstractItemView.State.EditingState
        if enters and event.modifiers() in _PLAIN and not editing:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Space and self._is_typing():
            self.keyboardSearch(" ")
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        self._text = self._text + search if self._is_typing() else search
        self._typing.start()
        self.typed.emit(self._text)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(index.row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        self.menu_wanted.emit(event.globalPos() if by_mouse else self.row_place())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove:
            self._hover(self.rowAt(event.position().toPoint().y()))
        elif event.type() is QEvent.Type.Leave:
            self._hover(-1)
        # All of it comes through here, which a `PaintedList` says why.
        return super().viewportEvent(event)

    def _relaid(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(self._row_height))
        self.setIconSize(QSize(theme.px(_ICON), theme.px(_ICON)))

    def _hover(self, row: int) -> None:
        before, self.hovered_row = self.hovered_row, row
        if before != row:
            for one in (before, row):
                top, height = self.rowViewportPosition(one), self.rowHeight(one)
                self.viewport().update(0, top, self.viewport().width(), height)

    def _is_typing(self) -> bool:
        pause = QApplication.keyboardInputInterval()
        return self._typing.isValid() and self._typing.elapsed() < pause


class RowDelegate(QStyledItemDelegate):
    """Shows the whole row under the mouse as hovered, where Qt marks one cell by itself.

    A text reads in its own direction, whatever that of the window is.
    """

    def __init__(self, table: DataTable) -> None:
        super().__init__(table)
        self._table = table

    def initStyleOption(self, option: Any, index: _Index) -> None:
        super().initStyleOption(option, index)
        if index.row() == self._table.hovered_row:
            option.state |= QStyle.StateFlag.State_MouseOver
        if option.direction is Qt.LayoutDirection.RightToLeft and option.text:
            option.text = f"{_ISOLATE}{option.text}"
