"""One person: who they are, how deep the trust is, their story, and what is coming up."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from trustjournal.domain.records import (
    Answer,
    CheckIn,
    Customer,
    Gesture,
    Preferences,
    Promise,
    Record,
    Touchpoint,
)
from trustjournal.errors import NotFound, TrustJournalError
from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.ledger import Ledger, read_ledger
from trustjournal.ui.models.person_view import DepthChart, PersonView, chart_depth, read_person
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.person_deeds import Event, PersonDeeds
from trustjournal.ui.pages.person_wishes import PersonWishes
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.note_editor import NoteEditor
from trustjournal.ui.widgets.notices import EmptyState
from trustjournal.ui.widgets.person_sheet import PersonSheet

_PAINTED_MS = 50  # by then the page stands
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class PersonPage(QStackedWidget):
    """The page of whoever `show_person` names; nobody at first.

    N logs a touchpoint, G prepares a gesture, P keeps the only open promise, E edits.
    """

    shows = frozenset[type[Record]](
        {Customer, Touchpoint, CheckIn, Gesture, Promise, Answer, Preferences}
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
        for page in (self.blank, self.sheet, self.gone):
            self.addWidget(page)
        self.deeds = PersonDeeds(session, navigator, self)
        self.wishes = PersonWishes(session, navigator, self.deeds, self.sheet)
        if self.gone.button is not None:
            self.gone.button.clicked.connect(partial(navigator.open_page, "people"))
        for pane in self.sheet.story.panes:
            pane.words_saved.connect(self._save_words)
        self.sheet.known.words_saved.connect(self._save_fact)
        self.sheet.depth_card.span_chosen.connect(self._read_depth)
        self.sheet.story.ledger_wanted.connect(self._read_ledger)
        # Nothing to filter here: without this the letters typed next would be taken for commands.
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(partial(navigator.open_page, "find"))
        # While the page is being painted, a busy worker would only slow the window down.
        self._painted = QTimer(self, interval=_PAINTED_MS, singleShot=True)
        self._painted.timeout.connect(self._ask_depth)
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def show_person(self, customer_id: UUID) -> None:
        """Show this person; words still being edited about the one before are saved."""
        if customer_id != self._customer_id:
            self._save_open_words()
            self._customer_id = customer_id
            self.wishes.view = self.wishes.chart = None
            self.setCurrentWidget(self.blank)
            self.sheet.depth_card.clear_chart()
            self.sheet.verticalScrollBar().setValue(0)
        self.freshness.spoil()

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
            Qt.Key.Key_P: wishes.keep_promise,
            Qt.Key.Key_E: wishes.edit,
        }
        plain = event.modifiers() in _PLAIN and not event.isAutoRepeat()
        if plain and wishes.view is not None and Qt.Key(event.key()) in keys:
            keys[Qt.Key(event.key())]()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._painted.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._painted.stop()

    def _show(self, view: PersonView) -> None:
        if view.story.customer.id != self._customer_id:
            return
        self.wishes.view = view
        self.sheet.show_person(view)
        self.setCurrentWidget(self.sheet)
        if self.isVisible():
            self._painted.start()

    def _ask_depth(self) -> None:
        view = self.wishes.view
        if view is not None and (self.wishes.chart is None or self.wishes.chart.view is not view):
            self._read_depth()

    def _read_depth(self) -> None:
        if self.wishes.view is not None:
            whole = self.sheet.depth_card.whole
            self._session.read(partial(chart_depth, self.wishes.view, whole), self._show_depth)

    def _show_depth(self, chart: DepthChart) -> None:
        if self.wishes.view is chart.view:
            self.wishes.chart = chart
            self.sheet.depth_card.show_depth(chart)

    def _read_ledger(self) -> None:
        if self.wishes.view is not None:
            question = self.sheet.story.ledger.question
            query = partial(read_ledger, self.wishes.view, question)
            self._session.read(query, self._show_ledger)

    def _show_ledger(self, ledger: Ledger) -> None:
        pane = self.sheet.story.ledger
        if self.wishes.view is ledger.view and pane.question is ledger.statement.question:
            pane.show_ledger(ledger)

    def _refused(self, error: TrustJournalError) -> None:
        if isinstance(error, NotFound):
            self.wishes.view = self.wishes.chart = None
            self.setCurrentWidget(self.gone)
        else:
            self._navigator.tell(str(error), undo=False)

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
        editor = self.sheet.known.editor()
        if editor is not None:
            editor.save()
            self.sheet.known.end_editing()


def _refuse(editor: NoteEditor, error: TrustJournalError) -> None:
    editor.refuse(str(error))
