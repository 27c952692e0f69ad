"""The line that says that words typed before and never saved are back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.label import PlainLabel


def not_saved_yet() -> str:
    """Say that this was never saved."""
    return _("This is what you had not saved yet.")


class RestoredLine(QWidget):
    """Says so, with a way to drop them: `start_over`. Hidden until it is so."""

    start_over = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.again = quiet(_("Start over"), small=True)
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self.start_over)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(PlainLabel(not_saved_yet(), TypeRole.SMALL, Tone.MUTED, wrap=True), 1)
        row.addWidget(self.again)
        self.hide()
