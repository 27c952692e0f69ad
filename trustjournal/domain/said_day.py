"""The day that somebody names in words in a field for a day: "in 2 weeks", "fri", "3 days ago"."""

from datetime import date

from trustjournal.domain import snoozing
from trustjournal.domain.capture_dates import due_day, past_day
from trustjournal.domain.capture_words import tokens


def said_day(text: str, today: date, *, past: bool = False) -> date | None:
    """Return the day that a text names and nothing else, None where it names none.

    A weekday, or a day without its year, is the next one; with `past` it is the latest.

    >>> said_day("in 2 weeks", date(2026, 11, 22)), said_day("sat", date(2026, 11, 22), past=True)
    (datetime.date(2026, 12, 6), datetime.date(2026, 11, 21))
    """
    if past:
        return _behind(text, today) or _ahead(text, today)
    return _ahead(text, today) or _behind(text, today)


def _ahead(text: str, today: date) -> date | None:
    words = [one.word for one in tokens(text)]
    found = due_day(words, today)
    if found and found[1] == len(words):
        return found[0]
    rest = snoozing.read(text, today)
    return rest.until if rest and not rest.words else None


def _behind(text: str, today: date) -> date | None:
    words = [one.word for one in tokens(text)]
    found = past_day(words, today)
    return found[0] if found and found[1] == len(words) else None
