"""Rows that cards are filled with: an icon and a few words, a journal entry, a fact, numbers."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.ui import icons, theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.label import PlainLabel

_TOP = Qt.AlignmentFlag.AlignTop
_BOTTOM = Qt.AlignmentFlag.AlignBottom


class IconTile(QWidget):
    """An icon on a rounded square of its tone; `Tone.MUTED` is the neutral one."""

    def __init__(
        self, icon: str, tone: Tone = Tone.MUTED, size: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._size = icon, tone, size
        self._resize()
        theme.look.changed.connect(self._resize)

    def _resize(self) -> None:
        self.setFixedSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colours = theme.tokens()
        painter.setBrush(QColor(colours.soft(self._tone)))
        painter.drawRoundedRect(self.rect(), theme.px(8), theme.px(8))
        side = theme.px(self._size / 2)
        box = QRect(0, 0, side, side)
        box.moveCenter(self.rect().center())
        icons.paint_icon(painter, box, self._icon, colours.colour(self._tone))


class IconMark(QWidget):
    """A small bare icon before words, in the colour of its tone."""

    def __init__(
        self, icon: str, tone: Tone = Tone.MUTED, size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._size = icon, tone, size
        self._resize()
        theme.look.changed.connect(self._resize)

    def _resize(self) -> None:
        self.setFixedSize(theme.px(self._size), theme.px(self._size))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint_icon(QPainter(self), self.rect(), self._icon, theme.tokens().colour(self._tone))


class TileRow(QWidget):
    """An icon tile, a bold line, a quiet line below it, and a few words at the far end."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        trailing: str = "",
        *,
        tone: Tone = Tone.ACCENT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(PlainLabel(title, TypeRole.STRONG, wrap=True), 1, _TOP)
        line.addWidget(PlainLabel(trailing, TypeRole.SMALL, Tone.MUTED), 0, _TOP)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(line)
        if text:
            words.addWidget(PlainLabel(text, TypeRole.SMALL, Tone.MUTED, wrap=True))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 3)
        row.setSpacing(12)
        row.addWidget(IconTile(icon, tone), 0, _TOP)
        row.addLayout(words, 1)
        self.setAccessibleName(". ".join(part for part in (title, text, trailing) if part))


class JournalEntry(QWidget):
    """One entry: icon tile, bold head, quiet words beside it, the owner's own words below."""

    def __init__(
        self, icon: str, head: str, aside: str, text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        line = QHBoxLayout()
        line.setSpacing(9)
        line.addWidget(PlainLabel(head, TypeRole.STRONG, elide=True), 0, _BOTTOM)
        line.addWidget(PlainLabel(aside, TypeRole.SMALL, Tone.MUTED, elide=True), 0, _BOTTOM)
        line.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(line)
        self.text = PlainLabel(text, TypeRole.JOURNAL, wrap=True)
        words.addWidget(self.text)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(14)
        row.addWidget(IconTile(icon, Tone.MUTED, 32), 0, _TOP)
        row.addLayout(words, 1)
        # Only now has the label a parent: shown before, it would be a window of its own.
        self.text.setVisible(bool(text))
        self.setAccessibleName(f"{head}, {aside}. {text}")


class FactRow(QWidget):
    """A small icon, a quiet caption, and below it what is known."""

    def __init__(self, icon: str, caption: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = caption
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainLabel(caption, TypeRole.SMALL, Tone.MUTED))
        self._value = PlainLabel("", wrap=True)
        self._value.set_selectable()
        words.addWidget(self._value)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 0)
        row.setSpacing(12)
        row.addWidget(IconMark(icon), 0, _TOP)
        row.addLayout(words, 1)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Say what is known now."""
        self._value.setText(text)
        self._value.setAccessibleName(f"{self._caption}: {text}")


class NoteLine(QWidget):
    """A small icon and a sentence, such as what a week came to."""

    def __init__(
        self, icon: str, text: str, tone: Tone = Tone.ACCENT, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconMark(icon, tone), 0, _TOP)
        row.addWidget(PlainLabel(text, wrap=True), 1)


class StatRow(QWidget):
    """Large numbers side by side, each above its caption."""

    def __init__(self, stats: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for number, caption in stats:
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(PlainLabel(number, TypeRole.TITLE))
            column.addWidget(PlainLabel(caption, TypeRole.SMALL, Tone.MUTED, wrap=True))
            column.addStretch(1)
            row.addLayout(column, 1)
