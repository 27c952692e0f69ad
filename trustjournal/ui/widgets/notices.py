"""What the program says by itself: a toast, a banner across a page, and an empty page's words."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import Button, icon_button, primary, quiet, secondary
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows import IconMark, IconTile

_MARGIN = 24
_SENTENCE = 300  # px; in less room a sentence beside buttons would be a column of words
_BANNER_ICONS = {Tone.CLAY: "circle-alert", Tone.GOLD: "lock", Tone.ACCENT: "circle-check"}


def announce(widget: QWidget, message: str) -> None:
    """Have a screen reader say `message`."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, message))


class Toast(QFrame):
    """A message at the bottom of `window`, often with a button to take the deed back.

    One at a time: a new message takes the place of the old. It goes after `shown_ms`, but stays
    while the mouse or the focus is on it. Escape dismisses it.
    """

    dismissed = Signal()

    def __init__(self, window: QWidget, shown_ms: int = 8000) -> None:
        super().__init__(window)
        self.setProperty("toast", "true")
        self._window = window
        self._deed: Callable[[], object] | None = None
        self._text = PlainLabel("", wrap=True)
        self.action = quiet("", small=True)
        self.action.setProperty("tone", "accent")
        self.action.setProperty("bare", "false")
        self.action.clicked.connect(self._act)
        self._close = icon_button("x", _("Dismiss"), small=True)
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 7, 8, 7)
        row.setSpacing(8)
        row.addSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self.action)
        row.addWidget(self._close)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(shown_ms)
        self.timer.timeout.connect(self._expire)
        window.installEventFilter(self)
        self.hide()

    def show_message(
        self, message: str, action: str = "", deed: Callable[[], object] | None = None
    ) -> None:
        """Show `message`; with `action` a button that runs `deed` once and dismisses the toast."""
        self._text.setText(message)
        self._deed = deed
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(message)
        self._place()
        self.show()
        self.raise_()
        announce(self, message)
        self.timer.start()

    def message(self) -> str:
        """Return what it says."""
        return self._text.text()

    def dismiss(self) -> None:
        """Take it off the screen."""
        self.timer.stop()
        if self.isVisible():
            self.hide()
            self.dismissed.emit()

    def _act(self) -> None:
        deed, self._deed = self._deed, None
        self.dismiss()
        if deed is not None:
            deed()

    def _expire(self) -> None:
        if self.underMouse() or self.isAncestorOf(self._window.focusWidget() or self._window):
            self.timer.start()
        else:
            self.dismiss()

    def _place(self) -> None:
        room = self._window.rect().adjusted(_MARGIN, 0, -_MARGIN, -_MARGIN)
        wanted = self._text.fontMetrics().horizontalAdvance(self._text.text())
        beside = self.sizeHint().width() - self._text.sizeHint().width()
        width = min(room.width(), wanted + beside + 4, theme.px(640))
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        box = QRect(0, 0, width, height)
        box.moveCenter(room.center())
        box.moveBottom(room.bottom())
        self.setGeometry(box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        self._place()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.timer.start()
        super().enterEvent(event)


class Banner(QFrame):
    """A sentence across the top of a page that stays, with an optional button; `button` or None.

    Its buttons stand beside the sentence, or below it where that would be crowded.
    """

    def __init__(
        self, text: str, tone: Tone = Tone.GOLD, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("banner", tone.value)
        self._text = PlainLabel(text, wrap=True)
        self._buttons = QWidget(self)
        FlowLayout(self._buttons, gap=8)
        self._buttons.hide()
        self.button: Button | None = self.add_button(action) if action else None
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(12)
        self._words.addWidget(self._text, 1)
        self._words.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(12)
        row.addSpacing(8)
        row.addWidget(IconMark(_BANNER_ICONS.get(tone, "info"), tone))
        row.addLayout(self._words, 1)
        self.setAccessibleName(text)

    def add_button(self, action: str) -> Button:
        """Put a further button at the end."""
        button = secondary(action, small=True)
        room = self._buttons.layout()
        if room is not None:
            room.addWidget(button)
        self._buttons.show()
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        beside = self._buttons.sizeHint().width() + theme.px(_SENTENCE) <= event.size().width()
        ways = QBoxLayout.Direction
        self._words.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        super().resizeEvent(event)

    def set_text(self, text: str) -> None:
        """Change the sentence, and have it read aloud."""
        self._text.setText(text)
        self.setAccessibleName(text)
        announce(self, text)


class EmptyState(QWidget):
    """The words of a page with nothing on it yet: an icon, one sentence, one button.

    `asked` fires when the owner presses that button.
    """

    asked = Signal()

    def __init__(
        self, icon: str, sentence: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._sentence = PlainLabel(sentence, TypeRole.LEAD, Tone.MUTED, wrap=True)
        self._sentence.setAlignment(middle)
        self.button: Button | None = primary(action) if action else None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(IconTile(icon, Tone.ACCENT, 56), 0, middle)
        column.addWidget(self._sentence)
        if self.button is not None:
            self.button.clicked.connect(self.asked)
            column.addWidget(self.button, 0, middle)
        column.addStretch(2)

    def set_sentence(self, sentence: str) -> None:
        """Say something else about why nothing is here."""
        self._sentence.setText(sentence)
