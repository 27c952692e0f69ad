"""What is shown while the journal is closed for a moment and worked on: how far that is."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from trustjournal.i18n import _
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.column_page import ColumnPage
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.worker import Job

_MOST = 1000


class WaitingPage(ColumnPage):
    """Says what goes on, shows a bar once it is known how far that is, and stops it on demand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", _("Your journal is closed for a moment, and comes back by itself."))
        self._job: Job | None = None
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.stop_button = secondary(_("Stop"))
        self.stop_button.clicked.connect(self._stop)
        kept = _("Whatever happens meanwhile, the journal you had is kept.")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        card = Card()
        card.body.addLayout(row)
        card.add(PlainLabel(kept, TypeRole.SMALL, Tone.MUTED, wrap=True))
        self.body.addWidget(card)

    def watch(self, words: str, job: Job) -> None:
        """Show how far `job` is, which does what `words` say."""
        self._job = job
        self.title.setText(words)
        self.bar.setRange(0, 0)
        self.stop_button.setEnabled(True)
        self.stop_button.setFocus()
        job.progressed.connect(self._show)
        announce(self, words)

    def _show(self, done: int, total: int) -> None:
        # Qt counts no further than 2,147,483,647, and a journal may have more bytes.
        self.bar.setRange(0, _MOST if total else 0)
        self.bar.setValue(_MOST * done // total if total else 0)

    def _stop(self) -> None:
        self.stop_button.setEnabled(False)
        if self._job is not None:
            self._job.cancel()
