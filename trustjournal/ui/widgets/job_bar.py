"""How far a long job is, in numbers, and the button that stops it."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import Job
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.label import PlainLabel


def rows_done(done: int, total: int) -> str:
    """Say how many rows are done, of how many where that is known."""
    locale = QLocale()
    if total:
        return _("{done} of {total} rows").format(
            done=locale.toString(done), total=locale.toString(total)
        )
    return _("{done} rows").format(done=locale.toString(done))


class JobBar(QWidget):
    """Hidden until it watches a job, and again once that job has ended.

    `words` says how far it is, of what the job counts.
    """

    stopped = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, words: Callable[[int, int], str] = rows_done
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._job: Job | None = None
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.words = PlainLabel("", TypeRole.SMALL, Tone.MUTED)
        self.cancel_button = secondary(_("Stop"), small=True)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.stop)
        told = QVBoxLayout()
        told.setSpacing(4)
        told.addWidget(self.bar)
        told.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(told, 1)
        row.addWidget(self.cancel_button)
        self.hide()

    def watch(self, job: Job) -> None:
        """Show how far `job` is until it ends."""
        self._job = job
        self._show(0, 0)
        job.progressed.connect(self._show)
        job.ended.connect(self._end)
        self.show()

    def is_busy(self) -> bool:
        """Tell whether a job is under way."""
        return self._job is not None

    def stop(self) -> None:
        """Stop the job; nothing of it is kept."""
        if self._job is not None:
            self._job.cancel()
            self._end()
            self.stopped.emit()

    def _show(self, done: int, total: int) -> None:
        # Without a total the bar only moves; Qt counts no further than 2,147,483,647.
        self.bar.setRange(0, min(total, 2**31 - 1))
        self.bar.setValue(min(done, 2**31 - 1))
        self.words.setText(self._words(done, total))

    def _end(self) -> None:
        self._job = None
        self.hide()
