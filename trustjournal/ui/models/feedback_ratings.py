"""Ratings over a span as the page of ratings shows them: two charts and every rating."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from trustjournal.charts.ratings_chart import RatingsChart
from trustjournal.charts.ratings_picture import (
    RatingMark,
    recommend_picture,
    stars_picture,
)
from trustjournal.domain.feedback import Voice, recommend, stars
from trustjournal.domain.feedback_words import recommend_words, stars_words
from trustjournal.domain.periods import Periods, Span, periods
from trustjournal.i18n import _
from trustjournal.store.feedback import ratings

MOST_LISTED = 500
"""How many of the ratings are listed; the charts count all of them."""


@dataclass(frozen=True, slots=True)
class RatingsView:
    """What a span has to tell: a chart of each kind that was given, and the newest ratings.

    `found` are all of the span, `listed` those that the table shows; `any_kept` tells whether the
    journal has ratings at all.
    """

    recommend: RatingsChart | None
    stars: RatingsChart | None
    found: Sequence[Voice]
    listed: Sequence[Voice]
    any_kept: bool

    def behind(self, mark: RatingMark) -> list[Voice]:
        """Return the ratings behind a mark of a chart."""
        return [
            voice
            for voice in self.found
            if voice.feedback.best == mark.best
            and mark.since <= voice.feedback.heard_on <= mark.until
        ]


def read_ratings(span: Span, today: date, connection: Connection) -> RatingsView:
    """Return what the ratings of a span tell; it runs on the worker."""
    kept = ratings(connection)
    since = span.since(today)
    found = [one for one in kept if since is None or one.feedback.heard_on >= since]
    first = min((one.feedback.heard_on for one in found), default=today)
    spans = periods(since or first, today)
    return RatingsView(
        _recommend_chart(found, spans),
        _stars_chart(found, spans),
        found,
        found[:MOST_LISTED],
        bool(kept),
    )


def _recommend_chart(found: Sequence[Voice], spans: Periods) -> RatingsChart | None:
    said = [voice.feedback for voice in found]
    whole = recommend(said)
    if whole is None:
        return None
    title = _("Would they recommend you?")
    return RatingsChart(title, recommend_words(whole), recommend_picture(said, spans))


def _stars_chart(found: Sequence[Voice], spans: Periods) -> RatingsChart | None:
    said = [voice.feedback for voice in found]
    whole = stars(said)
    if whole is None:
        return None
    words = _("{mean}.").format(mean=stars_words(whole))
    return RatingsChart(_("Stars"), words, stars_picture(said, spans))
