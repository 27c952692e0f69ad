"""Counting what the journal holds."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain import insights
from trustjournal.domain.choices import (
    Began,
    Channel,
    PromiseOutcome,
)
from trustjournal.domain.insights import Asked, Given, LostOne, Mood, Moved, Waiting, quantile
from trustjournal.domain.periods import periods

TODAY = date(2026, 11, 22)
SPANS = periods(date(2026, 9, 10), TODAY)
HOUR = timedelta(hours=1)
ROSA, BEN = UUID(int=1), UUID(int=2)
NUMBERS = st.floats(-1e6, 1e6)


@given(st.lists(NUMBERS, min_size=1, max_size=30), st.floats(0, 1))
def test_quantiles_are_those_of_type_7(values: list[float], part: float) -> None:
    expected = float(np.quantile(values, part, method="linear"))
    assert quantile(values, part) == pytest.approx(expected, abs=1e-6)


def test_nothing_has_no_quantile() -> None:
    with pytest.raises(ValueError, match="nothing"):
        quantile([], 0.5)


def asked(day: date, hours: float, channel: Channel = Channel.PHONE) -> Asked:
    return Asked(day, channel, hours * HOUR)


def test_answers_are_summed_up_by_month_and_by_channel() -> None:
    september, november = date(2026, 9, 30), date(2026, 11, 1)
    waits = [
        *(asked(september, hours) for hours in (1, 2, 3)),
        asked(november, 11, Channel.EMAIL),
        asked(date(2026, 8, 31), 999),
    ]
    found = insights.responses(SPANS, waits, 4, [])
    assert found.overall is not None
    assert (found.overall.count, found.overall.median) == (4, 2.5 * HOUR)
    assert found.overall.slowest == quantile([1, 2, 3, 11], 0.9) * HOUR
    assert [waits and waits.count for waits in found.by_period] == [3, None, 1]
    assert list(found.by_channel) == [Channel.PHONE, Channel.EMAIL]
    assert found.on_the_spot == 4
    assert insights.responses(SPANS, [], 0, []).overall is None


def test_who_waits_longest_comes_first() -> None:
    waiting = [
        Waiting(who, name, UUID(int=9), Channel.EMAIL, hours * HOUR)
        for who, name, hours in ((ROSA, "Rosa", 2), (BEN, "Ben", 30))
    ]
    assert [one.name for one in insights.responses(SPANS, [], 0, waiting).waiting] == [
        "Ben",
        "Rosa",
    ]


def test_the_share_kept_leaves_out_what_was_agreed_anew() -> None:
    ended = [
        (date(2026, 9, 9), PromiseOutcome.KEPT, 2),
        (date(2026, 9, 10), PromiseOutcome.KEPT, 1),
        (date(2026, 11, 22), PromiseOutcome.LATE, 1),
        (date(2026, 11, 2), PromiseOutcome.RENEGOTIATED, 7),
        (date(2026, 8, 31), PromiseOutcome.BROKEN, 9),
    ]
    found = insights.promises(SPANS, ended, 3)
    assert found.total == {
        PromiseOutcome.KEPT: 3,
        PromiseOutcome.LATE: 1,
        PromiseOutcome.RENEGOTIATED: 7,
    }
    assert (found.kept, found.open) == (0.75, 3)
    assert insights.promises(SPANS, ended[3:4], 0).kept is None


def test_the_busiest_channel_comes_first() -> None:
    counts = {
        (Channel.PHONE, Began.US): 2,
        (Channel.EMAIL, Began.US): 1,
        (Channel.EMAIL, Began.THEM): 4,
    }
    found = insights.Touches(SPANS.starts[0], counts)
    assert (found.total, found.by_them) == (7, 4)
    assert found.channels == [Channel.EMAIL, Channel.PHONE]


def test_gestures_are_summed_up_by_month_and_by_person() -> None:
    given = [
        (ROSA, date(2026, 10, 1), Decimal("12.50")),
        (ROSA, date(2026, 10, 31), None),
        (BEN, date(2026, 11, 1), Decimal(30)),
        (BEN, date(2026, 1, 1), Decimal(99)),
    ]
    known = {ROSA: ("Rosa", Decimal(900)), BEN: ("Ben", None)}
    found = insights.gestures(SPANS, given, known)
    assert found.by_period[0] == Given()
    assert found.by_period[1] == Given(2, Decimal("12.50"), 1)
    assert found.total == Given(3, Decimal("42.50"), 1)
    assert [(one.name, one.cost, one.yearly_value) for one in found.guests] == [
        ("Ben", Decimal(30), None),
        ("Rosa", Decimal("12.50"), Decimal(900)),
    ]


def test_the_lost_come_latest_first_and_those_without_a_day_apart() -> None:
    people = [
        LostOne(ROSA, "Rosa", date(2026, 9, 20), -1),
        LostOne(BEN, "Ben", date(2026, 11, 2), 2),
        LostOne(UUID(int=3), "Zoe", None, None),
        LostOne(UUID(int=4), "Ann", None, 0),
    ]
    found = insights.lost(SPANS, people)
    assert [one.name for one in found.people] == ["Ben", "Rosa"]
    assert [(one.name, one.mood) for one in found.undated] == [
        ("Ann", Mood.NEUTRAL),
        ("Zoe", Mood.UNKNOWN),
    ]
    assert found.by_period == ({Mood.UNEASY: 1}, {}, {Mood.GOOD: 1})


def test_the_reasons_are_the_strongest_in_the_direction_of_the_move() -> None:
    moved = [("Praise", 2.0), ("Visit", 0.5), ("Visit", 0.9), ("Complaint", -3.0), ("Order", 0.1)]
    assert insights.reasons(moved, -0.4, up=True) == (Moved("Praise", 2.0), Moved("Visit", 1.4))
    assert insights.reasons(moved, -0.4, up=False) == (Moved("Complaint", -3.0), Moved("", -0.4))
    assert insights.reasons([], -0.01, up=False) == ()
