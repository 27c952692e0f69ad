"""Looks behind the window whether the journal's file is sound, and says so where it is not."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.store.damage import quick_faults
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.shell import Shell
from trustjournal.ui.widgets.notices import Banner, announce
from trustjournal.ui.worker import Worker

PAUSE_MS = 1500
"""So long after opening, so that the first page comes before."""

_AGAIN_MS = 60_000


class DamageKeeper(QObject):
    """Reads every page of the file once, on a thread and a connection of its own.

    While another program keeps it from reading, it tries again every minute.

    In a damaged one nothing can be changed from then on, nor from when anybody met such a page;
    `banner` leads to a backup and to salvaging, and `looked` fires either way.
    """

    looked = Signal()

    def __init__(
        self,
        shell: Shell,
        session: JournalSession,
        navigator: Navigator,
        *,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__(shell)
        self.banner: Banner | None = None
        self._shell = shell
        self._session = session
        self._navigator = navigator
        self._job = Job(self)
        self._worker = Worker(self, "damage")
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._look)
        self._pause.start()
        session.damaged.connect(self._show)
        session.closing.connect(self._end)

    def _look(self) -> None:
        work = partial(quick_faults, self._session.engine, self._ask)
        self._worker.submit(work, self._tell, self._look_later)

    def _look_later(self, _error: TrustJournalError) -> None:
        self._pause.start(_AGAIN_MS)

    def _ask(self) -> None:
        """Stop reading where the journal is being closed."""
        self._job.report(0)

    def _end(self) -> None:
        self._pause.stop()
        self._job.cancel()
        self._worker.close()

    def _tell(self, faults: list[str]) -> None:
        if faults:
            self._show()
        self.looked.emit()

    def _show(self) -> None:
        if self.banner is not None:
            return
        self._session.writing.turn_read_only(
            _("Read-only: the journal’s file is damaged, so nothing can be changed.")
        )
        words = _(
            "Part of your journal’s file is damaged. So that it gets no worse, nothing can be "
            "changed. Go back to a backup, or bring what can be read into a new file; this one is "
            "kept either way."
        )
        self.banner = Banner(words, Tone.CLAY)
        backups = self.banner.add_button(_("Restore a backup…"))
        backups.clicked.connect(partial(self._navigator.open_page, "backups"))
        rescue = self.banner.add_button(_("Salvage what can be read"))
        rescue.clicked.connect(self._navigator.door.salvage)
        self._shell.show_banner(self.banner, first=True)
        announce(self.banner, words)
