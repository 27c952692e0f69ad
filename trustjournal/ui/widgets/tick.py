"""Boxes and dots to tick beside any text: plain, and ending in "…" where there is no room."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.label import PlainLabel, leading, tooltip
from trustjournal.ui.widgets.touch_words import beginning

_LEAST, _LONGEST = 96, 260
_MOST = 200
_WRAPPED = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignTop.value
_SIGN, _BESIDE = 16, 14  # as the style sheet has them: the sign itself, and all around it


class TickBox(QCheckBox):
    """A box to tick; its tooltip and its accessible name have the whole text."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _say(self, text)

    def minimumSizeHint(self) -> QSize:
        return _narrowed(super().minimumSizeHint())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words = QStyle.SubElement.SE_CheckBoxContents
        _paint(self, option, QStyle.ControlElement.CE_CheckBox, words)


class TickDot(QRadioButton):
    """One of several to choose from; its tooltip and its accessible name have the whole text."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _say(self, text)

    def minimumSizeHint(self) -> QSize:
        return _narrowed(super().minimumSizeHint())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words = QStyle.SubElement.SE_RadioButtonContents
        _paint(self, option, QStyle.ControlElement.CE_RadioButton, words)


class LongDot(TickDot):
    """A dot whose words go on below, so that long ones can be compared; the longest end in "…"."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("lines", "true")
        self._words = beginning(text, _MOST)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - theme.px(_SIGN) - _BESIDE), 0)
        lines = self.fontMetrics().boundingRect(room, _WRAPPED, self._words)
        line = self.fontMetrics().lineSpacing()
        return super().sizeHint().height() + max(0, lines.height() - line)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        width = min(hint.width(), theme.px(_LONGEST))
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_RadioButtonContents
        room = self.style().subElementRect(part, option, self)
        line = super().sizeHint().height()
        above = (line - self.fontMetrics().lineSpacing()) // 2
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_RadioButton, option)
        painter.setPen(option.palette.windowText().color())
        room = QRect(room.left(), above, room.width(), self.height() - above)
        painter.drawText(room, _WRAPPED | leading(self.layoutDirection()).value, self._words)


def with_reason(tick: TickBox | TickDot, reason: str) -> QWidget:
    """Return `tick` with small words below it that begin where its own words do."""
    tick.setAccessibleDescription(reason)
    said = PlainLabel(reason, TypeRole.SMALL, Tone.MUTED, wrap=True)
    said.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    below = QHBoxLayout()
    below.setSpacing(0)
    below.addSpacing(theme.px(_SIGN) + _BESIDE)
    below.addWidget(said, 1)
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(tick)
    column.addLayout(below)
    return both


def _say(button: QAbstractButton, text: str) -> None:
    button.setText(text.replace("&", "&&"))
    button.setAccessibleName(text)
    button.setToolTip(tooltip(text))
    button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


def _narrowed(hint: QSize) -> QSize:
    return QSize(min(hint.width(), theme.px(_LEAST)), hint.height())


def _paint(
    button: QAbstractButton,
    option: QStyleOptionButton,
    control: QStyle.ControlElement,
    words: QStyle.SubElement,
) -> None:
    room = button.style().subElementRect(words, option, button).width()
    right, marked = Qt.TextElideMode.ElideRight, Qt.TextFlag.TextShowMnemonic
    option.text = button.fontMetrics().elidedText(button.text(), right, room, marked.value)
    QStylePainter(button).drawControl(control, option)
