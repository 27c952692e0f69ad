"""Only reaching somebody begins the days anew; their own contact and a call in vain halve them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import TODAY
from trustjournal.domain.attention import LEAVES, Reach, days_since, has_left, rests_until


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("touches", "days"),
    [
        ([], None),
        ([(30, Reach.REACHED)], 30),
        ([(90, Reach.REACHED), (30, Reach.REACHED)], 30),
        ([(30, Reach.REACHED), (10, Reach.MISSED)], 20),
        ([(30, Reach.REACHED), (10, Reach.THEIRS)], 20),
        ([(30, Reach.REACHED), (10, Reach.MISSED), (4, Reach.MISSED)], 12),
        ([(30, Reach.REACHED), (10, Reach.MISSED), (10, Reach.THEIRS)], 20),
        ([(30, Reach.REACHED), (10, Reach.MISSED), (10, Reach.REACHED)], 10),
        ([(30, Reach.MISSED)], 30),
        ([(40, Reach.THEIRS), (30, Reach.MISSED)], 35),
    ],
)
def test_the_days_since_a_touch_that_mattered(
    touches: list[tuple[int, Reach]], days: float | None
) -> None:
    assert days_since(((ago(day), reach) for day, reach in touches), TODAY) == days


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(Reach)), min_size=1, max_size=12))
def test_the_order_in_which_touches_are_read_makes_no_difference(
    touches: list[tuple[int, Reach]],
) -> None:
    dated = [(ago(day), reach) for day, reach in touches]
    found = days_since(dated, TODAY)
    assert found is not None
    assert found == days_since(reversed(dated), TODAY)
    assert 0 <= found <= max(day for day, _reach in touches)


@pytest.mark.parametrize(
    ("tried", "chosen", "until"),
    [
        (None, None, None),
        (0, None, 7),
        (6, None, 1),
        (7, None, None),
        (3, 1, None),
        (3, 3, 4),
        (3, 9, 4),
    ],
)
def test_after_a_call_in_vain_a_week_passes_unless_the_owner_chose_a_day_since(
    tried: int | None, chosen: int | None, until: int | None
) -> None:
    tried_on, chosen_on = (None if days is None else ago(days) for days in (tried, chosen))
    expected = None if until is None else ago(-until)
    assert rests_until(tried_on, chosen_on, TODAY) == expected


@pytest.mark.parametrize(
    ("misses", "chosen", "left"),
    [
        (LEAVES - 1, None, False),
        (LEAVES, None, True),
        (LEAVES, 3, True),
        (LEAVES, 2, False),
    ],
)
def test_three_calls_in_vain_are_the_last_unless_the_owner_chose_a_day_since(
    misses: int, chosen: int | None, left: bool
) -> None:
    chosen_on = None if chosen is None else ago(chosen)
    assert has_left(misses, ago(3), chosen_on) is left
