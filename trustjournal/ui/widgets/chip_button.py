"""A chip to press: a choice or an offer that stands among the other chips."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from trustjournal.ui import icons, theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.label import tooltip

_SIDE, _GAP, _PAD = 14, 6, 12
_WIDEST = 360
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class ChipButton(QAbstractButton):
    """Words in a rounded frame in the colours of `tone`, with an icon by name before them.

    Very long words end in "…", and the tooltip has the whole.
    """

    def __init__(
        self, text: str, tone: Tone = Tone.CLAY, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = text
        self.setToolTip(tooltip(text))
        self._tone = tone
        self._icon = icon
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def words(self) -> str:
        """Return what it says."""
        return self._words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in _PLAIN and not event.isAutoRepeat()
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        metrics = theme.font(TypeRole.SMALL)
        self.setFont(metrics)
        wide = self.fontMetrics().horizontalAdvance(self._words) + 2 * _PAD + 2
        icon = theme.px(_SIDE) + _GAP if self._icon else 0
        return QSize(min(wide + icon, theme.px(_WIDEST)), self.fontMetrics().height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # By the words' own direction: a number at their beginning would go to their end.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        active = self.hasFocus() or self.underMouse()
        pen = QPen(theme.colour(self._tone), 2 if self.hasFocus() else 1)
        painter.setPen(pen if active else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().soft(self._tone)))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        inside = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        if self._icon:
            self._paint_icon(painter)
            room = theme.px(_SIDE) + _GAP
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            inside.adjust(0 if mirrored else room, 0, -room if mirrored else 0, 0)
        painter.setFont(theme.font(TypeRole.SMALL))
        painter.setPen(theme.colour(self._tone))
        cut = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self._words, cut, inside.width() + 1)
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, shown)

    def _paint_icon(self, painter: QPainter) -> None:
        side = theme.px(_SIDE)
        box = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            box.setLeft(box.right() + 1 - side)
        box.setTop((self.height() - side) // 2)
        box.setSize(QSize(side, side))
        icons.paint_icon(painter, box, self._icon, getattr(theme.tokens(), self._tone))
