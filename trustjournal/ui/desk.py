"""The work behind the window once a journal is open: pages, dialogs, undo, messages."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from trustjournal.domain.records import (
    Customer,
    Record,
)
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.store.writer import Written
from trustjournal.ui.backup_keeper import backup_keeper
from trustjournal.ui.backup_notice import BackupNotice
from trustjournal.ui.bookkeeper import Bookkeeper
from trustjournal.ui.calendar_keeper import CalendarKeeper
from trustjournal.ui.damage_keeper import DamageKeeper
from trustjournal.ui.face_reading import show_faces
from trustjournal.ui.file_deeds import sweep_copies
from trustjournal.ui.forms import Forms
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.main_window import MainWindow
from trustjournal.ui.navigator import Navigator, Sought
from trustjournal.ui.others_writing import OthersWriting
from trustjournal.ui.page_opening import PageOpening
from trustjournal.ui.read_only import ReadOnly
from trustjournal.ui.reminders import Reminders
from trustjournal.ui.sample_notice import SampleNotice
from trustjournal.ui.saved_filters import SavedFilters
from trustjournal.ui.session import JournalSession
from trustjournal.ui.surroundings import Surroundings
from trustjournal.ui.today_count import TodayCount
from trustjournal.ui.trouble_saving import TroubleSaving
from trustjournal.ui.waiting_files import WaitingFiles
from trustjournal.ui.watched_folder import watched_folder

_EXPORTS = {
    "people": "people",
    "filter": "people",
    "map": "people",
    "person": "story",
    "quiet": "quiet",
    "check-ins": "check-ins",
    "calendar": "calendar",
    "losing-touch": "losing-touch",
    "gestures": "gestures",
    "thanks": "thank-yous",
    "value": "value",
    "letters": "letters",
    "promises": "promises",
    "gaps": "gaps",
    "feedback": "wishes",
    "you-said": "wishes",
    "ratings": "feedback",
    "questions": "answers",
    "reviews": "reviews",
    "evening": "evenings",
}
"""What the command to export offers first on which page; on all others the contact log."""


class Desk(QObject):
    """Fulfils what pages and commands ask for, in one window over one session.

    Over a copy that is only looked at nothing else goes on: no reminders, no calendar file.
    """

    def __init__(
        self, window: MainWindow, session: JournalSession, *, is_copy: bool = False
    ) -> None:
        super().__init__(window)
        self.window = window
        self.session = session
        self.navigator = Navigator(self)
        self._past: list[tuple[str, UUID | None]] = []
        self.here: tuple[str, UUID | None] = ("today", None)
        self.pages = PageOpening(window, session, self.navigator, self)
        self._forms = Forms(session, self.navigator, window)
        self._connect()
        shows = frozenset[type[Record]]({Customer})
        self._close_to_heart = Freshness(window.shell.sidebar, session, shows, self._ask_favourites)
        self._ask_favourites()
        show_faces(session)
        sweep_copies(session)
        self.filters = SavedFilters(window.shell.sidebar.filters, session, self.navigator, window)
        TodayCount(window.shell, session, self.pages)
        self.bookkeeper = Bookkeeper(session, self)
        ReadOnly(window, session, self.navigator, self.pages, has_banner=not is_copy)
        TroubleSaving(window.shell, session, self.navigator)
        if is_copy:
            return
        OthersWriting(window, session)
        Surroundings(window.shell, session, window.settings)
        DamageKeeper(window.shell, session, self.navigator)
        keeper = backup_keeper(session, window.settings)
        BackupNotice(window.shell, keeper, self.navigator)
        self.calendar = CalendarKeeper(session, window.settings, self)
        self.calendar.refused.connect(self.navigator.say)
        self.reminders = Reminders(
            session, window.settings, self.navigator, window.shell.notify, window
        )
        self.sample_notice = SampleNotice(window.shell, session, self.navigator)
        if not session.read_only:
            folder = watched_folder(session, window.settings)
            WaitingFiles(window.shell, folder, self._forms.open_import)

    def show(self, key: str, record_id: UUID | None = None, sought: Sought | None = None) -> None:
        """Bring a page to the front, with what is sought on it, and remember the way back."""
        if key == "find":
            self.find()
            return
        if (key, record_id) != self.here:
            self._past.append(self.here)
        self._reveal(key, record_id, sought)

    def fulfil(self, wish: str) -> None:
        """Do what a command of the window asks for, with whom the page is about."""
        who = _person_at(*self.here)
        {
            "capture": self.navigator.capture,
            "person": self.navigator.add_person,
            "gesture": partial(self.navigator.plan_gesture, who),
            "check_in": partial(self.navigator.plan_check_in, who),
            "promise": partial(self.navigator.make_promise, who),
            "unease": partial(self.navigator.flag_unease, who),
            "feedback_new": partial(self.navigator.add_feedback, who),
            "letter": partial(self.navigator.write_letter, who),
            "import_file": self.navigator.import_files,
            "export": partial(self.navigator.export, *_to_export(*self.here)),
            "back_up": self._back_up,
            "check": partial(_check, self.session, self.navigator, self.window),
            "erase_gone": partial(_erase_gone, self.session, self.navigator, self.window),
            "undo": self.undo,
            "redo": self.redo,
            "lock": self.navigator.door.lock,
            "find": self.find,
            "back": self._back,
            "help": self._help,
        }[wish]()

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
        navigator.filter_wanted.connect(partial(self.show, "filter"))
        navigator.sought_wanted.connect(self._show_sought)
        navigator.told.connect(self._tell)
        self.session.refused.connect(shell.notify)
        self.session.undo_changed.connect(self.window.set_undo)

    def _show_sought(self, key: str, sought: Sought) -> None:
        from trustjournal.store.finding import customer_of

        whose = customer_of(sought) if key == "person" and isinstance(sought, Record) else None
        self.show(key, whose, sought)

    def _reveal(self, key: str, record_id: UUID | None, sought: Sought | None = None) -> None:
        self.here = (key, record_id)
        self.window.shell.sidebar.filters.open(record_id if key == "filter" else None)
        self.pages.open(key, record_id, sought)

    def _back(self) -> None:
        if self._past:
            self._reveal(*self._past.pop())

    def _tell(self, message: str, undo: bool) -> None:
        if undo:
            self.window.shell.notify(message, _("Undo"), self.undo)
        else:
            self.window.shell.notify(message)

    def _undone(self, written: Written | None) -> None:
        if written is None:
            self.window.shell.notify(_("There is nothing to undo."))
            return
        message = _("Undone: {label}").format(label=written.label)
        self.window.shell.notify(message, _("Redo"), self.redo)

    def _redone(self, written: Written | None) -> None:
        if written is None:
            self.window.shell.notify(_("There is nothing to redo."))
            return
        self._tell(_("Done again: {label}").format(label=written.label), True)

    def _ask_favourites(self) -> None:
        self.session.read(queries.close_to_heart, self.window.shell.set_people)

    def _help(self) -> None:
        from trustjournal.ui.dialogs.help_dialog import HelpDialog

        HelpDialog(self.window.commands, self.window).open()

    def _back_up(self) -> None:
        keeper = backup_keeper(self.session, self.window.settings)
        keeper.back_up(self._backed_up)

    def _backed_up(self, target: object) -> None:
        self._tell(_("Copied to {path}, and verified.").format(path=target), False)


def _check(session: JournalSession, navigator: Navigator, window: MainWindow) -> None:
    from trustjournal.ui.dialogs.check_dialog import CheckDialog

    CheckDialog(session, navigator, window.settings, window).open()


def _erase_gone(session: JournalSession, navigator: Navigator, window: MainWindow) -> None:
    from trustjournal.ui.dialogs.gone_dialog import GoneDialog

    GoneDialog(session, navigator, window).open()


def _to_export(key: str, record_id: UUID | None) -> tuple[str, UUID | None]:
    """Return what a page would hand out, and of whom where it is about one person."""
    return _EXPORTS.get(key, "touchpoints"), _person_at(key, record_id)


def _person_at(key: str, record_id: UUID | None) -> UUID | None:
    """Return whom a page is about, if it is about one person."""
    return record_id if key == "person" else None
