"""One person: who they are, how deep the trust is, their story, and what is coming up."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from trustjournal.domain.organising import CustomField, Membership
from trustjournal.domain.records import (
    Answer,
    CheckIn,
    Customer,
    Feedback,
    Gesture,
    Preferences,
    Promise,
    Record,
    Recovery,
    Review,
    StageRule,
    TagRule,
    Touchpoint,
    Wish,
)
from trustjournal.errors import NotFound, TrustJournalError
from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.person_view import Event, PersonView, read_person
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.person_cards import PersonCards
from trustjournal.ui.pages.person_deeds import PersonDeeds
from trustjournal.ui.pages.person_drafts import PersonDrafts
from trustjournal.ui.pages.person_files import PersonFiles
from trustjournal.ui.pages.person_leading import PersonLeading
from trustjournal.ui.pages.person_memberships import PersonMemberships
from trustjournal.ui.pages.person_menu import PersonMenuWishes
from trustjournal.ui.pages.person_reading import PersonReading
from trustjournal.ui.pages.person_recovery import PersonRecovery
from trustjournal.ui.pages.person_tending import PersonTending
from trustjournal.ui.pages.person_wishes import PersonWishes
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.note_editor import NoteEditor
from trustjournal.ui.widgets.notices import EmptyState
from trustjournal.ui.widgets.person_sheet import PersonSheet

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class PersonPage(QStackedWidget):
    """The page of whoever `show_person` names; nobody at first.

    N logs a touchpoint, G prepares a gesture, I plans a check-in, P keeps the only open promise,
    E edits, U flags unease, R does the next step of what is put right, M moves it, B names the day
    it will be right, A answers who waits, W says when, a digit notes a sign of trust, Ctrl+Page Up
    and Page Down turn the tabs.
    """

    shows = frozenset[type[Record]](
        {
            *(Customer, Touchpoint, CheckIn, Gesture, Promise, Answer, Recovery),
            *(Feedback, Wish, Review, TagRule, StageRule, Preferences),
            *(Membership, CustomField),
        }
    )

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__()
        self._session = session
        self._navigator = navigator
        self._customer_id: UUID | None = None
        self.blank = QWidget()
        self.sheet = PersonSheet()
        self.gone = EmptyState(
            "users", _("This person is no longer in the journal."), _("Back to people")
        )
        self.unread = EmptyState("circle-alert", "")
        for page in (self.blank, self.sheet, self.gone, self.unread):
            self.addWidget(page)
        self.deeds = PersonDeeds(session, navigator, self)
        self.reading = PersonReading(session, self.sheet)
        self.wishes = PersonWishes(session, navigator, self.deeds, self.sheet, self.reading)
        self.menu = PersonMenuWishes(session, navigator, self.deeds, self.sheet.menu, self.reading)
        self.cards = PersonCards(session, navigator, self.sheet, self.reading, self.wishes)
        self.tending = PersonTending(navigator, self.sheet, self.reading)
        self.memberships = PersonMemberships(session, navigator, self.sheet, self.reading)
        self.recovery = PersonRecovery(session, navigator, self.sheet.open)
        self.files = PersonFiles(session, navigator, self.sheet)
        self.drafts = PersonDrafts(session, self.sheet, self.reading)
        self.leading = PersonLeading(session, self.sheet, self.reading, self.files.card)
        self.gone.asked.connect(partial(navigator.open_page, "people"))
        for pane in self.sheet.story.panes:
            pane.words_saved.connect(self._save_words)
        self.sheet.known.words_saved.connect(self._save_fact)
        # Nothing to filter here: without this the letters typed next would be taken for commands.
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(partial(navigator.open_page, "find"))
        for keys, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            turn = QShortcut(QKeySequence(keys), self)
            turn.activated.connect(partial(self.sheet.turn, by))
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def show_person(self, customer_id: UUID) -> None:
        """Show this person; words still being edited about the one before are saved."""
        self.leading.forget()
        if customer_id != self._customer_id:
            self._save_open_words()
            self._customer_id = customer_id
            self.setCurrentWidget(self.blank)
            self.reading.clear()
        self.freshness.spoil()

    def lead_to(self, record: Record) -> None:
        """Show a record of this person where it stands, once it is there."""
        self.leading.seek(record)

    def refresh(self) -> None:
        """Read the person anew."""
        if self._customer_id is not None:
            now, zone = self._session.now(), self._session.zone()
            query = partial(read_person, self._customer_id, now, zone)
            self._session.read(query, self._show, self._refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wishes = self.wishes
        keys = {
            Qt.Key.Key_N: wishes.log,
            Qt.Key.Key_G: wishes.prepare_gesture,
            Qt.Key.Key_I: wishes.plan_check_in,
            Qt.Key.Key_P: wishes.keep_promise,
            Qt.Key.Key_E: wishes.edit,
            Qt.Key.Key_U: self.menu.flag_unease,
        }
        plain = event.modifiers() in _PLAIN and not event.isAutoRepeat()
        if not plain or wishes.view is None:
            super().keyPressEvent(event)
        elif (key := Qt.Key(event.key())) in keys:
            keys[key]()
        elif not self.recovery.press(key) and not self.cards.signs.log_key(event.text()):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reading.go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.reading.pause()

    def _show(self, view: PersonView) -> None:
        if view.story.customer.id == self._customer_id:
            self.setCurrentWidget(self.sheet)
            self.reading.show(view)

    def _refused(self, error: TrustJournalError) -> None:
        if isinstance(error, NotFound):
            self.reading.clear()
            self.setCurrentWidget(self.gone)
        elif self.currentWidget() is self.sheet:
            self._navigator.say(str(error))
        else:
            self.unread.set_sentence(str(error))
            self.setCurrentWidget(self.unread)

    def _save_words(self, record: Event, text: str) -> None:
        entries = self.sheet.story.editing()
        if entries is not None and entries.editor is not None:
            refused = partial(_refuse, entries.editor)
            self.deeds.save_words(record, text, entries.end_editing, refused)

    def _save_fact(self, field: str, text: str) -> None:
        view, editor = self.wishes.view, self.sheet.known.editor()
        if view is not None and editor is not None:
            done, refused = self.sheet.known.end_editing, partial(_refuse, editor)
            self.deeds.save_fact(view.story.customer, field, text, done, refused)

    def _save_open_words(self) -> None:
        """Save what is being edited before it goes out of sight."""
        entries = self.sheet.story.editing()
        if entries is not None and entries.editor is not None:
            entries.editor.save()
            entries.end_editing()
        for part in (self.sheet.known, self.sheet.story.needs):
            if (editor := part.editor()) is not None:
                editor.save()
                part.end_editing()


def _refuse(editor: NoteEditor, error: TrustJournalError) -> None:
    editor.refuse(str(error))
