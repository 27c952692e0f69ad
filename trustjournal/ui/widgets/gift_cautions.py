"""What speaks against a gift as it is being chosen: golden lines that forbid nothing."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.card import clear_layout
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.rows import NoteLine


class GiftCautions(QWidget):
    """Sentences below each other, each after a small sign; hidden where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentences: Sequence[str] = ()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self.hide()

    def say(self, sentences: Sequence[str]) -> None:
        """Show these sentences; new ones are read aloud."""
        if sentences == self.sentences:
            return
        new = [one for one in sentences if one not in self.sentences]
        self.sentences = sentences
        clear_layout(self._lines)
        for sentence in sentences:
            self._lines.addWidget(NoteLine("circle-alert", sentence, Tone.GOLD))
        self.setVisible(bool(sentences))
        if new:
            announce(self, " ".join(new))
