"""The calendar: what is planned with whom, day by day, and how it moves to another day."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Gesture,
    Preferences,
    Promise,
    Record,
    Review,
    StageRule,
    TagRule,
    Touchpoint,
)
from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.store.calendar import DayItem
from trustjournal.ui import theme
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.models.calendar_model import CalendarModel
from trustjournal.ui.models.calendar_view import Calendar, Shown, Span, read_calendar
from trustjournal.ui.models.calendar_words import lead, shown_title
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.calendar_deeds import CalendarDeeds
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import icon_button, primary, secondary
from trustjournal.ui.widgets.calendar_grid import CalendarGrid
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.label import PlainLabel, tooltip
from trustjournal.ui.widgets.notices import EmptyState, announce
from trustjournal.ui.widgets.page import FillPage
from trustjournal.ui.widgets.table_columns import memory_of

_KEYS = _(
    "Arrows the day  ·  Tab the next thing  ·  Shift+Arrows move it  ·  Enter open  ·  "
    "O open the person  ·  D another day  ·  Space all of the day  ·  N new  ·  T today  ·  "
    "PgUp PgDn turn"
)
_ROOM = 620  # px at 100 % text: in a lower window the keys leave the little there is to the days
_RECORDS = {CheckIn, Customer, Gesture, Preferences, Promise, Review, StageRule, TagRule}


class CalendarPage(FillPage):
    """A month or a week of what is planned; each thing opens, and moves to another day."""

    shows = frozenset[type[Record]]({*_RECORDS, Touchpoint})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__("")
        self.session = session
        self.navigator = navigator
        self._memory = memory_of(settings.views, "calendar")
        self._week_begins = QLocale().firstDayOfWeek().value - 1
        week = self._memory.get("span") == Span.WEEK
        self._shown = self._around(session.today(), Span.WEEK if week else Span.MONTH)
        self.model = CalendarModel(self)
        self.grid = CalendarGrid(self.model)
        self.deeds = CalendarDeeds(session, navigator, self.grid)
        self.back, self.on = icon_button("chevron-left", ""), icon_button("chevron-right", "")
        self.today_button = secondary(_("Today"))
        self.spans = {Span.MONTH: secondary(_("Month")), Span.WEEK: secondary(_("Week"))}
        self.new_button = primary(_("Plan a check-in"), "plus")
        self.new_button.is_changing = True
        empty = _("What you plan with people stands here, day by day. It begins with a person.")
        self.empty = EmptyState("calendar-days", empty, _("Add a person"))
        self.keys = PlainLabel(_KEYS, TypeRole.CAPTION, Tone.MUTED, wrap=True)
        self._stack = QStackedWidget()
        self._entrance = Entrance(self, self.grid)
        self._lay_out()
        self._connect()
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read the days shown anew."""
        reading = partial(read_calendar, self._shown, self.session.now(), self.session.zone())
        self.read(self.session, reading, self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deeds = {
            Qt.Key.Key_T: self._go_today,
            Qt.Key.Key_PageUp: partial(self._turn, -1),
            Qt.Key.Key_PageDown: partial(self._turn, 1),
            Qt.Key.Key_M: partial(self._change_span, Span.MONTH),
            Qt.Key.Key_W: partial(self._change_span, Span.WEEK),
            Qt.Key.Key_N: self.navigator.plan_check_in,
            Qt.Key.Key_O: partial(self._do, self.deeds.open_person),
            Qt.Key.Key_D: partial(self._do, self.deeds.ask_day),
        }
        deed = deeds.get(Qt.Key(event.key()))
        plain = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
        if deed is None or event.modifiers() not in plain:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            deed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keys.setVisible(self.height() >= theme.px(_ROOM))

    def _lay_out(self) -> None:
        *tools, new = self._tools()
        self.add_bar(*tools, ending=(new,))
        card = Card(flush=True)
        card.setAccessibleName(_("Calendar"))
        card.body.setContentsMargins(1, 6, 1, 0)
        card.body.addWidget(self.grid, 1)
        self.keys.setContentsMargins(12, 8, 12, 10)
        card.body.addWidget(self.keys)
        self._stack.addWidget(card)
        self._stack.addWidget(self.empty)
        self.body.addWidget(self._stack)
        self._name_days()

    def _tools(self) -> Sequence[QWidget]:
        turning = (self.back, self.today_button, self.on)
        return (*turning, *self.spans.values(), self.new_button)

    def _connect(self) -> None:
        for span, button in self.spans.items():
            button.setCheckable(True)
            said = _("{words} ({key})").format(words=button.text(), key=span.value[0].upper())
            button.setToolTip(tooltip(said))
            button.clicked.connect(partial(self._change_span, span))
        self.back.clicked.connect(partial(self._turn, -1))
        self.on.clicked.connect(partial(self._turn, 1))
        self.today_button.clicked.connect(self._go_today)
        self.new_button.clicked.connect(partial(self.navigator.plan_check_in, None))
        self.empty.asked.connect(partial(self.navigator.add_person, ""))
        self.grid.day_wanted.connect(self._show_day)

    def _around(self, day: date, span: Span) -> Shown:
        return Shown.around(span, day, self._week_begins)

    def _show(self, calendar: Calendar) -> None:
        if calendar.shown != self._shown:
            return  # by now other days are wanted, and asked for
        self.head.set_lead("" if calendar.nobody else lead(calendar.items, calendar.shown))
        self._stack.setCurrentIndex(1 if calendar.nobody else 0)
        for tool in self._tools():
            tool.setVisible(not calendar.nobody)
        self._entrance.first = (self.empty.button or self.empty) if calendar.nobody else self.grid
        self.model.show(calendar)

    def _show_day(self, day: date) -> None:
        self._shown = self._around(day, self._shown.span)
        self._name_days()
        announce(self, shown_title(self._shown))
        self.refresh()

    def _go(self, day: date) -> None:
        """Go to a day, and to its month where it was shown only beside another."""
        self.grid.go_to(day)
        if self._shown.is_beside(day):
            self._show_day(day)

    def _go_today(self) -> None:
        self._go(self.session.today())

    def _turn(self, by: int, _checked: bool = False) -> None:
        here = self.grid.standing_on() or self._shown.day
        base = self._around(here, self._shown.span)
        self._go(base.turned(by))

    def _change_span(self, span: Span, _checked: bool = False) -> None:
        self._memory["span"] = span.value
        self._shown = self._around(self.grid.standing_on() or self._shown.day, span)
        self._name_days()
        self.refresh()

    def _name_days(self) -> None:
        """Say which days are shown, and what the two arrows lead to."""
        self.head.set_title(shown_title(self._shown))
        for span, button in self.spans.items():
            button.setChecked(span is self._shown.span)
            theme.mark(button, "kind", "primary" if span is self._shown.span else "secondary")
        week = self._shown.span is Span.WEEK
        names = (
            (self.back, _("The week before") if week else _("The month before")),
            (self.on, _("The week after") if week else _("The month after")),
        )
        for button, name in names:
            button.setAccessibleName(name)
            button.setToolTip(tooltip(name))

    def _do(self, deed: Callable[[DayItem], None]) -> None:
        item = self.grid.current_item()
        if item is not None:
            deed(item)
