"""Chips: one or two words in a rounded frame, such as a tag or a piece of a captured line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import Button, tiny_button
from trustjournal.ui.widgets.label import PlainLabel


class Chip(QFrame):
    """A word in a rounded frame; `removed` fires when its small cross is pressed.

    `cross` is None where the word cannot be removed.
    Where there is no room for the whole word it ends in "…", and the tooltip has the whole.
    """

    removed = Signal()

    def __init__(
        self,
        text: str,
        tone: Tone = Tone.MUTED,
        *,
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = PlainLabel(text, TypeRole.SMALL, tone, elide=True)
        self.setProperty("chip", tone.value)
        row = QHBoxLayout(self)
        row.setSpacing(0)
        row.setContentsMargins(6, 2, 6, 2)
        row.addSpacing(6)
        row.addWidget(self._label)
        row.addSpacing(4 if removable else 6)
        self.cross: Button | None = None
        if removable:
            self.cross = tiny_button("x", _("Remove {word}").format(word=text))
            self.cross.clicked.connect(self.removed)
            row.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return the word."""
        return self._label.text()

    def set_tone(self, tone: Tone) -> None:
        """Change the colours."""
        self._label.set_tone(tone)
        theme.mark(self, "chip", tone.value)
