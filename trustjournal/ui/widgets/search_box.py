"""The rounded field to find something, with its icon and the keys that lead to it."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QWidget

from trustjournal.ui import icons, theme
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.widgets.label import trailing


class SearchBox(QLineEdit):
    """A search field; `keys` are shown at its end while it is empty, for example "Ctrl K"."""

    def __init__(self, placeholder: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setProperty("search", "true")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._make_room()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        hint.setWidth(theme.px(280))
        return hint

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self._make_room()

    def _keys_width(self) -> int:
        return QFontMetrics(theme.font(TypeRole.CAPTION)).horizontalAdvance(self._keys)

    def _make_room(self) -> None:
        lead, trail = theme.px(28), self._keys_width() + 8
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            lead, trail = trail, lead
        self.setTextMargins(lead, 0, trail, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(16)
        icon = QRect(18, (self.height() - side) // 2, side, side)
        seen = QStyle.visualRect(self.layoutDirection(), self.rect(), icon)
        icons.paint_icon(painter, seen, "search", theme.tokens().muted)
        if self._keys and not self.text():
            painter.setFont(theme.font(TypeRole.CAPTION))
            painter.setPen(theme.colour("muted"))
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            ends = trailing(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self.rect().adjusted(12, 0, -12, 0), ends, self._keys)
