"""The short list of names that opens under a field while the focus stays in the field."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.screen_room import screen_room

MOST = 8
_ROW = 36
_CHOOSING = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class NamePopup(QWidget):
    """At most eight choices under `field`; `chosen` fires with what stands behind the one taken.

    Up and Down move, Tab and Enter choose, Escape closes; every other key goes to the field.
    """

    chosen = Signal(object)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self._field = field
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.rows = QListWidget()
        self.rows.setProperty("plain", "true")
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setUniformItemSizes(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setAccessibleName(_("People with this name"))
        self.rows.itemClicked.connect(self._choose)
        frame = QFrame()
        frame.setProperty("toast", "true")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.addWidget(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        field.installEventFilter(self)

    def offer(self, choices: Sequence[tuple[str, Any]]) -> None:
        """Show these words with what stands behind them, or nothing where there are none."""
        self.rows.clear()
        for words, meaning in choices[:MOST]:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, meaning)
            item.setSizeHint(QSize(0, theme.px(_ROW)))
            self.rows.addItem(item)
        if not choices:
            self.hide()
            return
        self.rows.setCurrentRow(0)
        self._place()
        self.show()
        announce(self._field, choices[0][0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.hide()
        elif self.isVisible() and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress:
                return self._take_key(event)
            if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in _CHOOSING:
            self._choose(self.rows.currentItem())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.rows.setCurrentRow((self.rows.currentRow() + step) % self.rows.count())
            announce(self._field, self.rows.currentItem().text())
        else:
            return False
        return True

    def _choose(self, item: QListWidgetItem) -> None:
        meaning = item.data(Qt.ItemDataRole.UserRole)
        self.hide()
        self.chosen.emit(meaning)

    def _place(self) -> None:
        self.ensurePolished()
        words = [self.rows.item(row).text() for row in range(self.rows.count())]
        widest = max(map(self.rows.fontMetrics().horizontalAdvance, words))
        room = screen_room(self._field)
        width = min(max(widest + 60, theme.px(220)), room.width())
        self.setFixedSize(width, len(words) * theme.px(_ROW) + 16)
        left = self._field.cursorRect().left()
        if self._field.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left -= width
        at = self._field.mapToGlobal(QPoint(left, self._field.height() + 4))
        if at.y() + self.height() > room.bottom():
            at.setY(max(room.top(), at.y() - self._field.height() - 8 - self.height()))
        at.setX(max(room.left(), min(at.x(), room.right() + 1 - width)))
        self.move(at)
