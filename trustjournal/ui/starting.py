"""From a painted window to an open journal, without the window ever waiting for it."""

import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from trustjournal.errors import TrustJournalError
from trustjournal.settings import Settings
from trustjournal.ui.main_window import MainWindow

if TYPE_CHECKING:
    from trustjournal.ui.pages.first_run import Answers
    from trustjournal.ui.session import JournalSession


class Starting(QObject):
    """Opens the journal at `path` behind the window, or asks what to do where there is none.

    `settled` fires once the journal is open and its first page is made.
    """

    settled = Signal()
    _opened = Signal(object)
    _failed = Signal(object)

    def __init__(self, settings: Settings, path: Path) -> None:
        super().__init__()
        self.settings = settings
        self.path = path
        self.window = MainWindow(settings)
        self.session: JournalSession | None = None
        self._then_import = False
        self._queued(self._opened, self._settle)
        self._queued(self._failed, self._trouble)
        self.window.shell.installEventFilter(self)
        self.window.closed.connect(self.close)
        self._hook = sys.excepthook
        sys.excepthook = self._caught

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.window.shell.removeEventFilter(self)
            QTimer.singleShot(0, self.begin)
        return False

    def begin(self) -> None:
        """Open the journal, or greet an owner who has none yet."""
        if self.path.exists():
            self.open(self.path)
        else:
            self._greet()

    def open(self, path: Path) -> None:
        """Open the journal at `path` on another thread."""
        self.path = path
        self._elsewhere(partial(_opened_engine, path))

    def make(self, answers: "Answers") -> None:
        """Make the journal that the first run asked for, then open it."""
        self.path = answers.path
        self._then_import = answers.start == "import"
        self._elsewhere(partial(_made_engine, answers))

    def close(self) -> None:
        """Finish what was asked for and close the journal."""
        sys.excepthook = self._hook
        if self.session is not None:
            session, self.session = self.session, None
            session.close()

    def _queued(self, signal: Any, slot: Callable[..., None]) -> None:
        signal.connect(slot, Qt.ConnectionType.QueuedConnection)

    def _elsewhere(self, work: Callable[[], object]) -> None:
        threading.Thread(target=self._work, args=(work,), name="opening", daemon=True).start()

    def _work(self, work: Callable[[], object]) -> None:
        try:
            self._opened.emit(work())
        except Exception as error:  # shown on the window thread, whatever it is
            self._failed.emit(error)

    def _settle(self, engine: Any) -> None:
        from trustjournal.ui.desk import Desk
        from trustjournal.ui.session import JournalSession

        self.session = JournalSession(engine)
        self.settings.journal = str(self.path)
        self.settings.save()
        desk = Desk(self.window, self.session)
        self.window.settle(desk)
        if self._then_import:
            desk.navigator.import_contacts()
        self.settled.emit()

    def _greet(self) -> None:
        from trustjournal.ui.pages.first_run import FirstRunPage

        page = self.window.reveal("first-run", partial(FirstRunPage, self.path))
        if isinstance(page, FirstRunPage):
            page.answered.connect(self.make)
            page.journal_chosen.connect(self.open)

    def _trouble(self, error: Exception) -> None:
        if not isinstance(error, TrustJournalError):
            raise error
        from trustjournal.ui.pages.trouble import TroublePage

        page = self.window.reveal("trouble", TroublePage)
        if isinstance(page, TroublePage):
            page.explain(str(error), self.path)
            page.journal_chosen.connect(self.open, Qt.ConnectionType.UniqueConnection)

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._hook(kind, error, trace)
            return
        from trustjournal.ui.dialogs.error_dialog import ErrorDialog

        ErrorDialog(error, self.window).open()


def _opened_engine(path: Path) -> object:
    # Imported here, on the thread that opens: together they take longer than the first paint.
    from trustjournal.store.engine import open_journal
    from trustjournal.ui import desk

    engine = open_journal(path)
    return engine if desk else None


def _made_engine(answers: "Answers") -> object:
    from trustjournal import transfer
    from trustjournal.clock import local_now, zone_name
    from trustjournal.domain.changes import identity
    from trustjournal.domain.records import Preferences
    from trustjournal.store.engine import create_journal
    from trustjournal.ui import desk
    from trustjournal.ui.pages.first_run import Start

    engine = create_journal(answers.path)
    owner = Preferences(**identity(), owner=answers.owner, business=answers.business)
    transfer.begin_book(engine, owner)
    if answers.start is Start.SAMPLE:
        transfer.add_sample(engine, local_now().date(), zone_name())
    return engine if desk else None
