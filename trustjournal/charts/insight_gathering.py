"""Make the charts of the whole journal from what was counted, with their words and tables."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta, tzinfo
from typing import TypeVar

from trustjournal.charts.insight_chart import InsightChart
from trustjournal.charts.insight_pictures import (
    Bar,
    BookPicture,
    ColumnsPicture,
    DepthMark,
    Look,
    Mark,
    Part,
    RowsPicture,
    WaitsMark,
    WaitsPicture,
)
from trustjournal.domain import insight_words as said
from trustjournal.domain import words
from trustjournal.domain.choices import (
    Began,
    PromiseOutcome,
)
from trustjournal.domain.contact_words import began_word, channel_word
from trustjournal.domain.depth_history import Quarters
from trustjournal.domain.depth_stage import shown
from trustjournal.domain.insight_words import PLAIN, Writing
from trustjournal.domain.insights import (
    Behind,
    Gestures,
    Lost,
    Mood,
    Promises,
    Responses,
    Topic,
    Touches,
    Waits,
    kept_share,
)
from trustjournal.domain.periods import Periods
from trustjournal.i18n import _, ngettext

K = TypeVar("K")

_OUTCOMES = {
    PromiseOutcome.KEPT: Look.FIRST,
    PromiseOutcome.LATE: Look.SECOND,
    PromiseOutcome.BROKEN: Look.THIRD,
    PromiseOutcome.RENEGOTIATED: Look.HOLLOW,
}
_MOODS = {
    Mood.GOOD: Look.FIRST,
    Mood.NEUTRAL: Look.SECOND,
    Mood.UNEASY: Look.THIRD,
    Mood.UNKNOWN: Look.HOLLOW,
}
_BEGAN = {Began.US: Look.FIRST, Began.THEM: Look.SECOND}


def chart_depth(
    quarters: Sequence[Quarters], zone: tzinfo, writing: Writing = PLAIN
) -> InsightChart:
    """Return the depth of the book over time."""
    last = len(quarters) - 1
    points = [
        _depth_mark(one, one.at.astimezone(zone).date(), writing, now=number == last)
        for number, one in enumerate(quarters)
    ]
    return InsightChart(
        said.title(Topic.DEPTH),
        said.depth_words(quarters, writing),
        BookPicture(tuple(points)),
        (_("Day"), _("People"), _("A quarter below"), _("Half below"), _("A quarter above")),
        [
            (
                point.day.isoformat(),
                writing.number(point.quarters.people),
                *(
                    str(shown(score))
                    for score in (point.quarters.low, point.quarters.median, point.quarters.high)
                ),
            )
            for point in reversed(points)
        ],
        blank=len(points) < 2,
    )


def chart_responses(found: Responses) -> InsightChart:
    """Return how soon answers go out, by period and by channel."""
    spans = found.periods
    by_period = [
        waits and WaitsMark(waits, _waits_mark(spans, place, waits))
        for place, waits in enumerate(found.by_period)
    ]
    by_channel = [
        WaitsMark(
            waits,
            Mark(
                channel_word(channel),
                words.sentence(said.waits_words(waits)),
                Behind(Topic.RESPONSES, spans.starts[0], spans.today, channel=channel),
            ),
            _("{channel}, {wait}").format(
                channel=channel_word(channel), wait=said.lasting(waits.median)
            ),
        )
        for channel, waits in found.by_channel.items()
    ]
    rows = [
        (mark.mark.words, str(mark.waits.count), *_both(mark.waits))
        for mark in (*reversed(by_period), *by_channel)
        if mark is not None
    ]
    return InsightChart(
        said.title(Topic.RESPONSES),
        said.responses_words(found),
        WaitsPicture(spans, tuple(by_period), tuple(by_channel)),
        (_("When or how"), _("Answers"), _("Half within"), _("Slowest tenth")),
        rows,
        blank=found.overall is None,
    )


def chart_promises(found: Promises, writing: Writing = PLAIN) -> InsightChart:
    """Return how promises ended, by period."""
    spans = found.periods
    bars: list[Bar] = []
    rows: list[tuple[str, ...]] = []
    for place, ended in enumerate(found.by_period):
        part = kept_share(ended)
        share = "" if part is None else said.share(part)
        parts = tuple(_outcomes(spans, place, ended, writing))
        bars.append(Bar(parts, share if part != 1 else ""))
        if ended:
            counts = (writing.number(ended.get(outcome, 0)) for outcome in _OUTCOMES)
            rows.append((said.period_word(spans, place), *counts, share))
    return InsightChart(
        said.title(Topic.PROMISES),
        said.promises_words(found, writing),
        ColumnsPicture(spans, tuple(bars), _legend(_OUTCOMES, said.outcome_word)),
        (_("When"), *(said.outcome_word(one) for one in _OUTCOMES), _("Kept in time")),
        rows[::-1],
        blank=not rows,
    )


def chart_touches(found: Touches, spans: Periods, writing: Writing = PLAIN) -> InsightChart:
    """Return touchpoints by channel and who began."""
    bars: list[Bar] = []
    rows: list[tuple[str, ...]] = []
    for channel in found.channels:
        counts = {began: found.counts.get((channel, began), 0) for began in _BEGAN}
        word = channel_word(channel)
        parts = tuple(
            Part(
                _BEGAN[began],
                count,
                Mark(
                    f"{word}: {began_word(began)}",
                    _touchpoints(count, writing),
                    Behind(Topic.TOUCHES, spans.starts[0], spans.today, channel, began),
                ),
            )
            for began, count in counts.items()
            if count
        )
        total = sum(counts.values())
        bars.append(Bar(parts, writing.number(total), word))
        rows.append((word, *(writing.number(count) for count in (*counts.values(), total))))
    return InsightChart(
        said.title(Topic.TOUCHES),
        said.touches_words(found, writing),
        RowsPicture(tuple(bars), _legend(_BEGAN, began_word)),
        (_("How"), *(began_word(one) for one in _BEGAN), _("Together")),
        rows,
        blank=not rows,
    )


def chart_gestures(found: Gestures, writing: Writing = PLAIN) -> InsightChart:
    """Return what was given by period: its cost, or how many where no cost is noted."""
    spans = found.periods
    costed = bool(found.total.cost)
    bars: list[Bar] = []
    rows: list[tuple[str, ...]] = []
    for place, given in enumerate(found.by_period):
        amount = float(given.cost) if costed else given.count
        count = ngettext("{count} gesture", "{count} gestures", given.count).format(
            count=writing.number(given.count)
        )
        cost = writing.money(given.cost) if given.cost else ""
        start, end = spans.starts[place], spans.end(place)
        aside = f"{count}, {cost}" if cost else count
        mark = Mark(said.period_word(spans, place), aside, Behind(Topic.GESTURES, start, end))
        label = (cost if costed else writing.number(given.count)) if amount else ""
        bars.append(Bar((Part(Look.FIRST, amount, mark),) if amount else (), label))
        if given.count:
            rows.append((mark.words, writing.number(given.count), cost))
    return InsightChart(
        said.title(Topic.GESTURES),
        said.gestures_words(found, writing),
        ColumnsPicture(spans, tuple(bars), ()),
        (_("When"), _("Gestures"), _("Cost")),
        rows[::-1],
        blank=not rows,
    )


def chart_lost(found: Lost, writing: Writing = PLAIN) -> InsightChart:
    """Return who was lost by period, by how the last touch had felt."""
    spans = found.periods
    bars: list[Bar] = []
    for place, moods in enumerate(found.by_period):
        start, end = spans.starts[place], spans.end(place)
        parts = tuple(
            Part(
                look,
                count,
                Mark(
                    _("{period}: {count}").format(
                        period=said.period_word(spans, place), count=writing.number(count)
                    ),
                    said.mood_word(mood),
                    Behind(Topic.LOST, start, end, mood=mood),
                ),
            )
            for mood, look in _MOODS.items()
            if (count := moods.get(mood, 0))
        )
        total = sum(moods.values())
        bars.append(Bar(parts, writing.number(total) if total else ""))
    return InsightChart(
        said.title(Topic.LOST),
        said.lost_words(found, writing),
        ColumnsPicture(spans, tuple(bars), _legend(_MOODS, said.mood_word)),
        (_("Who"), _("Lost on"), _("The last touch")),
        [
            (one.name, one.on.isoformat() if one.on else "", said.mood_word(one.mood))
            for one in (*found.people, *found.undated)
        ],
        blank=not found.people,
    )


def _depth_mark(one: Quarters, day: date, writing: Writing, *, now: bool) -> DepthMark:
    """Return the mark of the month that ended where `day` began, or of today."""
    day -= timedelta(days=0 if now else 1)
    month = _("End of {month} {year}").format(month=words.month_name(day.month), year=day.year)
    people = ngettext("{count} person", "{count} people", one.people).format(
        count=writing.number(one.people)
    )
    aside = _("half above {median}, a quarter above {high}, a quarter below {low}, {people}")
    spoken = aside.format(
        median=shown(one.median), high=shown(one.high), low=shown(one.low), people=people
    )
    mark = Mark(_("Today") if now else month, spoken, Behind(Topic.DEPTH, day, day))
    return DepthMark(one, day, mark)


def _waits_mark(spans: Periods, place: int, waits: Waits) -> Mark:
    behind = Behind(Topic.RESPONSES, spans.starts[place], spans.end(place))
    return Mark(said.period_word(spans, place), words.sentence(said.waits_words(waits)), behind)


def _both(waits: Waits) -> tuple[str, str]:
    return said.lasting(waits.median), said.lasting(waits.slowest)


def _outcomes(
    spans: Periods, place: int, ended: Mapping[PromiseOutcome, int], writing: Writing
) -> Iterator[Part]:
    for outcome, look in _OUTCOMES.items():
        count = ended.get(outcome, 0)
        if count:
            counted = ngettext("{count} promise", "{count} promises", count)
            words_ = f"{said.outcome_word(outcome)}: {counted}"
            behind = Behind(Topic.PROMISES, spans.starts[place], spans.end(place), outcome=outcome)
            mark = Mark(
                words_.format(count=writing.number(count)),
                said.period_word(spans, place),
                behind,
            )
            yield Part(look, count, mark)


def _touchpoints(count: int, writing: Writing) -> str:
    return ngettext("{count} touchpoint", "{count} touchpoints", count).format(
        count=writing.number(count)
    )


def _legend(looks: Mapping[K, Look], word: Callable[[K], str]) -> tuple[tuple[Look, str], ...]:
    return tuple((look, word(key)) for key, look in looks.items())
