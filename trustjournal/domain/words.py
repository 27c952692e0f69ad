"""How the program says times and names in a sentence: "every 3 weeks", "yesterday", "on Thursday".

Days are whole days of the owner's calendar. A count of one has its own sentence, because some
languages use the singular form for 21 as well.
"""

from collections.abc import Sequence
from datetime import date

from trustjournal.i18n import _, ngettext

_DAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
_SHORT_DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
_MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)
_SHORT_MONTHS = (
    _("Jan"),
    _("Feb"),
    _("Mar"),
    _("Apr"),
    _("May"),
    _("Jun"),
    _("Jul"),
    _("Aug"),
    _("Sep"),
    _("Oct"),
    _("Nov"),
    _("Dec"),
)


_NUMBERS = {
    2: _("two"),
    3: _("three"),
    4: _("four"),
    5: _("five"),
    6: _("six"),
    7: _("seven"),
    8: _("eight"),
    9: _("nine"),
    10: _("ten"),
}


def day_name(weekday: int) -> str:
    """Return the name of a day of the week, counted from Monday as 0."""
    return _DAYS[weekday]


def month_name(month: int) -> str:
    """Return the name of a month, 1 to 12."""
    return _MONTHS[month - 1]


def short_month(month: int) -> str:
    """Return the name of a month, 1 to 12, in about three letters."""
    return _SHORT_MONTHS[month - 1]


def every(days: int) -> str:
    """Say a cadence exactly, in the largest unit that divides it: "every 3 weeks".

    >>> every(7), every(21), every(30), every(10)
    ('every week', 'every 3 weeks', 'every month', 'every 10 days')
    """
    once = {1: _("every day"), 7: _("every week"), 30: _("every month"), 365: _("every year")}
    if days in once:
        return once[days]
    if days % 365 == 0:
        count = days // 365
        words = ngettext("every {count} year", "every {count} years", count)
    elif days % 30 == 0:
        count = days // 30
        words = ngettext("every {count} month", "every {count} months", count)
    elif days % 7 == 0:
        count = days // 7
        words = ngettext("every {count} week", "every {count} weeks", count)
    else:
        count = days
        words = ngettext("every {count} day", "every {count} days", count)
    return words.format(count=count)


def span(days: int, *, spelled: bool = False) -> str:
    """Say a length of time roughly, with small numbers `spelled` where a sentence begins with it.

    >>> span(1), span(9), span(14), span(40), span(100), span(800)
    ('a day', '9 days', '2 weeks', '5 weeks', '3 months', '2 years')
    >>> span(14, spelled=True)
    'two weeks'
    """
    if days > 730:
        count = int(days / 365.25)
        words = ngettext("{count} year", "{count} years", count)
    elif days > 60:
        count = int(days / 30.4375)
        words = ngettext("{count} month", "{count} months", count)
    elif days >= 14 or days == 7:
        count = days // 7
        words = _("a week") if count == 1 else ngettext("{count} week", "{count} weeks", count)
    else:
        count = days
        words = _("a day") if count == 1 else ngettext("{count} day", "{count} days", count)
    return words.format(count=_NUMBERS.get(count, count) if spelled else count)


def ago(days: int) -> str:
    """Say how long ago a day was: "today", "yesterday", "5 weeks ago"; the future is "today"."""
    if days < 1:
        return _("today")
    if days == 1:
        return _("yesterday")
    return _("{span} ago").format(span=span(days))


def when(day: date, today: date) -> str:
    """Say a day in the space of a caption: "tomorrow", "Thu", "1 Dec", "1 Dec 2030".

    The year shows only where it would not be guessed: another one, half a year away or more.
    """
    return _near(day, today) or (
        _SHORT_DAYS[day.weekday()]
        if 0 < (day - today).days < 7
        else _calendar(day, today, _SHORT_MONTHS)
    )


def on(day: date, today: date) -> str:
    """Say a day inside a sentence: "tomorrow", "on Thursday", "on 1 December"."""
    named = _near(day, today)
    if named:
        return named
    if 0 < (day - today).days < 7:
        return _("on {day}").format(day=_DAYS[day.weekday()])
    return _("on {day}").format(day=_calendar(day, today, _MONTHS))


def since(day: date, today: date) -> str:
    """Say a day of the past behind "since": "yesterday", "Tuesday", "3 November"."""
    named = _near(day, today)
    if named:
        return named
    if 0 < (today - day).days < 7:
        return _DAYS[day.weekday()]
    return _calendar(day, today, _MONTHS)


def spelled(count: int) -> str:
    """Return a number from two to ten as a word, any other in figures."""
    return str(_NUMBERS.get(count, count))


def people(names: Sequence[str]) -> str:
    """Say one or more names: "Rosa", "Rosa and Tomasz", "Rosa and 2 others"."""
    if len(names) == 1:
        return names[0]
    if len(names) == 2:
        return _("{first} and {second}").format(first=names[0], second=names[1])
    others = len(names) - 1
    return ngettext("{first} and {count} other", "{first} and {count} others", others).format(
        first=names[0], count=others
    )


def promised(text: str) -> str:
    """Say a promise, kept as a phrase that begins with a verb: "You promised to send a quote."."""
    return _("You promised to {promise}.").format(promise=text.strip().rstrip("."))


def they_promised(text: str) -> str:
    """Say what a customer said they would do, kept as a phrase that begins with a verb."""
    return _("They said they would {promise}.").format(promise=text.strip().rstrip("."))


def sentence(text: str) -> str:
    """Begin with a capital letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def _near(day: date, today: date) -> str:
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    return near.get((day - today).days, "")


def _calendar(day: date, today: date, months: tuple[str, ...]) -> str:
    month = months[day.month - 1]
    if day.year == today.year or abs((day - today).days) < 183:
        return _("{day} {month}").format(day=day.day, month=month)
    return _("{day} {month} {year}").format(day=day.day, month=month, year=day.year)
