"""The calendar, among the settings: a file to take along, or one that is kept up to date."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.ui.calendar_keeper import calendar_job
from trustjournal.ui.dialogs.choose_file import Chosen, ask_place
from trustjournal.ui.dialogs.fields import CheckField
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.card import Card, clear_layout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.rows import FactRow

_NAME = "trust-journal.ics"


class CalendarCard(Card):
    """Hands the calendar out once, or names the file that `CalendarKeeper` keeps."""

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Your calendar"), parent=parent)
        self._session = session
        self._navigator = navigator
        self._settings = settings
        told = _(
            "Check-ins, promises, gestures and important dates as a file with reminders, which "
            "every calendar can open."
        )
        self.add(PlainLabel(told, TypeRole.BODY, Tone.MUTED, wrap=True))
        self._kept = QVBoxLayout()
        self.body.addLayout(self._kept)
        worded = _("With my own words in it")
        self.words = CheckField(worded)
        self.words.setAccessibleName(worded)
        self.words.set_value(settings.calendar_words)
        self.once_button = secondary(_("Save a calendar file…"), "download")
        self.keep_button = secondary(_("Keep one up to date…"), "calendar-clock")
        self.stop_button = secondary(_("Stop keeping it"), "x")
        self.fault = PlainLabel("", TypeRole.SMALL, Tone.CLAY, wrap=True)
        for widget in (
            *(self.words, self.once_button, self.keep_button, self.stop_button),
            self.fault,
        ):
            self.add(widget)
        self.words.edited.connect(self._choose_words)
        self.once_button.clicked.connect(self._ask_once)
        self.keep_button.clicked.connect(self._ask_kept)
        self.stop_button.clicked.connect(self._stop)
        self._show()

    def _show(self) -> None:
        path = self._settings.calendar_file
        clear_layout(self._kept)
        if path:
            self._kept.addWidget(FactRow("calendar-days", _("Kept up to date"), path))
        self.keep_button.setVisible(not path)
        self.stop_button.setVisible(bool(path))
        self._say_fault("")

    def _say_fault(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def _ask_once(self) -> None:
        self._ask(self._save)

    def _ask_kept(self) -> None:
        self._ask(self._keep)

    def _ask(self, chosen: Chosen) -> None:
        title = _("Where is the calendar file to be?")
        files = _("Calendars (*.ics)") + ";;" + _("All files (*)")
        ask_place(self, title, files, chosen, Path.home() / _NAME)

    def _save(self, path: Path) -> None:
        self._write(path, partial(self._saved, path))

    def _keep(self, path: Path) -> None:
        self._write(path, partial(self._begin, path))

    def _write(self, path: Path, done: partial[None]) -> None:
        self._say_fault("")
        work = calendar_job(self._session, path, with_words=self._settings.calendar_words)
        self._session.run(work, done, self._refused)

    def _saved(self, path: Path, count: int) -> None:
        told = ngettext("{count} entry is in {path}.", "{count} entries are in {path}.", count)
        self._navigator.say(told.format(count=count, path=path))

    def _begin(self, path: Path, count: int) -> None:
        self._settings.calendar_file = str(path)
        self._settings.save()
        self._show()
        self._saved(path, count)

    def _stop(self) -> None:
        path, self._settings.calendar_file = self._settings.calendar_file, ""
        self._settings.save()
        self._show()
        told = _("{path} stays as it is, and is written no more.")
        self._navigator.say(told.format(path=path))

    def _choose_words(self) -> None:
        self._settings.calendar_words = self.words.value()
        self._settings.save()
        if self._settings.calendar_file:
            self._write(Path(self._settings.calendar_file), partial(_written))

    def _refused(self, error: TrustJournalError) -> None:
        self._say_fault(str(error))
        announce(self, str(error))


def _written(_count: int) -> None:
    """The file says now what it may; nobody waits for it."""
