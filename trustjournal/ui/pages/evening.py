"""The evening review: two minutes at the end of a business day, and the owner's own page of it."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.capture import Draft
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import GestureKind
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Evening,
    Gesture,
    Promise,
    Record,
    Recovery,
    Touchpoint,
)
from trustjournal.errors import InvalidEntry
from trustjournal.free_days import free_days
from trustjournal.i18n import _
from trustjournal.services.evenings import close_day, write_evening
from trustjournal.services.gestures import plan_gesture
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.store.evenings import EveningView, notes_for, page_of, pages, read_evening
from trustjournal.ui.drafts import EVENING_LINE
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.evening_draft import EveningDraft
from trustjournal.ui.pages.one_touch import log_touch
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import primary
from trustjournal.ui.widgets.capture_bar import CaptureBar
from trustjournal.ui.widgets.entrance import Entrance, put_in_order
from trustjournal.ui.widgets.evening_cards import (
    ThanksCard,
    TouchedCard,
    UneaseCard,
    WeekEndCard,
)
from trustjournal.ui.widgets.evening_pages import EarlierPages, OwnWords
from trustjournal.ui.widgets.page import ScrollPage
from trustjournal.ui.widgets.touch_words import beginning

_TITLE_LENGTH = 60


class EveningPage(ScrollPage):
    """Who was in touch, who may be unhappy, one thank-you, and a few words. Then the day closes.

    Ctrl+Enter closes it from anywhere on the page.
    """

    shows = frozenset[type[Record]](
        {Customer, Touchpoint, CheckIn, Gesture, Promise, Recovery, Evening}
    )

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(_("How was your day?"), _("Two minutes, then the evening is yours."))
        self._session = session
        self._navigator = navigator
        self._read_on: date | None = None
        self.line = CaptureBar(session, navigator, place=EVENING_LINE)
        self.touched = TouchedCard(self.line)
        self.unease = UneaseCard()
        self.thanks = ThanksCard()
        self.week = WeekEndCard()
        self.words = OwnWords()
        self.earlier = EarlierPages()
        self.close_button = primary(_("Close the day"), "moon")
        self.close_button.setToolTip(_("Ctrl+Enter"))
        for card in (self.touched, self.unease, self.thanks, self.week, self.words):
            self.add_main(card)
        self.main.insertWidget(
            self.main.count() - 1, self.close_button, 0, Qt.AlignmentFlag.AlignLeading
        )
        self.add_rail(self.earlier)
        self.week.hide()
        self._entrance = Entrance(self, self.line)
        self.draft = EveningDraft(self.words, session)
        self._connect()
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read the day anew."""
        query = partial(
            read_evening, now=self._session.now(), zone=self._session.zone(), free_days=free_days
        )
        self.read(self._session, query, self._show)
        self._search(self.earlier.search_box.text())

    def lead_to(self, record: Record) -> None:
        """Show the page of one evening, to be read or gone on with."""
        if isinstance(record, Evening):
            self._session.read(partial(page_of, day=record.on), self._show_page)

    def close_day(self) -> None:
        """Keep what is written, close the day, and go back to Today."""
        today = self._session.today()
        if self.words.day != today:
            self.words.keep()
            text = None
        else:
            text = self.words.text()
        self.draft.save(partial(_close, self._session.now(), text), today, self._closed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        day = self.draft.led_to()
        if day is not None:
            self._show_day(day)

    def hideEvent(self, event: QHideEvent) -> None:
        self.words.keep()
        super().hideEvent(event)

    def _connect(self) -> None:
        self.touched.ticked.connect(self._log)
        self.unease.flagged.connect(self._navigator.flag_unease)
        self.unease.other_wanted.connect(partial(self._navigator.flag_unease, None))
        self.thanks.chosen.connect(self._plan_thanks)
        self.thanks.opened.connect(self._write_note)
        self.thanks.other_wanted.connect(partial(self._navigator.write_letter, None, None))
        self.week.person_opened.connect(self._navigator.open_person)
        self.words.written.connect(self._keep_words)
        self.words.today_wanted.connect(self._show_today)
        self.earlier.searched.connect(self._search)
        self.earlier.chosen.connect(self._show_page)
        self.close_button.clicked.connect(self.close_day)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.close_day)
        find = partial(self.earlier.search_box.setFocus, Qt.FocusReason.ShortcutFocusReason)
        QShortcut(QKeySequence.StandardKey.Find, self, find)

    def _show(self, view: EveningView) -> None:
        closed = view.page is not None and view.page.finished_at is not None
        lead = _("Two minutes, then the evening is yours.")
        self.head.set_lead(_("The day is closed. You may still add to it.") if closed else lead)
        self.touched.show_view(view)
        self.unease.show_view(view)
        self.thanks.show_view(view)
        self.week.show_week(view.week)
        put_in_order(
            (
                *self.touched.boxes.values(),
                *(self.line.line, self.line.log_button, self.line.form_button),
                *(*self.unease.chips.values(), self.unease.other_button),
                *(*self.thanks.rows, self.thanks.other_button),
                *(*self.week.rows, self.words.back_button, self.words.box, self.close_button),
                *(self.earlier.search_box, *self.earlier.rows),
            )
        )
        if self.words.day is None or self.words.day in {view.on, self._read_on}:
            self.words.show_page(view.on, view.page, view.on)
        self._read_on = view.on

    def _log(self, who: UUID) -> None:
        log_touch(Draft(customer_ids=(who,)), self._session, self._navigator)

    def _plan_thanks(self, touch: Touchpoint) -> None:
        tomorrow = self._session.today() + timedelta(days=1)
        said = _("Planned for tomorrow. You can write it now or then.")
        self._session.act(partial(_planned, touch, tomorrow), partial(self._told, said))

    def _told(self, said: str, _changeset: Changeset) -> None:
        self._navigator.tell(said)

    def _write_note(self, note: Gesture) -> None:
        self._navigator.write_letter(note.customer_id, note)

    def _keep_words(self, day: date, text: str) -> None:
        self.draft.save(partial(_written, day, text, self._session.today()), day)

    def _search(self, text: str) -> None:
        self._session.read(partial(pages, words=text), self._show_pages)

    def _show_pages(self, found: list[Evening]) -> None:
        today = self._session.today()
        self.earlier.show_pages([page for page in found if page.on != today], today)

    def _show_page(self, page: Evening | None) -> None:
        if page is None:
            self._navigator.say(_("This is no longer in the journal."))
            return
        self.words.show_page(page.on, page, self._session.today())
        self.words.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(self.words)

    def _show_today(self) -> None:
        self._show_day(self._session.today())

    def _show_day(self, day: date) -> None:
        self._session.read(partial(page_of, day=day), partial(self._show_own, day))

    def _show_own(self, day: date, page: Evening | None) -> None:
        self.words.show_page(day, page, self._session.today())

    def _closed(self, _changeset: Changeset) -> None:
        self._navigator.tell(_("The day is closed. Good evening."))
        self._navigator.open_page("today")


def _close(now: datetime, text: str | None, connection: Connection) -> Changeset:
    page = page_of(connection, now.date())
    return close_day(page, now, page.text if text is None and page else text or "")


def _written(day: date, text: str, today: date, connection: Connection) -> Changeset:
    return write_evening(page_of(connection, day), day, text, today=today)


def _planned(touch: Touchpoint, on: date, connection: Connection) -> Changeset:
    who = queries.customer_by_id(connection, touch.customer_ids[0])
    if any(note.customer_id == who.id for note in notes_for(connection, on)):
        said = _("A thank-you for {name} is planned for that day already.")
        raise InvalidEntry(said.format(name=who.name))
    occasion = beginning(touch.note, _TITLE_LENGTH)
    return plan_gesture(
        who,
        _("Thank-you note"),
        kind=GestureKind.NOTE,
        due_on=on,
        occasion=words.sentence(occasion) if occasion else "",
    )
