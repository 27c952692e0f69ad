"""One way in the sidebar: to a page, to a person, or to a saved filter."""

from uuid import UUID

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from trustjournal.ui import icons, theme
from trustjournal.ui.faces import faces
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.widgets.avatar import paint_avatar
from trustjournal.ui.widgets.label import leading, trailing


class SideEntry(QAbstractButton):
    """A way to a page (icon, words, a count) or to a person (avatar, name) in the sidebar."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        parent: QWidget | None = None,
        *,
        customer_id: UUID | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = text
        self._icon = icon
        self._count = ""
        self._customer_id = customer_id
        self.setCheckable(bool(icon))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(text)
        if customer_id is not None:
            faces.changed.connect(self.update)

    def set_count(self, count: int) -> None:
        """Show how many things wait there; 0 shows nothing."""
        self._count = self.locale().toString(count) if count else ""
        self.setAccessibleName(f"{self._words}, {self._count}" if count else self._words)
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font(TypeRole.STRONG)).horizontalAdvance(self._words)
        return QSize(words + theme.px(84), theme.px(40 if self._icon else 36))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(96), self.sizeHint().height())  # beside a scroll bar it is cut

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._paint_back(painter)
        chosen = self.isChecked()
        side = theme.px(18 if self._icon else 24)
        box = QRect(16 if self._icon else 10, (self.height() - side) // 2, side, side)
        seen = QStyle.visualRect(self.layoutDirection(), self.rect(), box)
        if self._icon:
            colours = theme.tokens()
            icons.paint_icon(painter, seen, self._icon, colours.accent if chosen else colours.muted)
        else:
            paint_avatar(painter, seen, self._words, self._customer_id)
        self._paint_words(painter, box.right() + 1 + (9 if self._icon else 10))

    def _paint_back(self, painter: QPainter) -> None:
        focused = self.hasFocus()
        if not (self.isChecked() or focused or self.underMouse()):
            return
        edge = "accent" if focused else "line" if self.isChecked() else ""
        painter.setPen(QPen(theme.colour(edge), 2 if focused else 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface" if self.isChecked() else "hover"))
        inset = 1 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)

    def _paint_words(self, painter: QPainter, left: int) -> None:
        chosen = self.isChecked()
        middle = Qt.AlignmentFlag.AlignVCenter
        box = self.rect().adjusted(left, 0, -11, 0)
        if self._count:
            painter.setFont(theme.font(TypeRole.STRONG))
            painter.setPen(theme.colour("clay"))
            seen = QStyle.visualRect(self.layoutDirection(), self.rect(), box)
            painter.drawText(seen, trailing(self.layoutDirection()) | middle, self._count)
            box.setRight(box.right() - painter.fontMetrics().horizontalAdvance(self._count) - 8)
        painter.setFont(theme.font(TypeRole.STRONG if chosen else TypeRole.BODY))
        painter.setPen(theme.colour("ink" if chosen or not self._icon else "muted"))
        shown = painter.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, box.width()
        )
        seen = QStyle.visualRect(self.layoutDirection(), self.rect(), box)
        painter.drawText(seen, leading(self.layoutDirection()) | middle, shown)
