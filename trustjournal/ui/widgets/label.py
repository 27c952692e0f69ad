"""Text on the screen that is never anything but text, whatever it was copied from."""

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole


def tooltip(text: str) -> str:
    """Return `text` for `setToolTip` so that it shows as written, wrapped, never as markup."""
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>" if text else ""


def leading(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Return the alignment to the side where reading begins, whatever language the text is in."""
    right_to_left = direction is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def trailing(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Return the alignment to the side where a line of reading ends."""
    right_to_left = direction is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignLeft if right_to_left else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignAbsolute


def hairline(parent: QWidget | None = None) -> QFrame:
    """Return a one-pixel line between two parts of a card."""
    line = QFrame(parent)
    line.setProperty("hairline", "true")
    return line


class PlainLabel(QLabel):
    """A label for any text, the owner's or a file's; markup in it shows as it was typed.

    With `wrap` it takes as many lines as it needs, with `elide` one line that ends in "…" where
    there is no room (the tooltip then has the whole). With both it does what it was told last by
    `setWordWrap`.
    """

    def __init__(
        self,
        text: str = "",
        role: TypeRole = TypeRole.BODY,
        tone: Tone = Tone.INK,
        *,
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role.value)
        self.setProperty("tone", tone.value)
        self.setText(text)
        self._turn()

    def set_tone(self, tone: Tone) -> None:
        """Change the colour."""
        theme.mark(self, "tone", tone.value)

    def set_selectable(self) -> None:
        """Let the owner mark and copy the text, with the mouse or the keys."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def setText(self, text: str) -> None:
        super().setText(text)
        if self._elide:
            self.setToolTip(text)

    def setToolTip(self, text: str) -> None:
        super().setToolTip(tooltip(text))

    def _turn(self) -> None:
        # By itself a label aligns to the side where its text's own language begins.
        self._direction = self.layoutDirection()
        if not self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            self.setAlignment(leading(self._direction) | Qt.AlignmentFlag.AlignVCenter)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._elide or self.wordWrap():
            hint.setWidth(min(hint.width(), theme.px(96)))
        return hint

    def paintEvent(self, event: QPaintEvent) -> None:
        # Asked here and not told by an event: while a page is built a label gets many of those.
        if self._direction is not self.layoutDirection():
            self._turn()
        if not self._elide or self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        box = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        self.style().drawItemText(
            painter,
            box,
            self.alignment().value,
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
