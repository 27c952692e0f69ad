"""Many depths at many instants, in one pass, are those of the model one by one."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain import depth
from trustjournal.domain.choices import Question
from trustjournal.domain.depth import Evidence
from trustjournal.domain.depth_history import (
    Grains,
    Position,
    month_ends,
    movers,
    quarters,
    scores,
    since_month_began,
)

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Madrid")
ENDS = month_ends(date(2026, 5, 3), NOW, ZONE)
SETTINGS = depth.Settings(half_life_days=60, bad_weight=3)

DAYS = st.integers(-20, 400)


def event(days: int, question: Question, quality: float, size: float, held: int | None) -> Evidence:
    fades_from = None if held is None else NOW - timedelta(held)
    return Evidence(NOW - timedelta(days), question, quality, size, UUID(int=1), fades_from)


EVENTS = st.builds(
    event,
    DAYS,
    st.sampled_from(list(Question)),
    st.sampled_from([-1.0, -0.5, 0.5, 1.0]),
    st.sampled_from([0.5, 1.0, 2.0]),
    st.one_of(st.none(), DAYS),
)


def micros(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def grains(people: list[list[Evidence]]) -> Grains:
    found = Grains()
    for row, evidence in enumerate(people):
        for one in evidence:
            found.row.append(row)
            found.at.append(micros(one.at))
            found.fades_at.append(micros(one.fading_since))
            found.question.append(list(Question).index(one.question))
            found.weight.append(one.quality * one.size)
    return found


@given(st.lists(st.lists(EVENTS, max_size=8), min_size=1, max_size=3))
def test_each_depth_is_that_of_the_model(people: list[list[Evidence]]) -> None:
    found = scores(len(people), grains(people), [micros(end) for end in ENDS], SETTINGS)
    assert found.shape == (len(people), len(ENDS))
    for row, evidence in zip(found, people, strict=True):
        for score, end in zip(row, ENDS, strict=True):
            assert score == pytest.approx(depth.depth_at(evidence, end, SETTINGS).score, abs=1e-9)


def test_months_end_where_the_owner_is_and_the_last_instant_is_now() -> None:
    assert ENDS[0] == datetime(2026, 6, 1, tzinfo=ZONE)
    assert ENDS[-2] == datetime(2026, 11, 1, tzinfo=ZONE)
    assert ENDS[-1] == NOW
    assert len(month_ends(NOW.date(), NOW, ZONE)) == 2
    assert len(month_ends(date(1900, 1, 1), NOW, ZONE)) == 241


def test_quarters_leave_out_who_is_not_in_the_book() -> None:
    nobody = float("nan")
    found = np.array([[nobody, 20.0, 30.0], [nobody, 30.0, nobody], [nobody, 40.0, nobody]])
    first, second = quarters(ENDS[:3], found)
    assert (first.at, first.people, first.low, first.median, first.high) == (
        ENDS[1],
        3,
        25.0,
        30.0,
        35.0,
    )
    assert (second.people, second.median) == (1, 30.0)


def test_movers_are_those_who_moved_by_a_point_the_most_first() -> None:
    moves = (0.5, 3.0, 1.0, -1.0, -4.0, 9.0)
    positions = [Position(UUID(int=n), 30.0, 30.0 + move) for n, move in enumerate(moves)]
    assert [one.customer_id.int for one in movers(positions, 2)] == [5, 1, 4, 3]


def test_a_month_begins_at_its_first_midnight() -> None:
    assert NOW - since_month_began(NOW, ZONE) == datetime(2026, 11, 1, tzinfo=ZONE)
