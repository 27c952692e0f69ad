"""What preferences can be kept, and how the first ones come into the journal."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.changes import identity
from trustjournal.domain.records import Preferences
from trustjournal.errors import InvalidEntry
from trustjournal.services.preferences import edit_preferences


def stored() -> Preferences:
    return Preferences(**identity(), owner="Maya", currency="EUR")


def test_a_field_changes_and_the_others_stay() -> None:
    before = stored()
    (change,) = edit_preferences(before, business=" a  pottery ").changes
    after = change.after
    assert isinstance(after, Preferences)
    assert change.before == before
    assert (after.owner, after.business, after.currency) == ("Maya", "a pottery", "EUR")
    assert after.revision != before.revision


def test_a_journal_without_preferences_gets_them() -> None:
    (change,) = edit_preferences(None, half_life_days=90).changes
    assert change.before is None
    assert isinstance(change.after, Preferences)
    assert change.after.half_life_days == 90
    assert change.after.bad_weight == 2.0


@pytest.mark.parametrize("days", [0, -1, 3651])
@pytest.mark.parametrize("name", ["half_life_days", "default_cadence_days"])
def test_days_out_of_range_are_refused(name: str, days: int) -> None:
    with pytest.raises(InvalidEntry, match="from 1 to 3650"):
        edit_preferences(stored(), **{name: days})


@given(st.one_of(st.floats(max_value=0.99), st.floats(min_value=10.01), st.just(math.nan)))
def test_a_weight_that_would_reward_bad_evidence_or_is_no_number_is_refused(weight: float) -> None:
    with pytest.raises(InvalidEntry, match="from 1 to 10"):
        edit_preferences(stored(), bad_weight=weight)


@pytest.mark.parametrize("days", [-1, 366])
def test_a_time_without_asking_out_of_range_is_refused(days: int) -> None:
    with pytest.raises(InvalidEntry, match="from 0 to 365"):
        edit_preferences(stored(), no_ask_days=days)


@pytest.mark.parametrize("days", [0, 365])
def test_a_gift_may_be_followed_by_a_question_at_once_or_after_a_year(days: int) -> None:
    (change,) = edit_preferences(stored(), no_ask_days=days).changes
    assert isinstance(change.after, Preferences)
    assert change.after.no_ask_days == days
