"""The work behind the window once a journal is open: pages, dialogs, undo, messages."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from sqlalchemy import Engine

from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import (
    Customer,
    Record,
)
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.store.backup import back_up
from trustjournal.ui.bookkeeper import Bookkeeper
from trustjournal.ui.calendar_keeper import CalendarKeeper
from trustjournal.ui.forms import Forms
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.main_window import MainWindow
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.page_opening import PageOpening
from trustjournal.ui.pages.today import TodayPage
from trustjournal.ui.palette import Tone
from trustjournal.ui.reminders import Reminders
from trustjournal.ui.sample_notice import SampleNotice
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.widgets.notices import Banner


class Desk(QObject):
    """Fulfils what pages and commands ask for, in one window over one session."""

    def __init__(self, window: MainWindow, session: JournalSession) -> None:
        super().__init__(window)
        self.window = window
        self.session = session
        self.navigator = Navigator(self)
        self._past: list[tuple[str, UUID | None]] = []
        self._here: tuple[str, UUID | None] = ("today", None)
        self.pages = PageOpening(window, session, self.navigator, self)
        self._forms = Forms(session, self.navigator, window)
        self._connect()
        shows = frozenset[type[Record]]({Customer})
        self._close_to_heart = Freshness(window.shell.sidebar, session, shows, self._ask_favourites)
        self._ask_favourites()
        self.bookkeeper = Bookkeeper(session, self)
        self.calendar = CalendarKeeper(session, window.settings, self)
        self.calendar.refused.connect(self.navigator.say)
        self.reminders = Reminders(
            session, window.settings, self.navigator, window.shell.notify, window
        )
        self.sample_notice = SampleNotice(window.shell, session, self.navigator)
        if session.read_only:
            window.shell.show_banner(
                Banner(_("Read-only: nothing can be changed here."), Tone.GOLD)
            )

    def show(self, key: str, customer_id: UUID | None = None) -> None:
        """Bring a page to the front and remember the way back."""
        if key == "find":
            self.find()
            return
        if (key, customer_id) != self._here:
            self._past.append(self._here)
        self._reveal(key, customer_id)

    def fulfil(self, wish: str) -> None:
        """Do what a command of the window asks for."""
        {
            "capture": self.navigator.capture,
            "person": self.navigator.add_person,
            "gesture": self.navigator.plan_gesture,
            "check_in": self.navigator.plan_check_in,
            "promise": self.navigator.make_promise,
            "unease": self._flag_unease,
            "feedback_new": self.navigator.add_feedback,
            "letter": self._write_letter,
            "import_file": self.navigator.import_contacts,
            "export": partial(self.navigator.export, "touchpoints"),
            "back_up": self._back_up,
            "undo": self.undo,
            "redo": self.redo,
            "find": self.find,
            "back": self._back,
            "help": self._help,
        }[wish]()

    def _flag_unease(self) -> None:
        self.navigator.flag_unease(self._here[1])

    def _write_letter(self) -> None:
        self.navigator.write_letter(self._here[1])

    def find(self) -> None:
        """Open the palette of people and commands."""
        from trustjournal.ui.dialogs.find_dialog import FindDialog

        FindDialog(self.session, self.navigator, self.window.commands, self.window).open()

    def undo(self) -> None:
        """Take back what was done last and say so."""
        self.session.undo(self._undone)

    def redo(self) -> None:
        """Do again what was undone last and say so."""
        self.session.redo(self._redone)

    def _connect(self) -> None:
        navigator, shell = self.navigator, self.window.shell
        navigator.page_wanted.connect(self.show)
        navigator.person_wanted.connect(partial(self.show, "person"))
        navigator.told.connect(self._tell)
        self.pages.made.connect(self._follow)
        self.session.refused.connect(shell.notify)
        self.session.undo_changed.connect(self.window.set_undo)

    def _reveal(self, key: str, customer_id: UUID | None) -> None:
        self._here = (key, customer_id)
        self.pages.open(key, customer_id)

    def _follow(self, _key: str, page: QWidget) -> None:
        """Listen to a page that was just made."""
        if isinstance(page, TodayPage):
            page.counted.connect(self._count_today)

    def _count_today(self, cards: int) -> None:
        self.window.shell.set_count("today", cards)

    def _back(self) -> None:
        if self._past:
            self._reveal(*self._past.pop())

    def _tell(self, message: str, undo: bool) -> None:
        if undo:
            self.window.shell.notify(message, _("Undo"), self.undo)
        else:
            self.window.shell.notify(message)

    def _undone(self, changeset: Changeset | None) -> None:
        if changeset is None:
            self.window.shell.notify(_("There is nothing to undo."))
            return
        message = _("Undone: {label}").format(label=changeset.label)
        self.window.shell.notify(message, _("Redo"), self.redo)

    def _redone(self, changeset: Changeset | None) -> None:
        if changeset is None:
            self.window.shell.notify(_("There is nothing to redo."))
            return
        self._tell(_("Done again: {label}").format(label=changeset.label), True)

    def _ask_favourites(self) -> None:
        self.session.read(queries.close_to_heart, self.window.shell.set_people)

    def _help(self) -> None:
        from trustjournal.ui.dialogs.help_dialog import HelpDialog

        HelpDialog(self.window.commands, self.window).open()

    def _back_up(self) -> None:
        stamp = f"{self.session.now():%Y%m%d-%H%M%S}"
        path = self.session.path
        target = path.parent / "backups" / f"{path.stem}-{stamp}.db"

        def copy(engine: Engine, _job: Job) -> Path:
            return back_up(engine, target)

        self.session.run(copy, self._backed_up)

    def _backed_up(self, target: Path) -> None:
        self._tell(_("Copied to {path}, and verified.").format(path=target), False)
