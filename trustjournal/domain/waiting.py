"""How long a customer waits for an answer, in the owner's business hours.

Product.md, idea 9: answer fast. The owner says when they are open, which days are free and how
soon they want to answer; all else follows from that. A day's hours are on the wall clock of the
owner's zone, the time between two instants is what really passed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import takewhile

from trustjournal.domain import words
from trustjournal.domain.records import Preferences, Touchpoint
from trustjournal.i18n import _, ngettext

FreeDays = Callable[[str, str, Iterable[int]], frozenset[date]]
"""Gives the public holidays of a country and region in some years: `trustjournal.free_days`."""

_LONGEST_HOLIDAY = 60
"""After so many days without a business day every weekday of the owner's counts as one."""

_DAY = timedelta(days=1)
_LAST = date.max - _DAY  # the last day that ends in every zone
_HOUR = timedelta(hours=1)
_QUARTER = timedelta(days=92)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When the owner is open: from `opens_at` to `closes_at` on `workdays` that are not free.

    `workdays` count from Monday as 0; without any every day is one.
    """

    opens_at: time = time(9)
    closes_at: time = time(18)
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    free_days: frozenset[date] = frozenset()

    @property
    def length(self) -> timedelta:
        """How long a business day is."""
        return datetime.combine(date.min, self.closes_at) - datetime.combine(
            date.min, self.opens_at
        )

    def is_workday(self, day: date) -> bool:
        """Return whether the owner works on such a day of the week."""
        return not self.workdays or day.weekday() in self.workdays

    def is_business_day(self, day: date) -> bool:
        """Return whether the owner is open on a day."""
        return self.is_workday(day) and day not in self.free_days

    def business_day(self, day: date) -> date:
        """Return the first business day from `day` on."""
        ahead = (day + days * _DAY for days in range(_LONGEST_HOLIDAY))
        while not self.is_workday(day):
            day += _DAY
        return next((one for one in ahead if self.is_business_day(one)), day)

    def business_days(self, first: date, last: date) -> int:
        """Return how many business days there are from `first` to `last`, both included."""
        weeks, rest = divmod((last - first).days + 1, 7)
        week = [self.is_workday(first + ahead * _DAY) for ahead in range(7)]
        free = sum(first <= day <= last and self.is_workday(day) for day in self.free_days)
        return weeks * sum(week) + sum(week[:rest]) - free

    def span(self, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return when a business day begins and ends, both in UTC and in this order."""
        opens = datetime.combine(day, self.opens_at, zone).astimezone(UTC)
        closes = datetime.combine(day, self.closes_at, zone).astimezone(UTC)
        # A day that opens in the hour that the clock leaves out may close before it opens.
        return opens, max(opens, closes)


def hours_of(preferences: Preferences, free_days: frozenset[date] = frozenset()) -> Hours:
    """Return the owner's business hours; `free_days` are the holidays of their country."""
    return Hours(
        opens_at=preferences.opens_at,
        closes_at=preferences.closes_at,
        workdays=preferences.workdays,
        free_days=free_days,
    )


def due_at(happened_at: datetime, answer_hours: int, hours: Hours, zone: tzinfo) -> datetime:
    """Return by when the owner wants to have answered, in `zone` and within business hours.

    0 hours is the end of the same business day, or of the next one for what came after closing or
    on a free day. The clock of any other target stands still while the owner is closed.
    """
    spans = _open_from(happened_at, hours, zone)
    begins, closes = next(spans)
    if not answer_hours:
        return closes.astimezone(zone)
    begins, left = max(begins, happened_at), answer_hours * _HOUR
    while closes - begins < left:
        left -= closes - begins
        begins, closes = next(spans)
    return (begins + left).astimezone(zone)


def deadline(touchpoint: Touchpoint, answer_hours: int, hours: Hours, zone: tzinfo) -> datetime:
    """Return by when an enquiry is to be answered: the end of the day they were told, if any."""
    if touchpoint.answer_due_on is None:
        return due_at(touchpoint.happened_at, answer_hours, hours, zone)
    day = min(touchpoint.answer_due_on, _LAST)
    return hours.span(day, zone)[1].astimezone(zone)


def business_time(begin: datetime, end: datetime, hours: Hours, zone: tzinfo) -> timedelta:
    """Return how long the owner was open between two instants; zero where `end` comes first.

    Beyond a quarter of a year the days in between are counted, each at its full length: to look at
    every one takes long where somebody waits for years.
    """
    if end - begin > _QUARTER:
        first, last = begin.astimezone(zone).date() + _DAY, end.astimezone(zone).date() - _DAY
        opened, ended = (datetime.combine(day, time(), zone) for day in (first, last + _DAY))
        whole = hours.business_days(first, last) * hours.length
        around = ((begin, opened), (ended, end))
        return sum((business_time(*edge, hours, zone) for edge in around), whole)
    spans = takewhile(lambda span: span[0] < end, _open_from(begin, hours, zone))
    return sum((min(closes, end) - max(opens, begin) for opens, closes in spans), timedelta())


def sentence(touchpoint: Touchpoint, now: datetime, due: datetime, hours: Hours) -> str:
    """Say how long they wait and how that stands against the owner's own time.

    `now` is in the owner's zone; `due` is the `deadline`.
    """
    since = _since(touchpoint.happened_at.astimezone(now.tzinfo), now)
    named = touchpoint.answer_due_on
    if now <= due and named is not None:
        day = words.on(named, now.date())
        return _("Waits since {since}; you said you would answer {day}.").format(
            since=since, day=day
        )
    if now <= due:
        return _("Waits since {since}, {until}.").format(since=since, until=_until(due, now))
    way = _("{over} over your own time") if named is None else _("{over} after the day you named")
    over = way.format(over=over_words(due, now, hours))
    return _("Waits since {since}, {over}.").format(since=since, over=over)


def over_words(due: datetime, now: datetime, hours: Hours) -> str:
    """Say how much business time has passed since an answer was due: "two business days".

    `now` is in the owner's zone.
    """
    zone = now.tzinfo or UTC
    over = business_time(due, now, hours, zone)
    days = over // hours.length if hours.length else 0
    if days:
        text = ngettext("{count} business day", "{count} business days", days)
        return _("a business day") if days == 1 else text.format(count=words.spelled(days))
    count = over // _HOUR
    if count > 1:
        text = ngettext("{count} business hour", "{count} business hours", count)
        return text.format(count=words.spelled(count))
    return _("a business hour") if count else _("a little")


def _open_from(begin: datetime, hours: Hours, zone: tzinfo) -> Iterator[tuple[datetime, datetime]]:
    """Yield the business days that are not over at `begin`, as opening and closing in UTC."""
    day = begin.astimezone(zone).date()
    while True:
        day = hours.business_day(day)
        opens, closes = hours.span(day, zone)
        if begin <= closes:
            yield opens, closes
        day += _DAY


def _since(at: datetime, now: datetime) -> str:
    """Say when the waiting began: "09:15", "yesterday", "Tuesday", "3 November"."""
    days = (now.date() - at.date()).days
    return f"{at:%H:%M}" if days < 1 else words.since(at.date(), now.date())


def _until(due: datetime, now: datetime) -> str:
    day = words.on(due.date(), now.date())
    return _("answer by {time} {day}").format(time=f"{due:%H:%M}", day=day)
