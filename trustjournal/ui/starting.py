"""From a painted window to an open journal and to the next, without the window ever waiting."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from trustjournal.clock import local_now
from trustjournal.domain.passphrase import Protection
from trustjournal.errors import Cancelled, PassphraseWanted, TrustJournalError
from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.ui import errands
from trustjournal.ui.closed_pages import ClosedPages
from trustjournal.ui.errands import Errand, ErrandThread, Opened, Passphrases
from trustjournal.ui.fresh_window import FirstPaint, replace_window
from trustjournal.ui.how_opened import show_copy_banner, tell_how_opened
from trustjournal.ui.leaving import Leaving
from trustjournal.ui.lock_keeper import LockKeeper
from trustjournal.ui.main_window import MainWindow
from trustjournal.ui.worker import Job

if TYPE_CHECKING:
    from trustjournal.ui.desk import Desk
    from trustjournal.ui.pages.first_run import Answers
    from trustjournal.ui.session import JournalSession


@dataclass(frozen=True, slots=True)
class Place:
    """Which page one was on, about which record, in the journal of which file."""

    journal: Path
    page: tuple[str, UUID | None]


class Starting(QObject):
    """Opens the journal at `path` behind the window, or asks what to do where there is none.

    Each errand ends with an open journal, or with a page that says why not. `path` is the owner's
    journal, also while a copy of it is looked at. `settled` fires once a journal is open and its
    first page is made.
    """

    settled = Signal()

    def __init__(
        self,
        settings: Settings,
        path: Path,
        *,
        passphrase: str = "",
        clock: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__()
        self._clock = clock
        self.settings = settings
        self.path = path
        self.window = MainWindow(settings)
        self.session: JournalSession | None = None
        self._errands = ErrandThread(self)
        self._leaving = Leaving(self)
        self._pages = ClosedPages(self)
        self._known = Passphrases(given=passphrase)
        self._asked = errands.opening(path)
        self._was_given = False
        self._was_open = False
        self._here: Place | None = None
        self._then_import = False
        # An owner who is asked the first questions never sees the ways to pages not there yet.
        self.window.shell.sidebar.setVisible(_is_there(path))
        self._connect()
        self._hook = sys.excepthook
        sys.excepthook = self.caught

    def begin(self) -> None:
        """Open the owner's journal, or greet an owner who has none yet."""
        if _is_there(self.path):
            self._run(errands.opening(self.path))
        else:
            self._greet()

    def open(self, path: Path) -> None:
        """Open the journal at `path` on another thread, and leave the one that is open."""
        is_open = self.session is not None and self.session.path == path
        if self.session is None or is_open:
            self.path = path
        self._run(errands.opening(path, is_open=is_open))

    def view(self, path: Path) -> None:
        """Show a journal, or a backup of one, that is only looked at."""
        self._run(errands.viewing(path))

    def make(self, answers: "Answers") -> None:
        """Make the journal that the first run asked for, then open it."""
        self.path = answers.path
        self._then_import = answers.start == "import"
        self._run(errands.making(answers))

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of the owner's journal, then open it."""
        self._run(errands.restoring(self.path, backup, self._clock()))

    def protect(self, protection: Protection) -> None:
        """Give the journal a passphrase, another one, or none, then open it again."""
        folder = self.settings.backup_folder
        self._run(errands.protecting(self.path, folder, protection, self._clock()))

    def salvage(self) -> None:
        """Put what can be read of the damaged journal into its place; the damaged one is kept."""
        self._run(errands.salvaging(self.path, self._clock()))

    def lock(self) -> None:
        """Close the journal and show nothing of it until its passphrase is given again."""
        if self.session is None:
            return
        if self._known.key is None:
            words = _("This journal has no passphrase yet, so there is nothing to lock it with.")
            settings = partial(self.window.show_page, "settings")
            self.window.shell.notify(words, _("Settings"), settings)
            return
        self._known, self._was_given = Passphrases(recall=False), False
        self._ask(errands.opening(self.path))

    def close(self) -> None:
        """Finish what was asked for and close the journal."""
        sys.excepthook = self._hook
        if self.session is not None:
            session, self.session = self.session, None
            session.close()
        self._leaving.waiting()()

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Show a fault of the program, with the report of it."""
        if issubclass(kind, KeyboardInterrupt):
            self._hook(kind, error, trace)
            return
        from trustjournal.ui.dialogs.error_dialog import ErrorDialog

        ErrorDialog.show_for(error, self.window)

    def _connect(self) -> None:
        # Not at once: what has been painted is to be seen first.
        FirstPaint(self.window.shell).painted.connect(
            self.begin, Qt.ConnectionType.QueuedConnection
        )
        self.window.closed.connect(self.close)
        self._errands.opened.connect(self._settle)
        self._errands.refused.connect(self._refused)
        pages = self._pages
        pages.answered.connect(self.make)
        pages.journal_chosen.connect(self.open)
        pages.backup_chosen.connect(self.restore)
        pages.salvage_wanted.connect(self.salvage)
        pages.passphrase_given.connect(self._try)
        pages.back_wanted.connect(self.begin)
        pages.new_wanted.connect(self._greet)

    def _run(self, errand: Errand, known: Passphrases | None = None) -> None:
        """Go on an errand, with what opens the owner's journal or with other passphrases."""
        known = known or self._known
        self._was_given = bool(known.given)
        job = Job(self)
        if errand.waiting:
            self._leave()
            self._pages.wait(self.window, errand.waiting, job)
        self._errands.run(errand, known, job, self._leaving.waiting())

    def _try(self, passphrase: str, remember: bool) -> None:
        """Go once more on the errand that wants a passphrase, with "" if without one."""
        answer = replace(self._known, given=passphrase, remember=remember)
        self._run(self._asked, replace(answer, is_without=not passphrase))

    def _settle(self, errand: Errand, opened: Opened) -> None:
        from trustjournal.ui.desk import Desk
        from trustjournal.ui.session import JournalSession

        self._leave()
        session = self.session = JournalSession(opened.engine, clock=self._clock)
        desk = Desk(self.window, session, is_copy=errand.is_view)
        if errand.is_view:
            show_copy_banner(self.window, session.path, self.begin)
        else:
            self.path = session.path
            self._known = Passphrases(key=opened.key)
            self.settings.journal = str(self.path)
            self.settings.save()
        self._was_open = True
        self._listen(desk)
        self.window.shell.sidebar.show()
        here, self._here = self._here, None
        self.window.settle(desk, here.page if here and here.journal == session.path else None)
        if self._then_import:
            desk.navigator.import_files()
        self._then_import = False
        tell_how_opened(self.window, session, opened)

    def _listen(self, desk: "Desk") -> None:
        door = desk.navigator.door
        door.journal_wanted.connect(self.open)
        door.view_wanted.connect(self.view)
        door.restore_wanted.connect(self.restore)
        door.protection_wanted.connect(self.protect)
        door.salvage_wanted.connect(self.salvage)
        door.lock_wanted.connect(self.lock)
        desk.pages.opened.connect(self.settled, Qt.ConnectionType.SingleShotConnection)
        if self._known.key is not None:
            LockKeeper(self._clock, self.settings, desk).due.connect(self.lock)

    def _leave(self) -> None:
        """Close the journal behind the window, whose place a fresh one takes at once."""
        session, old = self.session, self.window
        if session is None or old.desk is None:
            return
        self._here, self.session = Place(session.path, old.desk.here), None
        old.closed.disconnect(self.close)
        self.window = replace_window(old, self.settings)
        self.window.closed.connect(self.close)
        self._leaving.leave(session)

    def _refused(self, errand: Errand, error: Exception) -> None:
        """Ask for a passphrase, or say why an errand came to nothing and be where one was."""
        if not isinstance(error, TrustJournalError):
            raise error
        if isinstance(error, PassphraseWanted):
            self._ask(errand, keeps=isinstance(error, errands.KeepingWanted))
        elif self.session is not None:
            self.window.shell.notify(str(error))
        elif isinstance(error, Cancelled) or (
            self._was_open and (errand.waiting or errand.path != self.path)
        ):
            if not isinstance(error, Cancelled):
                self.window.shell.notify(str(error))
            self.begin()
        else:
            self._was_open = False
            self._pages.explain(self.window, str(error), self.path)

    def _ask(self, errand: Errand, *, keeps: bool = False) -> None:
        """Ask for the passphrase of an errand's file, with nothing of a journal to be seen.

        Where it `keeps` one it is that of the journal, which goes over to the file.
        """
        self._asked = errand
        self._leave()
        self._pages.ask(
            self.window,
            errand.path,
            wrong=self._was_given,
            is_other=errand.path != self.path,
            keeps=keeps,
        )

    def _greet(self) -> None:
        self._was_open = False
        self._pages.greet(self.window, self.path)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # in a folder that is closed to the owner: opening it says so
        return True
