"""How long the pages of planning and tending are read: `python -m tests.bench.tending JOURNAL`.

JOURNAL is left as it is. Each reading is what the worker does for a page, up to the rows that the
window is given; the first look at Today comes with the statements it makes. The floor is a query
over the covering index in the same run: when everyone was last in touch.
"""

import argparse
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from tests.bench.generate import END
from tests.bench.ratio import compare, milliseconds, show
from trustjournal.clock import zone_name
from trustjournal.domain.periods import Span
from trustjournal.free_days import free_days
from trustjournal.store import queries
from trustjournal.store.agenda import deck
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.store.evenings import read_evening
from trustjournal.store.feedback import read_told
from trustjournal.store.today import read_today
from trustjournal.store.values import Period, read_values
from trustjournal.ui.models import calendar_view
from trustjournal.ui.models.check_in_entries import check_ins_content
from trustjournal.ui.models.feedback_entries import feedback_content
from trustjournal.ui.models.feedback_ratings import read_ratings
from trustjournal.ui.models.gap_entries import gaps_content
from trustjournal.ui.models.gesture_entries import gestures_content
from trustjournal.ui.models.letter_entries import letters_content
from trustjournal.ui.models.promise_entries import promises_content
from trustjournal.ui.models.review_entries import reviews_content
from trustjournal.ui.models.thanks_entries import thanks_content
from trustjournal.ui.models.untended_entries import untended_content

RUNS = 7
ZONE = ZoneInfo(zone_name())
NOW = END.astimezone(ZONE)
Reading = Callable[[Connection], object]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("journal", type=Path)
    engine = open_journal(parser.parse_args().journal)
    with engine.connect() as connection:
        everything = readings()
        first = milliseconds(partial(everything["Today"], connection))
        floor = partial(milliseconds, partial(queries.last_touches, connection, NOW))
        lines = [
            compare(
                what,
                partial(milliseconds, partial(reading, connection)),
                "last touch of everyone",
                floor,
                runs=RUNS,
                goal=None,
            )
            for what, reading in everything.items()
        ]
        show("Reading of pages", lines, f"Today for the first time: {first:,.0f} ms")
    close_journal(engine)


def readings() -> Mapping[str, Reading]:
    """Return what is read for each page."""
    today, week = NOW.date(), NOW.date() - timedelta(days=NOW.weekday())
    month = calendar_view.Shown.around(calendar_view.Span.MONTH, today, 0)
    return {
        "Today": partial(read_today, now=NOW, week_began_on=week, shown=8, free_days=free_days),
        "the deck alone": partial(deck, now=NOW, zone=ZONE, free_days=free_days),
        "Evening": partial(read_evening, now=NOW, zone=ZONE, free_days=free_days),
        "Check-ins": partial(check_ins_content, now=NOW),
        "Calendar month": partial(calendar_view.read_calendar, month, NOW, ZONE),
        "Losing touch": partial(untended_content, now=NOW),
        "Gestures": partial(gestures_content, now=NOW),
        "Thanks": partial(thanks_content, now=NOW),
        "Value": partial(read_values, period=Period(today.year, ZONE)),
        "Letters": partial(letters_content, now=NOW),
        "Promises": partial(promises_content, now=NOW),
        "Gaps": partial(gaps_content, now=NOW),
        "Feedback": partial(feedback_content, now=NOW),
        "You said": read_told,
        "Ratings": partial(read_ratings, Span.ALL, today),
        "Reviews": partial(reviews_content, now=NOW),
    }


if __name__ == "__main__":
    main()
