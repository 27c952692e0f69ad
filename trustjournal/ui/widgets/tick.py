"""Boxes and dots to tick beside any text: plain, and ending in "…" where there is no room."""

from PySide6.QtCore import QSize, Qt
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
from trustjournal.ui.widgets.label import PlainLabel, tooltip

_LEAST = 96
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
