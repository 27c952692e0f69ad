"""Today: who would enjoy hearing from the owner, and what the owner wants to know before."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from trustjournal.domain.agenda import Card as AgendaCard
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Evening,
    Gesture,
    Preferences,
    Promise,
    Record,
    Recovery,
    Review,
    StageRule,
    TagRule,
    Touchpoint,
)
from trustjournal.free_days import free_days
from trustjournal.settings import Settings
from trustjournal.store.today import Today, read_today
from trustjournal.ui import theme
from trustjournal.ui.drafts import TODAY_LINE
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.deck_model import CardKey, DeckModel, key_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.today_deeds import TodayDeeds
from trustjournal.ui.pages.today_memories import TodayMemories
from trustjournal.ui.pages.today_unsaved import TodayUnsaved
from trustjournal.ui.session import JournalSession
from trustjournal.ui.turns import in_next_turn
from trustjournal.ui.widgets import today_words
from trustjournal.ui.widgets.capture_bar import CaptureBar
from trustjournal.ui.widgets.deck_list import Deed
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.find_box import FindBox
from trustjournal.ui.widgets.page import ScrollPage
from trustjournal.ui.widgets.person_card import PersonCard
from trustjournal.ui.widgets.today_cards import GesturesCard, LatelyCard, PromisesCard, WeekCard
from trustjournal.ui.widgets.today_deck import DeckCard, EveningCard, NobodyCard

_SHOWN = 8
_MORE = 20
_CLOCK_MS = 60_000


class TodayPage(ScrollPage):
    """The page the program opens with. `counted` fires with how many cards the deck holds."""

    counted = Signal(int)
    shows = frozenset[type[Record]](
        {
            *(Customer, Touchpoint, CheckIn, Gesture, Promise, Preferences),
            *(Evening, Recovery, Review, StageRule, TagRule),
        }
    )

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(today_words.greeting(session.now().hour, ""))
        self._session = session
        self._navigator = navigator
        self._settings = settings
        self._owner = ""
        self._day = session.today()
        self._shown = _SHOWN
        self._selected: CardKey | None = None
        self.freshness = Freshness(self, session, self.shows, self.refresh)
        # Answered once all of the page is made; what its parts ask for comes behind it.
        self.freshness.begin()
        self.find_box = FindBox()
        self.capture_bar = CaptureBar(session, navigator, place=TODAY_LINE)
        self.deck = DeckCard()
        self.model = DeckModel(self)
        self.deck.list.setModel(self.model)
        self.deeds = TodayDeeds(session, navigator, self.deck.list)
        self.person = PersonCard(session.zone())
        self.lately = LatelyCard(session.zone())
        self.gestures = GesturesCard()
        self.week = WeekCard()
        self.promises = PromisesCard()
        self.nobody = NobodyCard()
        self.evening = EveningCard()
        self._is_reviewed = True
        self._entrance = Entrance(self, self.deck.list)
        self._lay_out()
        self._connect()
        self._greet()
        self._clock = QTimer(self, interval=_CLOCK_MS)
        self._clock.timeout.connect(self.tick)
        self._clock.start()

    def refresh(self) -> None:
        """Read the page anew."""
        now = self._session.now()
        self._day = now.date()
        week = _week_began_on(now.date())
        query = partial(
            read_today,
            now=now,
            week_began_on=week,
            shown=self._shown,
            free_days=free_days,
        )
        self.read(self._session, query, self._show)

    def tick(self) -> None:
        """Let the greeting and the evening follow the clock, and the page the calendar."""
        self._greet()
        self._offer_evening()
        if self._day != self._session.today():
            self.freshness.spoil()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_person()

    def _lay_out(self) -> None:
        self.head.set_tool(self.find_box)
        self.unsaved = TodayUnsaved(
            self, self.capture_bar.kept.shown.again, self._session, self._navigator
        )
        for widget in (
            self.capture_bar,
            self.unsaved.card,
            self.evening,
            self.nobody,
            self.deck,
            self.lately,
        ):
            self.add_main(widget)
        self.unsaved.show()
        for card in (self.person, self.gestures, self.week, self.promises):
            self.add_rail(card)
        for widget in (self.evening, self.nobody, self.deck, self.lately, self.person):
            widget.hide()
        for card in (self.gestures, self.week, self.promises):
            card.hide()
        self.memories = TodayMemories(self, self._session, self._navigator)

    def _connect(self) -> None:
        navigator = self._navigator
        self.find_box.wanted.connect(partial(navigator.open_page, "find"))
        self.deck.list.asked.connect(self.deeds.do)
        self.deck.person_opened.connect(navigator.open_person)
        self.deeds.done.connect(self._go_on)
        self.evening.wanted.connect(partial(navigator.open_page, "evening"))
        self.person.asked.connect(self._do_from_card)
        self.deck.list.selectionModel().currentChanged.connect(self._select)
        self.deck.more_button.clicked.connect(self._show_more)
        self.deck.rest.asked.connect(partial(navigator.plan_check_in, None))
        self.nobody.import_button.clicked.connect(self._import)
        self.nobody.add_button.clicked.connect(self._add_person)
        self.gestures.opened.connect(navigator.edit)
        self.gestures.wanted.connect(navigator.plan_gesture)
        self.week.opened.connect(partial(navigator.open_page, "journal"))
        self.promises.opened.connect(partial(navigator.open_page, "promises"))
        self.lately.person_opened.connect(navigator.open_person)
        self.lately.edited.connect(navigator.edit)
        theme.look.changed.connect(self._place_person)

    def _show(self, today: Today) -> None:
        day = self._session.today()
        self._owner = today.owner
        self._is_reviewed = today.is_reviewed or today.is_empty
        self._greet()
        self._offer_evening()
        self.head.set_lead(today_words.lead(day, today.people))
        self.nobody.setVisible(today.is_empty)
        if (rail := self.rail.parentWidget()) is not None:
            rail.setVisible(not today.is_empty)
        self.deck.setVisible(not today.is_empty)
        self._show_deck(today, day)
        self.person.setVisible(bool(today.due))
        in_next_turn(self, partial(self._show_rest, today, day))

    def _show_rest(self, today: Today, day: date) -> None:
        self.gestures.show_gestures(today.gestures, today.names, day)
        self.week.show_week(today.week)
        for card in (self.gestures, self.week):
            card.setVisible(not today.is_empty)
        self.promises.show_promises(today)
        self.lately.show_touches(today.latest, today.names, day)
        self.counted.emit(today.cards)

    def _show_deck(self, today: Today, day: date) -> None:
        """Show the cards and stay on the one selected, or on the one after it where it has gone.

        A card that an undo brought back is selected again.
        """
        row, selected = self.deck.list.currentIndex().row(), self._selected
        self._lead_focus(self.deck.list if today.due else self.capture_bar)
        self.deck.show_deck(today, day)
        selected = self.model.set_due(today.due, day) or selected
        again = self.model.row_of(selected) if selected is not None else -1
        row = again if again >= 0 else min(max(row, 0), len(today.due) - 1)
        self.deck.list.setCurrentIndex(self.model.index(row, 0))

    def _lead_focus(self, first: QWidget) -> None:
        """Make `first` what the page's focus goes to, and take along the focus it has there."""
        before = self._entrance.first
        if before is not first:
            had_focus = before.hasFocus()
            self._entrance.first = first
            if had_focus and first is not self.deck.list:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _select(self) -> None:
        due = self.model.due(self.deck.list.currentIndex().row())
        if due is None:
            return
        self._selected = key_of(due.card)
        self.deck.show_keys(due)
        self.person.show_due(due, self._session.today(), self.model.most)
        if self.deck.list.hasFocus():
            self._reveal_row()

    def _reveal_row(self) -> None:
        deck, inside = self.deck.list, self.widget()
        row = deck.visualRect(deck.currentIndex())
        if inside is not None:
            middle = deck.viewport().mapTo(inside, row.center())
            self.ensureVisible(middle.x(), middle.y(), 0, row.height())

    def _do_from_card(self, deed: Deed) -> None:
        self.deeds.do(deed)
        self.deck.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_more(self) -> None:
        self._shown += _MORE
        self.refresh()

    def _import(self) -> None:
        self._navigator.import_files()

    def _add_person(self) -> None:
        self._navigator.add_person()

    def _greet(self) -> None:
        self.head.set_title(today_words.greeting(self._session.now().hour, self._owner))

    def _go_on(self, card: AgendaCard) -> None:
        """Go on to the next card, should the one that is done with stay in the deck."""
        self.model.leave(key_of(card))
        following = self.model.due(self.model.row_of(key_of(card)) + 1)
        if self._selected == key_of(card) and following is not None:
            self._selected = key_of(following.card)

    def _offer_evening(self) -> None:
        begun = self._session.now().time() >= self._settings.clock("evening")
        self.evening.setVisible(begun and not self._is_reviewed)

    def _place_person(self) -> None:
        """Keep the person beside the deck: on the rail where it has room, else right below."""
        column, place = (self.rail, 0) if self.is_wide() else (self.main, 5)
        if column.indexOf(self.person) < 0:
            column.insertWidget(place, self.person)


def _week_began_on(today: date) -> date:
    """Return the first day of this week, as the owner's calendar has it."""
    first = QLocale().firstDayOfWeek().value
    return today - timedelta(days=(today.isoweekday() - first) % 7)
