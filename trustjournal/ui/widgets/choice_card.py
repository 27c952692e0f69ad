"""A large card to press: an icon, what would happen, and a sentence about it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustjournal.ui import theme
from trustjournal.ui.palette import CARD_RADIUS, Tone, TypeRole
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import Pressable
from trustjournal.ui.widgets.rows import IconTile


class ChoiceCard(Pressable):
    """One of a few ways to go on; `clicked` fires on a click, Enter or Space."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        tone: Tone = Tone.ACCENT,
        parent: QWidget | None = None,
    ) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(6)
        column.addWidget(IconTile(icon, tone, 40))
        column.addSpacing(6)
        column.addWidget(PlainLabel(title, TypeRole.CARD, wrap=True))
        column.addWidget(PlainLabel(text, TypeRole.BODY, Tone.MUTED, wrap=True))
        column.addStretch(1)
        super().__init__(content, parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        focused, hovered = self.hasFocus(), self.underMouse() and self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if focused else 1
        edge = "accent" if focused else "line_strong" if hovered else "line"
        painter.setPen(QPen(theme.colour(edge), width, Qt.PenStyle.SolidLine))
        painter.setBrush(theme.colour("hover" if hovered or self.isDown() else "surface"))
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, CARD_RADIUS, CARD_RADIUS)
