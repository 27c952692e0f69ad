"""What the log can be narrowed to: words, a person, how, who began, what, how it felt and when."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from trustjournal.domain.choices import (
    Began,
    Channel,
)
from trustjournal.domain.contact_words import began_word, channel_word
from trustjournal.domain.evidence import day_began
from trustjournal.domain.evidence_words import kind_word
from trustjournal.domain.search_help import filters_said, unread_said
from trustjournal.domain.search_query import parse
from trustjournal.i18n import _
from trustjournal.store.touchpoint_list import Wanted, as_wanted
from trustjournal.ui import theme
from trustjournal.ui.dialogs.day_field import DayField
from trustjournal.ui.dialogs.people_field import PeopleField, Picked
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.choice_box import ChoiceBox
from trustjournal.ui.widgets.filter_box import FilterBox
from trustjournal.ui.widgets.label import tooltip
from trustjournal.ui.widgets.record_words import KIND_GROUPS


class Span(StrEnum):
    """Days to look at, counted from today."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    CHOSEN = "chosen"

    def days(self, today: date) -> tuple[date | None, date | None]:
        """Return the first and the last day."""
        year = today.year
        return {
            Span.TODAY: (today, today),
            Span.WEEK: (today - timedelta(days=6), today),
            Span.MONTH: (today - timedelta(days=29), today),
            Span.THIS_YEAR: (date(year, 1, 1), today),
            Span.LAST_YEAR: (date(year - 1, 1, 1), date(year - 1, 12, 31)),
            Span.CHOSEN: (None, None),
        }[self]


class LogFilter(QObject):
    """The fields for a bar above the log; `changed` fires once after any of them was edited."""

    changed = Signal()

    def __init__(self, session: JournalSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.changed)
        self.words = FilterBox(_("Words in the notes"))
        self.words.setToolTip(tooltip(filters_said()))
        self.person = PeopleField(session, single=True)
        self.person.setAccessibleName(_("Only with"))
        self.person.line.setPlaceholderText(_("With anyone"))
        self.channel = _box(_("How"), _("By any channel"), [(c, channel_word(c)) for c in Channel])
        kinds = [(kind, kind_word(kind)) for group in KIND_GROUPS for kind in group]
        self.kind = _box(_("What"), _("Anything"), kinds)
        self.feeling = _box(
            _("Felt"),
            _("However it felt"),
            [(1, _("Good")), (0, _("Neutral")), (-1, _("Not good"))],
        )
        self.began = _box(_("Who began"), _("Whoever began"), [(b, began_word(b)) for b in Began])
        self.span = _box(_("When"), _("At any time"), _spans())
        today = session.today()
        self.since = DayField(today.replace(month=1, day=1), today=today, past=True)
        self.until = DayField(today, past=True)
        self.since.setAccessibleName(_("From"))
        self.until.setAccessibleName(_("Until and including"))
        self.more = quiet(_("More filters"), "list-filter")
        self.more.setCheckable(True)
        self._connect()
        self._show_days()
        self._show_more(False)

    def boxes(self) -> tuple[QWidget, ...]:
        """Return the fields in order, without the one for words."""
        seldom = self.channel, self.feeling, self.began
        return (self.person, self.kind, self.span, self.since, self.until, *seldom, self.more)

    def wanted(self) -> Wanted:
        """Return what the fields ask for."""
        zone = self._session.zone()
        since, until = self._days()
        people = self.person.value().people
        query = parse(self.words.text(), self._session.today())
        return replace(
            as_wanted(query, self._session.now()),
            customer_id=people[0].customer_id if people else None,
            channel=self.channel.value(),
            began=self.began.value(),
            kind=self.kind.value(),
            feeling=self.feeling.value(),
            since=day_began(since, zone) if since else None,
            until=day_began(until + timedelta(days=1), zone)
            if until and until < date.max
            else None,
        )

    def unread(self) -> str:
        """Say what among the words was not understood, "" where all was."""
        return unread_said(self.words.text(), self._session.today())

    def clear(self) -> None:
        """Ask for everything."""
        self.words.clear()
        self.person.set_value(Picked())
        for box in self._choices():
            box.setCurrentIndex(0)

    def _choices(self) -> tuple[ChoiceBox, ...]:
        return self.channel, self.kind, self.feeling, self.began, self.span

    def _connect(self) -> None:
        self.words.textChanged.connect(self._changed)
        for field in (self.person, self.since, self.until):
            field.edited.connect(self._changed)
        for box in self._choices():
            box.currentIndexChanged.connect(self._changed)
        self.span.currentIndexChanged.connect(self._show_days)
        self.more.toggled.connect(self._show_more)
        theme.look.changed.connect(self._fit)
        self._fit()

    def _changed(self) -> None:
        self._timer.start()

    def _show_days(self) -> None:
        for field in (self.since, self.until):
            field.setVisible(self.span.value() is Span.CHOSEN)

    def _show_more(self, more: bool) -> None:
        for box in (self.channel, self.feeling, self.began):
            box.setVisible(more)
            if not more:
                box.setCurrentIndex(0)

    def _days(self) -> tuple[date | None, date | None]:
        span = self.span.value()
        if span is Span.CHOSEN:
            return self.since.value(), self.until.value()
        return span.days(self._session.today()) if span else (None, None)

    def _fit(self) -> None:
        self.person.setFixedWidth(theme.px(190))


def _box(name: str, anything: str, choices: Iterable[tuple[Any, str]]) -> ChoiceBox:
    return ChoiceBox(name, [(None, anything), *choices])


def _spans() -> Sequence[tuple[Span, str]]:
    return [
        (Span.TODAY, _("Today")),
        (Span.WEEK, _("The last 7 days")),
        (Span.MONTH, _("The last 30 days")),
        (Span.THIS_YEAR, _("This year")),
        (Span.LAST_YEAR, _("Last year")),
        (Span.CHOSEN, _("Other days")),
    ]
