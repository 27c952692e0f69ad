"""Reviews and answers to surveys as a source, read as their columns are guessed.

Where the owner is to choose the columns, the dialog for reviews asks for them.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from trustjournal.domain.incoming import NOBODY, Entry, Ids, Who
from trustjournal.domain.incoming_feedback import Incoming
from trustjournal.domain.records import Feedback
from trustjournal.exchange.csv_files import header_of
from trustjournal.exchange.review_columns import Part, asks_to_recommend, guess
from trustjournal.exchange.review_csv import Layout, look_into, read_reviews
from trustjournal.exchange.sources import Form, Head, Reading, Sheet, Strangers
from trustjournal.exchange.table_columns import plain
from trustjournal.exchange.text_files import Problem, Progress, no_progress
from trustjournal.i18n import _

_LIKELY = 7
_SURELY_RATINGS = (
    *("rating", "star", "score", "stern", "bewertung", "puntuacion", "valoracion"),
    *("estrella", "stelle", "beoordeling", "classificacao"),
)
# A value that can stand in any column, since a header alone is to be judged.
_ANYTHING = ("5 a@b",)


class ReviewsSource:
    """A table of reviews; fulfils `Source`. All of it is read at once, as its dialog does."""

    delimiter = ""
    sheet: Sheet | None = None
    strangers = Strangers.LISTED
    asks_day_order = False

    def __init__(self, path: Path, reading: Reading) -> None:
        """Guess what the columns hold.

        Raises:
            UnreadableFile: it cannot be read, or has no rows.
        """
        self.path = path
        sample = look_into(path, reading.encoding)
        self.encoding = sample.encoding
        self._layout = Layout(sample.columns, day_first=reading.day_first)

    def entries(self, progress: Progress = no_progress) -> Iterator[Entry | Problem]:
        """Yield each review as feedback, and then what is amiss."""
        found = read_reviews(self.path, self._layout, encoding=self.encoding, progress=progress)
        ids = Ids("reviews")
        for review in found.reviews:
            if review.heard_on is None:
                yield Problem(review.row, _("There is no date here; it was left out."))
            else:
                yield _entry(review, review.heard_on, ids)
        yield from found.problems


def _entry(review: Incoming, heard_on: date, ids: Ids) -> Entry:
    who = Who(name=review.author, email=review.email)
    at = datetime(heard_on.year, heard_on.month, heard_on.day, tzinfo=UTC)
    said = str(review.rating), review.text, review.author, review.email, review.link
    is_named = bool(review.author or review.email)
    record = Feedback(
        **ids.identity_of_row(heard_on.isoformat(), *said, at=at),
        customer_id=NOBODY if is_named else None,
        heard_on=heard_on,
        source=review.source,
        text=review.text,
        author=review.author,
        link=review.link,
        rating=review.rating,
        best=review.best,
    )
    return Entry(row=review.row, record=record, who=(who,) if is_named else ())


def _score(head: Head) -> int:
    header = header_of(head.text) if head.text else ()
    found = guess(dict.fromkeys(header, _ANYTHING))
    rating = found.get(Part.RATING, "")
    is_rating = asks_to_recommend(rating) or any(word in plain(rating) for word in _SURELY_RATINGS)
    return _LIKELY if is_rating and (Part.TEXT in found or Part.HEARD_ON in found) else 0


FORM = Form("reviews", _("Reviews or a survey"), _score, ReviewsSource)
