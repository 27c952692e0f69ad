"""What a chart of ratings shows: what they come to in each month, and how many there are.

Knows no matplotlib.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from trustjournal.domain import words
from trustjournal.domain.feedback import RECOMMEND, STARS, recommend, stars
from trustjournal.domain.feedback_words import signed, stars_words
from trustjournal.domain.periods import Periods
from trustjournal.domain.records import Feedback
from trustjournal.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class RatingMark:
    """What answers to hover and click: the ratings out of `best` from one day to another."""

    words: str
    aside: str
    best: int
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class RatingPoint:
    """What the ratings of a period come to; `place` is its number, `count` how many there are."""

    place: int
    value: float
    count: int
    label: str
    mark: RatingMark


@dataclass(frozen=True, slots=True)
class RatingsPicture:
    """Points over periods between `low` and `high`, with named lines across."""

    periods: Periods
    points: tuple[RatingPoint, ...]
    low: float
    high: float
    lines: tuple[tuple[float, str], ...]


def recommend_picture(ratings: Sequence[Feedback], spans: Periods) -> RatingsPicture:
    """Return the net promoter score of each period, from -100 to 100."""
    lines = ((-100.0, "−100"), (-50.0, "−50"), (0.0, "0"), (50.0, "+50"), (100.0, "+100"))
    return RatingsPicture(spans, _points(ratings, spans, RECOMMEND, _score), -100, 100, lines)


def stars_picture(ratings: Sequence[Feedback], spans: Periods) -> RatingsPicture:
    """Return the mean of the stars of each period, from 1 to 5; none given counts as 0."""
    lowest = 1 if all(one.rating is None or one.rating >= 1 for one in ratings) else 0
    lines = tuple((float(number), str(number)) for number in range(lowest, STARS + 1))
    return RatingsPicture(spans, _points(ratings, spans, STARS, _mean), lowest, STARS, lines)


def period_word(spans: Periods, place: int) -> str:
    """Return what a period is called: "March 2026", "Jan to Mar 2026", "2026"."""
    first, last = spans.starts[place], spans.end(place)
    if spans.months == 1:
        return f"{words.month_name(first.month)} {first.year}"
    if spans.months == 12:
        return str(first.year)
    return _("{first} to {last} {year}").format(
        first=words.short_month(first.month), last=words.short_month(last.month), year=last.year
    )


def _points(
    ratings: Sequence[Feedback],
    spans: Periods,
    best: int,
    sum_up: Callable[[Sequence[Feedback]], tuple[float, str, str]],
) -> tuple[RatingPoint, ...]:
    by_place: dict[int, list[Feedback]] = {}
    for one in ratings:
        place = spans.place(one.heard_on) if one.best == best else None
        if place is not None:
            by_place.setdefault(place, []).append(one)
    points: list[RatingPoint] = []
    for place, found in sorted(by_place.items()):
        value, label, said = sum_up(found)
        since, until = spans.starts[place], spans.end(place)
        mark = RatingMark(said, period_word(spans, place), best, since, until)
        points.append(RatingPoint(place, value, len(found), label, mark))
    return tuple(points)


def _score(ratings: Sequence[Feedback]) -> tuple[float, str, str]:
    found = recommend(ratings)
    if found is None:
        raise ValueError("a period without answers")
    said = ngettext("{score} from {count} answer", "{score} from {count} answers", found.count)
    score = signed(found.score)
    return found.score, score, said.format(score=score, count=found.count)


def _mean(ratings: Sequence[Feedback]) -> tuple[float, str, str]:
    found = stars(ratings)
    if found is None:
        raise ValueError("a period without ratings")
    return found.mean, f"{found.mean:.1f}", stars_words(found)
