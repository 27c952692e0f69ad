"""The sentences of the charts, with the owner's own figures."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from trustjournal.domain import insight_words as said
from trustjournal.domain import insights
from trustjournal.domain.choices import (
    Began,
    Channel,
    PromiseOutcome,
)
from trustjournal.domain.contact_words import channel_word
from trustjournal.domain.depth_history import Quarters
from trustjournal.domain.insights import Asked, LostOne, Mood, Moved, Mover, Topic
from trustjournal.domain.periods import Span, periods

TODAY = date(2026, 11, 22)
SPANS = periods(date(2026, 9, 10), TODAY)
AT = datetime(2026, 11, 1, tzinfo=UTC)
ROSA = UUID(int=1)


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(seconds=5), "a minute"),
        (timedelta(minutes=12), "12 minutes"),
        (timedelta(minutes=62), "an hour"),
        (timedelta(hours=3, minutes=10), "3 hours"),
        (timedelta(hours=23), "a day"),
        (timedelta(hours=47), "2 days"),
        (timedelta(days=30), "4 weeks"),
    ],
)
def test_waits_are_said_roughly(wait: timedelta, words: str) -> None:
    assert said.lasting(wait) == words


def test_answers() -> None:
    waits = [Asked(TODAY, Channel.EMAIL, timedelta(hours=hours)) for hours in (1, 3, 48)]
    found = insights.responses(SPANS, waits, 1, [])
    assert said.responses_words(found) == (
        "Half of your answers go out within 3 hours; the slowest tenth take 2 days or more. "
        "1 more was answered on the spot."
    )
    assert said.responses_words(insights.responses(SPANS, [], 0, [])) == said.nothing(
        Topic.RESPONSES
    )


def test_promises() -> None:
    ended = [(TODAY, PromiseOutcome.KEPT, 3), (TODAY, PromiseOutcome.BROKEN, 1)]
    found = insights.promises(SPANS, ended, 0)
    assert said.promises_words(found) == "You kept 3 of 4 promises in time; 1 not kept."
    assert said.promises_words(insights.promises(SPANS, ended[:1], 0)) == (
        "You kept 3 of 3 promises in time."
    )
    assert said.promises_words(insights.promises(SPANS, [], 5)) == said.nothing(Topic.PROMISES)


def test_touches() -> None:
    counts = {(Channel.PHONE, Began.US): 1, (Channel.PHONE, Began.THEM): 3}
    assert said.touches_words(insights.Touches(TODAY, counts)) == (
        "4 touchpoints; your customers began 75 % of them. Most often: Phone."
    )
    assert said.touches_words(insights.Touches(TODAY, {})) == said.nothing(Topic.TOUCHES)


def test_gestures() -> None:
    writing = said.Writing(money=lambda amount: f"€{amount}")
    given = [(ROSA, TODAY, Decimal(12)), (ROSA, TODAY, None)]
    found = insights.gestures(SPANS, given, {ROSA: ("Rosa", Decimal(900))})
    assert said.gestures_words(found, writing) == (
        "2 gestures for 1 person cost €12. What they bring in a year, as far as you noted it: "
        "€900. For 1 no cost is noted."
    )
    free = insights.gestures(SPANS, given[1:], {ROSA: ("Rosa", None)})
    assert said.gestures_words(free, writing) == "1 gesture for 1 person."
    assert said.gestures_words(insights.gestures(SPANS, [], {})) == said.nothing(Topic.GESTURES)


def test_the_lost() -> None:
    people = [LostOne(ROSA, "Rosa", TODAY, -1), LostOne(ROSA, "Ben", None, None)]
    assert said.lost_words(insights.lost(SPANS, people)) == (
        "1 person was lost; the last touch had felt uneasy. 1 more was lost on a day nobody noted."
    )
    assert said.lost_words(insights.lost(SPANS, [])) == said.nothing(Topic.LOST)


def test_depth_and_how_it_moved() -> None:
    first, last = Quarters(AT, 9, 20.0, 25.2, 31.0), Quarters(AT, 12, 22.0, 28.9, 35.0)
    assert said.depth_words([first, last]) == (
        "Of 12 people, half stand at 28 or above, and a quarter at 35 or above. "
        "The middle of the book rose by 3 points in this time."
    )
    assert "fell by 3 points" in said.depth_words([last, first])
    assert "is where it was" in said.depth_words([last])
    assert said.depth_words([Quarters(AT, 1, 22.0, 22.0, 22.0)]) == (
        "One person is in your book, at a depth of 22."
    )
    assert said.depth_words([]) == said.nothing(Topic.DEPTH)


def test_what_moved_somebody() -> None:
    mover = Mover(ROSA, "Rosa", 30.0, 29.0, (Moved("Complaint", -2.0), Moved("", -0.3)))
    assert said.mover_words(mover, lambda points: f"{points:+}") == (
        "Complaint -2.0, what was good is fading -0.3"
    )


def test_periods_have_names() -> None:
    assert said.period_word(SPANS, 2) == "November 2026"
    assert said.period_word(periods(date(2022, 8, 1), TODAY), 0) == "Jul to Sep 2022"
    assert said.period_word(periods(date(2010, 1, 1), TODAY), 0) == "2010"


def test_every_choice_has_its_words() -> None:
    words = [
        *(said.title(topic) for topic in Topic),
        *(said.nothing(topic) for topic in Topic),
        *(said.span_word(span) for span in Span),
        *(channel_word(channel) for channel in Channel),
        *(said.outcome_word(outcome) for outcome in PromiseOutcome),
        *(said.mood_word(mood) for mood in Mood),
    ]
    assert all(words)
    assert len(set(words)) == len(words)
