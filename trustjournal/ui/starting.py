"""From a painted window to an open journal, without the window ever waiting for it."""

import sys
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from trustjournal.clock import local_now
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.ui.main_window import MainWindow

if TYPE_CHECKING:
    from trustjournal.ui.pages.first_run import Answers, FirstRunPage
    from trustjournal.ui.pages.trouble import TroublePage
    from trustjournal.ui.session import JournalSession


class Starting(QObject):
    """Opens the journal at `path` behind the window, or asks what to do where there is none.

    `settled` fires once the journal is open and its first page is made.
    """

    settled = Signal()
    _opened = Signal(object)
    _failed = Signal(object)

    def __init__(
        self, settings: Settings, path: Path, *, clock: Callable[[], datetime] = local_now
    ) -> None:
        super().__init__()
        self._clock = clock
        self.settings = settings
        self.path = path
        self.window = MainWindow(settings)
        self.session: JournalSession | None = None
        self._then_import = False
        self._then_say = ""
        # An owner who is asked the first questions never sees the ways to pages not there yet.
        self.window.shell.sidebar.setVisible(_is_there(path))
        self._queued(self._opened, self._settle)
        self._queued(self._failed, self._trouble)
        self.window.shell.installEventFilter(self)
        self.window.closed.connect(self.close)
        self._hook = sys.excepthook
        sys.excepthook = self.caught

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.window.shell.removeEventFilter(self)
            QTimer.singleShot(0, self.begin)
        return False

    def begin(self) -> None:
        """Open the journal, or greet an owner who has none yet."""
        if _is_there(self.path):
            self.open(self.path)
        else:
            self._greet()

    def open(self, path: Path) -> None:
        """Open the journal at `path` on another thread, and leave the one that is open."""
        self.path = path
        self._elsewhere(partial(_opened_engine, path))

    def make(self, answers: "Answers") -> None:
        """Make the journal that the first run asked for, then open it."""
        self.path = answers.path
        self._then_import = answers.start == "import"
        self._elsewhere(partial(_made_engine, answers))

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of the journal that does not open, then open it."""
        self._elsewhere(partial(self._restored_engine, backup))

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

        if self.session is not None:
            self._leave(self.session)
        self.session = JournalSession(engine, clock=self._clock)
        self.path = self.session.path
        self.window.shell.sidebar.show()
        self.settings.journal = str(self.path)
        self.settings.save()
        desk = Desk(self.window, self.session)
        desk.pages.opened.connect(self._tell_settled, Qt.ConnectionType.SingleShotConnection)
        self.window.settle(desk)
        desk.navigator.journal_wanted.connect(self.open)
        if self._then_import:
            desk.navigator.import_contacts()
        if self._then_say:
            desk.navigator.say(self._then_say)
        self._then_import, self._then_say = False, ""

    def _tell_settled(self, _key: str) -> None:
        self.settled.emit()

    def _leave(self, session: "JournalSession") -> None:
        """Close a journal with everything that shows it, and take a fresh window."""
        old, self.window = self.window, MainWindow(self.settings)
        self.window.closed.connect(self.close)
        self.window.show()
        self.window.setGeometry(old.geometry())
        old.closed.disconnect(self.close)
        old.close()
        session.close()
        old.deleteLater()

    def _greet(self) -> None:
        from trustjournal.ui.pages.first_run import FirstRunPage

        page = self.window.reveal("first-run", self._make_first_run)
        self.window.shell.sidebar.hide()
        if isinstance(page, FirstRunPage):
            page.suggest(self.path)

    def _make_first_run(self) -> "FirstRunPage":
        from trustjournal.ui.pages.first_run import FirstRunPage

        page = FirstRunPage(self.path)
        page.answered.connect(self.make)
        page.journal_chosen.connect(self.open)
        return page

    def _trouble(self, error: Exception) -> None:
        if not isinstance(error, TrustJournalError):
            raise error
        if self.session is not None:
            self.window.shell.notify(str(error))
            return
        from trustjournal.ui.pages.trouble import TroublePage

        page = self.window.reveal("trouble", self._make_trouble)
        self.window.shell.sidebar.hide()
        if isinstance(page, TroublePage):
            page.explain(str(error), self.path)

    def _make_trouble(self) -> "TroublePage":
        from trustjournal.ui.pages.trouble import TroublePage

        page = TroublePage()
        page.journal_chosen.connect(self.open)
        page.backup_chosen.connect(self.restore)
        page.new_wanted.connect(self._greet)
        return page

    def _restored_engine(self, backup: Path) -> object:
        from trustjournal.clock import local_now
        from trustjournal.store.restore import restore

        aside = restore(self.path, backup, now=local_now())
        restored = _("Restored from {name}.").format(name=backup.name)
        kept = _("The file that did not open is now {name}.").format(name=aside.name)
        self._then_say = f"{restored} {kept}" if aside.exists() else restored
        return _opened_engine(self.path)

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._hook(kind, error, trace)
            return
        from trustjournal.ui.dialogs.error_dialog import ErrorDialog

        ErrorDialog.show_for(error, self.window)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # in a folder that is closed to the owner: opening it says so
        return True


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
